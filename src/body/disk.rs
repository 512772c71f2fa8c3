//! The bytes of files and figures, within limits, and how a file is named. Knows no assessment.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::attached;
use crate::figure::{self, Fault};
use crate::source::MAX_BYTES;

/// The name of a file in messages.
#[must_use]
pub fn name(path: &Path) -> String {
    if path == Path::new("-") {
        return "標準入力".to_owned();
    }
    path.display().to_string()
}

/// The bytes of a file, of one that is too large a few more than the limit. `-` is standard input.
///
/// A PDF may be larger than an assessment: it holds fonts and figures.
///
/// # Errors
/// Whatever the file system refuses.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |error| Failure::Read {
        path: PathBuf::from(path),
        error,
    };
    if path == Path::new("-") {
        return limited(std::io::stdin().lock()).map_err(fail);
    }
    if path.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    let file = std::fs::File::open(path).map_err(fail)?;
    limited(file).map_err(fail)
}

/// One byte over the limit is enough to refuse a file that would fill the memory.
fn limited(mut file: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    file.by_ref().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if attached::is_pdf(&bytes) {
        let rest = (attached::MAX_BYTES + 1).saturating_sub(bytes.len());
        file.take(rest as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The bytes of a figure in a folder or below it, also where links lead.
///
/// # Errors
/// None there, none that lies within, none that can be read, or one that is too large.
#[allow(clippy::wildcard_enum_match_arm)] // Whatever else the system says, it could not be read.
pub fn figure(folder: &Path, file: &str) -> Result<Vec<u8>, Fault> {
    use std::io::Read as _;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let fault = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Fault::NotFound,
        _ => Fault::Unreadable,
    };
    let folder = folder.canonicalize().map_err(fault)?;
    let path = folder.join(file).canonicalize().map_err(fault)?;
    if !path.starts_with(&folder) {
        return Err(Fault::Outside);
    }
    // A device or a pipe may never end.
    if !path.is_file() {
        return Err(Fault::Unreadable);
    }
    let size = path.metadata().map_err(fault)?.len();
    if size > figure::MAX_BYTES as u64 {
        return Err(figure::too_large(size));
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    let limit = figure::MAX_BYTES as u64 + 1;
    let opened = std::fs::File::open(path).map_err(fault)?;
    opened.take(limit).read_to_end(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

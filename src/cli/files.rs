//! Reading assessments from disk.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::answers::{self, Read};
use crate::form::builtin;
use crate::source::MAX_BYTES;

/// Reads a file and binds it to its form. `-` is standard input.
pub fn read(path: &Path) -> Result<Read, Failure> {
    let name = if path == Path::new("-") {
        "標準入力".to_owned()
    } else {
        path.display().to_string()
    };
    Ok(answers::read(builtin(), &name, &bytes(path)?))
}

/// The bytes of a file, not many more than can be read. `-` is standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let fail = |error| Failure::Read {
        path: PathBuf::from(path),
        error,
    };
    let mut bytes = Vec::new();
    // One byte over the limit is enough to refuse a file that would fill the memory.
    let limit = MAX_BYTES as u64 + 1;
    if path == Path::new("-") {
        let input = std::io::stdin().lock();
        input.take(limit).read_to_end(&mut bytes).map_err(fail)?;
        return Ok(bytes);
    }
    if path.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(limit).read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes)
}

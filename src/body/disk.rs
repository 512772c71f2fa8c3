//! The shelf that is the disk. Reads files and figures within limits, and standard input; knows no assessment.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use super::Failure;
use super::place::here;
use super::regular;
use super::shelf::{Entry, Shelf};
use crate::attached;
use crate::figure::{self, Fault};
use crate::source::MAX_BYTES;

/// What lies on disk, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Shelf for Disk {
    /// Standard input can be read once; whoever asks again gets the same.
    fn loose(&self, _: &str) -> io::Result<Vec<u8>> {
        static INPUT: OnceLock<Vec<u8>> = OnceLock::new();
        if let Some(read) = INPUT.get() {
            return Ok(read.clone());
        }
        let read = limited(io::stdin().lock())?;
        Ok(INPUT.get_or_init(|| read).clone())
    }

    /// A PDF may be larger than an assessment: it holds fonts and figures.
    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        limited(regular::open(&found(path))?)
    }

    /// Links are followed, yet not out of the folder.
    #[allow(clippy::wildcard_enum_match_arm)] // Whatever else the system says, it could not be read.
    fn figure(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Fault> {
        let fault = |error: io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::NotFound,
            _ => Fault::Unreadable,
        };
        let folder = found(here(folder)).canonicalize().map_err(fault)?;
        let path = found(&folder.join(file)).canonicalize().map_err(fault)?;
        if !path.starts_with(&folder) {
            return Err(Fault::Outside);
        }
        let opened = regular::open(&path).map_err(fault)?;
        let size = opened.metadata().map_err(fault)?.len();
        if size > figure::MAX_BYTES as u64 {
            return Err(figure::too_large(size));
        }
        let mut bytes = Vec::new();
        // It may grow while it is read.
        let limit = figure::MAX_BYTES as u64 + 1;
        opened.take(limit).read_to_end(&mut bytes).map_err(fault)?;
        Ok(bytes)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(found(here(folder)))? {
            let entry = entry?;
            entries.push(Entry {
                path: folder.join(entry.file_name()),
                is_folder: entry.file_type()?.is_dir(),
            });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn is_file(&self, path: &Path) -> bool {
        found(path).is_file()
    }

    fn is_there(&self, path: &Path) -> bool {
        // A link that leads nowhere is there too.
        found(path).symlink_metadata().is_ok()
    }

    fn is_folder(&self, path: &Path) -> bool {
        found(here(path)).is_dir()
    }

    fn whole_name(&self, folder: &Path) -> Option<PathBuf> {
        found(here(folder)).canonicalize().ok()
    }
}

/// A path as it is spelled on disk, where its letters are composed otherwise there: a Mac writes が as か and ゛.
pub(super) fn found(path: &Path) -> PathBuf {
    let composed = |name: &OsStr| name.to_string_lossy().nfc().collect::<String>();
    let is_plain = path
        .to_str()
        .is_some_and(|path| path.is_ascii() || path.nfd().eq(path.chars()) && path.nfc().eq(path.chars()));
    if is_plain || fs::symlink_metadata(path).is_ok() {
        return path.to_owned();
    }
    let mut whole = PathBuf::new();
    for step in path.components() {
        let next = whole.join(step);
        let mut other = None;
        if let Component::Normal(name) = step
            && fs::symlink_metadata(&next).is_err()
        {
            let wanted = composed(name);
            let entries = fs::read_dir(here(&whole)).into_iter().flatten().flatten();
            let mut names = entries.map(|entry| entry.file_name());
            other = names.find(|name| composed(name) == wanted);
        }
        whole = other.map_or(next, |other| whole.join(other));
    }
    whole
}

/// A whole name as people write it: Windows has a prefix for whole names that programs alone understand.
#[cfg(feature = "cli")]
pub(super) fn plain(path: PathBuf) -> PathBuf {
    let words = path.to_str().and_then(|words| words.strip_prefix(r"\\?\"));
    match words.filter(|words| !words.starts_with("UNC")) {
        Some(words) => PathBuf::from(words),
        None => path,
    }
}

/// The bytes of a file that is no assessment of ours; of one larger than `most`, one byte more than that.
///
/// # Errors
/// What cannot be read.
pub fn foreign(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let read = || {
        let mut bytes = Vec::new();
        regular::open(&found(path))?
            .take(most as u64 + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Failure::Read {
        name: path.display().to_string(),
        error,
    })
}

/// One byte over the limit is enough to refuse a file that would fill the memory.
fn limited(mut file: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.by_ref().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if attached::is_pdf(&bytes) {
        let rest = (attached::MAX_BYTES + 1).saturating_sub(bytes.len());
        file.take(rest as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

//! The one gate through which this program writes files. Knows what must never be written over, by canonical paths; decides
//! nothing about what is written.

mod atomic;
mod barred;
mod leftover;
mod lock;
mod lost;

use std::path::{Path, PathBuf};

use super::disk::found;
use super::{Disk, Failure, Place, read};
use atomic::Ready;
pub use barred::Barred;
pub(super) use lock::Lock;

/// What a reader is told of a file that was written: what it has lost by that. Sentences, each for a line of its own.
pub type Notes = Vec<String>;

/// Writes a result that is made anew each time, such as a PDF or a table, in place of an earlier one. Folders on the way
/// are made.
///
/// # Errors
/// As [`results`].
pub fn result(path: &Path, bytes: &[u8]) -> Result<Notes, Failure> {
    results(&[(path.to_owned(), bytes)])
}

/// [`result`] for several files that belong together: all of them or none.
///
/// # Errors
/// [`Barred`] where an author's file or a sealed copy would be written over, and whatever the file system refuses.
pub fn results(files: &[(PathBuf, &[u8])]) -> Result<Notes, Failure> {
    let mut ready = Vec::new();
    for (path, bytes) in files {
        let path = found(path);
        barred::of_result(&path, bytes)?;
        ready.push(Ready::beside(&path, bytes)?);
    }
    atomic::put_all(ready)
}

/// Whether a result may be written here, before it is made.
///
/// # Errors
/// As [`results`], as far as that can be told.
pub fn may_hold_result(path: &Path) -> Result<(), Failure> {
    barred::of_result(&found(path), &[])
}

/// Writes a file where nothing is yet. Folders on the way are made.
///
/// # Errors
/// As [`results`], and something that is there.
pub fn new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let path = found(path);
    barred::of_new(&path)?;
    Ready::beside(&path, bytes)?.put_new()
}

/// Writes an author's file with edits made, unless it is another than was `read`. A link is followed.
///
/// # Errors
/// [`Barred`] where it is a sealed copy or protected, [`Failure::Rewritten`], and whatever the file system refuses.
pub fn edit(path: &Path, read: &[u8], bytes: &[u8]) -> Result<Notes, Failure> {
    let target = barred::of_edit(path)?;
    let ready = Ready::beside(&target, bytes)?;
    // Asked last, so that the time in which an editor's work could be lost is that of a rename.
    if read::bytes(&Disk, &Place::File(path.to_owned()))? != read {
        return Err(Failure::Rewritten(path.to_owned()));
    }
    ready.put()
}

/// Writes a file into a folder of copies, where nothing is yet. For seals alone.
pub(super) fn sealed_copy(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ready::beside(path, bytes)?.put_new()
}

/// Writes the manifest of a folder of copies. For seals alone.
pub(super) fn manifest(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    barred::protected(path)?;
    Ready::beside(path, bytes)?.put().map(drop)
}

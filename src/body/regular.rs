//! Opens files to be read, only those that come to an end: a pipe or a device under a file's name may never give a byte. What
//! whoever started the program handed over as open is read like standard input.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Where the system shows what a program was started with as files.
const HANDED_OVER: [&str; 3] = ["/dev/stdin", "/dev/fd", "/proc/self/fd"];

/// Opens a file.
///
/// # Errors
/// [`ErrorKind::IsADirectory`] for a folder, [`ErrorKind::Unsupported`] for what is no file at all; whatever the system refuses.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let is_handed_over = HANDED_OVER
        .iter()
        .any(|name| path == Path::new(name) || path.parent() == Some(Path::new(name)));
    // Asked before it is opened: opening a pipe waits until somebody writes to it.
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !found.is_file() && !is_handed_over {
        return Err(ErrorKind::Unsupported.into());
    }
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_what_is_no_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let kind = |path: &Path| open(path).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind(&path), Err(ErrorKind::NotFound));
        fs::write(&path, "a: 1").unwrap();
        assert_eq!(kind(&path), Ok(()));
        assert_eq!(kind(folder.path()), Err(ErrorKind::IsADirectory));
        #[cfg(unix)]
        assert_eq!(kind(Path::new("/dev/null")), Err(ErrorKind::Unsupported));
    }
}

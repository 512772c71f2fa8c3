//! Temporary files that a run left which was killed: finds and removes them. Touches no other file.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// What the names of our temporary files begin with.
pub(super) const PREFIX: &str = ".hyoka-";
/// The letters behind it.
const LETTERS: usize = 6;
/// No file takes so long to be written; of use where files cannot be locked.
const OLD: Duration = Duration::from_hours(1);

/// Removes what killed runs left in a folder. `ours` was written just now: its time is that of the file system.
pub(super) fn sweep(folder: &Path, ours: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_temporary(&name.to_string_lossy()) && is_left(&path, ours) {
            // Somebody else may have been faster.
            let _ = fs::remove_file(path);
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX);
    rest.is_some_and(|rest| rest.len() == LETTERS && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether nobody writes a file any more: whoever does holds a lock on it, which ends with him.
fn is_left(path: &Path, ours: &Path) -> bool {
    let Ok(file) = File::options().write(true).open(path) else {
        return false;
    };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => {
            let time = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
            let (left, now) = (time(path), time(ours));
            left.zip(now)
                .and_then(|(left, now)| now.duration_since(left).ok())
                .is_some_and(|age| age > OLD)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_files_that_nobody_writes_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let names = [
            ".hyoka-AbC123",
            ".hyoka-zzzzzz",
            ".hyoka-notes.txt",
            ".hyoka-lock",
            "juten.yaml",
        ];
        for name in names {
            fs::write(path(name), "x").unwrap();
        }
        fs::create_dir(path(".hyoka-folder")).unwrap();
        let busy = File::options().write(true).open(path(".hyoka-zzzzzz")).unwrap();
        busy.lock().unwrap();
        sweep(folder.path(), &path("juten.yaml"));
        let left = names.map(|name| path(name).exists());
        assert_eq!(left, [false, true, true, true, true]);
        assert!(path(".hyoka-folder").exists());
    }
}

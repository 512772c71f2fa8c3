//! A folder held by one run at a time, by a file in it that is locked. The lock of a run that was killed ends with it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::Failure;

/// The file in a folder that is held.
const NAME: &str = ".hyoka-lock";
/// How often it is tried, and the pause between.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// A folder that nobody else holds, until this is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits for a folder, which is made where it is not there, for half a minute at most.
    ///
    /// # Errors
    /// [`Failure::Busy`], and whatever the file system refuses.
    pub fn on(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        super::atomic::make(folder, &path)?;
        for _ in 0..TRIES {
            let opened = File::options().create(true).truncate(false).write(true).open(&path);
            let file = match opened {
                Ok(file) => file,
                // On Windows, a file that another run is about to remove.
                Err(error) if cfg!(windows) && error.kind() == std::io::ErrorKind::PermissionDenied => {
                    std::thread::sleep(PAUSE);
                    continue;
                }
                Err(error) => return Err(super::atomic::folder_refuses(folder, &path, error)),
            };
            match file.try_lock() {
                // Where files cannot be locked, what was written is read again by whoever wrote it.
                Ok(()) | Err(TryLockError::Error(_)) if is_there(&path, &file) => {
                    return Ok(Self { path, _file: file });
                }
                Ok(()) | Err(TryLockError::Error(_)) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
        Err(Failure::Busy(folder.to_owned()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever waits for it sees that it is gone, and makes another.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether a file that was opened is still what its path names.
#[cfg(unix)]
fn is_there(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |named: fs::Metadata| {
        file.metadata()
            .is_ok_and(|own| own.ino() == named.ino() && own.dev() == named.dev())
    };
    fs::metadata(path).is_ok_and(same)
}

#[cfg(not(unix))]
fn is_there(path: &Path, _: &File) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_a_folder_at_a_time_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("published");
        let count = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let _lock = Lock::on(&path).unwrap();
                        let before = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        assert_eq!(before, 0);
                        std::thread::sleep(Duration::from_millis(1));
                        count.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
        // The file of a run that was killed holds nobody up.
        fs::write(path.join(NAME), "").unwrap();
        drop(Lock::on(&path).unwrap());
        assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
    }
}

//! Writes a file as a whole or not at all: beside it, synced, then renamed. A reader never sees half of one.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::super::place::here;
use super::{Failure, Notes, leftover, lost};

/// A file that is written and synced beside its target, and takes its place when it is put there. It goes away else.
pub(super) struct Ready {
    target: PathBuf,
    bytes: Vec<u8>,
    file: NamedTempFile,
}

impl Ready {
    /// Writes bytes beside a target. Folders on the way are made.
    ///
    /// # Errors
    /// Whatever the file system refuses; then nothing is left beside the target.
    pub fn beside(target: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        let folder = here(target.parent().unwrap_or(Path::new("")));
        make(folder, target)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(leftover::PREFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Less the umask. The default of temporary files, for the owner alone, would lock out a web server.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let refused = |error| folder_refuses(folder, target, error);
        let mut file = builder.tempfile_in(folder).map_err(refused)?;
        // Tells other runs that somebody is at it; where files cannot be locked, their age does.
        let _ = file.as_file().try_lock();
        let written = file.write_all(bytes).and_then(|()| file.as_file().sync_all());
        written.map_err(|error| refuses(target, error))?;
        Ok(Self {
            target: target.to_owned(),
            bytes: bytes.to_vec(),
            file,
        })
    }

    /// Puts it in place of what was there, with the permissions and attributes of that.
    ///
    /// # Errors
    /// Whatever the file system refuses; then the target is as it was.
    pub fn put(self) -> Result<Notes, Failure> {
        let Self { target, bytes, file } = self;
        let refused = |error| refuses(&target, error);
        if target.is_dir() {
            return Err(refused(ErrorKind::IsADirectory.into()));
        }
        let notes = lost::hand_on(&target, file.as_file()).map_err(refused)?;
        match file.persist(&target) {
            Ok(_) => {}
            // Another run took it for a leftover before it could be locked.
            Err(error) if error.error.kind() == ErrorKind::NotFound && target.parent().is_some_and(Path::is_dir) => {
                let again = Self::beside(&target, &bytes)?;
                lost::hand_on(&target, again.file.as_file()).map_err(refused)?;
                again.file.persist(&target).map_err(|error| refused(error.error))?;
            }
            Err(error) => return Err(refused(error.error)),
        }
        settle(&target);
        Ok(notes)
    }

    /// Puts it where nothing is.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] where something is; whatever else the file system refuses.
    pub fn put_new(self) -> Result<(), Failure> {
        let Self { target, file, .. } = self;
        file.persist_noclobber(&target)
            .map_err(|error| refuses(&target, error.error))?;
        settle(&target);
        Ok(())
    }
}

/// Puts several files that belong together. Where one cannot be put, those that are new go away again.
///
/// # Errors
/// As [`Ready::put`].
pub(super) fn put_all(files: Vec<Ready>) -> Result<Notes, Failure> {
    let mut notes = Notes::new();
    let mut new = Vec::new();
    for ready in files {
        let target = ready.target.clone();
        let was_there = target.exists();
        match ready.put() {
            Ok(told) => notes.extend(told),
            Err(failure) => {
                for path in new {
                    let _ = fs::remove_file(path);
                }
                return Err(failure);
            }
        }
        if !was_there {
            new.push(target);
        }
    }
    Ok(notes)
}

/// Makes the folder that a target lies in.
///
/// # Errors
/// What keeps it from being made, named.
pub(super) fn make(folder: &Path, target: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| folder_refuses(folder, target, error))
}

/// A target that cannot be written because of its folder, or of what lies where a folder should.
pub(super) fn folder_refuses(folder: &Path, target: &Path, error: io::Error) -> Failure {
    let is_file = |folder: &&Path| folder.exists() && !folder.is_dir();
    let (folder, error) = match folder.ancestors().find(is_file) {
        Some(file) => (file, ErrorKind::NotADirectory.into()),
        // The nearest that is there is the one that refuses another in it.
        None => (
            folder
                .ancestors()
                .find(|folder| here(folder).is_dir())
                .unwrap_or(folder),
            error,
        ),
    };
    Failure::WriteInFolder {
        path: target.to_owned(),
        folder: here(folder).to_owned(),
        error,
    }
}

fn refuses(target: &Path, error: io::Error) -> Failure {
    Failure::Write {
        path: target.to_owned(),
        error,
    }
}

/// Makes a rename safe from a power cut, and removes what runs that were killed left beside it.
fn settle(target: &Path) {
    let folder = here(target.parent().unwrap_or(Path::new("")));
    // Not every file system can sync a folder; the file is whole anyway.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    leftover::sweep(folder, target);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn write(path: &Path, bytes: &[u8]) -> Result<Notes, Failure> {
        Ready::beside(path, bytes)?.put()
    }

    #[test]
    fn a_file_is_made_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("評価書.pdf");
        write(&path, b"1").unwrap();
        write(&path, b"22").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"22");
        assert_eq!(names(folder.path()), ["評価書.pdf"]);
        write(&folder.path().join("012/a"), b"3").unwrap();
        assert_eq!(names(&folder.path().join("012")), ["a"]);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("juten.yaml");
        let new = |bytes: &[u8]| Ready::beside(&path, bytes).unwrap().put_new();
        new(b"1").unwrap();
        let refused = new(b"2").unwrap_err();
        assert!(
            refused.to_string().contains("同じ名前のものが既にあります"),
            "{refused}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(folder.path()), ["juten.yaml"]);
    }

    #[test]
    fn a_refusal_leaves_everything_as_it_was_and_names_what_refuses() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        assert!(write(&folder.path().join("site"), b"1").is_err());
        fs::write(folder.path().join("file"), b"1").unwrap();
        let refused = write(&folder.path().join("file/a/b.pdf"), b"1")
            .unwrap_err()
            .to_string();
        assert!(refused.contains("file はフォルダではありません"), "{refused}");
        assert_eq!(names(folder.path()), ["file", "site"]);
    }

    #[test]
    fn of_files_that_belong_together_none_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("b.html")).unwrap();
        let ready = |name: &str| Ready::beside(&path(name), b"1").unwrap();
        assert!(put_all(vec![ready("b.pdf"), ready("b.html")]).is_err());
        assert_eq!(names(folder.path()), ["b.html"]);
    }

    #[test]
    fn what_a_killed_run_left_is_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".hyoka-Ab12Cd"), "half").unwrap();
        write(&folder.path().join("a"), b"1").unwrap();
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_can_read_a_new_file_and_an_old_one_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (ours, plain) = (folder.path().join("a"), folder.path().join("b"));
        write(&ours, b"1").unwrap();
        fs::write(&plain, b"1").unwrap();
        assert_eq!(mode(&ours), mode(&plain));
        fs::set_permissions(&ours, fs::Permissions::from_mode(0o640)).unwrap();
        write(&ours, b"2").unwrap();
        assert_eq!(mode(&ours), 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_hard_link_that_is_cut_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&one, "1").unwrap();
        fs::hard_link(&one, &other).unwrap();
        let notes = write(&one, b"2").unwrap();
        assert!(notes.len() == 1 && notes[0].contains("ハードリンク"), "{notes:?}");
        assert_eq!(write(&one, b"3").unwrap(), Notes::new());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn attributes_are_handed_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "1").unwrap();
        let flags = rustix::fs::XattrFlags::empty();
        // Not every file system has attributes.
        if rustix::fs::setxattr(&path, "user.himitsu", b"2", flags).is_err() {
            return;
        }
        assert_eq!(write(&path, b"2").unwrap(), Notes::new());
        let mut value = [0; 8];
        let length = rustix::fs::getxattr(&path, "user.himitsu", &mut value[..]).unwrap();
        assert_eq!(&value[..length], b"2");
    }
}

//! Writes a file as a whole or not at all: beside it, synced, then renamed. A reader never sees half of one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Failure;

/// Writes `bytes` to `path`, in place of what was there. Folders on the way are made.
///
/// A link is followed, and the permissions of a file that was there are kept.
///
/// # Errors
/// Whatever the file system refuses; then `path` is as it was, and nothing is left beside it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), io::Error> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let before = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
    let beside = beside(&target, bytes)?;
    if let Some(permissions) = before {
        beside.as_file().set_permissions(permissions)?;
    }
    beside.persist(&target).map_err(|error| error.error)?;
    sync_folder(&target);
    Ok(())
}

/// [`write()`], with the refusal in words.
///
/// # Errors
/// As [`write()`].
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes).map_err(|error| refused(path, error))
}

/// [`write_new()`], with the refusal in words.
///
/// # Errors
/// As [`write_new()`].
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_new(path, bytes).map_err(|error| refused(path, error))
}

fn refused(path: &Path, error: io::Error) -> Failure {
    Failure::Write {
        path: path.to_owned(),
        error,
    }
}

/// [`write()`], but only where nothing is yet.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something is; whatever else the file system refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), io::Error> {
    // Asked before as well, so that no folder is made and no temporary file written in vain.
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let beside = beside(path, bytes)?;
    beside.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(path);
    Ok(())
}

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A synced file beside the target with the permissions of any new file; it goes away unless it is renamed.
fn beside(target: &Path, bytes: &[u8]) -> Result<NamedTempFile, io::Error> {
    let folder = folder(target);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hyoka-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Less the umask. The default of temporary files, for the owner alone, would lock out a web server.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A rename is safe from a power cut only once the folder is synced. Not every file system can; the file is whole anyway.
fn sync_folder(target: &Path) {
    if let Ok(folder) = File::open(folder(target)) {
        let _ = folder.sync_all();
    }
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
        write_new(&path, b"1").unwrap();
        let refused = write_new(&path, b"2").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(folder.path()), ["juten.yaml"]);
    }

    #[test]
    fn a_refusal_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        assert!(write(&folder.path().join("site"), b"1").is_err());
        fs::write(folder.path().join("file"), b"1").unwrap();
        assert!(write(&folder.path().join("file/a.pdf"), b"1").is_err());
        assert_eq!(names(folder.path()), ["file", "site"]);
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
    fn a_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"1").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"2").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"2");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}

//! Writes a file as a whole or not at all: beside it, synced, then renamed. A reader never sees half of one.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `bytes` to `path`, in place of what was there.
///
/// A link is followed, and the permissions of a file that was there are kept. The folder must exist.
///
/// # Errors
/// Whatever the file system refuses; then `path` is as it was, and nothing is left beside it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), io::Error> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = match target.parent() {
        Some(folder) if folder != OsStr::new("") => folder,
        _ => Path::new("."),
    };
    let before = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
    let mut beside = beside(folder)?;
    beside.write_all(bytes)?;
    if let Some(permissions) = before {
        beside.as_file().set_permissions(permissions)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    // The rename itself is safe only once the folder is; not every file system can sync a folder, and the file is whole.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A new file in the folder with the permissions of any new file; it goes away unless it is renamed.
fn beside(folder: &Path) -> Result<tempfile::NamedTempFile, io::Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hyoka-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Less the umask. The default of temporary files, for the owner alone, would lock out a web server.
        builder.permissions(fs::Permissions::from_mode(0o666));
        builder.tempfile_in(folder)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
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
    }

    #[test]
    fn a_refusal_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        assert!(write(&folder.path().join("site"), b"1").is_err());
        assert!(write(&folder.path().join("none/a.pdf"), b"1").is_err());
        assert_eq!(names(folder.path()), ["site"]);
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

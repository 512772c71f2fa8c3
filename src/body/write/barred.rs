//! What must not be written over, by canonical paths: sealed copies and their lists, assessments, settings and figures of
//! an author, what is protected, and what a link leads to. Writes nothing.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::super::disk::{found, plain};
use super::super::names;
use super::super::{Disk, Failure, Place, read};
use crate::folding::nfkc;
use crate::seal::{FOLDER, MANIFEST};

/// Why a file is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Barred {
    #[error(
        "公表した版の写しのフォルダ（{FOLDER}）にあるため、書き込みません。写しは hyoka seal だけが作り、後から変えません"
    )]
    Sealed,
    #[error("既に評価書があるため、書き込みません。別の名前を指定するか、要らないものなら先に除いてください")]
    Assessment,
    #[error("機関の設定のファイルなので、書き込みません。別の名前を指定してください")]
    Settings,
    #[error("図のファイルなので、書き込みません。別の名前を指定してください")]
    Figure,
    #[error("別のファイル（{}）へのリンクなので、書き込みません。書き出すファイルそのものを指定してください", .0.display())]
    Link(PathBuf),
    #[error("書き込みが禁じられているため（読み取り専用）、書き込みません")]
    Protected,
    #[error("ファイルではありません。書き出すファイルを指定してください")]
    NoFile,
}

/// Endings of files that an author draws; no result has them.
const FIGURES: [&str; 4] = ["svg", "png", "jpg", "jpeg"];

fn fail(path: &Path, why: Barred) -> Failure {
    Failure::Barred {
        path: path.to_owned(),
        why,
    }
}

/// Refuses a result that would take the place of what is none. A file with the same bytes may be written again.
pub(super) fn of_result(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let bar = |why| Err(fail(path, why));
    if is_sealed(path) {
        return bar(Barred::Sealed);
    }
    let Ok(link) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    if link.is_symlink() {
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        return bar(Barred::Link(plain(target)));
    }
    if link.is_dir() {
        let error = std::io::ErrorKind::IsADirectory.into();
        return Err(Failure::Write {
            path: path.to_owned(),
            error,
        });
    }
    if !link.is_file() {
        return bar(Barred::NoFile);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if names::is_settings(&name) {
        return bar(Barred::Settings);
    }
    let ending = Path::new(&*name).extension().unwrap_or_default().to_string_lossy();
    if FIGURES.contains(&ending.to_lowercase().as_str()) {
        return bar(Barred::Figure);
    }
    if !names::is_yaml(&name) && !names::may_lack_ending(&name) {
        return protected(path);
    }
    let there = read::bytes(&Disk, &Place::File(path.to_owned()))?;
    if there != bytes && names::is_assessment_text(&there) {
        return bar(Barred::Assessment);
    }
    protected(path)
}

/// Refuses a new file among copies, and where something is.
pub(super) fn of_new(path: &Path) -> Result<(), Failure> {
    if is_sealed(path) {
        return Err(fail(path, Barred::Sealed));
    }
    // Asked before as well, so that no folder is made and no temporary file written in vain.
    if fs::symlink_metadata(path).is_ok() {
        let error = std::io::ErrorKind::AlreadyExists.into();
        return Err(Failure::Write {
            path: path.to_owned(),
            error,
        });
    }
    Ok(())
}

/// The file that is written where an author's file is to be edited: a link is followed.
pub(super) fn of_edit(path: &Path) -> Result<PathBuf, Failure> {
    let write = |error| Failure::Write {
        path: path.to_owned(),
        error,
    };
    let target = plain(found(path).canonicalize().map_err(write)?);
    if is_sealed(&target) {
        return Err(fail(path, Barred::Sealed));
    }
    if !target.is_file() {
        return Err(fail(path, Barred::NoFile));
    }
    protected(&target).map_err(|_| fail(path, Barred::Protected))?;
    Ok(target)
}

/// Refuses a file that is protected: a rename would take its place all the same.
pub(super) fn protected(path: &Path) -> Result<(), Failure> {
    match path.metadata() {
        Ok(there) if there.permissions().readonly() => Err(fail(path, Barred::Protected)),
        _ => Ok(()),
    }
}

/// Whether a path leads among copies of published versions, whatever links it goes through.
fn is_sealed(path: &Path) -> bool {
    let whole = canonical(path);
    let mut folders = whole.ancestors().skip(1);
    let beside = folders.next();
    let is_folder = |folder: &Path| folder.file_name().is_some_and(|name| is_named_so(name, FOLDER));
    beside.is_some_and(is_folder)
        || whole.file_name().is_some_and(|name| is_named_so(name, MANIFEST)) && whole.is_file()
        // Figures of a copy lie in folders of their own.
        || folders.any(|folder| is_folder(folder) && folder.join(MANIFEST).is_file())
}

/// Whether a file system that knows no cases takes a name for another.
fn is_named_so(name: &std::ffi::OsStr, other: &str) -> bool {
    nfkc(&name.to_string_lossy()).eq_ignore_ascii_case(other)
}

/// A path without links, as far as it is there.
fn canonical(path: &Path) -> PathBuf {
    for (depth, folder) in path.ancestors().enumerate() {
        let named = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let Ok(mut whole) = named.canonicalize() else { continue };
        let rest: Vec<Component<'_>> = path.components().rev().take(depth).collect();
        for step in rest.into_iter().rev() {
            if step == Component::ParentDir {
                whole.pop();
            } else {
                whole.push(step);
            }
        }
        return whole;
    }
    path.to_owned()
}

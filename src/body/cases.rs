//! Which assessments a verb works on: the files and folders it is given, or all of the body. Finds names, reads no file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::settings::FILE as SETTINGS;
use super::{Failure, Place, Shelf};
use crate::form::is_named_after;
use crate::seal::FOLDER as PUBLISHED;

/// Where a body's assessments lie, below the folder of its settings or below the current one.
const ASSESSMENTS: &str = "assessments";

/// The assessments to work on.
#[derive(Debug)]
pub struct Selection {
    /// Those of one 事務 together, in the order of their names.
    pub cases: Vec<Case>,
    /// Whether they are all that a folder holds, so that one may be held against the other.
    pub whole: bool,
    /// Whether they are all of a body, so that what none of them shows is nowhere.
    pub body: bool,
}

/// The files of one 事務.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub files: Vec<Place>,
    /// Files beside them that belong to the same 事務, but were not asked for.
    pub beside: Vec<Place>,
    /// Whether these are all assessments of their folder, so that a form that is missing here is not made.
    pub complete: bool,
}

/// The assessments that the arguments name: files, and all files of folders; without arguments, all of the body whose
/// settings lie in this folder or one around it.
///
/// # Errors
/// A folder that cannot be read or holds no assessment, and no arguments where there is no body.
pub fn select(shelf: &dyn Shelf, arguments: &[PathBuf]) -> Result<Selection, Failure> {
    let folders: Vec<PathBuf>;
    let mut whole = true;
    let mut body_named = arguments.is_empty();
    let named = if arguments.is_empty() {
        folders = vec![body(shelf)?];
        &folders
    } else {
        arguments
    };
    let mut files = Vec::new();
    let mut in_folders = BTreeSet::new();
    for path in named {
        if shelf.is_folder(path) && !path.as_os_str().is_empty() {
            let before = files.len();
            body_named |= shelf.is_there(&path.join(SETTINGS)) || shelf.is_folder(&path.join(ASSESSMENTS));
            collect(shelf, &assessments_in(shelf, path), &mut files)?;
            in_folders.extend(files[before..].iter().cloned());
            if files.len() == before {
                return Err(Failure::Empty(path.clone()));
            }
        } else {
            whole = false;
            files.push(Place::of(path));
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| file.path().is_none() || seen.insert(file.clone()));
    Ok(Selection {
        cases: cases(shelf, files, &in_folders),
        whole,
        body: body_named,
    })
}

/// The 事務 of one file that was asked for alone.
#[must_use]
pub fn of(shelf: &dyn Shelf, place: &Place) -> Case {
    let mut cases = cases(shelf, vec![place.clone()], &BTreeSet::new());
    cases.pop().unwrap_or_default()
}

/// The folder of a body's assessments: `assessments` where there is one, else the folder itself.
fn assessments_in(shelf: &dyn Shelf, folder: &Path) -> PathBuf {
    let below = folder.join(ASSESSMENTS);
    if shelf.is_folder(&below) {
        below
    } else {
        folder.to_owned()
    }
}

/// The folder with the settings of the body, from here upwards, or this one if it holds assessments.
fn body(shelf: &dyn Shelf) -> Result<PathBuf, Failure> {
    // Without `./` in front, as a person would type it.
    if shelf.is_folder(Path::new(ASSESSMENTS)) {
        return Ok(ASSESSMENTS.into());
    }
    if shelf.is_there(Path::new(SETTINGS)) {
        return Ok(".".into());
    }
    let around = shelf.whole_name(Path::new(""));
    let found = around
        .iter()
        .flat_map(|here| here.ancestors().skip(1))
        .find(|folder| shelf.is_there(&folder.join(SETTINGS)));
    found.map(Path::to_owned).ok_or(Failure::NoBody)
}

/// Every YAML file of a folder and those in it, except settings, sealed copies and what is hidden.
fn collect(shelf: &dyn Shelf, folder: &Path, into: &mut Vec<Place>) -> Result<(), Failure> {
    let entries = shelf.entries(folder).map_err(|error| Failure::Read {
        name: folder.display().to_string(),
        error,
    })?;
    for entry in entries {
        let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == SETTINGS || name == PUBLISHED {
            continue;
        }
        // A folder that is named as a file is told as one when it is read.
        if is_yaml(&entry.path) {
            into.push(Place::of(&entry.path));
        } else if entry.is_folder {
            collect(shelf, &entry.path, into)?;
        }
    }
    Ok(())
}

pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Files of one folder are of one 事務; to a file named after its form belong the others so named.
fn cases(shelf: &dyn Shelf, files: Vec<Place>, in_folders: &BTreeSet<Place>) -> Vec<Case> {
    let mut cases: Vec<(Option<PathBuf>, Case)> = Vec::new();
    for file in files {
        let folder = file.folder().map(Path::to_owned);
        match cases.iter_mut().find(|(known, _)| folder.is_some() && *known == folder) {
            Some((_, case)) => case.files.push(file),
            None => cases.push((
                folder,
                Case {
                    files: vec![file],
                    ..Case::default()
                },
            )),
        }
    }
    for (folder, case) in &mut cases {
        let Some(folder) = folder else { continue };
        if case.files.iter().any(|file| is_named_after_form(shelf, file)) {
            case.beside = named_after_forms(shelf, folder);
            case.beside
                .retain(|place| !case.files.contains(place) && place.path().is_some_and(|path| shelf.is_file(path)));
            case.complete = is_whole_folder(shelf, folder, case);
        }
        case.complete |= case.files.iter().any(|file| in_folders.contains(file));
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

fn named_after_forms(shelf: &dyn Shelf, folder: &Path) -> Vec<Place> {
    let mut names: Vec<Place> = shelf
        .forms()
        .headings()
        .map(|form| Place::of(&folder.join(format!("{}.yaml", form.form))))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Whether a case leaves no assessment of its folder out. Of a folder that cannot be read this is not known.
fn is_whole_folder(shelf: &dyn Shelf, folder: &Path, case: &Case) -> bool {
    let known: BTreeSet<String> = case.files.iter().chain(&case.beside).map(Place::own_name).collect();
    let Ok(entries) = shelf.entries(folder) else {
        return false;
    };
    entries.iter().all(|entry| {
        let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
        let hidden = name == SETTINGS || name.starts_with('.');
        hidden || !is_yaml(&entry.path) || known.contains(&*name)
    })
}

fn is_named_after_form(shelf: &dyn Shelf, file: &Place) -> bool {
    file.path()
        .is_some_and(|path| shelf.forms().headings().any(|form| is_named_after(path, &form.form)))
}

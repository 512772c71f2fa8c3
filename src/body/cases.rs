//! Which assessments a verb works on: the files and folders it is given, or all of the body. Finds names, reads no file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::listing::{self, Aside, Listing};
use super::names::folded;
use super::settings::FILE as SETTINGS;
use super::{Failure, Place, Shelf};
use crate::form::is_named_after;

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
    /// What lies in the folders and is not read.
    pub aside: Vec<Aside>,
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
    let mut aside = Vec::new();
    for path in named {
        if shelf.is_folder(path) && !path.as_os_str().is_empty() {
            let before = files.len();
            let told = aside.len();
            body_named |= has_settings(shelf, path) || shelf.is_folder(&path.join(ASSESSMENTS));
            collect(shelf, &assessments_in(shelf, path), &mut files, &mut aside)?;
            in_folders.extend(files[before..].iter().cloned());
            // A file that is there under a wrong name is told, and not that there is none.
            let misnamed = aside[told..]
                .iter()
                .any(|aside| matches!(aside, Aside::Misnamed { .. }));
            if files.len() == before && !misnamed {
                return Err(Failure::Empty(path.clone()));
            }
        } else {
            whole = false;
            files.push(Place::of(path));
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| file.path().is_none() || seen.insert(file.clone()));
    aside.sort();
    aside.dedup();
    Ok(Selection {
        aside,
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
    if has_settings(shelf, Path::new("")) {
        return Ok(".".into());
    }
    let around = shelf.whole_name(Path::new(""));
    let found = around
        .iter()
        .flat_map(|here| here.ancestors().skip(1))
        .find(|folder| has_settings(shelf, folder));
    found.map(Path::to_owned).ok_or(Failure::NoBody)
}

/// Whether a folder holds the settings of a body, under whatever name somebody meant for them.
fn has_settings(shelf: &dyn Shelf, folder: &Path) -> bool {
    shelf.is_there(&folder.join(SETTINGS)) || !matches!(listing::settings(shelf, folder), Ok((None, None)) | Err(_))
}

/// Every assessment of a folder and those in it, except sealed copies and what is hidden, and what is not read.
fn collect(shelf: &dyn Shelf, folder: &Path, into: &mut Vec<Place>, aside: &mut Vec<Aside>) -> Result<(), Failure> {
    let listing = Listing::of(shelf, folder).map_err(|error| Failure::Read {
        name: folder.display().to_string(),
        error,
    })?;
    aside.extend(listing.aside);
    // In the order of the names, as a person sees them.
    let mut paths: Vec<(PathBuf, bool)> = listing.assessments.into_iter().map(|path| (path, false)).collect();
    paths.extend(listing.folders.into_iter().map(|path| (path, true)));
    paths.sort();
    for (path, is_folder) in paths {
        if is_folder {
            collect(shelf, &path, into, aside)?;
        } else {
            into.push(Place::of(&path));
        }
    }
    Ok(())
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
        // Of a folder that cannot be read it is not known what it lacks.
        let listing = Listing::of(shelf, folder).ok();
        if case.files.iter().any(|file| is_named_after_form(shelf, file)) {
            let known: BTreeSet<String> = case.files.iter().map(Place::own_name).collect();
            let lying = listing.iter().flat_map(|listing| &listing.assessments);
            // On a disk that knows no cases a file may have been asked for by another spelling.
            let spelt: BTreeSet<String> = known
                .iter()
                .filter(|name| !is_in(name, listing.as_ref()))
                .map(|name| folded(name))
                .collect();
            let mut others = lying.map(|path| Place::of(path)).filter(|place| {
                let name = place.own_name();
                !known.contains(&name) && !spelt.contains(&folded(&name))
            });
            let whole = listing.as_ref().is_some_and(|listing| !listing.lacks_any());
            let (named, rest): (Vec<Place>, Vec<Place>) =
                others.by_ref().partition(|place| is_named_after_form(shelf, place));
            case.beside = named;
            case.complete = whole && rest.is_empty();
        }
        case.complete |= case.files.iter().any(|file| in_folders.contains(file));
        case.complete &= listing.is_none_or(|listing| !listing.lacks_any());
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

/// Whether a name is literally that of a file of a folder.
fn is_in(name: &str, listing: Option<&Listing>) -> bool {
    let mut lying = listing.into_iter().flat_map(|listing| &listing.assessments);
    lying.any(|path| path.file_name().is_some_and(|own| own.to_string_lossy() == name))
}

fn is_named_after_form(shelf: &dyn Shelf, file: &Place) -> bool {
    file.path()
        .is_some_and(|path| shelf.forms().headings().any(|form| is_named_after(path, &form.form)))
}

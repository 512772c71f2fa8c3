//! The copies of published versions, by their names and folders. Reads none of them.

use std::path::{Path, PathBuf};

use super::listing::Listing;
use super::names;
use super::place::holds_copies;
use super::{Failure, Place, Shelf};

/// The copies beside a file, in the order of their names; of a copy, those that lie with it.
///
/// # Errors
/// A folder of copies that cannot be read.
pub fn of(shelf: &dyn Shelf, place: &Place) -> Result<Vec<Place>, Failure> {
    let Some(folder) = place.copies() else {
        return Ok(Vec::new());
    };
    let mut copies = within(shelf, &folder)?;
    copies.retain(|copy| copy != place);
    Ok(copies)
}

/// The copies in a folder of them, in the order of their names.
///
/// # Errors
/// A folder that cannot be read.
pub fn within(shelf: &dyn Shelf, folder: &Path) -> Result<Vec<Place>, Failure> {
    if !shelf.is_folder(folder) {
        return Ok(Vec::new());
    }
    let paths = paths(shelf, folder)?.into_iter();
    // A folder in it holds figures of a copy.
    Ok(paths
        .filter(|path| is_yaml(path) && !shelf.is_folder(path))
        .map(Place::Copy)
        .collect())
}

/// Every folder of copies: a folder itself, or those below it.
///
/// # Errors
/// A folder that cannot be read.
pub fn folders(shelf: &dyn Shelf, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if holds_copies(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in entries(shelf, folder)? {
        let name = entry.path.file_name().unwrap_or_default();
        if entry.is_folder && !name.to_string_lossy().starts_with('.') {
            found.extend(folders(shelf, &entry.path)?);
        }
    }
    Ok(found)
}

/// The files that lie where the copied file of a copy would, in the order of their names.
///
/// # Errors
/// A folder that cannot be read.
pub fn originals(shelf: &dyn Shelf, copy: &Place) -> Result<Vec<Place>, Failure> {
    let folder = copy.folder().unwrap_or(Path::new(""));
    let around = match folder.file_name() {
        Some(_) => folder.parent().unwrap_or(Path::new("")).to_owned(),
        None => folder.join(".."),
    };
    let listing = Listing::of(shelf, &around).map_err(|error| Failure::Read {
        name: around.display().to_string(),
        error,
    })?;
    Ok(listing.assessments.into_iter().map(Place::File).collect())
}

fn paths(shelf: &dyn Shelf, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = entries(shelf, folder)?.into_iter();
    Ok(entries.map(|entry| entry.path).collect())
}

fn entries(shelf: &dyn Shelf, folder: &Path) -> Result<Vec<super::shelf::Entry>, Failure> {
    shelf.entries(folder).map_err(|error| Failure::Read {
        name: folder.display().to_string(),
        error,
    })
}

fn is_yaml(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| names::is_yaml(&name.to_string_lossy()))
}

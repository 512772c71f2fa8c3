//! Finds the settings of the body that files belong to: `hyoka.yaml` in their folder or the nearest one around it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cases::Case;
use super::settings::{BodyKind, FILE, Read, read};
use super::{Failure, Place, Shelf, listing, read as reading};

/// The settings of all bodies that were asked for, each read once.
#[derive(Debug, Default)]
pub struct Bodies {
    /// By file; without one, of those that have none.
    known: HashMap<Option<PathBuf>, Arc<Read>>,
    /// By folder: whether settings lie in it.
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl Bodies {
    /// The settings that hold for a file, and whether they are met for the first time.
    ///
    /// # Errors
    /// Settings that are there and cannot be read: without them a check would say what the body does not want said.
    pub fn of(&mut self, shelf: &dyn Shelf, place: &Place) -> Result<(Arc<Read>, bool), Failure> {
        let found = self.find(shelf, place)?;
        if let Some(known) = self.known.get(&found) {
            return Ok((Arc::clone(known), false));
        }
        let settings = Arc::new(match &found {
            Some(path) => {
                let place = Place::File(path.clone());
                read(&place.name(), &reading::bytes(shelf, &place)?)
            }
            None => read(FILE, b""),
        });
        self.known.insert(found, Arc::clone(&settings));
        Ok((settings, true))
    }
}

impl Bodies {
    /// The settings that hold for the files of one 事務.
    ///
    /// # Errors
    /// As [`Bodies::of`].
    pub fn of_case(&mut self, shelf: &dyn Shelf, case: &Case) -> Result<(Arc<Read>, bool), Failure> {
        let here = Place::Loose(String::new());
        self.of(shelf, case.files.first().unwrap_or(&here))
    }
}

/// Whether a file is of a body that its settings call one of 行政機関等; an assessment that says it itself is not asked here.
///
/// # Errors
/// As [`Bodies::of`].
pub fn agency(shelf: &dyn Shelf, place: &Place) -> Result<bool, Failure> {
    let (body, _) = Bodies::default().of(shelf, place)?;
    Ok(body.settings.kind == Some(BodyKind::National))
}

impl Bodies {
    /// The nearest settings around a file, named as the file is named where they lie within that.
    fn find(&mut self, shelf: &dyn Shelf, place: &Place) -> Result<Option<PathBuf>, Failure> {
        // To a text that lies in no file belongs what lies here.
        let file = place.path().unwrap_or(Path::new("."));
        // Folders in a path that goes up are not around each other.
        let straight = !file.components().any(|part| part == std::path::Component::ParentDir);
        for folder in file.ancestors().skip(1).filter(|_| straight) {
            if let Some(found) = self.within(shelf, folder)? {
                return Ok(Some(found));
            }
        }
        let Some(folder) = shelf.whole_name(place.folder().unwrap_or(Path::new(""))) else {
            return Ok(None);
        };
        for folder in folder.ancestors() {
            if let Some(found) = self.within(shelf, folder)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The settings that lie in a folder.
    ///
    /// # Errors
    /// A name that keeps settings from being read: they would seem to hold.
    fn within(&mut self, shelf: &dyn Shelf, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        // A folder that cannot be listed may still hold what it is asked for.
        let named = folder.join(FILE);
        let (found, misnamed) =
            listing::settings(shelf, folder).unwrap_or_else(|_| (shelf.is_there(&named).then_some(named), None));
        if let Some(path) = misnamed {
            let meant = FILE.to_owned();
            return Err(Failure::Misnamed { path, meant });
        }
        self.folders.insert(folder.to_owned(), found.clone());
        Ok(found)
    }
}

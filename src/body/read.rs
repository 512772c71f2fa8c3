//! Reading an assessment at its place, with the figures that lie beside it. A sealed copy is held against its seal.

use std::path::Path;

use super::{Failure, Place, Shelf, store};
use crate::answers::{self, Read};

/// Reads a text and binds it to its form.
///
/// # Errors
/// What cannot be read, and of a sealed copy a manifest that cannot.
pub fn read(shelf: &dyn Shelf, place: &Place) -> Result<Read, Failure> {
    bind(shelf, place, &bytes(shelf, place)?)
}

/// Binds the bytes of a text to its form, with the figures of its folder.
///
/// # Errors
/// Of a sealed copy a manifest that cannot be read.
pub fn bind(shelf: &dyn Shelf, place: &Place, bytes: &[u8]) -> Result<Read, Failure> {
    let mut read = if place.is_copy() {
        store::bind(shelf, place, bytes)?
    } else {
        with_figures(shelf, place, bytes)
    };
    if let Some(assessment) = read.assessment.as_mut().filter(|_| shelf.remembers_asked()) {
        assessment.remember_asked();
    }
    Ok(read)
}

/// Binds the bytes of what is no copy.
fn with_figures(shelf: &dyn Shelf, place: &Place, bytes: &[u8]) -> Read {
    let mut read = answers::read(shelf.forms(), &place.name(), bytes);
    if let Some(assessment) = &mut read.assessment {
        let folder = place.folder().unwrap_or(Path::new(""));
        assessment.see_figures(|file| shelf.figure(folder, file));
    }
    read
}

/// The bytes at a place, of what is too large a few more than the limit.
///
/// # Errors
/// What cannot be read.
pub fn bytes(shelf: &dyn Shelf, place: &Place) -> Result<Vec<u8>, Failure> {
    match place {
        Place::Loose(name) => shelf.loose(name),
        Place::File(path) | Place::Copy(path) => shelf.bytes(path),
    }
    .map_err(|error| Failure::Read {
        name: place.name(),
        error,
    })
}

//! Where a version to compare comes from: a YAML file, a published PDF, or a file as it was at a revision of git. Reads them
//! with the figures that belong to each.

#[cfg(feature = "git")]
use std::path::Path;

#[cfg(feature = "git")]
use super::revision;
use super::{Failure, Place, Shelf, read};
use crate::answers::{self, Read};
use crate::attached;
use crate::figure::{self, Fault};
use crate::form::Forms;

/// A version in a file, which may be a PDF that carries its data. `-` is standard input.
///
/// # Errors
/// A file that cannot be read, a PDF without an assessment.
pub fn version(shelf: &dyn Shelf, place: &Place) -> Result<Read, Failure> {
    let bytes = read::bytes(shelf, place)?;
    if attached::is_pdf(&bytes) {
        return from_pdf(shelf.forms(), &place.name(), place, &bytes);
    }
    read::bind(shelf, place, &bytes)
}

/// A file as it was at a revision of the repository that it lies in, with the figures of that revision.
///
/// # Errors
/// No repository, no such revision, no such file in it.
#[cfg(feature = "git")]
pub fn at_revision(forms: &Forms, path: &Path, name: &str) -> Result<Read, Failure> {
    let place = Place::File(path.to_owned());
    let revision = revision::find(path, name)?;
    let bytes = revision.file()?;
    let shown = format!("{}（{name}）", place.name());
    if attached::is_pdf(&bytes) {
        return from_pdf(forms, &shown, &place, &bytes);
    }
    let mut read = answers::read(forms, &shown, &bytes);
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| revision.beside(file));
    }
    Ok(read)
}

/// The data of a PDF, with the figures that are attached beside it.
fn from_pdf(forms: &Forms, name: &str, place: &Place, bytes: &[u8]) -> Result<Read, Failure> {
    let found = attached::read(bytes).map_err(|error| Failure::Attached {
        name: place.name(),
        error,
    })?;
    let name = format!("{name}（添付の {}）", found.name);
    let mut read = answers::read(forms, &name, &found.yaml);
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| match found.files.get(file) {
            Some(bytes) if bytes.len() > figure::MAX_BYTES => Err(figure::too_large(bytes.len() as u64)),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(Fault::NotFound),
        });
    }
    Ok(read)
}

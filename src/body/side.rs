//! Where a version to compare comes from: a YAML file, a published PDF, or a file as it was at a revision of git. Reads them
//! with the figures that belong to each.

use std::path::Path;

#[cfg(feature = "git")]
use super::revision;
use super::{Failure, Place, Shelf, read};
use crate::answers::{self, Read};
use crate::attached::{self, AttachedError, Carried};
use crate::figure::{self, Fault};
use crate::form::Forms;
use crate::source::kind::told_no_pdf;

/// A version in a file, which may be a PDF that carries its data; one of several in it is chosen as `公表.pdf#2`. `-` is
/// standard input.
///
/// # Errors
/// A file that cannot be read, a PDF without an assessment, under the name of a PDF what is none.
pub fn version(shelf: &dyn Shelf, place: &Place) -> Result<Read, Failure> {
    let (file, choice) = chosen(shelf, place);
    let bytes = read::bytes(shelf, &file)?;
    if attached::is_pdf(&bytes) {
        return from_pdf(shelf.forms(), &file.name(), &file, choice.as_deref(), &bytes);
    }
    refuse_as_pdf(&file, &bytes)?;
    read::bind(shelf, place, &bytes)
}

/// The file that an argument names, and which of the assessments in it.
fn chosen(shelf: &dyn Shelf, place: &Place) -> (Place, Option<String>) {
    let plain = || (place.clone(), None);
    let Some(text) = place.path().and_then(Path::to_str) else {
        return plain();
    };
    match text.rsplit_once('#') {
        // A file may have the sign in its name.
        Some((file, choice)) if is_named_pdf(Path::new(file)) && !shelf.is_there(Path::new(text)) => {
            (Place::of(Path::new(file)), Some(choice.to_owned()))
        }
        _ => plain(),
    }
}

fn is_named_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"))
}

/// Tells what lies under the name of a PDF and is none.
fn refuse_as_pdf(place: &Place, bytes: &[u8]) -> Result<(), Failure> {
    match place.path() {
        Some(path) if is_named_pdf(path) => Err(Failure::Attached {
            name: place.name(),
            error: AttachedError::NoPdf(told_no_pdf(bytes)),
        }),
        _ => Ok(()),
    }
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
        return from_pdf(forms, &shown, &place, None, &bytes);
    }
    refuse_as_pdf(&place, &bytes)?;
    let mut read = answers::read(forms, &shown, &bytes);
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| revision.beside(file));
    }
    Ok(read)
}

/// The data of a PDF, with the figures that are attached beside it.
fn from_pdf(forms: &Forms, name: &str, place: &Place, choice: Option<&str>, bytes: &[u8]) -> Result<Read, Failure> {
    let found = Carried::read(bytes)
        .and_then(|carried| carried.one(choice))
        .map_err(|error| Failure::Attached {
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

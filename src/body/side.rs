//! Where a version to compare comes from: a YAML file, a published PDF, or a file as it was at a revision of git. Reads them
//! with the figures that belong to each.

use std::path::{Path, PathBuf};

#[cfg(feature = "git")]
use super::revision;
use super::{Failure, disk, read};
use crate::answers::{self, Read};
use crate::attached::{self, AttachedError};
use crate::figure::{self, Fault};
use crate::form::builtin;

/// A version in a file, which may be a PDF that carries its data. `-` is standard input.
///
/// # Errors
/// A file that cannot be read, a PDF without an assessment.
pub fn version(path: &Path) -> Result<Read, Failure> {
    let bytes = disk::bytes(path)?;
    if attached::is_pdf(&bytes) {
        return from_pdf(&disk::name(path), path, &bytes);
    }
    read::bind(path, &bytes)
}

/// A file as it was at a revision of the repository that it lies in, with the figures of that revision.
///
/// # Errors
/// No repository, no such revision, no such file in it.
#[cfg(feature = "git")]
pub fn at_revision(path: &Path, name: &str) -> Result<Read, Failure> {
    let revision = revision::find(path, name)?;
    let bytes = revision.file()?;
    let shown = format!("{}（{name}）", disk::name(path));
    if attached::is_pdf(&bytes) {
        return from_pdf(&shown, path, &bytes);
    }
    let mut read = answers::read(builtin(), &shown, &bytes);
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| revision.beside(file));
    }
    Ok(read)
}

/// The data of a PDF, with the figures that are attached beside it.
fn from_pdf(name: &str, path: &Path, bytes: &[u8]) -> Result<Read, Failure> {
    let found = attached::read(bytes).map_err(|error| no_data(path, &error))?;
    let name = format!("{name}（添付の {}）", found.name);
    let mut read = answers::read(builtin(), &name, &found.yaml);
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| match found.files.get(file) {
            Some(bytes) if bytes.len() > figure::MAX_BYTES => Err(figure::too_large(bytes.len() as u64)),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(Fault::NotFound),
        });
    }
    Ok(read)
}

fn no_data(path: &Path, error: &AttachedError) -> Failure {
    Failure::Source {
        path: PathBuf::from(path),
        reason: error.to_string(),
    }
}

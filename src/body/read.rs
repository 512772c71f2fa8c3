//! Reading assessments from disk, with the figures that lie beside them. A sealed copy is held against its seal.

use std::path::Path;

use super::{Failure, cases, disk, store};
use crate::answers::{self, Read};
use crate::form::builtin;

/// Reads a file and binds it to its form. `-` is standard input.
///
/// # Errors
/// A file that cannot be read, and of a sealed copy a manifest that cannot.
pub fn read(path: &Path) -> Result<Read, Failure> {
    bind(path, &disk::bytes(path)?)
}

/// Binds the bytes of a file to its form, with the figures of its folder. A sealed copy is held against its seal.
///
/// # Errors
/// Of a sealed copy a manifest that cannot be read.
pub fn bind(path: &Path, bytes: &[u8]) -> Result<Read, Failure> {
    if cases::is_sealed(path) {
        return store::bind(path, bytes);
    }
    let mut read = answers::read(builtin(), &disk::name(path), bytes);
    if let Some(assessment) = &mut read.assessment {
        let folder = path.parent().unwrap_or(Path::new(""));
        assessment.see_figures(|file| disk::figure(folder, file));
    }
    Ok(read)
}

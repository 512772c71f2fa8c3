//! What is published: nothing lost on paper, the same bytes twice, no half-written file.

mod bytes;
mod cells;
mod folder;
mod paper;
mod side_by_side;

use std::path::{Path, PathBuf};

use crate::files::{project, yaml};
use hyoka::answers::{self, Read};
use hyoka::figure::Fault;
use hyoka::form::builtin;

/// The sample city's assessments, sealed versions included.
fn samples() -> Vec<PathBuf> {
    let mut found = yaml(&project("assessments"));
    found.retain(|path| !path.ends_with("hyoka.yaml"));
    assert!(found.len() >= 9, "{found:?}");
    found
}

/// Reads an assessment with the figures beside it.
fn read(path: &Path) -> Read {
    let mut read = answers::read(builtin(), &path.display().to_string(), &std::fs::read(path).unwrap());
    if let Some(assessment) = &mut read.assessment {
        let folder = path.parent().unwrap();
        assessment.see_figures(|file| std::fs::read(folder.join(file)).map_err(|_| Fault::NotFound));
    }
    read
}

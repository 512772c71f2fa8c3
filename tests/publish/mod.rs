//! What is published: nothing lost on paper, the same bytes twice, no half-written file.

mod bytes;
mod folder;
mod paper;

use std::path::{Path, PathBuf};

use hyoka::answers::{self, Read};
use hyoka::figure::Fault;
use hyoka::form::builtin;

/// The sample city's assessments, sealed versions included.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let mut found = Vec::new();
    collect(&folder, &mut found);
    found.sort();
    assert!(found.len() >= 3, "{found:?}");
    found
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "yaml") && !path.ends_with("hyoka.yaml") {
            into.push(path);
        }
    }
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

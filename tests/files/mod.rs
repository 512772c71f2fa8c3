//! The files of the project that tests look at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;

/// A path of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every YAML file of a folder and of those in it, in the order of their paths.
pub fn yaml(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            into.push(path);
        }
    }
}

/// The assessments of the sample city, by their paths; sealed copies are none of them.
pub fn samples() -> Vec<(String, Arc<Assessment>)> {
    let root = project("assessments");
    let mut samples = Vec::new();
    for path in yaml(&root) {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let read = answers::read(builtin(), &name, &std::fs::read(&path).unwrap());
        if let Some(assessment) = read.assessment.filter(|_| !name.contains("published")) {
            samples.push((name, Arc::new(assessment)));
        }
    }
    samples
}

//! Holds the source itself to what is said of it in writing: who may know what, and that nothing lies about unused.

mod invariants;
mod words;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` by its path below it, with `/` everywhere, and its text.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((name(&path), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn name(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap().iter();
    below.map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
}

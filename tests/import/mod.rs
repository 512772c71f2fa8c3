//! What exists comes in: documents become assessments that say the same.

mod alike;
mod layouts;
mod real;
mod sheets;
mod texts;
mod web_page;

use std::path::{Path, PathBuf};

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;
use hyoka::import::{Imported, import};
use hyoka::layout::{Rich, Run};
use hyoka::pieces::Document;

/// The assessments of the sample city.
fn samples() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir("assessments").unwrap() {
        let folder = folder.unwrap().path();
        let files = std::fs::read_dir(&folder).into_iter().flatten();
        let files = files.map(|file| file.unwrap().path());
        found.extend(files.filter(|file| file.extension().is_some_and(|extension| extension == "yaml")));
    }
    found.sort();
    assert!(found.len() >= 6, "{found:?}");
    found
}

fn read(file: &Path) -> Assessment {
    answers::read(builtin(), &file.display().to_string(), &std::fs::read(file).unwrap())
        .assessment
        .unwrap()
}

fn imported(document: &Document) -> (Imported, Assessment) {
    let made = import(builtin(), document, None).unwrap();
    let read = answers::read(builtin(), "made.yaml", made.yaml.as_bytes());
    let strange: Vec<_> = read.findings.iter().map(|finding| &finding.message).collect();
    let assessment = read.assessment.unwrap_or_else(|| panic!("{strange:?}\n{}", made.yaml));
    (made, assessment)
}

/// The words of a free text, line by line.
fn plain(blocks: &[Rich]) -> String {
    let words = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Rich::Line { mark, spans } => lines.push(format!("{mark}{}", words(spans))),
            Rich::List { items, .. } => lines.extend(items.iter().map(|item| words(item))),
            Rich::Table { header, rows } => {
                for row in std::iter::once(header).chain(rows) {
                    lines.push(row.iter().map(|cell| words(cell)).collect());
                }
            }
        }
    }
    lines.join("\n")
}

//! Every finding on every text that is at hand, as snapshots: what is told of them changes only by a diff that a person reads.
//!
//! The sample city and a body made from it are told in full. Of published assessments, which are not part of the project, the
//! file, the line and the code are kept and none of their words; they are looked for in the folder that `HYOKA_REAL` names, else in
//! `../shared/real` beside the project, and without them nothing is held.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::body::generate;

/// The folder with published assessments, where there is one.
pub fn real() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    let named = std::env::var_os("HYOKA_REAL").map(PathBuf::from);
    Some(named.unwrap_or(beside)).filter(|folder| folder.is_dir())
}

/// A finding with the name of its file below a folder, `/` everywhere.
pub struct Told {
    pub file: String,
    pub line: u64,
    pub code: String,
    severity: String,
    item: String,
    message: String,
}

/// What a check of some files tells, rules on trial included.
pub fn told(folder: &Path, files: &[PathBuf]) -> Vec<Told> {
    let ran = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["check", "--today", "2026-11-23", "--preview", "--format", "json"])
        .args(files)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stderr).unwrap(), "");
    let report: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let told = report["findings"].as_array().unwrap().iter().map(|finding| Told {
        file: name(folder, Path::new(finding["file"].as_str().unwrap())),
        line: finding["line"].as_u64().unwrap(),
        code: text(finding, "code"),
        severity: text(finding, "severity"),
        item: text(finding, "item"),
        message: text(finding, "message"),
    });
    told.collect()
}

/// The YAML files of a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

fn name(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts = below.iter().map(|part| part.to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// A line a finding, as the files and the lines go.
fn in_full(mut told: Vec<Told>) -> String {
    told.sort_by(|a, b| (&a.file, a.line, &a.code).cmp(&(&b.file, b.line, &b.code)));
    let mut text = String::new();
    for one in told {
        let Told {
            file,
            line,
            code,
            severity,
            item,
            message,
        } = one;
        let _ = writeln!(text, "{file}:{line} {code} {severity} {item}: {message}");
    }
    text
}

/// How many findings of each code, and at which lines, file by file.
fn without_words(told: &[Told]) -> String {
    let mut lines: BTreeMap<(&str, &str), Vec<u64>> = BTreeMap::new();
    for one in told {
        lines.entry((&one.file, &one.code)).or_default().push(one.line);
    }
    let mut text = String::new();
    for ((file, code), mut lines) in lines {
        lines.sort_unstable();
        let _ = writeln!(text, "{file} {code} {}: {lines:?}", lines.len());
    }
    text
}

#[test]
fn what_is_told_of_the_sample_city_is_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let mut sealed = Vec::new();
    for case in std::fs::read_dir(&folder).unwrap() {
        sealed.extend(files(&case.unwrap().path().join("published")));
    }
    sealed.sort();
    assert!(sealed.len() >= 4, "{sealed:?}");
    let mut all = told(&folder, std::slice::from_ref(&folder));
    all.extend(told(&folder, &sealed));
    insta::assert_snapshot!("sample_city", in_full(all));
}

#[test]
fn what_is_told_of_a_body_made_from_it_is_as_reviewed() {
    let folder = tempfile::tempdir().unwrap();
    generate::write(folder.path(), 16, 20);
    let all = told(folder.path(), &[folder.path().to_owned()]);
    insta::assert_snapshot!("generated_body", in_full(all));
}

#[test]
fn what_is_told_of_published_assessments_is_as_reviewed() {
    let Some(folder) = real() else { return };
    let all = told(&folder, &files(&folder));
    insta::assert_snapshot!("published", without_words(&all));
}

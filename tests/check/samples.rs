//! The sample city's assessments: nothing is wrong with them, except what is due in the one that is there to show it.

use std::path::{Path, PathBuf};
use std::process::Command;

use hyoka::answers::{self, Assessment};
use hyoka::change;
use hyoka::check::check;
use hyoka::finding::{Finding, Severity};
use hyoka::form::builtin;

/// Errors and warnings of the assessments in force on 2026-11-23: file, code and place.
const EXPECTED: [(&str, &str, &str); 2] = [
    ("007/kiso.yaml", "D145", "表紙 公表日"),
    ("007/kiso.yaml", "D220", "管理 実施種別"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments")
}

/// The YAML files right in these folders, in the order of their names.
fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let entries = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

/// The folders of the 事務.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect()
}

/// The path of a file below the folder of the body, with `/` everywhere.
fn name(path: &Path) -> String {
    let below = path.strip_prefix(folder()).unwrap();
    below
        .iter()
        .map(|part| part.to_str().unwrap())
        .collect::<Vec<_>>()
        .join("/")
}

/// An assessment with what is wrong with its reading.
fn read(path: &Path) -> (Assessment, Vec<Finding>) {
    let read = answers::read(builtin(), &name(path), &std::fs::read(path).unwrap());
    (read.assessment.unwrap(), read.findings)
}

#[test]
fn nothing_is_found_in_the_body_but_what_is_due() {
    // As an officer runs it: each alone, those of one 事務 side by side, and across the body.
    let ran = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["check", "--today", "2026-11-23", "--format", "json"])
        .arg(folder())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stderr).unwrap(), "");
    let report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(report["summary"]["files"], files(&cases()).len());
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let told: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] != "info")
        .map(|finding| {
            let file = name(Path::new(&text(finding, "file")));
            (file, text(finding, "code"), text(finding, "item"))
        })
        .collect();
    let expected = EXPECTED.map(|(file, code, item)| (file.to_owned(), code.to_owned(), item.to_owned()));
    assert_eq!(told, expected);
}

#[test]
fn nothing_was_wrong_with_a_sealed_version_on_its_day() {
    let published: Vec<PathBuf> = cases().iter().map(|case| case.join("published")).collect();
    let files = files(&published);
    assert!(files.len() >= 4, "{files:?}");
    for path in files {
        let (assessment, mut findings) = read(&path);
        let day = assessment.at("公表日").date().unwrap();
        assert!(name(&path).ends_with(&format!(".{day}.yaml")), "{}", path.display());
        findings.extend(check(&assessment, day));
        findings.retain(|finding| finding.severity != Severity::Info);
        assert_eq!(findings, [], "{}", path.display());
    }
}

#[test]
fn a_sample_is_written_in_every_edition_that_is_kept_as_a_whole() {
    let editions: Vec<String> = files(&cases())
        .iter()
        .map(|path| read(path).0.form().schema_file())
        .collect();
    for form in builtin().kept() {
        let edition = form.schema_file();
        assert!(editions.contains(&edition), "no sample is written in {edition}");
    }
}

/// 012 abbreviates its rows to the lines that changed, as officers do; 015 has them as `hyoka diff` makes them.
#[test]
fn the_newest_rows_of_015_are_what_diff_finds_against_its_sealed_version() {
    let (old, _) = read(&folder().join("015/published/juten.2025-06-30.yaml"));
    let (new, _) = read(&folder().join("015/juten.yaml"));
    let found: Vec<_> = change::rows(&old, &new)
        .unwrap()
        .into_iter()
        // The row of 委託事項3 tells that there is one more.
        .filter(|row| row.counted.is_empty())
        .map(|row| (row.item, row.before, row.after))
        .collect();
    let published = new.at("公表日").date();
    let text = |row: &answers::Cursor<'_>, key: &str| row.at(key).text().trim_end().to_owned();
    let written: Vec<_> = new
        .each("変更箇所")
        .iter()
        .filter(|row| row.at("変更日").date() == published)
        .map(|row| (text(row, "項目"), text(row, "変更前の記載"), text(row, "変更後の記載")))
        .collect();
    assert_eq!(written, found);
}

#[test]
fn the_manual_tells_of_every_procedure_of_the_sample_city() {
    let manual = include_str!("../../docs/manual.md");
    for case in cases() {
        let number = name(&case);
        let row = format!("| [{number}](../assessments/{number}) | ");
        let line = manual.lines().find_map(|line| line.strip_prefix(&row));
        let told = line.unwrap_or_else(|| panic!("no row of {number}"));
        for path in files(&[case]) {
            let (assessment, _) = read(&path);
            let procedure = assessment.at("基本情報/事務/事務の名称");
            assert!(told.starts_with(procedure.text()), "{told}");
        }
    }
}

//! Whoever looks at a file tells the same of it: check, status, seal, publish, the editor and fix, all by `body::examine`.
//! Files are those of the sample city, sealed copies included, and of the fixtures.

use std::path::{Path, PathBuf};
use std::process::Command;

use hyoka::body::bodies::Bodies;
use hyoka::body::cases::{self, Case};
use hyoka::body::examine::to_publish;
use hyoka::body::settings::Settings;
use hyoka::body::{Disk, Place, examine, settings};
use hyoka::check::rules;
use hyoka::finding::{Finding, Severity};
use hyoka::fix::{Subject, Wanted, correct};
use hyoka::lsp::desk::Desk;
use hyoka::lsp::position::Encoding;
use jiff::civil::{Date, date};
use lsp_types::Uri;
use serde_json::Value;

use crate::files::{project, yaml};

const TODAY: Date = date(2026, 11, 23);

/// Code and first byte of each finding.
type Told = Vec<(String, usize)>;

fn told<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Told {
    let one = |finding: &Finding| (finding.code.to_owned(), finding.span.start);
    let mut told: Told = findings.into_iter().map(one).collect();
    told.sort();
    told
}

fn settings_of(place: &Place) -> Settings {
    let (body, _) = Bodies::default().of(&Disk, place).unwrap();
    body.settings.clone()
}

/// What is found in the one file of a case; `None` where its folder has a seal that cannot be read.
fn found(place: &Place, case: &Case) -> Option<Vec<Finding>> {
    let settings = settings_of(place);
    let mut examined = examine(&Disk, case, settings.circumstances(TODAY));
    let one = examined.files.pop()?;
    Some(one.judged(&settings.policy(), examined.looked).findings)
}

/// The assessments below a folder; settings are none.
fn assessments(folder: &Path) -> Vec<PathBuf> {
    let mut files = yaml(folder);
    files.retain(|path| !path.ends_with(settings::FILE));
    files
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// What the program prints of a file as JSON.
fn ran(verb: &str, file: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args([verb, "--format", "json", "--today", "2026-11-23"])
        .arg(file)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{verb} {}: {error}", file.display()))
}

/// How many errors `hyoka seal` shows of a file.
fn refused(file: &Path) -> usize {
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["seal", "--today", "2026-11-23"])
        .arg(file)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter(|line| line.starts_with("エラー[")).count()
}

#[test]
fn the_programs_verbs_tell_what_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("assessments");
    copy(&project("assessments"), &root);
    for code in ["C115", "C163", "D145", "F101", "F108", "H170", "T104"] {
        copy(&project("tests/check/rules").join(code), &root.join(code));
    }
    let mut errors = 0;
    for file in assessments(&root) {
        let name = file.display().to_string();
        let place = Place::of(&file);
        let found = found(&place, &cases::of(&Disk, &place)).unwrap();
        let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        let checked = ran("check", &file);
        let checked = checked["findings"].as_array().unwrap().iter();
        // Copies without a seal are told of themselves.
        let own = |finding: &&Value| finding["file"] == name.as_str();
        let mut checked: Told = checked
            .filter(own)
            .map(|finding| {
                let start = finding["start"].as_u64().unwrap();
                let code = finding["code"].as_str().unwrap();
                (code.to_owned(), usize::try_from(start).unwrap())
            })
            .collect();
        checked.sort();
        assert_eq!(checked, told(&found), "{name}");
        let status = ran("status", &file);
        let counts = &status["assessments"][0]["findings"];
        for (key, severity) in [
            ("errors", Severity::Error),
            ("warnings", Severity::Warning),
            ("infos", Severity::Info),
        ] {
            assert_eq!(counts[key], count(severity), "{name} {key}");
        }
        // A file without errors would be sealed, and a copy is by nobody.
        if count(Severity::Error) > 0 && !place.is_copy() {
            assert_eq!(refused(&file), count(Severity::Error), "{name}");
            errors += 1;
        }
    }
    assert!(errors > 3, "{errors}");
}

#[test]
fn an_editor_tells_what_is_found() {
    // A form that is not there yet may be the next one written.
    let missing = ["mandatory-form-missing", "basic-form-missing", "submitted-kind-differs"];
    let missing: Vec<&str> = rules()
        .iter()
        .filter(|rule| missing.contains(&rule.name))
        .map(|rule| rule.code)
        .collect();
    assert_eq!(missing.len(), 3);
    // There an editor takes every text for an assessment.
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("assessments");
    copy(&project("assessments"), &root.join("city"));
    copy(&project("tests/check/rules"), &root.join("rules"));
    let (mut seen, mut copies) = (0, 0);
    for file in assessments(&root) {
        // An editor hands over no other bytes.
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let mut desk = Desk::new(&Disk, TODAY, Encoding::Utf16);
        let uri = Uri::from_file_path(&file).unwrap();
        desk.open(&uri, 1, text.clone());
        let (_, examined) = desk.examined(&uri).unwrap();
        let place = Place::of(&file);
        let case = Case {
            complete: false,
            ..cases::of(&Disk, &place)
        };
        let Some(found) = found(&place, &case) else { continue };
        // What rules on trial find, an editor shows beside it as hints.
        let hint = |finding: &&Finding| rules().iter().any(|rule| rule.code == finding.code && rule.is_trial());
        let shown = examined.findings.iter().filter(|finding| !hint(finding));
        assert_eq!(told(shown), told(&found), "{}", file.display());
        let whole = self::found(&place, &cases::of(&Disk, &place)).unwrap();
        assert!(
            whole.iter().all(|finding| {
                missing.contains(&finding.code) || found.iter().any(|other| other.code == finding.code)
            }),
            "{}",
            file.display()
        );
        seen += 1;
        copies += usize::from(place.is_copy());
    }
    assert!(seen > 300 && copies > 10, "{seen} {copies}");
}

/// By what `hyoka publish` asks for, so that it needs no PDF.
#[test]
fn publish_stands_on_what_is_found() {
    let (mut seen, mut refused) = (0, 0);
    for root in ["assessments", "tests/check/rules"].map(project) {
        for file in assessments(&root) {
            let place = Place::of(&file);
            let name = file.display();
            match (
                to_publish(&Disk, &place, TODAY),
                found(&place, &cases::of(&Disk, &place)),
            ) {
                (Ok(made), Some(found)) => {
                    assert_eq!(told(&made.findings), told(&found), "{name}");
                    seen += 1;
                }
                // A copy that is not as it was sealed keeps the version beside it from being published.
                (Err(_), _) => refused += 1,
                (Ok(_), None) => panic!("{name} cannot be examined, and yet may be published"),
            }
        }
    }
    assert!(seen > 300 && refused < 10, "{seen} {refused}");
}

#[test]
fn fix_starts_from_what_is_found() {
    let mut seen = 0;
    for file in assessments(&project("tests/check/rules")) {
        let place = Place::of(&file);
        let bytes = std::fs::read(&file).unwrap();
        if place.is_copy() || bytes.starts_with(b"# pad: ") {
            continue;
        }
        let (case, settings) = (cases::of(&Disk, &place), settings_of(&place));
        let subject = Subject {
            shelf: &Disk,
            case: &case,
            circumstances: settings.circumstances(TODAY),
            policy: &settings.policy(),
        };
        let wanted = Wanted {
            codes: vec!["none".to_owned()],
            likely: false,
        };
        let corrected = correct(subject, &bytes, &wanted);
        let found = found(&place, &case).unwrap();
        let loose = &corrected.before.loose;
        assert_eq!(
            told(&corrected.found),
            told(found.iter().chain(loose)),
            "{}",
            file.display()
        );
        seen += 1;
    }
    assert!(seen > 200, "{seen}");
}

//! Holds the registry of rules to its promises: every rule has a page, a fixture that fires and one that stays silent.
//!
//! What a fixture promises stands in it, a comment `# CODE: message` above the line of the finding. Where a comment
//! cannot say it, because the file is no UTF-8 or never read, `fires.promises` beside it does: `LINE: message`, a line
//! each. A first line `# pad: N` has a comment added up to N MiB, so that no file of that size need be committed.
//! Figures lie beside the fixture that names them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hyoka::answers::{self, Read};
use hyoka::check::{check, rules};
use hyoka::figure::Fault;
use hyoka::finding::Finding;
use hyoka::form::builtin;
use hyoka::publish::{Fonts, glyphs};
use jiff::civil::date;

fn path(code: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/check/rules/{code}/{name}"))
}

fn fixture(code: &str, name: &str) -> (PathBuf, Vec<u8>) {
    let path = path(code, &format!("{name}.yaml"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let bytes = padded(bytes);
    (path, bytes)
}

fn padded(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(rest) = bytes.strip_prefix(b"# pad: ") {
        let number = String::from_utf8_lossy(rest.split(|byte| *byte == b'\n').next().unwrap()).into_owned();
        let size: usize = number.parse().unwrap_or_else(|_| panic!("# pad: {number}"));
        bytes.resize(size * 1024 * 1024, b'#');
    }
    bytes
}

/// A figure beside a fixture.
fn figure(code: &str, file: &str) -> Result<Vec<u8>, Fault> {
    let bytes = std::fs::read(path(code, file)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::NotFound,
        _ => Fault::Unreadable,
    })?;
    Ok(padded(bytes))
}

/// Reads and checks a fixture on 2026-11-23, the day all fixtures speak of.
fn findings(code: &str, bytes: &[u8]) -> (Read, Vec<Finding>) {
    let mut read = answers::read(builtin(), "fixture.yaml", bytes);
    let mut findings = read.findings.clone();
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|file| figure(code, file));
        findings.extend(check(assessment, date(2026, 11, 23)));
        if let Some(fonts) = Fonts::built_in() {
            findings.extend(glyphs::missing(assessment, &fonts));
        }
    }
    (read, findings)
}

/// Line and message of each finding of a code.
fn found(code: &str, bytes: &[u8]) -> BTreeSet<(usize, String)> {
    let (read, findings) = findings(code, bytes);
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            let (line, _) = read.source.lines().position(read.source.text(), finding.span.start);
            (line, finding.message.clone())
        })
        .collect()
}

/// Line and message of what `fires` promises.
fn promised(code: &str, bytes: &[u8]) -> BTreeSet<(usize, String)> {
    match std::fs::read_to_string(path(code, "fires.promises")) {
        Ok(beside) => beside
            .lines()
            .map(|line| {
                let (number, message) = line.split_once(": ").unwrap();
                (number.parse().unwrap(), message.to_owned())
            })
            .collect(),
        Err(_) => promised_inside(code, &String::from_utf8_lossy(bytes)),
    }
}

fn promised_inside(code: &str, text: &str) -> BTreeSet<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mark = format!("# {code}: ");
    let mut promised = BTreeSet::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(message) = line.trim_start().strip_prefix(&mark) else {
            continue;
        };
        let target = (index + 1..lines.len()).find(|at| !lines[*at].trim_start().starts_with('#'));
        promised.insert((target.map_or(lines.len(), |at| at + 1), message.to_owned()));
    }
    promised
}

#[test]
fn every_rule_fires_where_its_fixture_says_and_nowhere_else() {
    for rule in rules() {
        // Which characters have a shape is known only where fonts are built in (`make fonts`).
        if rule.code == glyphs::CODE && Fonts::built_in().is_none() {
            continue;
        }
        let (path, bytes) = fixture(rule.code, "fires");
        let promised = promised(rule.code, &bytes);
        assert!(!promised.is_empty(), "{} promises no finding", path.display());
        assert_eq!(found(rule.code, &bytes), promised, "{}", path.display());
    }
}

#[test]
fn every_rule_stays_silent_on_its_silent_fixture() {
    for rule in rules() {
        let (path, bytes) = fixture(rule.code, "silent");
        assert_eq!(found(rule.code, &bytes), BTreeSet::new(), "{}", path.display());
    }
}

#[test]
fn every_rule_has_a_page_and_a_code_of_its_own() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in rules() {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        assert!(names.insert(rule.name), "{} stands twice", rule.name);
        let letter = rule.code.chars().next().unwrap();
        assert!("TCDLFSH".contains(letter) && rule.code.len() == 4, "{}", rule.code);
        for words in [rule.checks, rule.why, rule.law.text()] {
            assert!(words.chars().count() >= 5, "{}: 「{words}」 says nothing", rule.code);
        }
    }
}

#[test]
fn rules_stand_in_the_order_of_their_codes() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
}

#[test]
fn every_code_that_is_reported_has_a_page() {
    let known: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
    for rule in rules() {
        for name in ["fires", "silent"] {
            let (_, findings) = findings(rule.code, &fixture(rule.code, name).1);
            for finding in findings {
                assert!(known.contains(finding.code), "{} has no page", finding.code);
                assert!(!finding.message.is_empty() && !finding.label.is_empty(), "{finding:?}");
            }
        }
    }
}

/// A path with `[番号]` where a list was stepped through, as a form knows it.
fn without_entries(path: &str) -> String {
    let mut bare = String::new();
    for key in path.split('/').filter(|key| !key.is_empty()) {
        if !bare.is_empty() {
            bare.push('/');
        }
        bare.push_str(key.split('[').next().unwrap_or_default());
    }
    bare
}

#[test]
fn every_path_that_a_rule_asks_for_exists_in_some_form() {
    for rule in rules() {
        for name in ["fires", "silent"] {
            let read = answers::read(builtin(), "fixture.yaml", &fixture(rule.code, name).1);
            let Some(assessment) = read.assessment else { continue };
            let _ = check(&assessment, date(2026, 11, 23));
            let nowhere: Vec<String> = assessment
                .misses()
                .into_iter()
                .filter(|path| builtin().iter().all(|form| form.find(&without_entries(path)).is_none()))
                .collect();
            assert_eq!(nowhere, Vec::<String>::new(), "{}/{name}", rule.code);
        }
    }
}

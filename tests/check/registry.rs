//! Holds the registry of rules to its promises: every rule has a page, a fixture that fires and one that stays silent.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hyoka::answers::{self, Read};
use hyoka::check::{check, rules};
use hyoka::finding::Finding;
use hyoka::form::builtin;
use jiff::civil::date;

fn fixture(code: &str, name: &str) -> (PathBuf, Vec<u8>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/check/rules/{code}/{name}.yaml"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (path, bytes)
}

/// Reads and checks a fixture on 2026-11-23, the day all fixtures speak of.
fn findings(bytes: &[u8]) -> (Read, Vec<Finding>) {
    let read = answers::read(builtin(), "fixture.yaml", bytes);
    let mut findings = read.findings.clone();
    if let Some(assessment) = &read.assessment {
        findings.extend(check(assessment, date(2026, 11, 23)));
    }
    (read, findings)
}

/// Line and message of each finding of a code.
fn found(code: &str, bytes: &[u8]) -> BTreeSet<(usize, String)> {
    let (read, findings) = findings(bytes);
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            let (line, _) = read.source.lines().position(read.source.text(), finding.span.start);
            (line, finding.message.clone())
        })
        .collect()
}

/// What a fixture promises: each `# CODE: message` above the line that it speaks of.
fn promised(code: &str, text: &str) -> BTreeSet<(usize, String)> {
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
        let (path, bytes) = fixture(rule.code, "fires");
        let text = String::from_utf8_lossy(&bytes);
        let promised = promised(rule.code, &text);
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
            let (_, findings) = findings(&fixture(rule.code, name).1);
            for finding in findings {
                assert!(known.contains(finding.code), "{} has no page", finding.code);
                assert!(!finding.message.is_empty() && !finding.label.is_empty(), "{finding:?}");
            }
        }
    }
}

#[test]
fn every_path_that_a_rule_asks_for_exists_in_a_form() {
    for rule in rules() {
        for name in ["fires", "silent"] {
            let read = answers::read(builtin(), "fixture.yaml", &fixture(rule.code, name).1);
            let Some(assessment) = read.assessment else { continue };
            let _ = check(&assessment, date(2026, 11, 23));
            assert_eq!(assessment.misses(), Vec::<String>::new(), "{}/{name}", rule.code);
        }
    }
}

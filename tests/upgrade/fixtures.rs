//! What a revision of a form must not break: the fixtures of every rule, read with a further revision among the forms, and carried
//! to it. A rule that speaks of an item speaks of it wherever the newer form has it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use hyoka::answers::{self, Assessment};
use hyoka::check::{Check, Findings, rules};
use hyoka::form::Forms;
use hyoka::form::path::without_entries;
use hyoka::upgrade::{Refusal, upgrade};
use jiff::civil::date;

use crate::check::fixture::{self, Fixture};
use crate::files::{project, yaml};
use crate::form::revision::{forms, sets};

/// Code and message of each finding of a rule, without what a place is called.
fn found(fixture: &Fixture, code: &str) -> Vec<String> {
    let found = fixture
        .findings()
        .into_iter()
        .filter(|(_, finding)| finding.code == code);
    found
        .map(|(name, finding)| format!("{name}: {}", finding.message))
        .collect()
}

#[test]
fn no_fixture_tells_anything_else_beside_a_further_revision() {
    let mut count = 0;
    for rule in rules() {
        for name in fixture::names(rule.code) {
            let own = Fixture::read(rule.code, &name).findings();
            let beside = Fixture::made(rule.code, &name, forms(), &|_, bytes| bytes).findings();
            let told = |findings: &[(String, hyoka::finding::Finding)]| -> Vec<String> {
                let one = findings.iter();
                one.map(|(name, finding)| format!("{name} {finding:?}").replace(|c: char| c.is_ascii_digit(), ""))
                    .collect()
            };
            // An assessment that names no revision has a choice of one more.
            if rule.code != "F121" {
                assert_eq!(told(&own), told(&beside), "{}/{name}", rule.code);
            }
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}

/// A file in the newest revision; as it is where the form has none. `None` where the file is broken, as many are on purpose.
fn carried(forms: &Forms, name: &str, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let read = answers::read(forms, name, &bytes);
    match upgrade(forms, &read, &bytes) {
        Ok(Some(made)) => Some(made.bytes),
        Ok(None) => Some(bytes),
        Err(Refusal::NoAssessment | Refusal::Unreadable(_)) => None,
        Err(refusal) => panic!("{name}: {refusal}"),
    }
}

#[test]
fn every_rule_that_fires_fires_in_the_newer_revision() {
    let (mut unlike, mut seen) = (BTreeMap::new(), 0);
    for rule in rules() {
        // What the newer revision asks besides is missing (F101), and a row that names what it dropped names nothing (F124).
        for name in fixture::names(rule.code)
            .into_iter()
            .filter(|_| !["F101", "F124"].contains(&rule.code))
        {
            let own = Fixture::read(rule.code, &name);
            let is_old = |assessment: &Assessment| {
                assessment.form().edition == "平成30年5月" && assessment.form().form == "juten"
            };
            let assessments = own.files.iter().filter_map(|(_, read)| read.assessment.as_ref());
            if !assessments.into_iter().any(is_old) {
                continue;
            }
            let broken = Cell::new(false);
            let made = Fixture::made(rule.code, &name, forms(), &|path, bytes| {
                // What was published stays what it was.
                if path.components().any(|step| step.as_os_str() == "published") || path.ends_with("hyoka.yaml") {
                    return bytes;
                }
                carried(forms(), &path.display().to_string(), bytes.clone()).unwrap_or_else(|| {
                    broken.set(true);
                    bytes
                })
            });
            let (before, after) = (found(&own, rule.code), found(&made, rule.code));
            if before.len() != after.len() && !broken.get() {
                unlike.insert(format!("{}/{name}", rule.code), (before, after));
            }
            seen += 1;
        }
    }
    assert!(unlike.is_empty(), "{unlike:#?}");
    assert!(seen > 200, "{seen}");
}

/// The paths that a rule asks an assessment for and that its form has.
fn heard(assessment: &mut Assessment, check: fn(&Assessment, &mut Findings)) -> BTreeSet<String> {
    assessment.remember_asked();
    check(assessment, &mut Findings::new(date(2026, 11, 23)));
    let heard = assessment.heard().into_iter();
    heard
        .map(|path| without_entries(&path))
        .filter(|path| !path.is_empty())
        .collect()
}

/// Every assessment of the fixtures and of the sample city, with its bytes.
fn assessments() -> Vec<(String, Vec<u8>)> {
    let folders = ["assessments", "docs/examples", "tests/check/rules"].map(project);
    let files = folders.iter().flat_map(|folder| yaml(folder));
    files
        .map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
        .collect()
}

/// What each rule that looks at one assessment alone asks for.
#[derive(Default)]
pub struct Asked {
    /// By the rule's code, the forms (`juten.2018-05`) of which it asks for some item.
    pub forms: BTreeMap<&'static str, BTreeSet<String>>,
    /// What it asked for of an older revision, and does not where the newest one has it.
    lost: BTreeSet<String>,
}

impl Asked {
    /// Each rule on its own fixtures and on the sample city.
    pub fn of_all() -> &'static Self {
        static ASKED: LazyLock<Asked> = LazyLock::new(Asked::seen);
        &ASKED
    }

    fn seen() -> Self {
        let mut asked = Self::default();
        for set in sets() {
            asked.see(set);
        }
        asked
    }

    fn see(&mut self, forms: &Forms) {
        for (name, bytes) in assessments() {
            let read = answers::read(forms, &name, &bytes);
            let (Some(mut assessment), Some(carried)) = (read.assessment, carried(forms, &name, bytes)) else {
                continue;
            };
            let rules_of = name.replace('\\', "/");
            let own = rules_of.split_once("/rules/").map(|(_, rest)| rest[..4].to_owned());
            let mut carried = answers::read(forms, &name, &carried).assessment.unwrap();
            let (older, newer) = (Arc::clone(assessment.form()), Arc::clone(carried.form()));
            let was_carried = older.edition != newer.edition;
            for rule in rules() {
                let Check::Alone(check) = rule.check else { continue };
                if own.as_ref().is_some_and(|own| own != rule.code) {
                    continue;
                }
                let before = heard(&mut assessment, check);
                let form = assessment.form();
                if !before.is_empty() {
                    let name = format!("{}.{}", form.form, form.revision);
                    self.forms.entry(rule.code).or_default().insert(name);
                }
                if was_carried {
                    let after = heard(&mut carried, check);
                    let now = |path: &String| Some(&older.same(older.own(path)?, &newer)?.path);
                    let lost = before.iter().filter_map(now).filter(|path| !after.contains(*path));
                    self.lost.extend(lost.map(|path| format!("{}: {path}", rule.code)));
                }
            }
        }
    }
}

#[test]
fn a_rule_asks_in_the_newer_revision_for_what_it_asked_before() {
    let asked = Asked::of_all();
    assert_eq!(asked.lost, BTreeSet::new());
    assert!(asked.forms.len() > 60, "{}", asked.forms.len());
}

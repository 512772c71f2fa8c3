//! Holds the registry of rules to its promises: every rule has a page, a fixture that fires and one that stays silent.

use std::collections::BTreeSet;

use hyoka::check::rules;
use hyoka::form::builtin;
use hyoka::form::path::without_entries;
use hyoka::publish::{Fonts, glyphs};

use super::fixture::{self, Fixture};

#[test]
fn every_rule_fires_where_its_fixtures_say_and_nowhere_else() {
    for rule in rules() {
        let names = fixture::names(rule.code);
        assert!(
            names.contains("fires") && names.contains("silent"),
            "{}: {names:?}",
            rule.code
        );
        // Which characters have a shape is known only where fonts are built in (`make fonts`).
        let fonts = rule.code != glyphs::CODE || Fonts::built_in().is_some();
        for name in names.iter().filter(|_| fonts) {
            let fixture = Fixture::read(rule.code, name);
            let promised = fixture.promised(rule.code);
            assert_eq!(promised.is_empty(), name.starts_with("silent"), "{}/{name}", rule.code);
            let found = fixture.found(rule.code);
            assert_eq!(
                found, promised,
                "{}/{name}: left is found, right is promised",
                rule.code
            );
        }
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
        for name in fixture::names(rule.code) {
            for (_, finding) in Fixture::read(rule.code, &name).findings() {
                assert!(known.contains(finding.code), "{} has no page", finding.code);
                assert!(!finding.message.is_empty() && !finding.label.is_empty(), "{finding:?}");
            }
        }
    }
}

#[test]
fn every_path_that_a_rule_asks_for_exists_in_some_form() {
    let mut nowhere = BTreeSet::new();
    for rule in rules() {
        for name in fixture::names(rule.code) {
            let misses = Fixture::read(rule.code, &name).misses().into_iter();
            nowhere.extend(
                misses
                    .filter(|miss| {
                        builtin()
                            .iter()
                            .all(|form| form.find(&without_entries(&miss.what)).is_none())
                    })
                    .map(|miss| format!("{}: {}", miss.asked, miss.what)),
            );
        }
    }
    assert!(nowhere.is_empty(), "paths that no form has: {nowhere:#?}");
}

//! `schemas/evidence.yaml`: its counts are those of the published assessments, where they are at hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hyoka::check::evidence;

use super::{hold, text};
use crate::corpus::{files, real, told};

const BOOK: &str = "schemas/evidence.yaml";

#[test]
fn the_counts_of_the_book_are_those_of_the_published_assessments() {
    let Some(folder) = real() else { return };
    let files = files(&folder);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in told(&folder, &files) {
        *counts.entry(one.code).or_default() += 1;
    }
    let mut found = String::new();
    for (code, findings) in counts {
        // A person says what is wrong; a finding that is new is nobody's yet, and the diff of this file is where he looks.
        let wrong = evidence::book().of(&code).wrong.min(findings);
        let _ = writeln!(found, "  {code}: {{findings: {findings}, wrong: {wrong}}}");
    }
    let page = text(BOOK);
    let (head, rest) = page.split_once("\ntexts: ").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    let (between, rest) = rest.split_once("\nfound:").unwrap();
    let (_, tail) = rest.split_once("\nsettled:").unwrap();
    let texts = files.len();
    hold(
        BOOK,
        &format!("{head}\ntexts: {texts}\n{between}\nfound:\n{found}\nsettled:{tail}"),
    );
}

//! `docs/domain-rules.md`: which of our rules answers each rule that the field's facts ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use hyoka::check::{Rule, rule, rules};

use super::{hold, text};

const PAGE: &str = "docs/domain-rules.md";
/// Above the part that is written from the registry; it is the last.
const OTHERS: &str = "## そのほかの規則";

/// The rows: number, and the codes that its last cell names.
fn rows() -> Vec<(u32, BTreeSet<String>)> {
    let text = text(PAGE);
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim().strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
            let number = cells.first()?.trim().parse().ok()?;
            let codes = cells.last()?.split(|c: char| !c.is_ascii_alphanumeric());
            let codes = codes.filter(|word| {
                word.len() == 4
                    && word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word[1..].parse::<u32>().is_ok()
            });
            Some((number, codes.map(str::to_owned).collect()))
        })
        .collect()
}

#[test]
fn every_number_has_one_row_with_rules_that_exist() {
    let mut numbers = Vec::new();
    for (number, codes) in rows() {
        numbers.push(number);
        for code in codes {
            assert!(rule(&code).is_some(), "{number}: {code} is no rule");
        }
    }
    assert_eq!(numbers, (1..=78).collect::<Vec<u32>>());
}

/// The page with a last part for the rules that nobody has put into a row.
fn renewed(page: &str) -> String {
    let by_hand = page.split(OTHERS).next().unwrap_or_default().trim_end();
    // Rules of the file (`S`) are the format's, not the field's; those of the form (`F`) follow from its definition.
    let others: Vec<&Rule> = rules()
        .iter()
        .filter(|rule| !rule.code.starts_with(['S', 'F']) && !by_hand.contains(rule.code))
        .collect();
    let mut page = format!("{by_hand}\n");
    if !others.is_empty() {
        let _ = write!(page, "\n{OTHERS}\n\n| 規則 | 確かめること |\n|---|---|\n");
    }
    for rule in others {
        let _ = writeln!(page, "| {} | {} |", rule.code, rule.checks.replace('|', "\\|"));
    }
    page
}

#[test]
fn every_rule_of_assessments_stands_in_the_page() {
    hold(PAGE, &renewed(&text(PAGE)));
}

#[test]
fn a_rule_with_the_number_of_a_row_answers_that_row() {
    let rows: BTreeMap<u32, BTreeSet<String>> = rows().into_iter().collect();
    // D101 is a rule of reading; the field's list had no number for L158.
    let elsewhere = ["D101", "L158"];
    for rule in rules().iter().filter(|rule| !elsewhere.contains(&rule.code)) {
        let (letter, number) = rule.code.split_at(1);
        let row = number.parse::<u32>().ok().and_then(|number| number.checked_sub(100));
        if let Some(row) = row.and_then(|number| rows.get(&number))
            && "CDHL".contains(letter)
        {
            assert!(row.contains(rule.code), "{} is not in its row", rule.code);
        }
    }
}

#[test]
fn every_row_says_something() {
    let text = text(PAGE);
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        assert!(
            line.trim_matches('|').split('|').all(|cell| !cell.trim().is_empty()),
            "{line}"
        );
    }
}

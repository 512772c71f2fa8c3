//! No input makes the program panic: slips at places of a fixed sequence of pseudo-random numbers.

use hyoka::body::examine::One;
use hyoka::body::{Memory, Place, cases, examine, settings};
use hyoka::check::page::LooksAt;
use hyoka::check::policy::Policy;
use hyoka::check::print::{Checked, concise, github, json, sarif, text};
use hyoka::finding::{Finding, Severity};
use hyoka::source::Source;
use jiff::civil::date;

const COMPLETE: &str = include_str!("rules/F101/silent.yaml");

/// What a hand or a program may leave in a file.
const SLIPS: [&str; 32] = [
    "",
    " ",
    "  ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "　",
    ":",
    "：",
    ": ",
    "- ",
    "－ ",
    "-",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "|-\n",
    "> ",
    "#",
    " # ",
    "& ",
    "*a",
    "!x ",
    "%",
    "@",
    "---\n",
    "\u{0}",
    "𠮷が\u{301}",
];

/// A linear congruential generator: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Reads, checks, judges and prints these bytes in every format; reads them as settings too.
fn run(bytes: &[u8]) {
    let place = Place::File("mutated.yaml".into());
    let shelf = Memory::default().with("mutated.yaml", bytes);
    let mut examined = examine(&shelf, &cases::of(&shelf, &place), date(2026, 11, 23).into());
    let One { read, findings, .. } = examined.files.remove(0);
    let text = read.source.text();
    for finding in &findings {
        let related = finding.related.iter().map(|related| &related.span);
        for span in related.chain([&finding.span]) {
            assert!(text.get(span.clone()).is_some(), "{finding:?}\n{text}");
        }
    }
    let checked = [Checked {
        source: &read.source,
        findings: &findings,
        others: &[],
    }];
    let _ = text::print(&checked, true);
    let _ = json::report(&checked);
    let _ = (concise::file(&checked[0]), github::file(&checked[0]));
    let found = json::Found {
        findings: json::findings(&checked[0]),
        ..json::Found::default()
    };
    let _ = sarif::log(&found, true, false);
    let _ = Policy::default().apply(&read.source, findings.clone(), LooksAt::Together);
    let _ = settings::read("hyoka.yaml", bytes);
}

#[test]
fn slips_anywhere_are_findings() {
    let mut numbers = Numbers(20_261_123);
    let rounds = std::env::var("HYOKA_MUTATIONS").map_or(200, |rounds| rounds.parse().unwrap());
    for _ in 0..rounds {
        let mut chars: Vec<char> = COMPLETE.chars().collect();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(chars.len());
            let end = (at + numbers.below(6)).min(chars.len());
            chars.splice(at..end, SLIPS[numbers.below(SLIPS.len())].chars());
        }
        run(chars.into_iter().collect::<String>().as_bytes());
    }
}

#[test]
fn files_that_end_anywhere_and_broken_bytes_are_findings() {
    let mut numbers = Numbers(7);
    for _ in 0..30 {
        let mut bytes = COMPLETE.as_bytes()[..numbers.below(COMPLETE.len())].to_vec();
        run(&bytes);
        if let Some(last) = bytes.len().checked_sub(1) {
            bytes[numbers.below(last + 1)] = 0xff;
            run(&bytes);
        }
    }
}

#[test]
fn every_place_of_a_line_of_mixed_widths_can_be_marked() {
    let line = "甲:　「ｱｲｳ」abcが\u{301}👪𠮷、\t".repeat(20);
    let (source, _) = Source::read("wide.yaml", line.as_bytes());
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let findings: Vec<Finding> = places
        .windows(12)
        .map(|window| {
            Finding::new("F101", Severity::Error, window[0]..window[11])
                .message("印")
                .label("ここです")
        })
        .collect();
    let checked = [Checked {
        source: &source,
        findings: &findings,
        others: &[],
    }];
    assert_eq!(text::print(&checked, false).matches("ここです").count(), findings.len());
}

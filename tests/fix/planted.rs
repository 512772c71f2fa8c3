//! Slips planted at places of a fixed sequence of pseudo-random numbers into complete assessments: `fix` takes each back,
//! to the byte.

use hyoka::answers::{self, Assessment, Value};
use hyoka::finding::Edit;
use hyoka::form::builtin;
use hyoka::source::edit;

use super::{hold, text_of};

const FILES: [&str; 3] = [
    include_str!("../check/rules/F101/silent.yaml"),
    include_str!("../../docs/examples/juten.yaml"),
    include_str!("../../assessments/012/juten.yaml"),
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

/// A text as a Japanese keyboard gives it: digits of full width, brackets of half or another kind.
fn other_width(text: &str, numbers: &mut Numbers) -> String {
    let kinds = numbers.below(3);
    text.chars()
        .map(|c| match (c, kinds) {
            ('0'..='9', 0 | 1) => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap(),
            ('（', 0) => '(',
            ('）', 0) => ')',
            ('（', 1) => '〔',
            ('）', 1) => '〕',
            ('、', 2) => '，',
            _ => c,
        })
        .collect()
}

/// An edit for each answer that chance picks, of those whose slip has one reading.
fn slips(assessment: &Assessment, numbers: &mut Numbers) -> Vec<Edit> {
    let source = assessment.source();
    let mut edits = Vec::new();
    for leaf in assessment.top().leaves() {
        // Rows of 変更箇所 quote earlier versions, whose words stay.
        let form = assessment.form();
        if leaf
            .item()
            .and_then(|item| form.part(item))
            .is_none_or(|part| part.table)
        {
            continue;
        }
        let Some(answer) = leaf.answer() else { continue };
        let mut spans = Vec::new();
        match &answer.value {
            Value::Choice(index) => {
                let span = answer.span.clone().unwrap();
                let text = source.slice(&span);
                if numbers.below(4) == 0 && text.chars().next().is_some_and(|c| !c.is_ascii_digit()) {
                    edits.push(Edit::new(span, format!("{}) {text}", index + 1)));
                } else {
                    spans.push(span);
                }
            }
            Value::Ticks(ticks) => spans.extend(ticks.iter().map(|tick| tick.span.clone())),
            Value::Date(day) if numbers.below(2) == 0 => {
                let span = answer.span.clone().unwrap();
                if source.slice(&span) == day.to_string() {
                    let slashed = format!("{}/{}/{}", day.year(), day.month(), day.day());
                    edits.push(Edit::new(span, slashed));
                }
            }
            Value::Text(_) => {
                let span = answer.span.clone().unwrap();
                for (at, word) in source.slice(&span).match_indices("システム") {
                    let start = span.start + at;
                    edits.push(Edit::new(start..start + word.len(), "ｼｽﾃﾑ"));
                }
            }
            _ => {}
        }
        for span in spans {
            let text = source.slice(&span).to_owned();
            let slip = other_width(&text, numbers);
            // Between quotes it is another text already.
            if slip != text && numbers.below(2) == 0 {
                edits.push(Edit::new(span, slip));
            }
        }
    }
    edits
}

#[test]
fn every_planted_slip_is_taken_back_to_the_byte() {
    let mut numbers = Numbers(20_261_123);
    let mut planted = 0;
    for (index, file) in FILES.iter().enumerate() {
        for round in 0..3 {
            let read = answers::read(builtin(), "juten.yaml", file.as_bytes());
            let edits = slips(read.assessment.as_ref().unwrap(), &mut numbers);
            planted += edits.len();
            let slipped = edit::apply(file.as_bytes(), &edits).unwrap();
            assert_ne!(slipped, file.as_bytes());
            let name = format!("file {index}, round {round}");
            let mended = hold(&name, &slipped, false);
            for (line, (is, was)) in text_of(&mended.bytes).lines().zip(file.lines()).enumerate() {
                assert_eq!(is, was, "{name}, line {}: {:?}", line + 1, mended.refused);
            }
            assert_eq!(mended.bytes, file.as_bytes(), "{name}");
            assert_eq!(mended.refused, [], "{name}");
        }
    }
    assert!(planted > 200, "{planted}");
}

/// How many files the signs are planted into.
const ROUNDS: usize = 16;

#[test]
fn full_width_colons_behind_items_are_taken_back_wherever_they_stand() {
    let mut numbers = Numbers(7);
    let mut back = 0;
    for round in 0..ROUNDS {
        let file = FILES[round % 2];
        let read = answers::read(builtin(), "juten.yaml", file.as_bytes());
        let assessment = read.assessment.unwrap();
        let keys: Vec<_> = assessment
            .top()
            .leaves()
            .iter()
            .filter_map(|leaf| leaf.answer()?.key.clone())
            .collect();
        let mut edits: Vec<Edit> = Vec::new();
        for _ in 0..=numbers.below(3) {
            let key = &keys[numbers.below(keys.len())];
            let rest = &file[key.end..];
            let gap = if rest.starts_with(": ") { 2 } else { 1 };
            let slip = Edit::new(key.end..key.end + gap, "：");
            if !edits.contains(&slip) {
                edits.push(slip);
            }
        }
        let slipped = edit::apply(file.as_bytes(), &edits).unwrap();
        let mended = hold(&format!("round {round}"), &slipped, false);
        // A slip that leaves the file readable in another sense is told of and left.
        assert!(
            mended.bytes == slipped || mended.bytes == file.as_bytes(),
            "round {round}"
        );
        back += usize::from(mended.bytes == file.as_bytes());
    }
    assert!(back * 10 >= ROUNDS * 9, "{back} of {ROUNDS}");
}

/// What a hand leaves in a file; some of it has a correction, some makes one impossible.
const SLIPS: [&str; 16] = [
    "", " ", "\n", "\r\n", "　", "：", ": ", "－ ", "'", "\"", "[", "#", " # ", "\t", "2) ", "ｶﾞ",
];

#[test]
fn corrections_keep_their_word_in_files_full_of_slips() {
    let mut numbers = Numbers(42);
    let rounds = std::env::var("HYOKA_MUTATIONS").map_or(30, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let mut chars: Vec<char> = FILES[0].chars().collect();
        for _ in 0..=numbers.below(5) {
            let at = numbers.below(chars.len());
            let end = (at + numbers.below(3)).min(chars.len());
            chars.splice(at..end, SLIPS[numbers.below(SLIPS.len())].chars());
        }
        let text: String = chars.into_iter().collect();
        hold(&format!("round {round}"), text.as_bytes(), true);
    }
}

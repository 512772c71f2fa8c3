//! The words of a withheld answer that tell it: its sentences, names, days and figures, folded. Searches nothing.

use crate::answers::{Cursor, Value};
use crate::folding::bare;
use crate::{number, wareki};

/// Shorter answers, in letters, are only found where they stand alone.
const SHORT: usize = 3;
/// Shorter sentences of a text of several, in letters, tell nothing by themselves.
const TELLING: usize = 6;

/// The words of an answer: text, whether it counts only where it stands alone, whether it is a day.
pub(super) fn telling(leaf: &Cursor<'_>) -> Vec<(String, bool, bool)> {
    let Some(answer) = leaf.answer() else { return Vec::new() };
    let mut words = Vec::new();
    let mut add_whole = |text: &str| {
        let text = bare(text);
        let alone = text.chars().count() < SHORT;
        words.push((text, alone, false));
    };
    match &answer.value {
        Value::Text(text) => {
            let pieces = sentences(text);
            match pieces.as_slice() {
                [] => {}
                [one] => add_whole(one),
                pieces => words.extend(pieces.iter().map(|piece| (piece.clone(), false, false))),
            }
        }
        Value::Texts(pieces) => pieces.iter().for_each(|piece| add_whole(&piece.text)),
        Value::Ticks(ticks) => ticks.iter().for_each(|tick| add_whole(&tick.blank)),
        Value::Figures(figures) => figures.iter().for_each(|figure| {
            add_whole(&figure.file);
            add_whole(&figure.alt);
        }),
        Value::Number(count) => add_whole(&number::format(*count)),
        Value::Date(day) => words.extend(ways(*day).into_iter().map(|day| (day, false, true))),
        Value::Empty | Value::Choice(_) | Value::Tick(_) | Value::Group | Value::Withheld | Value::Invalid(_) => {}
    }
    words
}

/// The ways in which a day is written, folded.
pub(super) fn ways(day: jiff::civil::Date) -> Vec<String> {
    let western = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    [wareki::format(day), western, day.to_string()]
        .map(|way| bare(&way))
        .to_vec()
}

/// The sentences of a text, without what a list puts before them. A heading over others, such as ＜紙の書類＞, tells nothing.
fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !is_heading(line));
    let sentences = lines.flat_map(|line| line.split(['。', '！', '？'])).map(|sentence| {
        let sentence = sentence.trim().trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '*' | '※' | '・' | '○' | '●' | '①'..='⑳')
        });
        bare(sentence)
    });
    let mut found: Vec<String> = sentences.filter(|sentence| !sentence.is_empty()).collect();
    if found.is_empty() {
        return vec![bare(text)];
    }
    if found.len() > 1 {
        found.retain(|sentence| sentence.chars().count() >= TELLING);
        if found.is_empty() {
            // Short lines tell only together.
            found.push(bare(text));
        }
    }
    found
}

/// A line of its own that says what follows is about.
fn is_heading(line: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('＜', '＞'), ('<', '>'), ('【', '】'), ('《', '》'), ('［', '］')];
    let line = line.trim();
    PAIRS
        .iter()
        .any(|(open, close)| line.starts_with(*open) && line.ends_with(*close))
}

/// Whether a text is no more than a number with what it counts: 12, 5年, 350件.
pub(super) fn is_number(text: &str) -> bool {
    let others = text.chars().filter(|c| !c.is_ascii_digit()).count();
    others < 2 && text.chars().count() < 5 && text.chars().any(|c| c.is_ascii_digit())
}

//! Names and labels cut into the words and numbers by which they are compared. Knows no form.

use crate::folding::{narrow, widened};
use crate::form::Item;

/// A name in pieces.
#[derive(Debug)]
pub(super) struct Words {
    /// The first circled numbers in a row.
    pub(super) circled: Vec<char>,
    /// Whether words follow them, so that the number is an item's.
    pub(super) leads: bool,
    /// All letters and digits that are no circled number.
    pub(super) letters: String,
}

/// The words of an item, its key, its label and the keys that it had, as names have them.
#[derive(Debug, Clone)]
pub(in crate::form) struct ItemWords(Vec<String>);

impl ItemWords {
    pub(super) fn of(item: &Item) -> Self {
        let former = item
            .was
            .iter()
            .filter_map(|was| was.path.as_deref()?.rsplit('/').next());
        let words = [item.key.as_str(), item.label.as_str()].into_iter().chain(former);
        Self(words.map(|words| letters(&normal(words))).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.iter().any(|own| own == name)
    }
}

impl Words {
    pub(super) fn read(rest: &str) -> Self {
        let rest = rest.trim_start_matches(is_separator);
        let first = rest.find(is_circled);
        // A circled number may follow the entry's name: `システム2-②`, `委託事項-①委託内容`.
        let circled = first.map_or_else(Vec::new, |at| {
            rest[at..]
                .chars()
                .take_while(|c| is_circled(*c) || is_separator(*c))
                .filter(|c| is_circled(*c))
                .collect()
        });
        // One at the very end, behind words, counts points of the text: `措置の内容②`.
        let leads = first.is_some_and(|at| !letters(&rest[at..]).is_empty());
        let trails = first.is_some_and(|at| at > 0) && !leads;
        let entry = first.is_some_and(|at| rest[..at].ends_with(|c: char| c.is_ascii_digit() || is_separator(c)));
        Self {
            circled: if trails && !entry { Vec::new() } else { circled },
            leads,
            letters: letters(rest),
        }
    }
}

/// Whether two texts are alike, from 0 to 1. Texts of very different lengths are not, and are not compared.
pub(super) fn is_like(a: &str, b: &str, least: f64) -> bool {
    let length = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    let (a_length, b_length) = (length(a), length(b));
    let may_be = a_length.min(b_length) + 1.0 > least * a_length.max(b_length);
    may_be && strsim::normalized_levenshtein(a, b) >= least
}

/// Narrow letters and digits; circled numbers stay what they are.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars() {
        match narrow(c) {
            Some(c) => normal.push(c),
            None if is_circled(c) => normal.push(c),
            None => normal.extend(widened(c)),
        }
    }
    normal
}

/// What is left of a normal text without separators, brackets and circled numbers.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| !is_separator(*c) && !is_circled(*c)).collect()
}

pub(super) fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}

pub(super) fn is_separator(c: char) -> bool {
    // The tables of Unicode take longer than all else here.
    if matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    c.is_whitespace() || (!c.is_alphanumeric() && !is_circled(c)) || c == 'ー'
}

/// The Roman number that a normal name begins with, and the rest.
pub(super) fn split_roman(name: &str) -> (&str, &str) {
    let length = name.len() - name.trim_start_matches(['I', 'V', 'X']).len();
    let (roman, rest) = name.split_at(length);
    // `ID` and `IT` are words.
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return ("", name);
    }
    (roman, rest)
}

/// The number of a section that a normal name begins with, such as `IV8` of `IV-8 監査`, and the rest.
pub(super) fn section_number(name: &str) -> Option<(String, &str)> {
    let (roman, rest) = split_roman(name);
    let rest = rest.trim_start_matches(is_separator);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = rest.split_at(digits);
    (!roman.is_empty() && !number.is_empty()).then(|| (format!("{roman}{number}"), rest))
}

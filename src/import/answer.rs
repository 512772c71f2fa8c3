//! What is written at a label, read as its kind of answer.

use jiff::civil::Date;

use super::choice::{self, Ticked};
use crate::folding::looks;
use crate::form::{Item, Kind};
use crate::number;
use crate::pieces::{Content, Piece};
use crate::sheet;
use crate::wareki;

/// An answer as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Texts(Vec<String>),
    Date(Date),
    Number(u64),
    /// The text of the option.
    Choice(String),
    /// The texts of the ticked options, each with the words in its blank.
    Choices(Vec<(String, String)>),
    Tick(bool),
}

impl Value {
    /// A text of one line, as it stands in a file.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim().to_owned(),
            Self::Texts(texts) => texts.join(" "),
            Self::Date(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Choices(ticked) => ticked
                .iter()
                .map(|(option, _)| option.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            Self::Tick(ticked) => ticked.to_string(),
        }
    }
}

/// What was read of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Taken {
    /// `None` where nothing is written.
    pub value: Option<Value>,
    /// Words that found no place in the answer.
    pub rest: String,
    /// Why a person should look; empty where there is no doubt.
    pub doubt: &'static str,
}

/// Reads what stands at an item; of its siblings, lists of options may have strayed there.
pub(super) fn take<'i>(item: &Item, pieces: &[&Piece], begun: &str, siblings: impl Iterator<Item = &'i Item>) -> Taken {
    match item.kind {
        Kind::Text => words(item, &choice::without_list(&text(pieces, begun, " "), siblings)),
        Kind::Texts => lines(&text(pieces, begun, "\n")),
        Kind::Date => date(item, pieces, &text(pieces, begun, "\n")),
        Kind::Number => count(&text(pieces, begun, " ")),
        Kind::Choice => {
            let chosen = choice::one(item, &text(pieces, begun, "\t"));
            let text = |ticked: &Ticked| item.options[ticked.option].text.clone();
            Taken {
                value: chosen.ticked.first().map(text).map(Value::Choice),
                rest: chosen.rest,
                doubt: chosen.doubt,
            }
        }
        Kind::Choices => {
            let chosen = choice::many(item, &text(pieces, begun, "\t"));
            let pair = |ticked: Ticked| (item.options[ticked.option].text.clone(), plain(&ticked.blank));
            let ticked: Vec<_> = chosen.ticked.into_iter().map(pair).collect();
            Taken {
                value: (!ticked.is_empty()).then_some(Value::Choices(ticked)),
                rest: chosen.rest,
                doubt: chosen.doubt,
            }
        }
        Kind::Tick | Kind::Figure | Kind::Group | Kind::Entries => Taken {
            rest: text(pieces, begun, " "),
            ..Taken::default()
        },
    }
}

/// The words of pieces: those of one row beside each other, rows below each other.
pub(super) fn text(pieces: &[&Piece], begun: &str, beside: &str) -> String {
    let mut all = begun.trim().to_owned();
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        let words = piece.text();
        if words.is_empty() {
            continue;
        }
        let is_beside = before
            .and_then(|before| before.cell)
            .zip(piece.cell)
            .is_some_and(|(before, cell)| before.is_beside(&cell));
        if !all.is_empty() {
            all.push_str(if is_beside { beside } else { "\n" });
        }
        all.push_str(&words);
        before = Some(piece);
    }
    all
}

/// A free text with the letters that are meant: a text layer brings radicals for letters.
fn plain(text: &str) -> String {
    let meant: String = text.chars().map(|c| looks::meant(c).unwrap_or(c)).collect();
    let lines: Vec<&str> = meant.lines().map(str::trim_end).collect();
    let first = lines
        .iter()
        .position(|line| !line.trim().is_empty())
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !line.trim().is_empty())
        .map_or(first, |last| last + 1);
    lines[first..end].join("\n")
}

fn words(item: &Item, text: &str) -> Taken {
    let text = plain(text);
    let hint = item
        .fixed
        .as_deref()
        .map(sheet::printed_unless_written)
        .unwrap_or_default();
    let text = without_empty_brackets(&text);
    let text = text.strip_suffix(&hint).unwrap_or(text).trim_end();
    Taken {
        value: (!text.is_empty()).then(|| Value::Text(text.to_owned())),
        ..Taken::default()
    }
}

/// A text without the brackets of an answer that is printed as `[ ]`.
fn without_empty_brackets(text: &str) -> &str {
    let mut text = text.trim();
    for empty in ["[]", "[ ]", "［］", "［ ］", "［　］", "[　]"] {
        text = text.strip_suffix(empty).unwrap_or(text).trim();
    }
    let alone = text
        .chars()
        .all(|c| matches!(c, '[' | ']' | '［' | '］' | ' ' | '　' | '-' | '\n'));
    if alone { "" } else { text }
}

fn lines(text: &str) -> Taken {
    let plain = plain(text);
    let lines: Vec<String> = plain
        .lines()
        .map(|line| without_empty_brackets(line).to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    Taken {
        value: (!lines.is_empty()).then_some(Value::Texts(lines)),
        ..Taken::default()
    }
}

fn date(item: &Item, pieces: &[&Piece], text: &str) -> Taken {
    let only = pieces.iter().filter(|piece| !piece.text().trim().is_empty());
    let days: Vec<Date> = only
        .filter_map(|piece| match piece.content {
            Content::Day(day) => Some(day),
            Content::Words(_) | Content::Number { .. } | Content::Picture(_) => None,
        })
        .collect();
    let text = plain(text);
    let text = without_empty_brackets(&text);
    let after = item.after.as_deref().unwrap_or_default();
    let bare = text.strip_suffix(after).unwrap_or(text).trim();
    if bare.is_empty() {
        return Taken::default();
    }
    // A day with other words below it.
    let mut lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let below: Vec<&str> = lines.collect();
    if let (Ok(day), false, false) = (wareki::parse(first), below.is_empty(), item.or_text) {
        return Taken {
            value: Some(Value::Date(day)),
            rest: below.join("\n"),
            doubt: "",
        };
    }
    let (value, doubt) = match (days[..].as_ref(), wareki::parse(bare)) {
        ([day], _) if wareki::parse(bare) == Ok(*day) => (Value::Date(*day), ""),
        (_, Ok(day)) => (Value::Date(day), ""),
        (_, Err(_)) if item.or_text => (Value::Text(bare.to_owned()), ""),
        (_, Err(_)) => (Value::Text(bare.to_owned()), "日付として読めません"),
    };
    Taken {
        value: Some(value),
        doubt,
        ..Taken::default()
    }
}

fn count(text: &str) -> Taken {
    let bare = without_empty_brackets(text.trim());
    if bare.is_empty() {
        return Taken::default();
    }
    match number::parse(bare) {
        Ok(number) => Taken {
            value: Some(Value::Number(number)),
            ..Taken::default()
        },
        Err(_) => Taken {
            value: Some(Value::Text(bare.to_owned())),
            doubt: "数として読めません",
            ..Taken::default()
        },
    }
}

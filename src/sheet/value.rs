//! What an answer says, as its cells hold it. Knows no place.

use super::origin::Part;
use super::tier::{Answer, TICKED, Written};
use crate::answers::{Cursor, Value};
use crate::form::Kind;

/// The cell of a part of an answer.
pub(super) fn answer(cursor: &Cursor<'_>, part: Part, value: Written, size: f64) -> Answer {
    let item = cursor.item();
    let options = match &part {
        Part::Tick | Part::Option(_) => vec![TICKED.to_owned()],
        Part::Whole => {
            let options = item.map_or(&[][..], |item| &item.options);
            options.iter().map(|option| option.text.clone()).collect()
        }
        Part::Blank(_) | Part::Text(_) | Part::Lines | Part::File(_) | Part::Alt(_) => Vec::new(),
    };
    Answer {
        path: cursor.path(),
        part,
        kind: item.map_or(Kind::Text, |item| item.kind),
        value,
        options,
        size,
    }
}

/// What an answer that is one says; what its item cannot hold stands as it was written, so that a person mends it.
pub(super) fn written(cursor: &Cursor<'_>) -> Written {
    match cursor.answer().map(|answer| &answer.value) {
        Some(Value::Text(text) | Value::Invalid(text)) => filled(text),
        Some(Value::Date(date)) => Written::Date(*date),
        Some(Value::Number(number)) => Written::Number(*number),
        Some(Value::Choice(_)) => filled(cursor.option().map_or("", |option| &option.text)),
        Some(
            Value::Empty
            | Value::Ticks(_)
            | Value::Tick(_)
            | Value::Texts(_)
            | Value::Figures(_)
            | Value::Group
            | Value::Withheld,
        )
        | None => Written::Nothing,
    }
}

/// A text as it is written, or nothing.
pub(super) fn filled(text: &str) -> Written {
    // The line break that ends a block of YAML is none of the author's.
    let text = text.trim_end_matches('\n');
    if text.is_empty() {
        Written::Nothing
    } else {
        Written::Text(text.to_owned())
    }
}

/// A box.
pub(super) fn ticked(ticked: bool) -> Written {
    if ticked { filled(TICKED) } else { Written::Nothing }
}

/// The words of what is written, to be measured.
pub(super) fn words_of(value: &Written) -> String {
    match value {
        Written::Nothing => String::new(),
        Written::Text(text) => text.clone(),
        Written::Date(date) => crate::wareki::format(*date),
        Written::Number(number) => crate::number::format(*number),
    }
}

/// Several answers in the words of a table's cell.
pub(super) fn shown(cursor: &Cursor<'_>) -> String {
    let ticks = cursor
        .ticks()
        .into_iter()
        .map(|(option, tick)| match tick.blank.as_str() {
            "" => option.text.clone(),
            blank => format!("{}（{blank}）", option.text),
        });
    let files = cursor.figures().iter().map(|figure| figure.file.clone());
    ticks.chain(files).collect::<Vec<_>>().join("\n")
}

/// `（ n ）件`: how many entries of the list beside an answer say something.
pub(super) fn counted(cursor: &Cursor<'_>, list: &str) -> String {
    let entries = cursor.parent().find(list).map(|list| list.children());
    let filled = entries.iter().flatten().filter(|entry| entry.is_filled());
    format!("（ {} ）件", filled.count())
}

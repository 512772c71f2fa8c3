//! What stands in an answer's cell: text, a choice with its options, or boxes.

use std::borrow::Cow;

use super::anchor::anchor;
use super::{Content, Figure, OptionBox, OptionGroup, TickBox, markup};
use crate::answers::{Cursor, Value, WITHHELD};
use crate::form::{Item, Kind};
use crate::number;
use crate::wareki;

/// An answer without the options beside it, for a cell of a table.
pub(super) fn short(cursor: &Cursor<'_>) -> Content {
    match content(cursor) {
        Content::Choice { chosen, .. } => text(&chosen),
        content @ (Content::Empty | Content::Text { .. } | Content::Figures { .. } | Content::Choices { .. }) => {
            content
        }
    }
}

/// The answer as it stands in its cell.
pub(super) fn content(cursor: &Cursor<'_>) -> Content {
    let (Some(item), Some(answer)) = (cursor.item(), cursor.answer()) else {
        return Content::Empty;
    };
    if cursor.is_withheld() {
        return text(WITHHELD);
    }
    match item.kind {
        Kind::Choice if !item.listed => text(cursor.option().map_or("", |option| &option.text)),
        Kind::Choice => Content::Choice {
            chosen: cursor.option().map(|option| option.text.clone()).unwrap_or_default(),
            options: item.options.iter().map(|option| option.text.clone()).collect(),
            count: item.count.as_ref().map(|list| count(cursor, list)),
        },
        Kind::Choices => choices(cursor, item),
        Kind::Text
        | Kind::Texts
        | Kind::Date
        | Kind::Number
        | Kind::Tick
        | Kind::Figure
        | Kind::Group
        | Kind::Entries => {
            match &answer.value {
                Value::Text(words) => text(&followed(words, item)),
                Value::Date(date) => text(&followed(&wareki::format(*date), item)),
                Value::Number(count) => text(&followed(&number::format(*count), item)),
                Value::Texts(pieces) => Content::Text {
                    blocks: pieces.iter().flat_map(|piece| markup::read(&piece.text)).collect(),
                },
                Value::Figures(_) => figures(cursor),
                // Of a tick its box is printed, of a group what it holds; what cannot be read has its finding.
                Value::Empty
                | Value::Choice(_)
                | Value::Ticks(_)
                | Value::Tick(_)
                | Value::Group
                | Value::Withheld
                | Value::Invalid(_) => item.fixed.as_deref().map_or(Content::Empty, text),
            }
        }
    }
}

/// An answer, and what the form prints behind it.
fn followed<'w>(words: &'w str, item: &Item) -> Cow<'w, str> {
    match &item.after {
        Some(after) if !words.trim().is_empty() => Cow::Owned(format!("{words} {after}")),
        Some(_) | None => Cow::Borrowed(words),
    }
}

/// Words as a cell; none as an empty one.
pub(super) fn text(words: &str) -> Content {
    if words.trim().is_empty() {
        return Content::Empty;
    }
    Content::Text {
        blocks: markup::read(words),
    }
}

fn figures(cursor: &Cursor<'_>) -> Content {
    let figures = cursor.figures().iter().map(|figure| {
        let seen = cursor.assessment().picture(&figure.file);
        Figure {
            file: figure.file.clone(),
            format: seen.and_then(|seen| seen.as_ref().ok()).map(|picture| picture.format),
            alt: figure.alt.clone(),
        }
    });
    Content::Figures {
        figures: figures.collect(),
    }
}

fn choices(cursor: &Cursor<'_>, item: &Item) -> Content {
    let mut groups: Vec<OptionGroup> = Vec::new();
    let ticks = cursor.ticks();
    for option in &item.options {
        if groups.last().is_none_or(|group| group.heading != option.group) {
            groups.push(OptionGroup {
                heading: option.group.clone(),
                options: Vec::new(),
            });
        }
        let tick = ticks
            .iter()
            .find(|(chosen, _)| chosen.text == option.text)
            .map(|(_, tick)| tick);
        if let Some(group) = groups.last_mut() {
            group.options.push(OptionBox {
                ticked: tick.is_some(),
                text: option.text.clone(),
                blank: option
                    .blank
                    .then(|| tick.map(|tick| tick.blank.clone()).unwrap_or_default()),
                count: option.count.as_ref().map(|list| count(cursor, list)),
            });
        }
    }
    Content::Choices { groups }
}

/// How many entries the list beside an answer has.
fn count(cursor: &Cursor<'_>, list: &str) -> usize {
    cursor
        .parent()
        .at(list)
        .children()
        .iter()
        .filter(|entry| entry.is_filled())
        .count()
}

/// The box of a tick.
pub(super) fn tick_box(cursor: &Cursor<'_>) -> Option<TickBox> {
    let item = cursor.item().filter(|item| item.kind == Kind::Tick)?;
    Some(TickBox {
        ticked: cursor.is_ticked(),
        text: if cursor.is_withheld() {
            format!("{}{WITHHELD}", item.heading())
        } else {
            item.heading()
        },
        anchor: anchor(cursor),
    })
}

//! An answer as cells: by its kind one to write in, or boxes with their words, beside what the form prints. Knows no workbook.

use super::origin::Part;
use super::paper::{ANSWER, BOX, CLOSING, LAST, Paper, SMALL, TEXT, height, lines_high};
use super::tier::{Cell, Ink, Tier, Words};
use super::value::{answer, filled, shown, ticked, words_of, written};
use crate::answers::{Cursor, Figure, WITHHELD};
use crate::form::{Item, Kind};

/// Draws answers of one sheet.
pub(super) struct Drawing<'p> {
    pub paper: &'p Paper,
}

impl Drawing<'_> {
    /// The rows of an answer that begins in a column of a form.
    pub fn answer(&self, cursor: &Cursor<'_>, first: u16) -> Vec<Tier> {
        let Some(item) = cursor.item() else { return Vec::new() };
        if cursor.is_withheld() {
            return vec![self.words(first, LAST, WITHHELD, Words::Beside)];
        }
        match item.kind {
            Kind::Choice if item.listed => vec![self.choice(cursor, item)]
                .into_iter()
                .chain(self.counted(cursor, item))
                .collect(),
            Kind::Choices => self.choices(cursor, item),
            Kind::Texts => self.texts(cursor, first),
            Kind::Figure => self.figures(cursor, first),
            Kind::Tick => vec![Self::tick(cursor, BOX)],
            Kind::Text | Kind::Date | Kind::Number | Kind::Choice | Kind::Group | Kind::Entries => {
                self.single(cursor, item, first)
            }
        }
    }

    /// The answer as one cell, as it stands in a table.
    pub fn in_table(&self, cursor: &Cursor<'_>, first: u16, last: u16) -> (f64, Cell) {
        let Some(item) = cursor.item() else {
            return (0.0, Cell::words(first, last, "", Words::Beside));
        };
        let pixels = self.paper.width(first, last);
        let part = match item.kind {
            Kind::Texts => Part::Lines,
            Kind::Tick => Part::Tick,
            Kind::Text | Kind::Date | Kind::Number | Kind::Choice => Part::Whole,
            // One cell cannot hold several boxes so that each is read again: they are shown and stay as they are.
            Kind::Choices | Kind::Figure | Kind::Group | Kind::Entries => {
                let words = shown(cursor);
                let cell = Cell::words(first, last, words.as_str(), Words::Option);
                return (height(&words, pixels, SMALL), cell);
            }
        };
        if cursor.is_withheld() {
            return (lines_high(1, SMALL), Cell::words(first, last, WITHHELD, Words::Option));
        }
        let value = match item.kind {
            Kind::Texts => filled(
                &cursor
                    .texts()
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            Kind::Tick => ticked(cursor.is_ticked()),
            Kind::Text
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Choices
            | Kind::Figure
            | Kind::Group
            | Kind::Entries => written(cursor),
        };
        let tall = height(&words_of(&value), pixels, SMALL);
        (tall, Cell::answer(first, last, answer(cursor, part, value, SMALL)))
    }

    /// The box of a tick in a column.
    pub fn tick(cursor: &Cursor<'_>, column: u16) -> Tier {
        let answer = answer(cursor, Part::Tick, ticked(cursor.is_ticked()), TEXT);
        Tier {
            height: lines_high(1, TEXT),
            cells: vec![Cell::answer(column, column, answer)],
        }
    }

    /// A cell over the whole width, with what the form prints behind it at its right.
    fn single(&self, cursor: &Cursor<'_>, item: &Item, first: u16) -> Vec<Tier> {
        let last = if item.after.is_some() { CLOSING } else { LAST };
        let value = written(cursor);
        let text = words_of(&value);
        let least = if item.kind == Kind::Text && text.is_empty() {
            2
        } else {
            1
        };
        let tall = height(&text, self.paper.width(first, last), TEXT).max(lines_high(least, TEXT));
        let mut cells = vec![Cell::answer(first, last, answer(cursor, Part::Whole, value, TEXT))];
        if let Some(after) = &item.after {
            cells.push(Cell::words(last + 1, LAST, after.as_str(), Words::Beside));
        }
        let mut tiers = vec![Tier { height: tall, cells }];
        if let Some(fixed) = &item.fixed {
            let words = super::printed_unless_written(fixed);
            tiers.push(self.words(first, LAST, &words, Words::Beside));
        }
        tiers
    }

    /// A cell a text, and an empty one more.
    fn texts(&self, cursor: &Cursor<'_>, first: u16) -> Vec<Tier> {
        let pieces = cursor.texts().iter().map(|piece| piece.text.as_str());
        (1..)
            .zip(pieces.chain([""]))
            .map(|(at, text)| {
                let value = filled(text);
                Tier {
                    height: height(text, self.paper.width(first, LAST), TEXT),
                    cells: vec![Cell::answer(first, LAST, answer(cursor, Part::Text(at), value, TEXT))],
                }
            })
            .collect()
    }

    /// Pictures, each with its file and its words for those who cannot see it; without any, room for those of one.
    fn figures(&self, cursor: &Cursor<'_>, first: u16) -> Vec<Tier> {
        let none = Figure {
            file: String::new(),
            span: 0..0,
            alt: String::new(),
            alt_span: None,
        };
        let figures = cursor.figures();
        let figures = if figures.is_empty() {
            std::slice::from_ref(&none)
        } else {
            figures
        };
        let mut tiers = Vec::new();
        for (at, figure) in (1..).zip(figures) {
            if !figure.file.is_empty() {
                tiers.push(Tier {
                    // What draws the picture knows its height.
                    height: 0.0,
                    cells: vec![Cell {
                        first,
                        last: LAST,
                        rows: 1,
                        ink: Ink::Picture {
                            file: figure.file.clone(),
                            alt: figure.alt.clone(),
                            width: self.paper.width(first, LAST),
                        },
                    }],
                });
            }
            let line = |label: &str, part: Part, text: &str| {
                let value = filled(text);
                Tier {
                    height: height(text, self.paper.width(ANSWER, LAST), TEXT),
                    cells: vec![
                        Cell::words(0, ANSWER - 1, label, Words::Label),
                        Cell::answer(ANSWER, LAST, answer(cursor, part, value, TEXT)),
                    ],
                }
            };
            tiers.push(line(crate::form::FIGURE_KEY, Part::File(at), &figure.file));
            tiers.push(line(crate::form::ALT_KEY, Part::Alt(at), &figure.alt));
        }
        tiers
    }

    /// Words over some columns, in a row of their own.
    pub fn words(&self, first: u16, last: u16, text: &str, words: Words) -> Tier {
        Tier {
            height: height(text, self.paper.width(first, last), words.size()),
            cells: vec![Cell::words(first, last, text, words)],
        }
    }
}

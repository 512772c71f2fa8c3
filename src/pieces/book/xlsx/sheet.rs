//! The cells of a worksheet, its merged areas, and which rows and columns are hidden. Goes through the part once and keeps only
//! cells with something in them.

use std::io::BufRead;

use super::super::BookError;
use super::super::limits::{Allowance, MAX_MERGES};
use super::super::package::Package;
use super::super::raw::{Area, RawCell, RawSheet, Said};
use super::super::xml::{Events, Step, Tag};
use super::Shared;
use super::text::{author, rich};

/// The last row and column that a worksheet may have, from 0.
pub(super) const LAST_ROW: u32 = 1_048_575;
pub(super) const LAST_COLUMN: u32 = 16_383;

/// Reads a worksheet's part.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    shared: &Shared,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let events = package.events(part)?;
    let mut reading = Reading {
        events: events.ok_or_else(|| BookError::Broken(part.to_owned()))?,
        shared,
        allowance,
        sheet,
        row: None,
        column: None,
    };
    reading.run()
}

struct Reading<'r, R> {
    events: Events<R>,
    shared: &'r Shared,
    allowance: &'r mut Allowance,
    sheet: &'r mut RawSheet,
    /// The row and the column read last: those that follow need not say theirs.
    row: Option<u32>,
    column: Option<u32>,
}

/// What a cell's element says of it.
struct Head {
    row: u32,
    column: u32,
    style: usize,
    kind: String,
    is_rich: bool,
}

impl<R: BufRead> Reading<'_, R> {
    fn run(&mut self) -> Result<(), BookError> {
        loop {
            match self.events.next()? {
                Step::Open(tag) => match tag.name() {
                    "row" => {
                        let row = tag
                            .number::<u32>("r")
                            .map_or_else(|| self.row.map_or(0, |row| row + 1), |row| row.saturating_sub(1));
                        self.row = Some(row.min(LAST_ROW));
                        self.column = None;
                        if is_hidden(&tag, "ht") {
                            self.sheet.hidden_rows.add(row, row);
                        }
                    }
                    "c" => {
                        let head = head(&tag, self.row, self.column);
                        self.column = Some(head.column);
                        self.cell(&head)?;
                    }
                    "col" => {
                        let first = tag.number::<u32>("min").unwrap_or(1).saturating_sub(1);
                        let last = tag.number::<u32>("max").unwrap_or(1).saturating_sub(1);
                        if is_hidden(&tag, "width") && first <= last {
                            self.sheet.hidden_columns.add(first, last);
                        }
                    }
                    "mergeCell" => {
                        if let Some(area) = tag.attribute("ref").and_then(|text| area(&text)) {
                            if self.sheet.merges.len() >= MAX_MERGES {
                                return Err(BookError::TooManyMerges);
                            }
                            self.sheet.merges.push(area);
                        }
                    }
                    // What a newer Excel keeps beside: nothing of it is a cell.
                    "extLst" => self.events.skip()?,
                    _ => {}
                },
                Step::Close | Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    /// Reads the cell that has just opened.
    fn cell(&mut self, head: &Head) -> Result<(), BookError> {
        let (mut value, mut words, mut formula) = (None, None, None);
        loop {
            match self.events.next()? {
                Step::Open(tag) => match tag.name() {
                    "v" => value = Some(self.events.words(&[])?),
                    "is" => words = Some(rich(&mut self.events)?),
                    "f" => formula = Some(self.events.words(&[])?),
                    _ => self.events.skip()?,
                },
                Step::Close => break,
                Step::Text(_) => {}
                Step::End => return Err(self.events.broken()),
            }
        }
        let is_formula = formula.is_some();
        let Some((said, doubt)) = self.said(head, value, words, formula) else {
            return Ok(());
        };
        self.allowance.cell(said.words().len())?;
        self.sheet.cells.push(RawCell {
            row: head.row,
            column: head.column,
            said,
            is_formula,
            doubt,
        });
        Ok(())
    }

    /// What a cell says; `None` for an empty one.
    fn said(
        &self,
        head: &Head,
        value: Option<String>,
        words: Option<String>,
        formula: Option<String>,
    ) -> Option<(Said, Option<&'static str>)> {
        let format = self.shared.styles.format(head.style);
        let plain = |text: &str| {
            let said = if format.conceals_words() {
                Said::Concealed
            } else {
                Said::Words
            };
            (!text.is_empty()).then(|| (said(text.to_owned()), None))
        };
        let no_value = |formula: Option<String>| {
            let formula = formula.map(|formula| Said::NoValue(format!("={formula}")));
            formula.map(|said| (said, None))
        };
        if let Some(words) = words {
            return plain(&words);
        }
        let Some(value) = value else {
            return no_value(formula);
        };
        match head.kind.as_str() {
            "s" => match value
                .trim()
                .parse()
                .ok()
                .and_then(|index| self.shared.strings.get(index))
            {
                Some(text) => plain(text),
                None => Some((Said::NoValue(String::new()), None)),
            },
            "str" | "inlineStr" => plain(&author(value)),
            "b" => plain(if value.trim() == "1" || value.trim() == "true" {
                "TRUE"
            } else {
                "FALSE"
            }),
            "e" if head.is_rich => Some((Said::Pictured, None)),
            "e" => Some((Said::NoValue(value), None)),
            "d" => Some((iso(&value), None)),
            _ if value.trim().is_empty() => no_value(formula),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let meant = format.meant(number, self.shared.epoch);
                    Some((meant.said, meant.doubt))
                }
                Ok(_) | Err(_) => Some((Said::NoValue(value), None)),
            },
        }
    }
}

/// A day as ISO 8601 writes it; with a time of day it stays words.
fn iso(text: &str) -> Said {
    let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let is_midnight = time.chars().all(|letter| matches!(letter, '0' | ':' | '.' | 'Z'));
    match day.parse() {
        Ok(day) if is_midnight => Said::Day(day),
        Ok(_) | Err(_) => Said::Words(text.to_owned()),
    }
}

/// Whether a row or a column is hidden: it says so, or it has no height or width.
fn is_hidden(tag: &Tag<'_>, size: &str) -> bool {
    tag.is("hidden") || tag.number::<f64>(size).is_some_and(|size| size <= 0.0)
}

/// Reads the attributes of a cell, which need not say where it stands.
fn head(tag: &Tag<'_>, row: Option<u32>, column: Option<u32>) -> Head {
    let next = (row.unwrap_or(0), column.map_or(0, |column| column + 1));
    let place = tag.attribute("r").and_then(|text| place(&text)).unwrap_or(next);
    Head {
        row: place.0.min(LAST_ROW),
        column: place.1.min(LAST_COLUMN),
        style: tag.number("s").unwrap_or(0),
        kind: tag.attribute("t").unwrap_or_default().into_owned(),
        is_rich: tag.attribute("vm").is_some(),
    }
}

/// The row and column of a name such as `C12`, from 0.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0_u32;
    for letter in name.bytes().take(letters) {
        column = column
            .checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = name[letters..].parse().ok()?;
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (place.0 <= LAST_ROW && place.1 <= LAST_COLUMN).then_some(place)
}

/// The cells of a name such as `A1:C3`.
fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Area {
        top,
        left,
        bottom,
        right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAAAAAAAAAA1", "あ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}

//! The cells of a worksheet, its merged areas, and which rows and columns are hidden. Goes through the part once and keeps only
//! cells with something in them.

use std::io::BufRead;

use super::super::BookError;
use super::super::address::{LAST_COLUMN, LAST_ROW, area, place};
use super::super::limits::{Allowance, MAX_MERGES};
use super::super::package::Package;
use super::super::raw::{RawCell, RawSheet, Said};
use super::super::xml::{Events, Step, Tag};
use super::Shared;
use super::text::{author, rich};

/// Reads a worksheet's part. Gives its controls (boxes to tick): the number of the shape and the relation of each.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    shared: &Shared,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<Vec<(u32, String)>, BookError> {
    let events = package.events(part)?;
    let mut reading = Reading {
        events: events.ok_or_else(|| BookError::Broken(part.to_owned()))?,
        shared,
        allowance,
        sheet,
        row: None,
        column: None,
        controls: Vec::new(),
    };
    reading.run()?;
    Ok(reading.controls)
}

struct Reading<'r, R> {
    events: Events<R>,
    shared: &'r Shared,
    allowance: &'r mut Allowance,
    sheet: &'r mut RawSheet,
    /// The row and the column read last: those that follow need not say theirs.
    row: Option<u32>,
    column: Option<u32>,
    controls: Vec<(u32, String)>,
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
                    "control" => {
                        if let (Some(shape), Some(id)) = (tag.number("shapeId"), tag.attribute("id")) {
                            self.controls.push((shape, id.into_owned()));
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

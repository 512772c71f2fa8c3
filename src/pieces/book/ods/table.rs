//! A sheet of OpenDocument: its columns, rows and cells, which it writes once for all that repeat.

use std::io::BufRead;

use super::super::BookError;
use super::super::limits::{Allowance, MAX_MERGES};
use super::super::raw::{Area, RawCell, RawSheet};
use super::super::xml::{Events, Step, Tag};
use super::cell::Head;
use super::drawing::{Drawing, Opened, Pictured, is_drawn};
use super::styles::Styles;
use super::text::paragraph;

/// How deep groups of rows and columns may lie in each other.
const MAX_DEPTH: usize = 20;
/// The most rows and columns that are counted: far more than any program has.
const MAX_COUNT: u32 = 1 << 24;

/// Reads the sheet whose element has just opened.
pub(super) fn read<R: BufRead>(
    tag: &Tag<'_>,
    events: &mut Events<R>,
    styles: &Styles,
    allowance: &mut Allowance,
) -> Result<(RawSheet, Pictured), BookError> {
    let style = tag.attribute("style-name").unwrap_or_default();
    let mut table = Table {
        sheet: RawSheet {
            name: tag.attribute("name").unwrap_or_default().into_owned(),
            is_hidden: styles.tables.contains(&*style),
            ..RawSheet::default()
        },
        pictured: Vec::new(),
        styles,
        allowance,
        row: 0,
        column: 0,
    };
    table.inside(events, false, 0)?;
    Ok((table.sheet, table.pictured))
}

struct Table<'r> {
    sheet: RawSheet,
    pictured: Pictured,
    styles: &'r Styles,
    allowance: &'r mut Allowance,
    /// The next row, and the next column that is declared.
    row: u32,
    column: u32,
}

/// What may stand in a table.
enum Part {
    Group { is_hidden: bool },
    Column { count: u32, is_hidden: bool },
    Row { count: u32, is_hidden: bool },
    Shapes,
    Other,
}

impl Table<'_> {
    /// Reads what stands in a table or in a group of its rows or columns.
    fn inside<R: BufRead>(&mut self, events: &mut Events<R>, is_hidden: bool, depth: usize) -> Result<(), BookError> {
        if depth > MAX_DEPTH {
            return Err(events.broken());
        }
        loop {
            let part = match events.next()? {
                Step::Open(tag) => self.part(&tag),
                Step::Close => return Ok(()),
                Step::Text(_) => continue,
                Step::End => return Err(events.broken()),
            };
            match part {
                Part::Group { is_hidden: of_group } => self.inside(events, is_hidden || of_group, depth + 1)?,
                Part::Column { count, is_hidden: own } => {
                    if own || is_hidden {
                        self.sheet
                            .hidden_columns
                            .add(self.column, self.column.saturating_add(count - 1));
                    }
                    self.column = self.column.saturating_add(count).min(MAX_COUNT);
                    events.skip()?;
                }
                Part::Row { count, is_hidden: own } => {
                    if own || is_hidden {
                        self.sheet.hidden_rows.add(self.row, self.row.saturating_add(count - 1));
                    }
                    self.row(events, count)?;
                    self.row = self.row.saturating_add(count).min(MAX_COUNT);
                }
                Part::Shapes => self.shapes(events)?,
                Part::Other => events.skip()?,
            }
        }
    }

    fn part(&self, tag: &Tag<'_>) -> Part {
        let is_gone = |styles: &std::collections::BTreeSet<String>| {
            matches!(tag.attribute("visibility").as_deref(), Some("collapse" | "filter"))
                || tag.attribute("style-name").is_some_and(|name| styles.contains(&*name))
        };
        let count = |name| tag.number::<u32>(name).unwrap_or(1).clamp(1, MAX_COUNT);
        match tag.name() {
            "table-row" => Part::Row {
                count: count("number-rows-repeated"),
                is_hidden: is_gone(&self.styles.rows),
            },
            "table-column" => Part::Column {
                count: count("number-columns-repeated"),
                is_hidden: is_gone(&self.styles.columns),
            },
            "table-row-group" | "table-column-group" => Part::Group {
                is_hidden: tag.attribute("display").as_deref() == Some("false"),
            },
            "table-header-rows" | "table-rows" | "table-header-columns" | "table-columns" => {
                Part::Group { is_hidden: false }
            }
            "shapes" => Part::Shapes,
            _ => Part::Other,
        }
    }

    /// What lies on the sheet and hangs on no cell.
    fn shapes<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<(), BookError> {
        loop {
            let opened = match events.next()? {
                Step::Open(tag) => is_drawn(tag.name()).then(|| Opened::of(&tag, (0, 0))),
                Step::Close => return Ok(()),
                Step::Text(_) => continue,
                Step::End => return Err(events.broken()),
            };
            match opened {
                Some(opened) => self.drawing().read(&opened, events, 0)?,
                None => events.skip()?,
            }
        }
    }

    fn drawing(&mut self) -> Drawing<'_> {
        Drawing {
            sheet: &mut self.sheet,
            pictured: &mut self.pictured,
            allowance: self.allowance,
        }
    }

    /// Reads the row that has just opened, and puts its cells as often as it stands.
    fn row<R: BufRead>(&mut self, events: &mut Events<R>, times: u32) -> Result<(), BookError> {
        let (first_cell, first_merge) = (self.sheet.cells.len(), self.sheet.merges.len());
        let mut column = 0_u32;
        loop {
            let head = match events.next()? {
                Step::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => Head::of(&tag),
                Step::Open(_) => {
                    events.skip()?;
                    continue;
                }
                Step::Close => break,
                Step::Text(_) => continue,
                Step::End => return Err(events.broken()),
            };
            self.cell(&head, column, events)?;
            column = column.saturating_add(head.times).min(MAX_COUNT);
        }
        let (last_cell, last_merge) = (self.sheet.cells.len(), self.sheet.merges.len());
        if last_cell == first_cell && last_merge == first_merge {
            return Ok(());
        }
        for more in 1..times {
            for at in first_cell..last_cell {
                let cell = &self.sheet.cells[at];
                let cell = RawCell {
                    row: cell.row.saturating_add(more),
                    said: cell.said.clone(),
                    ..*cell
                };
                self.allowance.cell(cell.said.words().len())?;
                self.sheet.cells.push(cell);
            }
            for at in first_merge..last_merge {
                let area = self.sheet.merges[at];
                self.merge(Area {
                    top: area.top.saturating_add(more),
                    bottom: area.bottom.saturating_add(more),
                    ..area
                })?;
            }
        }
        Ok(())
    }

    fn merge(&mut self, area: Area) -> Result<(), BookError> {
        if self.sheet.merges.len() >= MAX_MERGES {
            return Err(BookError::TooManyMerges);
        }
        self.sheet.merges.push(area);
        Ok(())
    }

    /// Reads the cell that has just opened, and puts it as often as it stands.
    fn cell<R: BufRead>(&mut self, head: &Head, column: u32, events: &mut Events<R>) -> Result<(), BookError> {
        let mut lines: Option<Vec<String>> = None;
        loop {
            let opened = match events.next()? {
                Step::Open(tag) => match tag.name() {
                    "p" | "h" => {
                        lines.get_or_insert_default().push(paragraph(events)?);
                        continue;
                    }
                    "annotation" => {
                        self.note(column, events)?;
                        continue;
                    }
                    name if is_drawn(name) => Opened::of(&tag, (self.row, column)),
                    _ => {
                        events.skip()?;
                        continue;
                    }
                },
                Step::Close => break,
                Step::Text(_) => continue,
                Step::End => return Err(events.broken()),
            };
            self.drawing().read(&opened, events, 0)?;
        }
        if (head.columns, head.rows) != (1, 1) {
            self.merge(Area {
                top: self.row,
                left: column,
                bottom: self.row.saturating_add(head.rows.min(MAX_COUNT) - 1),
                right: column.saturating_add(head.columns.min(MAX_COUNT) - 1),
            })?;
        }
        let Some(said) = head.said(lines.map(|lines| lines.join("\n"))) else {
            return Ok(());
        };
        let bytes = said.words().len();
        for more in 0..head.times {
            self.allowance.cell(bytes)?;
            self.sheet.cells.push(RawCell {
                row: self.row,
                column: column.saturating_add(more),
                said: said.clone(),
                is_formula: head.formula.is_some(),
                doubt: None,
            });
        }
        Ok(())
    }

    fn note<R: BufRead>(&mut self, column: u32, events: &mut Events<R>) -> Result<(), BookError> {
        let mut lines = Vec::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match events.next()? {
                Step::Open(tag) => match tag.name() {
                    "p" | "h" => lines.push(paragraph(events)?),
                    // Who wrote it, and when.
                    "creator" | "date" | "date-string" => events.skip()?,
                    _ => depth += 1,
                },
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Err(events.broken()),
            }
        }
        let words = lines.join("\n");
        self.allowance.text(words.len())?;
        self.sheet.notes.push((self.row, column, words));
        Ok(())
    }
}

//! One worksheet from its blocks: headings, labels with their answers, tables. Knows no workbook.

use super::SheetError;
use super::cell::Drawing;
use super::paper::{ANSWER, LABEL, LAST, Paper, SECOND_BOX, SECOND_WORDS, SMALL, height, lines_high};
use super::pen::Pen;
use super::plan::{Leaf, Line, Strip};
use super::tier::{Cell, Tier, Words};
use crate::answers::Cursor;

/// The level of a section's heading; deeper ones stand inside it.
const SECTION: u8 = 3;

impl Leaf<'_> {
    /// Its paper: a table alone lies and has columns of its own.
    pub(super) fn paper(&self) -> Paper {
        let mut tables = self.blocks.iter().filter(|block| !matches!(block, Strip::Title(_)));
        match (tables.next(), tables.next()) {
            (Some(Strip::Table { columns, .. }), None) if self.blocks.len() > 1 => {
                Paper::table(&columns.iter().map(|(_, width)| *width).collect::<Vec<_>>())
            }
            _ => Paper::form(),
        }
    }
}

/// Writes the blocks of a worksheet; gives the row of the last table's header.
pub(super) fn draw(pen: &mut Pen<'_, '_>, leaf: &Leaf<'_>) -> Result<Option<u32>, SheetError> {
    let mut header = None;
    let mut blocks = leaf.blocks.as_slice();
    while let Some((block, rest)) = blocks.split_first() {
        blocks = rest;
        match block {
            Strip::Title(text) => {
                if pen.row > 0 {
                    pen.line("", Words::Plain)?;
                }
                pen.line(text, Words::Title)?;
            }
            Strip::Words(text) => {
                let tier = Drawing { paper: pen.paper }.words(0, pen.paper.last(), text, Words::Beside);
                pen.framed(vec![tier], 0, pen.paper.last())?;
            }
            Strip::Bar { level, text, ticks } => bar(pen, *level, text, ticks)?,
            Strip::Answer(line) => match &line.group {
                Some((group, heading)) => {
                    let count = 1 + rest.iter().take_while(|next| next.is_of(*group)).count();
                    let (lines, rest) = leaf.blocks[leaf.blocks.len() - rest.len() - 1..].split_at(count);
                    grouped(pen, heading, lines)?;
                    blocks = rest;
                }
                None => answer(pen, line)?,
            },
            Strip::Table { columns, rows } => header = Some(table(pen, columns, rows)?),
        }
    }
    Ok(header)
}

/// A shaded row with boxes at its right end, one below the other.
fn bar(pen: &mut Pen<'_, '_>, level: u8, text: &str, ticks: &[Cursor<'_>]) -> Result<(), SheetError> {
    let words = if level <= SECTION { Words::Bar } else { Words::Inner };
    let last = if ticks.is_empty() { LAST } else { SECOND_BOX - 1 };
    let tall = height(text, pen.paper.width(0, last), words.size()) + 2.0;
    let drawing = Drawing { paper: pen.paper };
    let rows = ticks.len().max(1);
    let least = lines_high(1, words.size()) + 2.0;
    #[allow(clippy::cast_precision_loss)] // A section has a few boxes.
    let each = (tall / rows as f64).max(least);
    let tiers = (0..rows).map(|at| {
        let mut cells = Vec::new();
        if at == 0 {
            let rows = u32::try_from(rows).unwrap_or(1);
            cells.push(Cell {
                rows,
                ..Cell::words(0, last, text, words)
            });
        }
        let mut high = each;
        if let Some(tick) = ticks.get(at) {
            let label = tick.item().map(crate::form::Item::heading).unwrap_or_default();
            let beside = drawing.words(SECOND_WORDS.0, SECOND_WORDS.1, &label, words);
            high = high.max(beside.height);
            cells.extend(Drawing::tick(tick, SECOND_BOX).cells);
            cells.extend(beside.cells);
        }
        Tier { height: high, cells }
    });
    pen.framed(tiers.collect(), 0, LAST)
}

/// A label and beside or below it the answer.
fn answer(pen: &mut Pen<'_, '_>, line: &Line<'_>) -> Result<(), SheetError> {
    let drawing = Drawing { paper: pen.paper };
    if line.label.is_empty() || line.wide {
        if !line.label.is_empty() {
            let label = drawing.words(0, LAST, &line.label, Words::Label);
            pen.framed(vec![label], 0, LAST)?;
        }
        let tiers = drawing.answer(&line.cursor, 0);
        return pen.framed(tiers, 0, LAST);
    }
    let words = if line.nested { Words::Nested } else { Words::Label };
    let indent = if line.nested { 14.0 } else { 0.0 };
    let tall = height(&line.label, pen.paper.width(0, ANSWER - 1) - indent, LABEL);
    let tiers = at_least(drawing.answer(&line.cursor, ANSWER), tall);
    let top = pen.row;
    pen.framed(tiers, ANSWER, LAST)?;
    pen.label(&line.label, words, (top, pen.row - 1), 0, ANSWER - 1)
}

/// Some rows beside the heading of their group.
fn grouped(pen: &mut Pen<'_, '_>, heading: &str, lines: &[Strip<'_>]) -> Result<(), SheetError> {
    let drawing = Drawing { paper: pen.paper };
    let lines: Vec<&Line<'_>> = lines.iter().filter_map(Strip::line).collect();
    let mut drawn: Vec<Vec<Tier>> = lines
        .iter()
        .map(|line| {
            let tall = height(&line.label, pen.paper.width(1, 1), LABEL);
            at_least(drawing.answer(&line.cursor, ANSWER), tall)
        })
        .collect();
    let together: f64 = drawn.iter().flatten().map(|tier| tier.height).sum();
    let tall = height(heading, pen.paper.width(0, 0), LABEL);
    if let Some(last) = drawn.pop() {
        let own: f64 = last.iter().map(|tier| tier.height).sum();
        drawn.push(at_least(last, tall - together + own));
    }
    let top = pen.row;
    for (line, tiers) in lines.iter().zip(drawn) {
        let first = pen.row;
        pen.framed(tiers, ANSWER, LAST)?;
        pen.label(&line.label, Words::Label, (first, pen.row - 1), 1, 1)?;
    }
    pen.label(heading, Words::Label, (top, pen.row - 1), 0, 0)
}

/// Rows that are together as high as a label beside them; at least one.
fn at_least(mut tiers: Vec<Tier>, tall: f64) -> Vec<Tier> {
    let together: f64 = tiers.iter().map(|tier| tier.height).sum();
    match tiers.last_mut() {
        Some(last) => last.height += (tall - together).max(0.0),
        None => tiers.push(Tier {
            height: tall,
            cells: Vec::new(),
        }),
    }
    tiers
}

/// A table with its header, whose row it gives.
fn table(pen: &mut Pen<'_, '_>, columns: &[(String, u16)], rows: &[Vec<Cursor<'_>>]) -> Result<u32, SheetError> {
    let drawing = Drawing { paper: pen.paper };
    let last = pen.paper.last();
    let shares: Vec<u16> = columns.iter().map(|(_, width)| *width).collect();
    let ranges: Vec<(u16, u16)> = if pen.paper.lying {
        (0..=last).map(|column| (column, column)).collect()
    } else {
        pen.paper.shared(&shares)
    };
    let heads = columns.iter().zip(&ranges).map(|((text, _), (first, last))| {
        let tall = height(text, pen.paper.width(*first, *last), SMALL);
        (tall, Cell::words(*first, *last, text.as_str(), Words::Column))
    });
    let header = pen.row;
    pen.boxed(row(heads.collect()))?;
    for entry in rows {
        let cells = entry
            .iter()
            .zip(&ranges)
            .map(|(cursor, (first, last))| drawing.in_table(cursor, *first, *last));
        pen.boxed(row(cells.collect()))?;
    }
    Ok(header)
}

fn row(cells: Vec<(f64, Cell)>) -> Tier {
    let height = cells
        .iter()
        .map(|(height, _)| *height)
        .fold(lines_high(1, SMALL), f64::max);
    Tier {
        height,
        cells: cells.into_iter().map(|(_, cell)| cell).collect(),
    }
}

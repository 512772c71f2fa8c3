//! What stands in the cells of some rows of a worksheet: words of the form, and answers to be written. Knows no workbook.

use jiff::civil::Date;

use super::origin::Part;
use super::paper::HIGHEST;
use crate::form::Kind;

/// A row of cells; columns that no cell takes stay blank.
#[derive(Debug, Clone)]
pub(super) struct Tier {
    /// In points.
    pub height: f64,
    pub cells: Vec<Cell>,
}

/// A cell, over some columns and rows.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub first: u16,
    pub last: u16,
    /// How many rows it takes, its own included.
    pub rows: u32,
    pub ink: Ink,
}

/// What a cell shows.
#[derive(Debug, Clone)]
pub(super) enum Ink {
    Words(String, Words),
    Answer(Answer),
    /// The picture with this name, in a room of this many pixels.
    Picture {
        file: String,
        alt: String,
        width: f64,
    },
}

/// What words of the form look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// The title of the document.
    Name,
    /// The heading of a part.
    Title,
    /// A shaded row: of a section, of what stands inside it.
    Bar,
    Inner,
    /// What names an answer, and one step to the right.
    Label,
    Nested,
    /// The heading of a column.
    Column,
    /// What stands beside an answer: options, what is printed behind it.
    Beside,
    /// A bracket before or behind an answer.
    Opening,
    Closing,
    /// What an option says.
    Option,
    /// What the form or this program explains; and at the right end.
    Plain,
    Right,
}

/// A cell to be written in.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub path: String,
    pub part: Part,
    /// Of the item, by which what is typed is shown.
    pub kind: Kind,
    pub value: Written,
    /// What it may say, where it is one of some words.
    pub options: Vec<String>,
    pub size: f64,
}

/// What is written in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    Nothing,
    Text(String),
    Date(Date),
    Number(u64),
}

/// What says that a box is ticked.
pub(super) const TICKED: &str = "○";

impl Answer {
    /// Whether it is a box.
    pub fn is_box(&self) -> bool {
        matches!(self.part, Part::Tick | Part::Option(_))
    }
}

impl Cell {
    pub fn words(first: u16, last: u16, text: impl Into<String>, words: Words) -> Self {
        Self {
            first,
            last,
            rows: 1,
            ink: Ink::Words(text.into(), words),
        }
    }

    pub fn answer(first: u16, last: u16, answer: Answer) -> Self {
        Self {
            first,
            last,
            rows: 1,
            ink: Ink::Answer(answer),
        }
    }
}

/// Cuts rows that are too high into several; cells go over all of them.
pub(super) fn lowered(tiers: Vec<Tier>) -> Vec<Tier> {
    let pieces: Vec<u32> = tiers.iter().map(|tier| pieces(tier.height)).collect();
    let mut lowered = Vec::new();
    for (at, tier) in tiers.into_iter().enumerate() {
        let height = tier.height / f64::from(pieces[at]);
        let mut cells = tier.cells;
        for cell in &mut cells {
            let own = pieces.iter().skip(at).take(usize::try_from(cell.rows).unwrap_or(1));
            cell.rows = own.sum();
        }
        lowered.push(Tier { height, cells });
        let rest = (1..pieces[at]).map(|_| Tier {
            height,
            cells: Vec::new(),
        });
        lowered.extend(rest);
    }
    lowered
}

fn pieces(height: f64) -> u32 {
    let pieces = (height / HIGHEST).ceil().clamp(1.0, 10_000.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between one and ten thousand.
    let pieces = pieces as u32;
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_high_row_becomes_several_and_its_neighbours_reach_over_them() {
        let tier = |height, rows| Tier {
            height,
            cells: vec![Cell {
                rows,
                ..Cell::words(0, 0, "", Words::Plain)
            }],
        };
        let tiers = lowered(vec![tier(20.0, 2), tier(HIGHEST * 2.5, 1), tier(20.0, 1)]);
        let rows: Vec<u32> = tiers
            .iter()
            .map(|tier| tier.cells.first().map_or(0, |cell| cell.rows))
            .collect();
        assert_eq!(rows, [4, 3, 0, 0, 1]);
        let height: f64 = tiers.iter().map(|tier| tier.height).sum();
        assert!((height - (40.0 + HIGHEST * 2.5)).abs() < 0.1);
        assert!(tiers.iter().all(|tier| tier.height <= HIGHEST));
    }
}

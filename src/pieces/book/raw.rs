//! What each kind of workbook gives of its sheets, before it is known what of it can be seen.

use std::sync::Arc;

use jiff::civil::Date;

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct RawBook {
    pub(super) sheets: Vec<RawSheet>,
    /// What the whole workbook is told of, with the name of a sheet or an empty one.
    pub(super) others: Vec<(String, String)>,
}

/// A worksheet.
#[derive(Debug, Default)]
pub(super) struct RawSheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Only those with something in them; in any order.
    pub(super) cells: Vec<RawCell>,
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Spans,
    pub(super) hidden_columns: Spans,
    pub(super) boxes: Vec<RawBox>,
    pub(super) notes: Vec<(u32, u32, String)>,
    /// What else is told of it, in sentences.
    pub(super) others: Vec<String>,
}

/// A cell. Rows and columns count from 0.
#[derive(Debug)]
pub(super) struct RawCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) said: Said,
    pub(super) is_formula: bool,
    pub(super) doubt: Option<&'static str>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    Words(String),
    Day(Date),
    Number {
        value: f64,
        shown: String,
    },
    /// Words or a number that the cell's format does not show.
    Concealed(String),
    /// A formula without a value, or an error.
    NoValue(String),
    /// A picture that lies in the cell itself.
    Pictured,
}

impl Said {
    /// Its words, as they are told in remarks.
    pub(super) fn words(&self) -> String {
        match self {
            Said::Words(words) | Said::Concealed(words) | Said::NoValue(words) => words.clone(),
            Said::Day(day) => crate::wareki::format(*day),
            Said::Number { shown, .. } => shown.clone(),
            Said::Pictured => String::new(),
        }
    }
}

/// A picture or a shape over the cells.
#[derive(Debug)]
pub(super) struct RawBox {
    pub(super) area: Area,
    pub(super) drawn: Drawn,
    pub(super) is_hidden: bool,
}

/// What is drawn.
#[derive(Debug)]
pub(super) enum Drawn {
    Words(String),
    Picture {
        bytes: Arc<[u8]>,
        alt: String,
    },
    /// A picture that cannot be shown: why, and what the file says of it.
    Unshown(String),
}

/// Cells side by side, from the first to the last of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Area {
    pub(super) fn one(row: u32, column: u32) -> Self {
        Self {
            top: row,
            left: column,
            bottom: row,
            right: column,
        }
    }
}

/// Rows or columns, as ranges.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// Sorted, without overlaps, once [`Spans::settle`] was asked.
    ranges: Vec<(u32, u32)>,
}

impl Spans {
    /// Adds all from one to another.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.ranges.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last.max(first),
            Some(_) | None => self.ranges.push((first, last.max(first))),
        }
    }

    /// Puts them in order.
    pub(super) fn settle(&mut self) {
        self.ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in self.ranges.drain(..) {
            match joined.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
                Some(_) | None => joined.push((first, last)),
            }
        }
        self.ranges = joined;
    }

    /// Whether all from one to another are among them.
    pub(super) fn cover(&self, first: u32, last: u32) -> bool {
        let at = self.ranges.partition_point(|(start, _)| *start <= first);
        at.checked_sub(1).is_some_and(|at| self.ranges[at].1 >= last)
    }
}

/// The words of a shape, behind its tick where it is a box to tick.
pub(super) fn ticked(tick: Option<bool>, words: &str) -> String {
    match tick {
        Some(true) => format!("☑ {words}"),
        Some(false) => format!("☐ {words}"),
        None => return words.to_owned(),
    }
    .trim_end()
    .to_owned()
}

/// The words of a cell with its line breaks as LF.
pub(super) fn lines(text: String) -> String {
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

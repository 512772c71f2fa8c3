//! Where rows go in the text of a file, and how a cell of a row is written anew. Collects edits; applies none.

use super::RecordError;
use crate::answers::{Assessment, Cursor};
use crate::finding::Edit;
use crate::form::ChangeTable;
use crate::source::{Source, edit};
use crate::table::lines::{Line, Table};
use crate::table::new_row::NewLine;

/// Where a row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    /// Below the key of the table, which has no rows yet.
    First,
    /// At the end of a file without the key.
    Key,
    /// Behind the row that begins at this offset.
    Behind(usize),
}

pub(super) struct Pen<'a> {
    source: &'a Source,
    columns: ChangeTable<'a>,
    list: Cursor<'a>,
    /// Rows that say something, in the order of the file.
    rows: Vec<Cursor<'a>>,
    dash: usize,
    keys: usize,
    /// New rows by the place where they go, in the order in which they were added.
    added: Vec<(Slot, String)>,
    edits: Vec<Edit>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(assessment: &'a Assessment, table: &Table<'a>) -> Result<Self, RecordError> {
        let source: &'a Source = assessment.source();
        let columns = table.columns();
        let list = assessment.at(&columns.list.path);
        let rows: Vec<Cursor<'a>> = table.rows.iter().map(|line| line.cursor).collect();
        let layout = |at: usize| RecordError::Layout {
            line: source.lines().position(source.text(), at).0,
        };
        let root = source.root().map_or(0, |root| root.span.start);
        if source.text()[root..].starts_with('{') {
            return Err(layout(root));
        }
        let first = list
            .children()
            .first()
            .and_then(Cursor::answer)
            .and_then(|row| row.span.clone());
        let (dash, keys) = match first {
            Some(span) => columns_of(source.text(), span.start).ok_or_else(|| layout(span.start))?,
            None => (2, 4),
        };
        Ok(Self {
            source,
            columns,
            list,
            rows,
            dash,
            keys,
            added: Vec::new(),
            edits: Vec::new(),
        })
    }

    /// Adds a row behind `earlier`, else before `fresh`, the first row of this version, else at the end.
    pub(super) fn add(&mut self, line: &NewLine<'_>, earlier: Option<&Line<'_>>, fresh: Option<&Line<'_>>) {
        let start = |cursor: &Cursor<'_>| cursor.answer().and_then(|row| row.span.as_ref()).map(|span| span.start);
        let before_fresh = || {
            let fresh = start(&fresh?.cursor)?;
            let at = self.rows.iter().position(|row| start(row) == Some(fresh))?;
            Some(at.checked_sub(1).map(|at| &self.rows[at]))
        };
        let behind = match earlier {
            Some(earlier) => Some(&earlier.cursor),
            None => before_fresh().unwrap_or_else(|| self.rows.last()),
        };
        let slot = match behind.and_then(start) {
            Some(start) => Slot::Behind(start),
            None if self.list.answer().is_some_and(|list| list.key.is_some()) => Slot::First,
            None => Slot::Key,
        };
        let text = line.yaml(&self.columns, self.dash, self.keys, self.source.line_end());
        self.added.push((slot, text));
    }

    /// Writes a cell anew. Says whether that could be done without losing a comment.
    pub(super) fn rewrite(&mut self, cell: &Cursor<'_>, words: &str) -> bool {
        let Some((answer, key)) = cell.answer().and_then(|answer| Some((answer, answer.key.clone()?))) else {
            return false;
        };
        let text = self.source.text();
        let Some(colon) = text[key.end..].find(':').map(|at| key.end + at + 1) else {
            return false;
        };
        let end = answer.span.as_ref().map_or(colon, |span| span.end.max(colon));
        let begin = answer.span.as_ref().map_or(colon, |span| span.start.max(colon));
        // The head of a block may carry a comment.
        if text[colon..begin].contains('#') {
            return false;
        }
        let column = text[..key.start].rfind('\n').map_or(key.start, |at| key.start - at - 1);
        let value = edit::value(words, column, self.source.line_end());
        self.edits.push(Edit::new(colon..end, format!(" {value}")));
        true
    }

    /// All edits, none overlapping another.
    pub(super) fn edits(self) -> Vec<Edit> {
        let mut slots: Vec<Slot> = self.added.iter().map(|(slot, _)| *slot).collect();
        slots.sort();
        slots.dedup();
        let mut edits = self.edits.clone();
        for slot in slots {
            let rows = self.added.iter().filter(|(other, _)| *other == slot);
            let text: String = rows.map(|(_, text)| text.as_str()).collect();
            edits.extend(self.insertion(slot, text));
        }
        edits
    }

    fn insertion(&self, slot: Slot, text: String) -> Vec<Edit> {
        let whole = self.source.text();
        match slot {
            Slot::Behind(start) => {
                let span = self
                    .rows
                    .iter()
                    .filter_map(|row| row.answer()?.span.clone())
                    .find(|span| span.start == start);
                vec![self.behind(span.map_or(start, |span| span.end), text)]
            }
            Slot::First => {
                let list = self.list.answer();
                let key = list.and_then(|list| list.key.clone()).unwrap_or(0..0);
                let colon = whole[key.end..].find(':').map_or(key.end, |at| key.end + at + 1);
                // `[]`, `null` and the like give way to rows.
                let line = whole[colon..].lines().next().unwrap_or_default();
                let value = line.split(" #").next().unwrap_or_default().trim_end();
                let end = colon + value.len();
                let mut edits = vec![self.behind(end, text)];
                if matches!(value.trim(), "[]" | "~" | "null" | "Null" | "NULL") {
                    edits.push(Edit::new(colon..end, ""));
                }
                edits
            }
            Slot::Key => {
                let key = format!("{}:{}", self.columns.list.key, self.source.line_end());
                vec![self.behind(whole.trim_end().len(), key + &text)]
            }
        }
    }

    /// Inserts whole lines behind the line in which a place stands.
    fn behind(&self, place: usize, text: String) -> Edit {
        let whole = self.source.text();
        if let Some(at) = whole[place..].find('\n') {
            let at = place + at + 1;
            return Edit::new(at..at, text);
        }
        // The last line has no end: ours goes before, not behind.
        let end = self.source.line_end();
        let text = text.strip_suffix(end).unwrap_or(&text);
        Edit::new(whole.len()..whole.len(), format!("{end}{text}"))
    }
}

/// The columns of the dash and of the keys of a row whose first key begins at `start`; `None` where it has no dash before
/// it in its line.
fn columns_of(text: &str, start: usize) -> Option<(usize, usize)> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let lead = &text[line..start];
    let dash = lead.find('-')?;
    let plain = lead.chars().enumerate().all(|(at, c)| c == ' ' || at == dash);
    plain.then_some((dash, lead.len()))
}

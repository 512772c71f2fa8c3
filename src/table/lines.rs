//! The rows of 変更箇所 of a version that the version before does not have: what this version tells of its own changes.

use std::collections::HashMap;

use crate::answers::{Assessment, Cursor};
use crate::folding::fold;
use crate::form::{ChangeTable, Item};

/// The table of changes of an assessment.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    columns: ChangeTable<'a>,
    /// All its rows, in the order of the file.
    pub rows: Vec<Line<'a>>,
}

/// One row of the table.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    pub cursor: Cursor<'a>,
    pub changed: Cursor<'a>,
    pub names: Cursor<'a>,
    pub before: Cursor<'a>,
    pub after: Cursor<'a>,
    pub submission: Cursor<'a>,
    pub explanation: Cursor<'a>,
}

impl<'a> Table<'a> {
    /// The table; `None` for a form that has none.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Option<Self> {
        let columns = assessment.form().change_table()?;
        let lines = assessment.each(&columns.list.path);
        let rows = lines.into_iter().filter(Cursor::is_filled).map(|cursor| {
            let cell = |item: &Item| cursor.at(&item.key);
            Line {
                changed: cell(columns.changed),
                names: cell(columns.names),
                before: cell(columns.before),
                after: cell(columns.after),
                submission: cell(columns.submission),
                explanation: cell(columns.explanation),
                cursor,
            }
        });
        Some(Self {
            columns,
            rows: rows.collect(),
        })
    }

    #[must_use]
    pub fn columns(&self) -> ChangeTable<'a> {
        self.columns
    }

    /// The rows that an earlier version does not have, by what they tell; in the order of the file.
    #[must_use]
    pub fn fresh(&self, earlier: &Table<'_>) -> Vec<Line<'a>> {
        let mut known: HashMap<String, usize> = HashMap::new();
        for line in &earlier.rows {
            *known.entry(line.content()).or_default() += 1;
        }
        let is_fresh = |line: &&Line<'a>| match known.get_mut(&line.content()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        };
        self.rows.iter().filter(is_fresh).cloned().collect()
    }
}

impl Line<'_> {
    /// What a row tells, whatever is explained about it.
    fn content(&self) -> String {
        let day = self.changed.date().map(|day| day.to_string());
        let cells = [&self.names, &self.before, &self.after].map(|cell| fold(cell.text()));
        format!(
            "{}\n{}",
            day.unwrap_or_else(|| fold(self.changed.text())),
            cells.join("\n")
        )
    }
}

//! What a new row of 変更箇所 says, as lines of YAML. Knows no place in a file.

use jiff::civil::Date;

use crate::change::excerpt::Quote;
use crate::change::table::Table;
use crate::form::ChangeTable;
use crate::source::edit;

/// A row to be written.
#[derive(Debug, Clone)]
pub(super) struct NewLine<'l> {
    pub changed: Date,
    pub names: &'l str,
    pub quote: &'l Quote,
    pub submission: Option<&'l str>,
    pub explanation: Option<&'l str>,
}

impl NewLine<'_> {
    /// The row as an entry of a list whose dashes stand at `dash` and whose keys at `keys`, each line ended by `end`.
    pub(super) fn yaml(&self, columns: &ChangeTable<'_>, dash: usize, keys: usize, end: &str) -> String {
        let mut cells = [
            (columns.changed.id, &columns.changed.key, Some(self.changed.to_string())),
            (columns.names.id, &columns.names.key, Some(self.names.to_owned())),
            (columns.before.id, &columns.before.key, Some(self.quote.before.clone())),
            (columns.after.id, &columns.after.key, Some(self.quote.after.clone())),
            (
                columns.submission.id,
                &columns.submission.key,
                self.submission.map(str::to_owned),
            ),
            (
                columns.explanation.id,
                &columns.explanation.key,
                self.explanation.map(str::to_owned),
            ),
        ];
        cells.sort_by_key(|(id, ..)| *id);
        let mut out = String::new();
        for (at, (_, key, words)) in cells.iter().enumerate() {
            let lead = if at == 0 {
                format!("{}-{}", " ".repeat(dash), " ".repeat(keys.saturating_sub(dash + 1)))
            } else {
                " ".repeat(keys)
            };
            out.push_str(&lead);
            out.push_str(key);
            out.push(':');
            if let Some(words) = words {
                out.push(' ');
                out.push_str(&edit::value(words, keys, end));
            }
            out.push_str(end);
        }
        out
    }
}

/// Whether the table explains its 提出時期 everywhere, as far as it says one; of an empty table that is expected.
pub(super) fn explains_all(table: &Table<'_>) -> bool {
    let mut told = table.rows.iter().filter(|line| line.submission.is_filled()).peekable();
    told.peek().is_none() || told.any(|line| line.explanation.is_filled())
}

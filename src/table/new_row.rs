//! What a new row of 変更箇所 says, as lines of YAML. Knows no place in a file.

use jiff::civil::Date;

use super::excerpt::Quote;
use crate::form::ChangeTable;
use crate::source::edit;

/// A row to be written.
#[derive(Debug, Clone)]
pub struct NewLine<'l> {
    /// 変更日, where it is known.
    pub changed: Option<Date>,
    pub names: &'l str,
    pub quote: &'l Quote,
    pub submission: Option<&'l str>,
    pub explanation: Option<&'l str>,
}

impl NewLine<'_> {
    /// The row as an entry of a list whose dashes stand at `dash` and whose keys at `keys`, each line ended by `end`.
    #[must_use]
    pub fn yaml(&self, columns: &ChangeTable<'_>, dash: usize, keys: usize, end: &str) -> String {
        let mut cells = [
            (
                columns.changed.id,
                &columns.changed.key,
                self.changed.map(|day| day.to_string()),
            ),
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

//! Differences as rows to paste under 変更箇所 of the new version, indented as the files have it.

use std::fmt::Write as _;

use super::Compared;
use crate::due::version::published;
use crate::table::excerpt::Quote;
use crate::table::new_row::NewLine;

/// Said above the row of an item with ※; a comment, so that it can stay or go.
const IMPORTANT: &str = "# ※の項目です。重要な変更に当たるかどうかを確かめ、提出時期とその説明を書いてください。";

/// The rows as a YAML list. 提出時期 and its explanation stay empty: they are for a person to decide.
#[must_use]
pub fn print(compared: &Compared<'_>) -> String {
    let Some(table) = compared.new.form().change_table() else {
        return "[]\n".to_owned();
    };
    if compared.comparison.rows.is_empty() {
        return "[]\n".to_owned();
    }
    let mut out = String::new();
    for note in compared.comparison.notes() {
        let _ = writeln!(out, "  # {}", note.replace(char::is_control, " "));
    }
    for row in &compared.comparison.rows {
        if row.important {
            let _ = writeln!(out, "  {IMPORTANT}");
        }
        let line = NewLine {
            changed: published(compared.new),
            names: &row.item,
            quote: &Quote {
                before: row.before.clone(),
                after: row.after.clone(),
            },
            submission: None,
            explanation: None,
        };
        out.push_str(&line.yaml(&table, 2, 4, "\n"));
    }
    out
}

//! Differences as rows to paste under 変更箇所 of the new version, indented as the files have it.

use std::fmt::Write as _;

use super::{AFTER, BEFORE, Compared, DAY, ITEM};
use crate::due::version::published;

/// Said above the row of an item with ※; a comment, so that it can stay or go.
const IMPORTANT: &str = "# ※の項目です。重要な変更に当たるかどうかを確かめ、提出時期とその説明を書いてください。";

/// The rows as a YAML list. 提出時期 and its explanation stay empty: they are for a person to decide.
#[must_use]
pub fn print(compared: &Compared<'_>) -> String {
    if compared.comparison.rows.is_empty() {
        return "[]\n".to_owned();
    }
    let day = published(compared.new).map(|day| format!(" {day}")).unwrap_or_default();
    let mut out = String::new();
    for row in &compared.comparison.rows {
        if row.important {
            let _ = writeln!(out, "  {IMPORTANT}");
        }
        let _ = writeln!(out, "  - {DAY}:{day}");
        for (key, text) in [(ITEM, &row.item), (BEFORE, &row.before), (AFTER, &row.after)] {
            let _ = writeln!(out, "    {key}: {}", scalar(text, "    "));
        }
        out.push_str("    提出時期:\n    提出時期に係る説明:\n");
    }
    out
}

/// A text as a YAML scalar: a block where it has several lines, quoted where it must be.
fn scalar(text: &str, indent: &str) -> String {
    // A plain string always has a YAML form.
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let mut lines = written.trim_end_matches('\n').split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}

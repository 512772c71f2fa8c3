//! Corrections for a terminal: the place as the form names it, the line before and the line after. Writes nothing.

use std::fmt::Write as _;
use std::ops::Range;

use similar::{ChangeTag, DiffOp, TextDiff};

use super::{Corrected, Step};
use crate::folding::signs;

const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
/// The letters that differ; a width is hard to see otherwise.
const MARKED: &str = "\u{1b}[7m";
const UNMARKED: &str = "\u{1b}[27m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// Prints what was corrected in a file; empty where nothing was. `colour` adds terminal colours.
#[must_use]
pub fn text(file: &Corrected, colour: bool) -> String {
    let (old, new) = (file.before.source.text(), file.after.source.text());
    let diff = TextDiff::from_lines(old, new);
    let mut out = String::new();
    let mut told = 0;
    for op in diff.ops().iter().flat_map(|op| line_by_line(*op)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        // The steps are in the order of the file.
        let end = file.made[told..].partition_point(|step| line(file, step) <= op.old_range().end);
        for step in &file.made[told..told + end] {
            out.push_str(&heading(file, step, colour));
        }
        told += end;
        for change in diff.iter_inline_changes(&op) {
            let (sign, paint) = match change.tag() {
                ChangeTag::Delete => ('-', RED),
                ChangeTag::Insert => ('+', GREEN),
                ChangeTag::Equal => continue,
            };
            let mut body = String::new();
            for (differs, part) in change.iter_strings_lossy() {
                let part: String = part.trim_end_matches(['\n', '\r']).chars().map(visible).collect();
                if differs && colour {
                    let _ = write!(body, "{MARKED}{part}{UNMARKED}");
                } else {
                    body.push_str(&part);
                }
            }
            out.push_str(&painted(&format!("  {sign} {body}"), paint, colour));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// What was made or could be, in how many files.
#[must_use]
pub fn summary(files: &[Corrected], written: bool) -> String {
    let made: usize = files.iter().map(|file| file.made.len()).sum();
    let left: usize = files.iter().map(|file| file.left).sum();
    let changed = files.iter().filter(|file| !file.made.is_empty()).count();
    let mut lines = Vec::new();
    match (made, written) {
        (0, _) if files.iter().all(|file| file.after.assessment.is_none()) => {}
        (0, _) => lines.push("直すところはありません".to_owned()),
        (_, true) => lines.push(format!("{changed}件のファイルの{made}か所を直しました")),
        (_, false) => lines.push(format!(
            "{changed}件のファイルの{made}か所を直せます（まだ書き込んでいません）。直すには、同じ命令に --write を付けてください"
        )),
    }
    let unread = files.iter().filter(|file| file.after.assessment.is_none()).count();
    if unread > 0 {
        lines.push(format!("{unread}件のファイルは、評価書として読めないため直せません"));
    }
    if left > 0 {
        lines.push(format!(
            "ほかに{left}か所に、人が確かめて直す案があります（--all を付けると示します）"
        ));
    }
    lines.iter().fold(String::new(), |out, line| out + line + "\n")
}

/// Why a correction was not made.
#[must_use]
pub fn refusal(file: &Corrected, step: &Step) -> String {
    let why = if file.after.assessment.is_some() {
        "ほかの記載まで変わるか、読めなくなる"
    } else {
        "直しても、まだ評価書として読めない"
    };
    let (place, title) = (place(file, step), &step.title);
    format!("{place} の直し（{title}）は、{why}ため行いませんでした。hyoka check で確かめ、手で直してください")
}

fn heading(file: &Corrected, step: &Step, colour: bool) -> String {
    let item = step.item.as_ref().map(|item| format!("   {item}")).unwrap_or_default();
    let doubt = if step.certain { "" } else { "（要確認）" };
    let title = format!("[{}] {}{doubt}", step.code, step.title);
    let title = painted(&signs::visible(&title), BOLD, colour);
    let place = format!("{}{item}", place(file, step));
    format!("{title}\n  --> {}\n", signs::visible(&place))
}

fn place(file: &Corrected, step: &Step) -> String {
    format!("{}:{}", file.before.source.name(), line(file, step))
}

fn line(file: &Corrected, step: &Step) -> usize {
    let source = &file.before.source;
    source.lines().position(source.text(), step.place.start).0
}

/// A change of as many lines as before as one change a line, so that each stands below its own heading.
fn line_by_line(op: DiffOp) -> Vec<DiffOp> {
    match op {
        DiffOp::Replace {
            old_index,
            old_len,
            new_index,
            new_len,
        } if old_len == new_len => {
            let one = |at: usize| DiffOp::Replace {
                old_index: old_index + at,
                old_len: 1,
                new_index: new_index + at,
                new_len: 1,
            };
            Range { start: 0, end: old_len }.map(one).collect()
        }
        DiffOp::Equal { .. } | DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => vec![op],
    }
}

/// A sign of the terminal in an author's text is shown, not obeyed.
fn visible(c: char) -> char {
    if signs::acts(c) || c == '\n' { '\u{fffd}' } else { c }
}

fn painted(text: &str, paint: &str, colour: bool) -> String {
    if colour {
        format!("{paint}{text}{PLAIN}")
    } else {
        text.to_owned()
    }
}

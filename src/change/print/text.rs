//! Differences as a table for a terminal.

use std::fmt::Write as _;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::Compared;
use super::decided::decided;
use crate::change::row::{ADDED, REMOVED};
use crate::change::{Editions, Row, SegmentKind};
use crate::columns;
use crate::folding::signs::acts;
use crate::table::procedure::Procedure;

/// Below it the columns hold too few characters to read.
const NARROWEST: u16 = 48;
/// The widths of the columns, in percent.
const SHARES: [u16; 3] = [22, 39, 39];

/// The table and how many differences there are. `width` is in columns of a terminal; `colour` marks what differs by
/// terminal colours in place of `[-…-]` and `{+…+}`.
#[must_use]
pub fn print(compared: &Compared<'_>, width: u16, colour: bool) -> String {
    if compared.comparison.rows.is_empty() {
        return format!("違いはありません\n{}", notes(compared));
    }
    let width = width.max(NARROWEST);
    let [_, old, new] = columns::inside(width, SHARES);
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_FULL)
        .set_content_arrangement(ContentArrangement::DynamicFullWidth)
        .set_width(width)
        .force_no_tty()
        // Japanese has no spaces to break at; a line break inside a cell stands where the text has one or the cell ends.
        .set_delimiter('\n')
        .set_header(["項目", "変更前の記載", "変更後の記載"])
        .set_constraints(SHARES.map(|share| ColumnConstraint::Absolute(Width::Percentage(share))));
    for row in &compared.comparison.rows {
        let mark = if row.important { " ※" } else { "" };
        table.add_row([
            visible(&row.item) + mark,
            columns::cut(&cell(row, SegmentKind::Deleted, colour), old),
            columns::cut(&cell(row, SegmentKind::Inserted, colour), new),
        ]);
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    // Without colours the signs carry the meaning.
    let legend = if colour {
        ""
    } else {
        "[-…-] は前の版だけに、{+…+} は新しい版だけにある記載です\n"
    };
    format!(
        "{legend}{}\n{}\n{}{}{}{}",
        lines.join("\n"),
        summary(&compared.comparison.rows),
        moved(compared.comparison.editions.as_ref()),
        candidates(compared),
        compared.procedure.map(procedure).unwrap_or_default(),
        notes(compared),
    )
}

fn notes(compared: &Compared<'_>) -> String {
    let mut notes: Vec<String> = compared.comparison.notes().iter().map(|note| visible(note)).collect();
    // An end for the last line, where there is one.
    notes.push(String::new());
    notes.join("\n")
}

/// The last line: how many differences there are, and how many of them are ※.
fn summary(rows: &[Row]) -> String {
    let important = rows.iter().filter(|row| row.important).count();
    let count = rows.len();
    if important == 0 {
        return format!("違い: {count}件");
    }
    format!("違い: {count}件（うち ※重要な変更の対象の項目 {important}件）")
}

/// What a new revision of the form has elsewhere.
fn moved(editions: Option<&Editions>) -> String {
    let Some(editions) = editions else {
        return String::new();
    };
    let mut out = format!("\n様式の版が違います（旧: {}、新: {}）\n", editions.old, editions.new);
    for moved in &editions.moved {
        let _ = writeln!(out, "  {} は、新しい様式では {} です", moved.old, moved.new);
    }
    for option in &editions.reworded {
        let (item, old, new) = (&option.item, &option.old, &option.new);
        let _ = writeln!(out, "  {item} の選択肢「{old}」は、新しい様式では「{new}」です");
    }
    out
}

/// What each ※ difference may be in law. Exceptions are offered, and decided by nobody here.
fn candidates(compared: &Compared<'_>) -> String {
    let mut out = String::new();
    let rows = compared.comparison.rows.iter().zip(decided(compared));
    let candidates = rows.filter_map(|(row, decided)| Some((row, decided, row.candidate.as_ref()?)));
    for (row, decided, candidate) in candidates {
        if out.is_empty() {
            let _ = writeln!(out, "\n重要な変更の候補（根拠: {}）", candidate.law);
        }
        let _ = writeln!(out, "  {}", visible(&row.item));
        for exception in &candidate.exceptions {
            let _ = writeln!(
                out,
                "    例外の手がかり（{}）: {}",
                exception.kind.name(),
                visible(&exception.evidence)
            );
        }
        if let Some(decided) = decided {
            let _ = writeln!(out, "    {}: {}", decided.name, visible(&decided.words()));
        }
    }
    out
}

/// What the law asks for, as far as it is decided.
#[must_use]
pub fn procedure(procedure: &Procedure) -> String {
    let mut out = String::new();
    if let Some(change) = &procedure.threshold {
        let (before, after) = (&change.before, &change.after);
        let raised = if change.raised {
            "。上位の評価が要ります"
        } else {
            ""
        };
        let _ = writeln!(out, "\nしきい値判断の結果が変わりました: {before} → {after}{raised}");
    }
    for item in &procedure.standing {
        let _ = writeln!(
            out,
            "\n「{item}」の行は、※の項目なのに提出時期と説明が合いません。エディタで直してください"
        );
    }
    if !procedure.steps.is_empty() {
        out.push_str("\nこれから行うこと\n");
    } else if !procedure.undecided.is_empty() || !procedure.standing.is_empty() {
        out.push_str("\nこれから行う手続は、判断がすべて決まると示します\n");
    }
    for step in &procedure.steps {
        let _ = writeln!(out, "  {}: {}\n    根拠: {}", step.name, step.what, step.law);
    }
    out
}

/// One side of a row: what both versions say, and what only this one does, marked. Lines far from any difference are
/// left out, so that a reader finds what changed in a long text.
fn cell(row: &Row, own: SegmentKind, colour: bool) -> String {
    match own {
        SegmentKind::Deleted if row.is_added() => return ADDED.to_owned(),
        SegmentKind::Inserted if row.is_removed() => return REMOVED.to_owned(),
        SegmentKind::Same | SegmentKind::Deleted | SegmentKind::Inserted => {}
    }
    let (open, close) = match (own, colour) {
        (SegmentKind::Deleted, true) => ("\u{1b}[31m", "\u{1b}[0m"),
        (_, true) => ("\u{1b}[32m", "\u{1b}[0m"),
        (SegmentKind::Deleted, false) => ("[-", "-]"),
        (_, false) => ("{+", "+}"),
    };
    let mut lines = vec![Line::default()];
    for segment in &row.segments {
        for (at, piece) in segment.text.split('\n').enumerate() {
            if at > 0 && (segment.kind == own || segment.kind == SegmentKind::Same) {
                lines.push(Line::default());
            }
            let Some(line) = lines.last_mut() else { continue };
            if segment.kind == SegmentKind::Same {
                line.text.push_str(&visible(piece));
                continue;
            }
            line.differs = true;
            // Marked line by line, so that each line of the cell can be read for itself.
            if segment.kind == own && !piece.is_empty() {
                line.text.push_str(open);
                line.text.push_str(&visible(piece));
                line.text.push_str(close);
            }
        }
    }
    shortened(&lines)
}

/// A line of a cell.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// Something was deleted or inserted here, on this side or on the other.
    differs: bool,
}

/// The lines that differ, a line before and after each, and how many are left out between them.
fn shortened(lines: &[Line]) -> String {
    let near = |at: usize| {
        let from = at.saturating_sub(1);
        lines[from..lines.len().min(at + 2)].iter().any(|line| line.differs)
    };
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let far = (at..lines.len()).take_while(|at| !near(*at)).count();
        // To leave out one line gains nothing: the note takes its place.
        if far > 1 {
            out.push(format!("（同じ{far}行を略）"));
            at += far;
        } else {
            out.push(lines[at].text.clone());
            at += 1;
        }
    }
    out.join("\n")
}

/// A text without characters that would move the cursor or change colours.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => c,
            '\t' => ' ',
            c if acts(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

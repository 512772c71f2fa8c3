//! Where assessments stand, as a table for a terminal.

use std::collections::BTreeSet;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::{Status, distance, mandatory};
use crate::check::print::Counts;
use crate::columns;
use crate::due::{Due, Kind};
use crate::folding::signs::acts;
use crate::status::Row;
use crate::wareki;

/// Below it the columns hold too few characters to read.
const NARROWEST: u16 = 72;
/// The widths of the columns, in percent.
const SHARES: [u16; 6] = [7, 26, 17, 10, 10, 30];

/// The table, what it rests on, and how many assessments there are. `width` is in columns of a terminal.
#[must_use]
pub fn print(status: &Status<'_>, width: u16) -> String {
    if status.rows.is_empty() {
        return "この間に期限の来る評価書はありません\n".to_owned();
    }
    let width = width.max(NARROWEST);
    let inside = columns::inside(width, SHARES);
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_FULL)
        .set_content_arrangement(ContentArrangement::DynamicFullWidth)
        .set_width(width)
        .force_no_tty()
        .set_delimiter('\n')
        .set_header(["番号", "評価書", "公表した版", "義務", "指摘", "期限"])
        .set_constraints(SHARES.map(|share| ColumnConstraint::Absolute(Width::Percentage(share))));
    for row in status.rows {
        table.add_row(
            cells(row, status)
                .iter()
                .zip(inside)
                .map(|(cell, inside)| columns::cut(cell, inside)),
        );
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    let kinds: BTreeSet<Kind> = status
        .rows
        .iter()
        .flat_map(|row| &row.due)
        .map(|due| due.kind)
        .collect();
    let laws: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{}: {}", kind.name(), kind.law()))
        .collect();
    let audience: Vec<String> = status.audience().into_iter().collect();
    let all = [lines, laws, audience, vec![summary(status), String::new()]].concat();
    all.join("\n")
}

fn summary(status: &Status<'_>) -> String {
    let (count, today) = (status.rows.len(), wareki::format(status.today));
    match status.overdue() {
        0 => format!("{today}現在: {count}件の評価書に、期限を過ぎたものはありません"),
        overdue => format!("{today}現在: {count}件の評価書のうち、{overdue}件が期限を過ぎています"),
    }
}

fn cells(row: &Row, status: &Status<'_>) -> [String; 6] {
    let findings = findings(row.findings);
    let Some(told) = &row.told else {
        let words = format!("{}\n評価書として読めません。hyoka check で確かめてください", row.file);
        let empty = String::new;
        return [empty(), words, empty(), empty(), findings, empty()];
    };
    let mut version = vec![
        told.published
            .map_or_else(|| "公表日がありません".to_owned(), wareki::format),
    ];
    if told.published.is_some_and(|day| day > status.today) {
        version.push("これから公表".to_owned());
    }
    version.extend(told.occasion.clone());
    if told.copies > 0 {
        version.push(format!("写し{}件", told.copies));
    }
    if told.unsealed {
        version.push("封がありません".to_owned());
    }
    let mut due: Vec<String> = row.due.iter().map(|due| words(due, status)).collect();
    if due.is_empty() {
        due.push("なし".to_owned());
    }
    [
        visible(&told.number),
        format!("{}\n{}（{}）", visible(&told.name), told.form_name, told.edition),
        version.join("\n"),
        mandatory(told.mandatory),
        findings,
        due.join("\n"),
    ]
}

fn words(due: &Due, status: &Status<'_>) -> String {
    let name = due.kind.name();
    let mut words = match &due.day {
        Ok(day) => format!("{name} {}", wareki::format(*day)),
        Err(why) => format!("{name} {why}"),
    };
    if let Some(distance) = distance(due, status.today) {
        words.push_str("\n　");
        words.push_str(&distance);
    }
    if let Some(note) = &due.note {
        words.push_str("\n　");
        words.push_str(note);
    }
    words
}

fn findings(counts: Counts) -> String {
    let told = [
        ("エラー", counts.errors),
        ("警告", counts.warnings),
        ("情報", counts.infos),
    ];
    let lines: Vec<String> = told
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name}{count}"))
        .collect();
    if lines.is_empty() {
        "なし".to_owned()
    } else {
        lines.join("\n")
    }
}

/// Signs that would move the cursor stand as spaces.
fn visible(text: &str) -> String {
    let is_end = |c: char| c == '\n' || c == '\t' || acts(c);
    text.chars().map(|c| if is_end(c) { ' ' } else { c }).collect()
}

//! Where assessments stand, as CSV (RFC 4180): a line for each thing that is due, one for an assessment with nothing due.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::{Status, mandatory};
use crate::due::Due;
use crate::status::Row;

/// Excel takes a file for the system's old encoding unless it begins so.
const BYTE_ORDER_MARK: &str = "\u{feff}";

const HEADER: [&str; 19] = [
    "ファイル",
    "評価書番号",
    "評価書名",
    "様式",
    "様式の版",
    "公表日",
    "実施種別",
    "公表した版の写し",
    "義務付けられる評価",
    "エラー",
    "警告",
    "情報",
    "期限の種類",
    "期限",
    "残り日数",
    "過ぎている",
    "根拠",
    "備考",
    "封がない",
];

/// The text, with the mark that Excel wants, and CR LF at the end of each line.
#[must_use]
pub fn print(status: &Status<'_>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let mut write = |line: &[String]| {
        // Memory takes every line, and all lines are of one length.
        let _ = writer.write_record(line.iter().map(|cell| inert(cell).into_owned()));
    };
    write(&HEADER.map(str::to_owned));
    for row in status.rows {
        let left = left(row);
        let is_unsealed = row.told.as_ref().is_some_and(|told| told.unsealed);
        let seal = [yes_or_no(is_unsealed)];
        if row.due.is_empty() {
            write(&[left.as_slice(), &[const { String::new() }; 6], &seal].concat());
        }
        for due in &row.due {
            write(&[left.as_slice(), &right(due, status), &seal].concat());
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that no spreadsheet runs: one that begins as a formula does is marked as a text. Numbers are what they are.
fn inert(cell: &str) -> Cow<'_, str> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    if is_formula && cell.parse::<i64>().is_err() {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

fn left(row: &Row) -> [String; 12] {
    let told = row.told.as_ref();
    let text = |of: fn(&crate::status::Told) -> String| told.map(of).unwrap_or_default();
    [
        row.file.clone(),
        text(|told| told.number.clone()),
        text(|told| told.name.clone()),
        text(|told| told.form_name.clone()),
        text(|told| told.edition.clone()),
        text(|told| told.published.map(|day| day.to_string()).unwrap_or_default()),
        text(|told| told.occasion.clone().unwrap_or_default()),
        text(|told| told.copies.to_string()),
        text(|told| mandatory(told.mandatory)),
        row.findings.errors.to_string(),
        row.findings.warnings.to_string(),
        row.findings.infos.to_string(),
    ]
}

fn right(due: &Due, status: &Status<'_>) -> [String; 6] {
    let day = due.day.as_ref();
    let note = day.err().map(ToString::to_string).or_else(|| due.note.clone());
    [
        due.kind.name().to_owned(),
        day.map(ToString::to_string).unwrap_or_default(),
        due.days_left(status.today)
            .map(|days| days.to_string())
            .unwrap_or_default(),
        yes_or_no(due.is_overdue(status.today)),
        due.kind.law().to_owned(),
        note.unwrap_or_default(),
    ]
}

fn yes_or_no(is: bool) -> String {
    if is { "はい" } else { "いいえ" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_begins_as_a_formula() {
        for cell in ["=A1", "+見本市長", "-1+2", "@SUM(1)", "\t=1", "\r=1", "＝A1"] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["", "-5", "12", "見本市長", "A=1", "2026-10-01"] {
            assert_eq!(inert(cell), cell);
        }
    }
}

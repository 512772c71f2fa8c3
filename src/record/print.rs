//! Says what was recorded and what is left to decide, for a terminal. Writes nowhere.

use std::fmt::Write as _;

use super::{Done, Recorded};
use crate::change::Row;
use crate::change::print::text::procedure;
use crate::table::decision::Decision;
use crate::table::excerpt::quote;

/// What was done about each difference, what an officer must decide, and what the law asks for then. `file` is the name to
/// type; `dry` says that nothing was written.
#[must_use]
pub fn text(recorded: &Recorded, file: &str, dry: bool) -> String {
    let mut out = String::new();
    let count = |wanted: Done| recorded.done.iter().filter(|done| **done == wanted).count();
    let (written, renewed, decided) = (count(Done::Written), count(Done::Renewed), count(Done::Decided));
    let verb = if dry {
        "書きます（--dry-run のため、まだ書いていません）"
    } else {
        "書きました"
    };
    if recorded.differences.is_empty() {
        return "前の版との違いはありません\n".to_owned();
    }
    let _ = match (written, renewed, decided) {
        (0, 0, 0) => writeln!(
            out,
            "前の版との違い{}件は、どれも変更箇所に書かれています",
            recorded.differences.len()
        ),
        (0, 0, decided) => writeln!(out, "{decided}行に、提出時期とその説明を{verb}"),
        (written, 0, _) => writeln!(out, "変更箇所に{written}行を{verb}"),
        (written, renewed, _) => writeln!(out, "変更箇所に{written}行を、今の記載に合わせて{renewed}行を{verb}"),
    };
    for (at, (row, done)) in recorded.differences.iter().zip(&recorded.done).enumerate() {
        let mark = if row.important { " ※" } else { "" };
        let (number, item) = (at + 1, &row.item);
        let what = match done {
            Done::Written => "",
            Done::Renewed => "（今の記載に合わせました）",
            Done::Decided => "（判断を書きました）",
            Done::Told => continue,
            Done::Left => "（行はありますが、違いと合いません。エディタで直してください）",
        };
        let _ = writeln!(out, "  {number}. {item}{mark}{what}");
        if matches!(done, Done::Written | Done::Renewed) {
            let quote = quote(row, Some(60));
            let line = |text: String| text.replace('\n', " ");
            let _ = writeln!(out, "     {} → {}", line(quote.before), line(quote.after));
        }
    }
    out.push_str(&undecided(recorded, file));
    out.push_str(&procedure(&recorded.procedure));
    out
}

/// The differences that wait for a decision, with what speaks for each exception.
fn undecided(recorded: &Recorded, file: &str) -> String {
    let waiting = &recorded.procedure.undecided;
    let Some(first) = waiting.first() else {
        return String::new();
    };
    let mut out = format!(
        "\n※の項目の変更が{}件、判断を待っています。重要な変更に当たるかどうかを決めてください\n",
        waiting.len()
    );
    for at in waiting {
        let row = &recorded.differences[*at];
        let _ = writeln!(out, "  {}. {}", at + 1, row.item);
        let Some(candidate) = &row.candidate else { continue };
        let _ = writeln!(out, "     重要な変更の候補: {}", candidate.law);
        for exception in &candidate.exceptions {
            let _ = writeln!(
                out,
                "     例外の手がかり（{}）: {}",
                exception.kind.name(),
                exception.evidence
            );
        }
    }
    let _ = writeln!(out, "  決めたら: hyoka record {file} --decide {}=判断", first + 1);
    out.push_str("  判断の言葉:\n");
    for decision in Decision::all() {
        let _ = writeln!(out, "    {}: {}", decision.word(), decision.meaning());
    }
    out
}

/// One difference and the decisions that it may get, numbered.
#[must_use]
pub fn question(at: usize, row: &Row) -> String {
    let quote = quote(row, Some(200));
    let mut out = format!("\n{}. {} ※\n", at + 1, row.item);
    let _ = writeln!(out, "  変更前: {}", quote.before.replace('\n', "\n          "));
    let _ = writeln!(out, "  変更後: {}", quote.after.replace('\n', "\n          "));
    for exception in row.candidate.iter().flat_map(|candidate| &candidate.exceptions) {
        let _ = writeln!(
            out,
            "  例外の手がかり（{}）: {}",
            exception.kind.name(),
            exception.evidence
        );
    }
    for (at, decision) in Decision::all().iter().enumerate() {
        let _ = writeln!(out, "    {}) {}", at + 1, decision.meaning());
    }
    out.trim_end().to_owned()
}

//! Says what was recorded and what is left to decide, for a terminal. Writes nowhere.

use std::fmt::Write as _;

use super::{Done, Recorded};
use crate::change::print::text::procedure;
use crate::change::{Cause, Row};
use crate::table::decision::Decision;
use crate::table::excerpt::glance;
use crate::wareki;

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
    let mut told = Vec::new();
    if written > 0 {
        told.push(format!("変更箇所に{written}行を{verb}"));
    }
    if renewed > 0 {
        told.push(format!("変更箇所の{renewed}行を、今の記載に合わせて{verb}"));
    }
    if let Some((rows, from)) = recorded.moved {
        let from = wareki::format(from);
        told.push(format!("変更日が{from}の{rows}行に、今の公表日を{verb}"));
    }
    if decided > 0 && written + renewed == 0 {
        told.push(format!("{decided}行に、提出時期とその説明を{verb}"));
    }
    if told.is_empty() {
        told.push(format!(
            "前の版との違い{}件は、どれも変更箇所に書かれています",
            recorded.differences.len()
        ));
    }
    let _ = writeln!(out, "{}", told.join("\n"));
    for (at, (row, done)) in recorded.differences.iter().zip(&recorded.done).enumerate() {
        let mark = if row.important { " ※" } else { "" };
        let (number, item) = (at + 1, &row.item);
        let what = match done {
            Done::Written => "",
            Done::Renewed => "（今の記載に合わせました）",
            Done::Decided => "（判断を書きました）",
            Done::Told => continue,
            Done::Left => "（行はありますが、違いと合いません）",
        };
        let _ = writeln!(out, "  {number}. {item}{mark}{what}");
        if matches!(done, Done::Written | Done::Renewed) {
            let quote = glance(row, 60);
            let line = |text: String| text.replace('\n', " ");
            let _ = writeln!(out, "     {} → {}", line(quote.before), line(quote.after));
        }
    }
    out.push_str(&taken_for_done(recorded));
    let left: Vec<String> = (1..)
        .zip(&recorded.done)
        .filter(|(_, done)| **done == Done::Left)
        .map(|(number, _)| number.to_string())
        .collect();
    if !left.is_empty() {
        let _ = writeln!(
            out,
            "\n違いと合わない行が{}件あります。自分の言葉で書いた行かもしれないので、変えていません。エディタで直すか、今の記載に合わせて書き改めるなら hyoka record {file} --renew {} としてください",
            left.len(),
            left.join(",")
        );
    }
    if !recorded.published.is_empty() {
        let lines: Vec<String> = recorded.published.iter().map(|line| format!("{line}行目")).collect();
        let _ = writeln!(
            out,
            "\n公表した版までの日付の行が、公表した版の変更箇所と違います（{}）。公表した行は変えません。公表したとおりに戻すか、改めたことを新しい日付の行に書いてください",
            lines.join("、")
        );
    }
    out.push_str(&undecided(recorded, file));
    out.push_str(&untimed(recorded, file));
    out.push_str(&procedure(&recorded.procedure));
    out
}

/// What rows say of 提出時期 that nobody was asked for.
fn taken_for_done(recorded: &Recorded) -> String {
    let rows = recorded.done.iter().zip(&recorded.differences).zip(0..);
    let mut assumed = rows.filter(|((done, row), at)| {
        let own = !row.important && row.cause == Cause::Author && row.counted.is_empty();
        **done == Done::Written && own && !recorded.untimed.contains(at)
    });
    if assumed.next().is_none() {
        return String::new();
    }
    "  ※のない項目の提出時期は「事後」としました。取扱いをこれから変えるものは、--decide 番号=事前 としてください\n"
        .to_owned()
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
    for decision in Decision::offered(true) {
        let _ = writeln!(out, "    {}: {}", decision.word(), decision.meaning(true));
    }
    out
}

/// The differences of other items that wait for their 提出時期.
fn untimed(recorded: &Recorded, file: &str) -> String {
    let Some(first) = recorded.untimed.first() else {
        return String::new();
    };
    let mut out = format!(
        "\n{}行の提出時期が決まっていません。取扱いを変えるのが、提出・公表の後か前かを書いてください\n",
        recorded.untimed.len()
    );
    for at in &recorded.untimed {
        let _ = writeln!(out, "  {}. {}", at + 1, recorded.differences[*at].item);
    }
    let _ = writeln!(out, "  決めたら: hyoka record {file} --decide {}=提出時期", first + 1);
    for decision in Decision::offered(false) {
        let _ = writeln!(out, "    {}: {}", decision.word(), decision.meaning(false));
    }
    out
}

/// One difference and the decisions that it may get, numbered.
#[must_use]
pub fn question(at: usize, row: &Row) -> String {
    let quote = glance(row, 200);
    let mark = if row.important { " ※" } else { "" };
    let mut out = format!("\n{}. {}{mark}\n", at + 1, row.item);
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
    let important = row.is_to_decide();
    for (number, decision) in (1..).zip(Decision::offered(important)) {
        let _ = writeln!(out, "    {number}) {}", decision.meaning(important));
    }
    out.trim_end().to_owned()
}

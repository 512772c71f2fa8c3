//! 文章の中の日付と、変更箇所の欄に写した日付の書き方。

use crate::answers::{Assessment, Cursor};
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Info, Warning};
use crate::folding::nfkc;
use crate::form::Kind;
use crate::source::Span;
use crate::wareki::{self, WarekiError};

pub const RULE: Rule = Rule {
    code: "D144",
    name: "impossible-date-in-text",
    severity: Error,
    confidence: High,
    since: None,
    checks: "文章の中の和暦の日付が実際にある日であり、変更箇所の日付が和暦で書かれていること",
    why: "ない日付はいつのことか分からず、一つの表に和暦と西暦が混じると日付を比べにくい",
    law: Law::Internal("元号を改める政令（平成31年政令第143号）による元号の期間、変更箇所の変更日の書き方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    impossible(assessment, findings);
    mixed(assessment, findings);
}

fn impossible(assessment: &Assessment, findings: &mut Findings) {
    let may_hold = |text: &Prose<'_>| wareki::eras().any(|era| text.has(era));
    for text in folded::texts(assessment).filter(may_hold) {
        // A day that is the whole answer was judged when it was read.
        let is_day = text.place().item().is_some_and(|item| item.kind == Kind::Date);
        let dates = wareki::dates(text.text()).into_iter().filter(|found| found.era);
        for found in dates.filter(|found| !is_day || found.range != (0..text.text().len())) {
            let day = text.written(&found.range);
            let mut severity = Error;
            let (message, label) = match found.date {
                Ok(_) | Err(WarekiError::NotADate) => continue,
                Err(WarekiError::NoSuchDay) => (
                    format!("「{day}」という日は暦にありません"),
                    "正しい日付に改めてください".to_owned(),
                ),
                Err(WarekiError::OutsideEra(right)) if was_right(assessment, day) => {
                    severity = Info;
                    (
                        format!("「{day}」は、今の元号では「{right}」です"),
                        "公表した日には正しい書き方でした。このままで構いません".to_owned(),
                    )
                }
                Err(WarekiError::OutsideEra(right)) => (
                    format!("「{day}」は元号の期間にない日です"),
                    format!("「{right}」ではありませんか"),
                ),
            };
            findings
                .report_at(&RULE, text.place(), text.span(&found.range))
                .severity(severity)
                .message(message)
                .label(label);
        }
    }
}

/// Whether a day beyond its era was written while that era went on.
fn was_right(assessment: &Assessment, day: &str) -> bool {
    let published = assessment.at("公表日").date();
    published.is_some_and(|published| wareki::foreseen(day, published).is_some())
}

/// 変更日 is printed in 和暦; the days beside it are a reader's to compare.
fn mixed(assessment: &Assessment, findings: &mut Findings) {
    let mut western: Vec<(Cursor<'_>, Span, String)> = Vec::new();
    for row in assessment.each("変更箇所") {
        for key in ["変更前の記載", "変更後の記載"] {
            let cell = row.at(key);
            if !begins_with_digit(cell.text()) {
                continue;
            }
            for text in Prose::of(&cell) {
                // A day inside a sentence is a quotation of that sentence.
                let whole = wareki::dates(text.text())
                    .into_iter()
                    .filter(|found| !found.era && found.range == (0..text.text().len()));
                western.extend(whole.filter_map(|found| {
                    let right = wareki::format(found.date.ok()?);
                    Some((*text.place(), text.span(&found.range), right))
                }));
            }
        }
    }
    let Some((place, span, right)) = western.first() else {
        return;
    };
    let more = western.len() - 1;
    let message = match more {
        0 => "変更箇所に西暦の日付が1か所あります".to_owned(),
        _ => format!("変更箇所に西暦の日付が、ここを含めて{}か所あります", western.len()),
    };
    findings
        .report_at(&RULE, place, span.clone())
        .severity(Warning)
        .message(message)
        .label(format!("変更日と同じく和暦で「{right}」と書いてください"));
}

/// Whether a cell can be a Western date and nothing else.
fn begins_with_digit(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    first.is_some_and(|c| nfkc(c.encode_utf8(&mut [0; 4])).starts_with(|c: char| c.is_ascii_digit()))
}

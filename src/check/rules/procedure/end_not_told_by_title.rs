//! 事務の終了が、評価書名と終了日に決まりどおり書かれているか。

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::check::ended::{self, Suffix};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Edit, Fix};
use crate::form::EDITION_PATH;
use crate::source::Span;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "C148",
    name: "end-not-told-by-title",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "終了した事務の評価書名の末尾に【令和○年○月○日終了】があり、終了日と合っていること",
    why: "終了した評価書も公表が続くので、いつ終わった事務かが評価書名で分からなければならない",
    law: Law::Article("特定個人情報保護評価に関する規則第16条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let title = assessment.at("評価書名");
    let suffix = ended::suffix(title.text());
    let told = assessment.at("管理/事務の終了日");
    if let Some(suffix) = &suffix {
        wording(&title, suffix, told.date(), findings);
        known(assessment, &title, suffix, &told, findings);
    } else if let Some(date) = told.date().filter(|date| *date <= findings.today())
        && title.is_filled()
    {
        findings
            .report(&RULE, &title)
            .message("事務が終了していますが、評価書名に終了の表示がありません")
            .label(format!("末尾に「{}」と書いてください", wording_of(Some(date))))
            .because(&told, "終了日はここです")
            .fix(appended(&title, &wording_of(Some(date))));
    }
    let published = assessment.at("公表日");
    if let (Some(end), Some(day)) = (ended::end(assessment), published.date())
        && end.date.is_some_and(|date| date > day)
    {
        findings
            .report(&RULE, &end.place)
            .severity(Info)
            .message("事務の終了日が公表日より後です")
            .label("終了の予定を書いたのであれば、このままで構いません")
            .because(&published, format!("公表日は{}です", wareki::format(day)));
    }
}

fn wording(title: &Cursor<'_>, suffix: &Suffix, told: Option<Date>, findings: &mut Findings) {
    let written = &title.text()[suffix.range.clone()];
    let place = title.places(written).pop();
    let span = place.clone().unwrap_or_else(|| title.span());
    let right = wording_of(suffix.date.or(told));
    if suffix.date.is_none() {
        findings
            .report_at(&RULE, title, span)
            .message(format!("評価書名の「{written}」に終了した日がありません"))
            .label(format!("「{right}」と書いてください"))
            .fix(
                told.and(place)
                    .map(|span| Fix::likely(title_of(&right), vec![Edit::new(span, right)])),
            );
    } else if !suffix.well_formed {
        findings
            .report_at(&RULE, title, span)
            .message(format!("評価書名の終了の表示が「{written}」となっています"))
            .label(format!("「{right}」と書いてください"))
            .fix(place.and_then(|span| rewritten(title, suffix, written, span, &right)));
    }
}

/// The end in the right words. Certain where the author wrote the day and 終了 and nothing else; in the middle of the
/// title there is none, since the words would have to move.
fn rewritten(title: &Cursor<'_>, suffix: &Suffix, written: &str, span: Span, right: &str) -> Option<Fix> {
    if !title.text()[suffix.range.end..].trim().is_empty() {
        return None;
    }
    let folded = crate::folding::fold(written);
    let inner = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let only_the_day = inner
        .strip_suffix("終了")
        .is_some_and(|day| wareki::parse(day).is_ok() && suffix.date.is_some());
    let edits = vec![Edit::new(span, right)];
    Some(if only_the_day {
        Fix::certain(title_of(right), edits)
    } else {
        Fix::likely(title_of(right), edits)
    })
}

/// The end added to a title that does not tell it: a new word in a published name, for a person to confirm.
fn appended(title: &Cursor<'_>, end: &str) -> Option<Fix> {
    let at = title.places(title.text().trim()).pop()?.end;
    Some(Fix::likely(title_of(end), vec![Edit::new(at..at, end)]))
}

fn title_of(end: &str) -> String {
    format!("評価書名の末尾を「{end}」にする")
}

/// A document without 管理 was written elsewhere; nobody was asked for the day.
fn known(assessment: &Assessment, title: &Cursor<'_>, suffix: &Suffix, told: &Cursor<'_>, findings: &mut Findings) {
    match (suffix.date, told.date()) {
        (_, None) if is_kept(assessment) && !told.is_filled() => {
            findings
                .report(&RULE, title)
                .severity(Error)
                .message("評価書名では事務が終了していますが、終了日が書かれていません")
                .label("終了した日を「管理」の「事務の終了日」に書いてください")
                .help("終了日から3年間は公表を続けるため、その期限を数えるのに使います");
        }
        (Some(date), Some(end)) if date != end => {
            findings
                .report(&RULE, told)
                .severity(Error)
                .message("事務の終了日が評価書名の終了の日と違います")
                .label("どちらの日付が正しいか確かめてください")
                .because(title, format!("評価書名では{}です", wareki::format(date)));
        }
        _ => {}
    }
}

/// Whether 管理 is kept here: a file that was made elsewhere names its revision there and nothing else.
fn is_kept(assessment: &Assessment) -> bool {
    let edition = EDITION_PATH.join("/");
    let is_own = |answer: &Cursor<'_>| answer.item().is_some_and(|item| item.path != edition);
    let kept = assessment.at("管理").children();
    kept.iter().any(|answer| is_own(answer) && answer.is_filled())
}

fn wording_of(date: Option<Date>) -> String {
    date.map_or_else(
        || "【令和○年○月○日終了】".to_owned(),
        |date| format!("【{}終了】", wareki::format(date)),
    )
}

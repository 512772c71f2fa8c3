//! 評価書名と特記事項に書かれた公表の日が、公表日と同じか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::ended;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity;
use crate::finding::Severity::{Info, Warning};
use crate::folding::fold;
use crate::lexicon::lexicon;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "C244",
    name: "day-on-cover-differs",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "評価書名に添えた日や、特記事項に「公表日」として書いた日が、公表日と同じであること（公表と言わない日は情報）",
    why: "表紙に二つの日があると、いつの版なのか分からない",
    law: Law::Internal("表紙の項目間の整合"),
    check: Check::Alone(check),
};

/// So many days of one text are looked at.
const MANY: usize = 50;
/// Signs between 公表日 and its day.
const BETWEEN: [char; 8] = [':', 'は', '、', '(', '「', '【', '・', 'が'];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(day) = published.date() else { return };
    let title = assessment.at("評価書名");
    let end = ended::suffix(title.text()).and_then(|suffix| suffix.date);
    let mut tell = |text: &Prose<'_>, range: &Range<usize>, place: &str, severity: Severity| {
        findings
            .report_at(&RULE, text.place(), text.span(range))
            .severity(severity)
            .message(format!("{place}の「{}」が、公表日と違います", text.written(range)))
            .label("どちらが正しいか確かめてください。公表日は専用の欄だけに書けば足ります")
            .because(&published, format!("公表日は{}です", wareki::format(day)));
    };
    for text in Prose::of(&title) {
        for found in wareki::dates(text.text()) {
            // The day of the end is another rule's.
            let other = found.date.is_ok_and(|date| date != day && Some(date) != end);
            if other && in_note(text.text(), &found.range) {
                // A title may say as of when it speaks; only a day of publication is plainly another.
                let told = text.text()[found.range.end..].starts_with("公表");
                tell(&text, &found.range, "評価書名", if told { Warning } else { Info });
            }
        }
    }
    for text in Prose::of(&assessment.at("特記事項")) {
        for found in wareki::dates(text.text()).into_iter().take(MANY) {
            let differs = found.date.is_ok_and(|date| date != day);
            if differs && is_publication(&text, &found.range) {
                tell(&text, &found.range, "特記事項", Warning);
            }
        }
    }
}

/// Whether a day in a title is of the document and not of what the 事務 is about: in brackets, or called 公表, 改定 or 現在.
fn in_note(title: &str, range: &Range<usize>) -> bool {
    let before = title[..range.start].ends_with(['(', '【', '[', '〔']);
    let behind = &title[range.end..];
    if behind.is_empty() {
        return true;
    }
    let note = behind.starts_with([')', '】', ']', '〕']) || lexicon().title_notes.begin(behind);
    before && note && !behind.starts_with("終了")
}

/// Whether a day is told to be 公表日 of this version.
fn is_publication(text: &Prose<'_>, range: &Range<usize>) -> bool {
    let sentence = text.sentence(range.start);
    let before = &text.text()[sentence.start..range.start];
    let behind = &text.text()[range.end..sentence.end.max(range.end)];
    let called = before.trim_end_matches(BETWEEN).ends_with("公表日");
    let own = ["本評価書", "この評価書", "当評価書"]
        .iter()
        .any(|own| before.contains(own));
    let alone = before.trim_start_matches('・').is_empty() && behind.strip_prefix("公表").is_some_and(str::is_empty);
    let told = alone || own && (behind.starts_with("公表") || behind.starts_with("に公表"));
    (called || told) && !lexicon().publication_denied.are_in(&fold(before))
}

//! 半角カナが使われていないか。

use crate::answers::{Answer, Assessment, Cursor};
use crate::check::words::as_written::{free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::finding::{Edit, Fix};
use crate::folding::nfkc;

pub const RULE: Rule = Rule {
    code: "C169",
    name: "half-width-kana",
    severity: Info,
    confidence: High,
    since: None,
    checks: "文章に半角カナが使われていないこと",
    why: "半角カナは検索に掛からず、読み上げや印刷で乱れることがある",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for free in free_texts(assessment, |text| text.changed) {
        let runs: Vec<&str> = free.texts.iter().flat_map(|text| runs(text)).collect();
        let Some(first) = runs.first() else { continue };
        let more = if runs.len() > 1 {
            format!("など{}か所", runs.len())
        } else {
            String::new()
        };
        findings
            .report_at(&RULE, &free.place, span_of(&free.place, first))
            .message(format!("「{first}」{more}に半角カナが使われています"))
            .label(format!("全角の「{}」に改めてください", nfkc(first)))
            .fix(correction(&free.place, runs.len()));
    }
}

/// Full-width kana for each of `count` runs; `None` where YAML writes one of them otherwise than it is read.
fn correction(place: &Cursor<'_>, count: usize) -> Option<Fix> {
    let source = place.assessment().source();
    let mut edits = Vec::new();
    for (text, span) in place.answer().map(Answer::texts).unwrap_or_default() {
        let places = source.places(&span, text);
        for run in runs(text) {
            // A mark that stands first belongs to a letter of another width before it.
            if run.starts_with(['\u{FF9E}', '\u{FF9F}']) {
                continue;
            }
            let at = run.as_ptr().addr() - text.as_ptr().addr();
            let exact = places.exact(&(at..at + run.len()));
            let written = exact.filter(|span| source.slice(span) == run);
            edits.extend(written.map(|span| Edit::new(span, nfkc(run))));
        }
    }
    (edits.len() == count).then(|| Fix::certain("半角カナを全角にする", edits))
}

/// The runs of half-width kana in a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !matches!(c, '\u{FF66}'..='\u{FF9F}'))
        .filter(|run| !run.is_empty())
}

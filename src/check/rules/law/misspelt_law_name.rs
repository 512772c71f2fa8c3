//! 番号法の正式な題名の書き誤り。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded;
use crate::check::words::law::law_book;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::finding::{Edit, Fix};
use crate::lexicon::lexicon;

/// What every spelling of the name has.
const ANCHOR: &str = "特定の個人";

pub const RULE: Rule = Rule {
    code: "L158",
    name: "misspelt-law-name",
    severity: Error,
    confidence: High,
    since: None,
    checks: "番号法の題名が、正式な題名のとおりに書かれていること",
    why: "題名を誤ると、根拠とする法律を正しく示したことにならない",
    law: Law::Article("行政手続における特定の個人を識別するための番号の利用等に関する法律（番号法）の題名"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let official = law_book().number_act.official.as_str();
    for text in folded::texts(assessment) {
        for anchor in text.find(ANCHOR) {
            let around = name_around(text.text(), &anchor);
            let Some(range) = around.or_else(|| beheaded(text.text(), &anchor, official)) else {
                continue;
            };
            let written = &text.text()[range.clone()];
            if written == official || strsim::normalized_levenshtein(written, official) < 0.75 {
                continue;
            }
            let span = text.span(&range);
            let fix = is_this_law(written) && text.is_verbatim(&range);
            let title = "番号法の正式な題名に改める";
            findings
                .report_at(&RULE, text.place(), span.clone())
                .message("番号法の題名が正しくありません")
                .label(format!("正しくは「{official}」です"))
                .fix(fix.then(|| Fix::certain(title, vec![Edit::new(span, official)])));
        }
    }
}

/// Whether nothing but this law can be meant: an ordinance or an order between the words is a name of its own.
fn is_this_law(written: &str) -> bool {
    written.ends_with("関する法律") && !lexicon().not_one_law_name.are_in(written)
}

/// The name without its beginning, where nothing of that stands before it.
fn beheaded(text: &str, anchor: &Range<usize>, official: &str) -> Option<Range<usize>> {
    let (_, tail) = official.split_once("における")?;
    let whole = text[anchor.start..].starts_with(tail);
    let headless = !text[..anchor.start].ends_with("おける");
    (whole && headless).then_some(anchor.start..anchor.start + tail.len())
}

/// From 行政手続 shortly before the anchor to 法律 shortly after it.
fn name_around(text: &str, anchor: &Range<usize>) -> Option<Range<usize>> {
    // The official name is 32 letters long; what stands further off belongs to another sentence.
    let before = text[..anchor.start]
        .char_indices()
        .rev()
        .take(20)
        .last()
        .map_or(0, |(at, _)| at);
    let after = text[anchor.end..]
        .char_indices()
        .nth(60)
        .map_or(text.len(), |(at, _)| anchor.end + at);
    let start = before + text[before..anchor.start].rfind("行政手続")?;
    let end = anchor.end + text[anchor.end..after].find("法律")? + "法律".len();
    let inner = &text[start..end];
    let plain = !inner.contains(['\n', '。', '(', '「', '『']);
    (plain && text[start..anchor.start].chars().count() <= 10).then_some(start..end)
}

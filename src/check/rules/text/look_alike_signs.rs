//! 同じに見える別の字が、一つの評価書の中で混ざっていないか。

use std::collections::BTreeSet;

use crate::answers::{Answer, Assessment, Cursor};
use crate::check::words::as_written::{free_texts, letter_edits, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::finding::{Edit, Finding, Fix};
use crate::folding::looks::{by_looks, is_joined, is_selector, usual};

pub const RULE: Rule = Rule {
    code: "F128",
    name: "look-alike-signs",
    severity: Info,
    confidence: High,
    since: None,
    checks: "同じに見える字（〜と～、−と－、‐と-、―と—、‖と∥、･と・、二つに分かれた濁点、幅だけの違う空白）が混ざっていないこと",
    why: "検索に掛からない箇所が残る。版を比べるときは同じ字とみなすので、変更箇所には現れない",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

const TITLE: &str = "同じに見える字を、日本語の入力で普通に入る字にそろえる";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let source = assessment.source().text();
    if !source.contains('\\') && !source.contains(is_odd) {
        return;
    }
    let mut all: BTreeSet<char> = BTreeSet::new();
    let mut odd: Vec<(Cursor<'_>, &str, String)> = Vec::new();
    for free in free_texts(assessment, |_| true) {
        for text in &free.texts {
            all.extend(text.chars());
            let mut at = 0;
            while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
                let (length, instead) = odd_sign(rest).unwrap_or((0, String::new()));
                if length > 0 {
                    odd.push((free.place, &text[at..at + length], instead));
                }
                at += length.max(rest.chars().next().map_or(1, char::len_utf8));
            }
        }
    }
    odd.retain(|(_, _, instead)| instead.chars().all(|c| all.contains(&c)));
    let Some((place, sign, instead)) = odd.first() else {
        return;
    };
    let fix = edits(assessment).map(|edits| Fix::likely(TITLE, edits));
    findings
        .report_at(&RULE, place, span_of(place, sign))
        .message(format!(
            "「{sign}」（{}）と「{instead}」（{}）のように、同じに見える字が混ざっています",
            numbers(sign),
            numbers(instead)
        ))
        .label(format!(
            "そろえるなら「{instead}」です。このような字は{}か所あります",
            odd.len()
        ))
        .fix(fix);
}

/// The correction of all such signs of a file, mixed or not: for who wants one spelling in all files of a body.
#[must_use]
pub fn on_request(assessment: &Assessment) -> Option<Finding> {
    if !assessment.source().text().contains(is_odd) {
        return None;
    }
    let edits = edits(assessment).filter(|edits| !edits.is_empty())?;
    let place = edits[0].span.clone();
    let finding = Finding::new(RULE.code, Info, place).message("同じに見える別の字が使われています");
    Some(finding.label(TITLE).fix(Some(Fix::on_request(TITLE, edits))))
}

/// The edits of all places in the order of the file. Texts that YAML writes otherwise than they read are left alone.
fn edits(assessment: &Assessment) -> Option<Vec<Edit>> {
    let odd = |answer: &Answer| answer.texts().iter().any(|(text, _)| text.contains(is_odd));
    let mut edits: Vec<Edit> = Vec::new();
    for free in free_texts(assessment, |_| true) {
        if free.place.answer().is_some_and(odd) {
            edits.extend(letter_edits(&free.place, odd_sign).unwrap_or_default());
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    (!edits.is_empty()).then_some(edits)
}

fn is_odd(c: char) -> bool {
    usual(c).is_some() || (is_joined(c) && !is_selector(c))
}

/// The sign at the start of a text that prints like another, with its length and that other.
fn odd_sign(rest: &str) -> Option<(usize, String)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if let Some(usual) = usual(first) {
        return Some((first.len_utf8(), usual.to_string()));
    }
    let mark = chars.next().filter(|c| is_joined(*c) && !is_selector(*c))?;
    let length = first.len_utf8() + mark.len_utf8();
    let joined = by_looks(&rest[..length]).into_owned();
    (joined.chars().count() == 1).then_some((length, joined))
}

fn numbers(sign: &str) -> String {
    let numbers: Vec<String> = sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    numbers.join(" ")
}

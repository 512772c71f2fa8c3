//! 漢字のつもりで、部首を表す字や、外国の文字コードの字が書かれていないか。

use crate::answers::{Answer, Assessment};
use crate::check::words::as_written::{letter_edits, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Fix;
use crate::finding::Severity::Error;
use crate::folding::looks::meant;

pub const RULE: Rule = Rule {
    code: "F127",
    name: "letter-of-another-kind",
    severity: Error,
    confidence: High,
    since: None,
    checks: "漢字が、部首を表す字（⽒、⺠ など）や、外国の文字コードから来た同じ形の字（U+F90C の奈など）で書かれていないこと",
    why: "PDF から写すと入る字で、同じに見えても検索に掛からず、多くのフォントには字形がない",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    // Nearly no file has one, however it is written there.
    let is_other = |c: char| meant(c).is_some();
    let source = assessment.source().text();
    if !source.contains('\\') && !source.contains(is_other) {
        return;
    }
    let having = |answer: &Answer| answer.texts().iter().any(|(text, _)| text.contains(is_other));
    for place in assessment.top().leaves_where(having) {
        let texts = place.answer().map(Answer::texts).unwrap_or_default();
        let mut found: Vec<(&str, char)> = Vec::new();
        let mut count = 0;
        for (text, _) in &texts {
            for (at, c) in text.char_indices() {
                let Some(letter) = meant(c) else { continue };
                count += 1;
                if !found.iter().any(|(_, other)| *other == letter) {
                    found.push((&text[at..at + c.len_utf8()], letter));
                }
            }
        }
        let Some((first, _)) = found.first() else { continue };
        let more = if count > 1 {
            format!("など{count}字")
        } else {
            String::new()
        };
        let letters: String = found.iter().map(|(_, letter)| *letter).collect();
        let fix = letter_edits(&place, |rest| {
            let c = rest.chars().next()?;
            Some((c.len_utf8(), meant(c)?.to_string()))
        });
        findings
            .report_at(&RULE, &place, span_of(&place, first))
            .message(format!(
                "「{first}」{more}は、漢字に似せた別の字です（PDF から写すと入ります）"
            ))
            .label(format!("ふつうの漢字の「{letters}」に改めてください"))
            .fix(fix.map(|edits| Fix::certain(format!("ふつうの漢字の「{letters}」にする"), edits)));
    }
}

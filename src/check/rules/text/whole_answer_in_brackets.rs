//! 記載の全体が「」で囲まれていないか。

use crate::answers::Assessment;
use crate::check::words::lines::{Style, written};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::finding::{Edit, Fix};

pub const RULE: Rule = Rule {
    code: "F120",
    name: "whole-answer-in-brackets",
    severity: Info,
    confidence: High,
    since: None,
    checks: "記載の全体が「」で囲まれていないこと",
    why: "手引の「」を値の一部と思って写すと、かっこも印刷される",
    law: Law::Format("値の書き方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in written(assessment) {
        // What is not compared is the table of changes, which quotes, or is not printed.
        if !text.place.item().is_some_and(|item| item.compared) {
            continue;
        }
        let Some(inner) = inside(text.text) else { continue };
        let source = assessment.source();
        let whole = source.slice(&text.span);
        let fix = (text.style == Style::Plain && whole == text.text).then(|| {
            let close = text.span.end - '」'.len_utf8();
            let edits = vec![
                Edit::new(text.span.start..text.span.start + '「'.len_utf8(), ""),
                Edit::new(close..text.span.end, ""),
            ];
            Fix::likely("外側の「」を取る", edits)
        });
        findings
            .report_at(&RULE, &text.place, text.span.clone())
            .message("記載の全体が「」で囲まれています")
            .label(format!("「」も印刷されます。要らなければ {inner} とだけ書いてください"))
            .fix(fix);
    }
}

/// What stands between brackets that open at the beginning and close at the end of one line, and nowhere else.
fn inside(text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_prefix('「')?.strip_suffix('」')?;
    (!inner.is_empty() && !inner.contains(['「', '」', '\n'])).then_some(inner)
}

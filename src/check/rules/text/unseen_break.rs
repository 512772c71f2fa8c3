//! 見えない改行やタブが、文章に残っていないか。

use crate::answers::Assessment;
use crate::check::words::lines::{Style, Written, written};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::folding::looks::in_lines;
use crate::source::edit;

pub const RULE: Rule = Rule {
    code: "F119",
    name: "unseen-break",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "文章に、タブや、改行とは別の改行の文字が残っていないこと",
    why: "Excel や Word から貼り付けた見えない文字で、紙面、HTML、元のデータのどれかで行が変わったり空白になったりする",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    // Nearly no file has one, however it is written there.
    let source = assessment.source().text();
    let escaped = source.contains('\\');
    if !escaped && !source.contains(is_unseen) {
        return;
    }
    for text in written(assessment) {
        let Some(sign) = text.text.chars().find(|&c| is_unseen(c)) else {
            continue;
        };
        let source = text.place.assessment().source();
        let at = source.slice(&text.span).find(is_unseen);
        let span = at.map_or_else(
            || text.span.clone(),
            |at| {
                text.span.start + at
                    ..text.span.start + at + source.slice(&text.span)[at..].chars().next().map_or(0, char::len_utf8)
            },
        );
        let (what, label) = if sign == '\t' {
            ("タブ", "空白か読点に改めてください")
        } else {
            ("見えない改行", "ふつうの改行に改めてください")
        };
        findings
            .report_at(&RULE, &text.place, span)
            .message(format!("文章に{what}（U+{:04X}）があります", u32::from(sign)))
            .label(label)
            .fix(correction(&text));
    }
}

/// A tab, and what other programs take for the end of a line.
fn is_unseen(c: char) -> bool {
    matches!(c, '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text in one line, written as a block of lines or with a blank for each tab.
fn as_block(text: &Written<'_>) -> Option<Fix> {
    let source = text.place.assessment().source();
    let key = text.place.answer()?.key.clone()?;
    let behind = source.text().get(key.end..text.span.start)?;
    let own = !text.in_list && behind.trim() == ":" && !source.slice(&text.span).contains(['\n', '\r']);
    let above = source.text().get(..key.start)?;
    let column = above.len() - above.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let comment = source.text().get(text.span.end..)?.split(['\n', '\r']).next()?;
    if !own || !comment.trim().is_empty() {
        return None;
    }
    let words = in_lines(text.text);
    let edit = Edit::new(
        text.span.clone(),
        edit::value(words.trim_end(), column, source.line_end()),
    );
    Some(Fix::likely("見えない改行を改行に、タブを空白にする", vec![edit]))
}

/// A blank for each tab, and in a text of several lines an end of line for each break.
fn correction(text: &Written<'_>) -> Option<Fix> {
    let source = text.place.assessment().source();
    let slice = source.slice(&text.span);
    let breaks = slice.contains(|c| is_unseen(c) && c != '\t');
    // Between quotes it may be an escape, and a line that is not in a block cannot be broken by itself.
    if text.style == Style::Quoted || (breaks && text.style != Style::Literal) {
        return as_block(text);
    }
    let mut edits = Vec::new();
    for (at, sign) in slice.char_indices().filter(|(_, c)| is_unseen(*c)) {
        let start = text.span.start + at;
        let before = source.text().get(..start)?;
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let indent = line.len() - line.trim_start_matches(' ').len();
        let new = if sign == '\t' {
            "　".to_owned()
        } else {
            format!("{}{}", source.line_end(), " ".repeat(indent))
        };
        edits.push(Edit::new(start..start + sign.len_utf8(), new));
    }
    Some(Fix::likely("見えない改行を改行に、タブを空白にする", edits))
}

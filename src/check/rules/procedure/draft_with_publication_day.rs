//! 案であることの印が、公表する評価書の名称に残っていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::cover::BRACKETS;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Info, Warning};
use crate::lexicon::lexicon;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "C243",
    name: "draft-with-publication-day",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "公表日の書かれた評価書の名称に、「（案）」「【素案】」「（パブリックコメント案）」のような印が付いていないこと（公表日がこれからの日なら情報）",
    why: "案のままの表紙で公表すると、意見を求めている版なのか、決まった版なのかが分からない",
    law: Law::Internal("表紙の評価書名と公表日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(day) = published.date() else { return };
    let coming = day > findings.today();
    for text in Prose::of(&assessment.at("評価書名")) {
        let mut marks = lexicon().draft_marks.iter();
        let Some(range) = marks
            .find_map(|mark| text.find(mark).pop())
            .or_else(|| draft_at_end(text.text()))
        else {
            continue;
        };
        findings
            .report_at(&RULE, text.place(), text.span(&range))
            .severity(if coming { Info } else { Warning })
            .message(format!(
                "公表日が書かれていますが、評価書名に「{}」が付いています",
                text.written(&range)
            ))
            .label("決まった版であれば消し、意見を求める案であれば公表日を空けてください")
            .because(&published, format!("公表日は{}です", wareki::format(day)));
    }
}

/// The last bracket of a folded title, or one right before it, that ends in 案: （パブリックコメント案）.
fn draft_at_end(title: &str) -> Option<Range<usize>> {
    let mut end = title.len();
    loop {
        let left = &title[..end];
        let (open, close) = BRACKETS.iter().find(|(_, close)| left.ends_with(*close))?;
        let start = left.rfind(*open)?;
        let inside = left[start..].trim_end_matches(*close);
        if inside.ends_with('案') && !lexicon().no_draft.end(inside) {
            return Some(start..end);
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_at_the_end_that_ends_in_a_draft_is_a_mark() {
        for (title, mark) in [
            (
                "児童手当に関する事務(パブリックコメント案)",
                Some("(パブリックコメント案)"),
            ),
            ("児童手当に関する事務【意見公募案】", Some("【意見公募案】")),
            ("児童手当に関する事務(修正案)[令和8年9月]", Some("(修正案)")),
            ("児童手当に関する事務(事案)", None),
            ("児童手当(改正法案)に関する事務", None),
            ("児童手当に関する事務)", None),
            ("", None),
        ] {
            assert_eq!(draft_at_end(title).map(|range| &title[range]), mark, "{title}");
        }
    }
}

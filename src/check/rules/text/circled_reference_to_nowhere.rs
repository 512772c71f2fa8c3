//! 「③のとおり」のような文が指す番号が、その記載か同じ節にあるか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::as_written::{free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C248",
    name: "circled-reference-to-nowhere",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "「③のとおり」のような文が指す丸付きの番号が、その記載の中か、様式の同じ節の項目にあること",
    why: "元の文章から一部だけを写すと、指す先がなくなり、市民には何のことか分からない",
    law: Law::Internal("記載の中の番号と、様式の項目の番号"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    // A circled number is another letter when it is folded.
    let texts = free_texts(assessment, |text| {
        text.changed && lexicon().referring.iter().any(|word| text.has(word))
    });
    for free in &texts {
        let mut seen: Vec<char> = Vec::new();
        for text in &free.texts {
            for (at, number) in text.match_indices(is_circled) {
                let behind = &text[at + number.len()..];
                let sign = number.chars().next().unwrap_or_default();
                let alone = text[..at].chars().next_back().is_none_or(stands_before);
                if !alone || !lexicon().referring.begin(behind) || seen.contains(&sign) {
                    continue;
                }
                seen.push(sign);
                let others = free.texts.iter().map(|text| text.matches(sign).count()).sum::<usize>();
                if others > 1 || is_of_section(&free.place, number) {
                    continue;
                }
                findings
                    .report_at(&RULE, &free.place, span_of(&free.place, &text[at..at + number.len()]))
                    .message(format!("「{number}」が何を指すのか、この記載にも同じ節にもありません"))
                    .label("指す先の項目の番号と名称を書くか、その内容をここに書いてください");
            }
        }
    }
}

/// Whether an item of the section around a place has a number.
fn is_of_section(place: &Cursor<'_>, number: &str) -> bool {
    let mut around = place.parent();
    while around.parent().answer().is_some() {
        let mut items = around.children().into_iter().filter_map(|child| child.item());
        if items.any(|item| item.number.starts_with(number)) {
            return true;
        }
        around = around.parent();
    }
    false
}

/// Whether a letter may stand before a number that refers to a place nearby; Ⅱ-2③ is a place of its own.
fn stands_before(c: char) -> bool {
    c.is_whitespace() || "、。，．・：:（(「『［[【はがをにもへとで記の".contains(c)
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}

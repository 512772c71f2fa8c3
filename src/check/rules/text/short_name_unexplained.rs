//! 略称が、断りなしに使われていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C249",
    name: "short-name-unexplained",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "「機構」や「住基法」のような略称を使うなら、正しい名称か「以下「機構」という。」のような断りが評価書のどこかにあること",
    why: "評価書は市民に説明するもので、担当者どうしの呼び方では何のことか伝わらない",
    law: Law::Internal("評価書の読み手に伝わる記載（特定個人情報保護評価指針の目的）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for group in &lexicon().short_names.groups {
        for short in &group.words {
            let mut first: Option<(Prose<'_>, Range<usize>)> = None;
            let mut explained = false;
            let quoted = format!("「{short}」");
            for text in folded::texts(assessment) {
                if text.has(&group.of) || text.has(&quoted) {
                    explained = true;
                    break;
                }
                if first.is_none() {
                    first = text
                        .find(short)
                        .into_iter()
                        .find(|range| is_word(text.text(), range))
                        .map(|range| (text, range));
                }
            }
            let Some((text, range)) = first.filter(|_| !explained) else {
                continue;
            };
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message(format!(
                    "「{}」が何の略称か、どこにも書かれていません",
                    text.written(&range)
                ))
                .label(format!(
                    "「{}」のことであれば、初めに「{}（以下「{short}」という。）」のように断ってください",
                    group.of, group.of
                ));
        }
    }
}

/// Whether a short name stands for itself, and is no part of a longer name.
fn is_word(text: &str, range: &Range<usize>) -> bool {
    let of_name = |c: char| {
        matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '々') || c.is_ascii_alphanumeric()
    };
    let behind = &text[range.end..];
    !text[..range.start].ends_with(of_name) && !behind.starts_with(of_name) && !lexicon().after_short_name.begin(behind)
}

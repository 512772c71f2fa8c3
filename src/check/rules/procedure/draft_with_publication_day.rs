//! 案であることの印が、公表する評価書の名称に残っていないか。

use crate::answers::Assessment;
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
    checks: "公表日の書かれた評価書の名称に、「（案）」「（素案）」が付いていないこと（公表日がこれからの日なら情報）",
    why: "案のままの表紙で公表すると、意見を求めている版なのか、決まった版なのかが分からない",
    law: Law::Internal("表紙の評価書名と公表日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(day) = published.date() else { return };
    let coming = day > findings.today();
    for text in Prose::of(&assessment.at("評価書名")) {
        let Some(range) = lexicon().draft_marks.iter().find_map(|mark| text.find(mark).pop()) else {
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

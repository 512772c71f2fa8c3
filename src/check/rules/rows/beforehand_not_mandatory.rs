//! 提出時期を「事前」とした行の説明が、「義務付けられない」となっていないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C252",
    name: "beforehand-not-mandatory",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "この版の行で、提出時期を「事前」としながら、説明が「事前の提出・公表が義務付けられない」だけになっていないこと",
    why: "事後で足りる変更をなぜ事前に出すのか、写し誤りなのかが分からない",
    law: Law::Internal("変更箇所の提出時期と、その説明"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日").date();
    for row in assessment.each("変更箇所") {
        let own = published.is_some() && row.at("変更日").date() == published;
        if !own || row.choice("提出時期") != Some("事前") {
            continue;
        }
        let reason = row.at("提出時期に係る説明");
        let text = fold(reason.text());
        if lexicon().not_mandatory.are_in(&text) && !lexicon().beside_other_changes.are_in(&text) {
            findings
                .report(&RULE, &reason)
                .message("「事前」とした行の説明が、事前の提出・公表の義務はないと言っています")
                .label("提出時期が「事後」の誤りか、任意に事前に提出するのかを確かめ、説明をそろえてください")
                .because(&row.at("提出時期"), "ここで「事前」を選んでいます");
        }
    }
}

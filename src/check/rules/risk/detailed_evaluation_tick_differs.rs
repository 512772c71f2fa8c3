//! 様式2 Ⅳ-11 のチェックが、Ⅳ-1 で提出するとした評価書の種類と合っているか。

use crate::answers::Assessment;
use crate::check::words::blank::is_unticked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Level;

pub const RULE: Rule = Rule {
    code: "C180",
    name: "detailed-evaluation-tick-differs",
    severity: Error,
    confidence: High,
    since: None,
    checks: "重点項目評価書か全項目評価書も提出するときは「全項目評価又は重点項目評価を実施する」にチェックがあり、基礎項目評価書だけを提出するときはないこと",
    why: "リスク対策の詳細がこの評価書にあるのか、ほかの評価書にあるのかが分からなくなる",
    law: Law::Internal("様式2 Ⅳ-1とⅣ-11の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let measures = assessment.at("リスク対策");
    let submitted = measures.at("提出する特定個人情報保護評価書の種類");
    let Some((chosen, level)) = submitted.option().and_then(|option| Some((option, option.level?))) else {
        return;
    };
    let tick = measures.at("最も優先度が高いと考えられる対策/全項目評価又は重点項目評価を実施する");
    let cause = format!("ここで「{}」を選んでいます", chosen.text);
    if level > Level::Kiso && is_unticked(&tick) {
        findings
            .report(&RULE, &tick)
            .message(format!(
                "「{}」を提出するのに、「全項目評価又は重点項目評価を実施する」にチェックがありません",
                chosen.text
            ))
            .label("チェックを付け（true）、この節の残りを空欄にしてください")
            .because(&submitted, cause);
    } else if level <= Level::Kiso && tick.is_ticked() {
        findings
            .report(&RULE, &tick)
            .message("基礎項目評価書だけを提出するのに、「全項目評価又は重点項目評価を実施する」にチェックがあります")
            .label("チェックを外して（false）この節に答えるか、提出する評価書の種類を改めてください")
            .because(&submitted, cause);
    }
}

//! 再委託しないと答えた委託事項に、再委託の中身が残っていないか。

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C115",
    name: "subcontract-scope-without-subcontract",
    severity: Error,
    confidence: High,
    since: None,
    checks: "再委託しないと答えた委託事項に、再委託の許諾方法・再委託事項が書かれていないこと",
    why: "有無と内容が食い違うと、どちらが実態か読み手に分からない",
    law: Law::Internal("様式3・様式4 Ⅱ-4 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for task in assessment.each("特定個人情報ファイル/委託/委託事項/再委託") {
        if task.choice("再委託の有無") != Some("再委託しない") {
            continue;
        }
        let number = task.at("再委託の有無").item().map_or("", |item| item.number.as_str());
        for key in ["再委託の許諾方法", "再委託事項"] {
            if let Some(filled) = task.filled(key).filter(is_answered) {
                let heading = filled.item().map(crate::form::Item::heading).unwrap_or_default();
                findings
                    .report(&RULE, &filled)
                    .message(format!("再委託しないのに「{heading}」が書かれています"))
                    .label(format!("空欄にするか、{number}を「再委託する」に改めてください"))
                    .because(&task.at("再委託の有無"), "ここで「再委託しない」を選んでいます");
            }
        }
    }
}

//! （この規則が確かめることを、一文で）

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "CODE",
    name: "NAME",
    severity: Error,
    confidence: High,
    since: None,
    checks: "",
    why: "",
    law: Law::Internal(""),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for task in assessment.each("特定個人情報ファイル/委託/委託事項") {
        let subcontract = task.at("再委託/再委託の有無");
        let contractor = task.at("委託先名");
        if subcontract.option().is_some() && !is_answered(&contractor) {
            findings
                .report(&RULE, &contractor)
                .message("再委託の有無を答えていますが、委託先名が書かれていません")
                .label("委託先名を書いてください")
                .because(&subcontract, "ここで答えています");
        }
    }
}

//! 規則第9条第2項を適用したかどうかと、その理由の記載が合っているか。

use crate::answers::Assessment;
use crate::check::words::blank::{is_answered, is_unticked};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C181",
    name: "urgent-use-without-reason",
    severity: Error,
    confidence: High,
    since: None,
    checks: "規則第9条第2項を適用したときはその理由が書かれ、適用していないときは空欄であること",
    why: "評価を後から実施できるのは緊急の場合に限られ、その事情を読み手に示さなければならない",
    law: Law::Article("特定個人情報保護評価に関する規則第9条第2項、様式2 Ⅰ-9の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let urgent = assessment.at("基本情報/規則第9条第2項の適用");
    let (tick, reason) = (urgent.at("適用した"), urgent.at("適用した理由"));
    if tick.is_ticked() && !is_answered(&reason) {
        findings
            .report(&RULE, &reason)
            .message("規則第9条第2項を適用したのに、「適用した理由」が書かれていません")
            .label("事前に評価を実施できなかった緊急の事情を書いてください")
            .because(&tick, "ここで適用したとしています");
    } else if is_unticked(&tick) && is_answered(&reason) {
        findings
            .report(&RULE, &reason)
            .message("規則第9条第2項を適用していないのに、「適用した理由」が書かれています")
            .label("適用したのであれば「適用した」にチェックを付け（true）、そうでなければ空欄にしてください")
            .because(&tick, "ここにチェックがありません");
    }
}

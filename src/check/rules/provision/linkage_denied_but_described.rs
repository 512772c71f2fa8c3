//! 情報連携を実施しないと答えた評価書に、情報連携の記載が残っていないか。

use crate::answers::Assessment;
use crate::check::words::blank::{is_answered, is_unticked};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C124",
    name: "linkage-denied-but-described",
    severity: Error,
    confidence: High,
    since: None,
    checks: "情報連携を実施しないときは、法令上の根拠が空欄で、「接続しない（入手）」「接続しない（提供）」の両方にチェックがあること",
    why: "情報連携をするのかどうかは重要な変更の対象で、欄ごとに違うと実態が分からない",
    law: Law::Internal("情報連携とその接続の項目間の整合（様式2 Ⅰ-4・Ⅳ-6、様式3 Ⅰ-5・Ⅲ-6、様式4 Ⅰ-6・Ⅲ-6）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let linkage = assessment.at("基本情報/情報連携");
    let answer = linkage.at("実施の有無");
    if linkage.choice("実施の有無") != Some("実施しない") {
        return;
    }
    let cause = "ここで「実施しない」を選んでいます";
    let basis = linkage.at("法令上の根拠");
    if is_answered(&basis) {
        findings
            .report(&RULE, &basis)
            .message("情報連携を実施しないのに、その法令上の根拠が書かれています")
            .label("空欄にするか、①を「実施する」に改めてください")
            .because(&answer, cause);
    }
    for connection in assessment.each("リスク対策/情報提供ネットワークシステムとの接続") {
        for key in ["接続しない（入手）", "接続しない（提供）"] {
            let tick = connection.at(key);
            if is_unticked(&tick) {
                findings
                    .report(&RULE, &tick)
                    .message(format!("情報連携を実施しないのに、「{key}」にチェックがありません"))
                    .label("チェックを付けるか（true）、情報連携を「実施する」に改めてください")
                    .because(&answer, cause);
            }
        }
    }
}

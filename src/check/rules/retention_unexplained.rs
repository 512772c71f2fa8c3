//! 保管期間が定められていないときに、その妥当性が説明されているか。

use crate::answers::Assessment;
use crate::check::blank::says_nothing;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C188",
    name: "retention-unexplained",
    severity: Error,
    since: None,
    checks: "保管期間の「その妥当性」に理由が書かれ、「－」や「なし」で済まされていないこと。期間が「定められていない」ときも同じ",
    why: "期限のない保管は、なぜそれが要るのかを説明できて初めて許される",
    law: Law::Internal("様式4 Ⅱ-6② の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for term in assessment.each("特定個人情報ファイル/保管・消去/保管期間") {
        let (chosen, reason) = (term.at("期間"), term.at("その妥当性"));
        let Some(option) = chosen.option() else { continue };
        // One that is left empty is F101's.
        if reason.is_filled() && says_nothing(reason.text()) {
            findings
                .report(&RULE, &reason)
                .message(format!("保管期間を「{}」とする理由が書かれていません", option.text))
                .label("根拠となる法令や規程と、その期間が要る理由を書いてください")
                .because(&chosen, "保管期間はここで選んでいます");
        }
    }
}

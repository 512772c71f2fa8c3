//! 手数料が有料のときに、その額と納め方が書かれているか。

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C192",
    name: "fee-without-amount",
    severity: Error,
    confidence: High,
    since: None,
    checks: "開示などの請求の手数料を「有料」としたときは、手数料額と納付方法が書かれていること",
    why: "請求しようとする人が、いくらをどう納めればよいか分からない",
    law: Law::Internal("様式4 Ⅴ-1③ の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let request = assessment.at("開示請求・問合せ/開示・訂正・利用停止請求");
    let amount = request.at("手数料額、納付方法");
    if request.choice("手数料等") == Some("有料") && !is_answered(&amount) {
        findings
            .report(&RULE, &amount)
            .message("手数料を「有料」としていますが、手数料額と納付方法が書かれていません")
            .label("額と納め方を書くか、「無料」に改めてください")
            .because(&request.at("手数料等"), "ここで「有料」を選んでいます");
    }
}

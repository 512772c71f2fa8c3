//! 基礎項目評価の実施日と公表日の前後と隔たり。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::wareki;

/// Longer than this, the answers may no longer hold on the day of publication.
const DAYS: i32 = 90;

pub const RULE: Rule = Rule {
    code: "D138",
    name: "published-before-evaluation",
    severity: Error,
    confidence: High,
    since: None,
    checks: "公表日が基礎項目評価の実施日より前でなく、実施日から大きく離れていないこと",
    why: "評価は実施してから速やかに公表するもので、日付が合わないと手続の順を確かめられない",
    law: Law::Internal("様式3 表紙の公表日と Ⅴ-1①（様式4は Ⅵ-1①）実施日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let evaluated = assessment.at("評価実施手続/基礎項目評価/実施日");
    let (Some(to), Some(from)) = (published.date(), evaluated.date()) else {
        return;
    };
    let days = (to - from).get_days();
    let cause = format!("実施日は{}です", wareki::format(from));
    if days < 0 {
        findings
            .report(&RULE, &published)
            .message("公表日が基礎項目評価の実施日より前です")
            .label("評価を実施した後に公表します。どちらの日付が正しいか確かめてください")
            .because(&evaluated, cause);
    } else if days > DAYS {
        findings
            .report(&RULE, &published)
            .severity(Warning)
            .message(format!("基礎項目評価の実施日から公表日まで{days}日あります"))
            .label("評価を実施したら速やかに公表します。どちらかの日付が古いままでないか確かめてください")
            .because(&evaluated, cause);
    }
}

//! 意見の聴取の期間が、終わりが始まりより後で、30日以上あるか。

use crate::answers::Assessment;
use crate::check::facts::review::{CONSULTATION, consultation, is_mandatory};
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::wareki;

/// Law: 指針第5の3.
const DAYS: i32 = 30;

pub const RULE: Rule = Rule {
    code: "D139",
    name: "consultation-too-short",
    severity: Error,
    confidence: High,
    since: None,
    checks: "意見の聴取の期間の終わりが始まりより前でなく、全項目評価が義務付けられるときは30日以上あるか、短縮する特段の理由が書かれていること",
    why: "住民が評価書を読み、考えて意見を出すには時間が要る",
    law: Law::Article("番号法第28条第1項、特定個人情報保護評価に関する規則第7条第4項、指針第5の3"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let (place, periods) = consultation(assessment);
    if let Some(wrong) = periods.iter().find(|period| period.last < period.first) {
        findings
            .report(&RULE, &place)
            .message(format!(
                "意見の聴取の期間の終わり（{}）が、始まり（{}）より前です",
                wareki::format(wrong.last),
                wareki::format(wrong.first)
            ))
            .label("どちらの日付が正しいか確かめてください");
        return;
    }
    let Some(longest) = periods.iter().max_by_key(|period| period.days()) else {
        return;
    };
    let reason = assessment.at(CONSULTATION).at("期間を短縮する特段の理由");
    if longest.days() >= DAYS || !is_mandatory(assessment) || is_answered(&reason) {
        return;
    }
    let heading = reason.item().map(crate::form::Item::heading).unwrap_or_default();
    findings
        .report(&RULE, &place)
        .message(format!(
            "意見の聴取の期間が{}日で、{DAYS}日より短いのに、短縮する理由が書かれていません",
            longest.days()
        ))
        .label(format!(
            "期間が正しいか確かめ、短縮したのであれば「{heading}」を書いてください"
        ))
        .because(&reason, "短縮した理由はここに書きます");
}

//! 対策が十分だと答えたリスクに、措置が一つでも書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::Kind;

pub const RULE: Rule = Rule {
    code: "C161",
    name: "sufficient-without-measures",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "「十分である」「特に力を入れている」と答えたリスクに、措置の内容が書かれていること",
    why: "措置が書かれていなければ、十分だという自己評価を確かめようがない",
    law: Law::Internal("様式3・様式4 Ⅲ リスク対策の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for answer in assessment.each("リスク対策").iter().flat_map(Cursor::leaves) {
        let rates = answer.item().is_some_and(|item| item.key == "リスクへの対策は十分か");
        let Some(chosen) = answer.option().filter(|_| rates) else {
            continue;
        };
        if !["十分である", "特に力を入れている"].contains(&chosen.text.as_str()) {
            continue;
        }
        let group = answer.parent();
        let is_text = |place: &Cursor<'_>| place.item().is_some_and(|item| item.kind == Kind::Text);
        let measures = group.leaves().into_iter().filter(is_text);
        if measures.clone().any(|place| place.is_filled()) || is_waived(&group) {
            continue;
        }
        let headings: Vec<String> = measures
            .filter_map(|place| place.item().map(|item| item.key.clone()))
            .collect();
        findings
            .report(&RULE, &answer)
            .message(format!("「{}」としていますが、措置が何も書かれていません", chosen.text))
            .label(format!(
                "「{}」に、実際に行っている措置を書いてください",
                headings.join("」「")
            ));
    }
}

/// Whether a ticked box around a group says that nothing in it need be answered.
fn is_waived(group: &Cursor<'_>) -> bool {
    let mut waivers = Vec::new();
    let mut around = *group;
    while let Some(item) = around.item() {
        waivers.extend(item.waived_by.as_deref());
        let ticked = |box_: &Cursor<'_>| {
            box_.is_ticked() && box_.item().is_some_and(|item| waivers.contains(&item.key.as_str()))
        };
        if around.children().iter().any(ticked) {
            return true;
        }
        around = around.parent();
    }
    false
}

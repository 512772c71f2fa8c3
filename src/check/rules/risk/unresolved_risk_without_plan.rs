//! 課題が残されていると答えたリスクに、これからどうするかが書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::Kind;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C160",
    name: "unresolved-risk-without-plan",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "「課題が残されている」と答えたリスクの欄に、課題への対応の予定が書かれていること",
    why: "課題があると認めるだけでは、読み手はそれがいつどう解かれるのかを知ることができない",
    law: Law::Internal("リスク対策の項目間の整合（様式2 Ⅳ-8・Ⅳ-11、様式3・様式4 Ⅲ）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for risks in assessment.each("リスク対策") {
        // 様式4 has the item once for the whole assessment.
        let general = [
            risks.at("その他のリスク対策"),
            assessment.at("その他のリスク対策").at("その他のリスク対策"),
        ];
        for answer in risks.leaves() {
            if answer.option().is_none_or(|option| option.text != "課題が残されている") {
                continue;
            }
            let group = answer.parent();
            let beside = group.parent().children().into_iter().filter(is_beside);
            let mut texts = group.leaves();
            texts.extend(beside);
            texts.extend(general);
            // 様式2 asks most risks for the grade alone, and has no field for a plan.
            texts.retain(|place| place.item().is_some_and(|item| item.kind == Kind::Text));
            if texts.is_empty() {
                continue;
            }
            if !texts.iter().any(speaks_of_plan) {
                findings
                    .report(&RULE, &answer)
                    .message("「課題が残されている」としていますが、課題への対応が書かれていません")
                    .label("残っている課題と、いつまでに何をするかを、同じリスクについて書く欄に書いてください");
            }
        }
    }
}

/// Where 様式3 and 様式4 have room for what no risk of theirs names. 様式2 has none.
fn is_beside(place: &Cursor<'_>) -> bool {
    place
        .item()
        .is_some_and(|item| item.key == "その他のリスク及びそのリスクに対する措置")
}

fn speaks_of_plan(place: &Cursor<'_>) -> bool {
    lexicon().plans.are_in(place.text())
}

//! 意見の聴取、第三者点検、提出、承認、公表の順になっているか。

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::check::facts::review::{APPROVAL, REVIEW, end_of_consultation, is_mandatory, last_day};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D141",
    name: "procedure-out-of-order",
    severity: Error,
    confidence: High,
    since: None,
    checks: "全項目評価が義務付けられるときの手続が、意見の聴取、第三者点検又は委員会への提出と承認、公表の順になっていること",
    why: "意見を受けて見直した評価書を点検し、点検を経たものを公表する。順が逆なら、見直した後のものを誰も確かめていない",
    law: Law::Article("番号法第28条、特定個人情報保護評価に関する規則第7条、指針第5の3"),
    check: Check::Alone(check),
};

/// A step with its last day.
struct Step<'a> {
    name: &'static str,
    place: Cursor<'a>,
    day: Date,
}

fn check(assessment: &Assessment, findings: &mut Findings) {
    if !is_mandatory(assessment) {
        return;
    }
    let consulted = end_of_consultation(assessment).map(|(place, day)| Step {
        name: "意見の聴取の終わり",
        place,
        day,
    });
    let dated = [
        ("第三者点検", assessment.at(REVIEW).at("実施日")),
        ("委員会への提出", assessment.at(APPROVAL).at("提出日")),
        ("委員会の承認", assessment.at("承認日")),
        ("公表", assessment.at("公表日")),
    ];
    let dated = dated.into_iter().filter_map(|(name, place)| {
        Some(Step {
            name,
            day: last_day(&place)?,
            place,
        })
    });
    let steps: Vec<Step<'_>> = consulted.into_iter().chain(dated).collect();
    for (at, later) in steps.iter().enumerate() {
        // The nearest step that this one must follow and does not; the others say the same again.
        let Some(before) = steps[..at].iter().rev().find(|before| before.day > later.day) else {
            continue;
        };
        findings
            .report(&RULE, &later.place)
            .message(format!(
                "{}（{}）が、{}（{}）より前です",
                later.name,
                wareki::format(later.day),
                before.name,
                wareki::format(before.day)
            ))
            .label("手続の順か、日付が正しいか確かめてください")
            .because(&before.place, format!("{}はここに書かれています", before.name));
    }
}

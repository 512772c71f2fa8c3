//! しきい値判断結果が、対象人数などの記載から定まる結果と合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::threshold::{self, Found, RESULT};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::threshold::{decide, grounds};

pub const RULE: Rule = Rule {
    code: "T101",
    name: "threshold-result-differs",
    severity: Error,
    confidence: High,
    since: None,
    checks: "しきい値判断結果が、対象人数・取扱者数・重大事故の記載から導かれる結果と一致すること",
    why: "しきい値判断を誤ると、義務付けられた評価をしないまま特定個人情報ファイルを保有することになる",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let found = threshold::of(assessment);
    compare(&RULE, &assessment.at(RESULT), &found, findings);
}

/// Whether the answers of an assessment rule out the result that it states.
pub(in crate::check) fn is_ruled_out(assessment: &Assessment) -> bool {
    let decision = decide(&threshold::of(assessment).facts);
    let stated = assessment.at(RESULT).option().and_then(|option| option.level);
    stated.is_some_and(|stated| !(decision.least..=decision.most).contains(&stated))
}

/// Reports a stated result of しきい値判断 that some facts rule out, its own assessment's or another's.
pub(in crate::check) fn compare(rule: &Rule, result: &Cursor<'_>, found: &Found<'_>, findings: &mut Findings) {
    let Some((chosen, stated)) = result.option().and_then(|option| Some((option, option.level?))) else {
        return;
    };
    let decision = decide(&found.facts);
    if (decision.least..=decision.most).contains(&stated) {
        return;
    }
    let deciding = grounds(&found.facts, |least, most| stated < least || most < stated);
    let right: Vec<String> = result
        .item()
        .map(|item| item.options.as_slice())
        .unwrap_or_default()
        .iter()
        .filter(|option| {
            option
                .level
                .is_some_and(|level| (decision.least..=decision.most).contains(&level))
        })
        .map(|option| format!("「{}」", option.text))
        .collect();
    // Where even this form is too light no option of it is right, and T102 says so.
    if right.is_empty() {
        return;
    }
    let mut report = findings
        .report(rule, result)
        .message(format!(
            "{}であれば、しきい値判断結果は「{}」になりません",
            found.sentence(&deciding),
            chosen.text
        ))
        .label(format!(
            "{}を選ぶか、判断のもとになった記載を改めてください",
            right.join("又は")
        ));
    for place in deciding.iter().flat_map(|fact| found.places(*fact)) {
        let chosen = place.option().map_or("", |option| &option.text);
        report = report.because(place, format!("ここで「{chosen}」を選んでいます"));
    }
}

//! 全項目評価が義務付けられるときの手続（意見の聴取、第三者点検、委員会の承認）が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::review::{APPROVAL, CONSULTATION, REVIEW, is_mandatory, kind_of_body};
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C140",
    name: "procedure-left-out",
    severity: Error,
    confidence: High,
    since: None,
    checks: "全項目評価が義務付けられるときは、意見の聴取があり、地方公共団体等なら第三者点検、行政機関等なら委員会の承認があること。地方公共団体等に承認の記載がないこと",
    why: "住民の意見と、第三者又は委員会の目を経て初めて、全項目評価をしたことになる",
    law: Law::Article("番号法第28条第1項・第2項、特定個人情報保護評価に関する規則第7条第4項"),
    check: Check::Alone(check),
};

const LOCAL: &str = "地方公共団体等";
const NATIONAL: &str = "行政機関等";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let approved = assessment.at("承認日");
    let kind = kind_of_body(assessment);
    let body = kind.option().map(|option| option.text.as_str());
    if body == Some(LOCAL) {
        for place in [approved].into_iter().chain(assessment.at(APPROVAL).children()) {
            if is_answered(&place) {
                findings
                    .report(&RULE, &place)
                    .severity(Warning)
                    .message(format!(
                        "{LOCAL}の評価書に、行政機関等だけが受ける委員会の承認が書かれています"
                    ))
                    .label("空欄にするか、機関の種別を確かめてください")
                    .because(&kind, format!("ここで「{LOCAL}」を選んでいます"));
            }
        }
    }
    if !is_mandatory(assessment) {
        return;
    }
    let result = assessment.at("評価実施手続/基礎項目評価/しきい値判断結果");
    let mut need = |place: &Cursor<'_>, what: &str, for_body: bool| {
        let report = findings
            .report(&RULE, place)
            .message(format!("全項目評価が義務付けられるのに、{what}が書かれていません"))
            .label("実施した内容を書いてください。まだであれば、公表の前に実施してください")
            .because(&result, "ここで義務付けられるとしています");
        if for_body {
            report.because(&kind, format!("ここで「{}」を選んでいます", body.unwrap_or_default()));
        }
    };
    let consultation = assessment.at(CONSULTATION);
    if !told(&consultation, &["方法", "実施日・期間"]) {
        need(&consultation, "国民・住民等からの意見の聴取の方法か期間", false);
    }
    let review = assessment.at(REVIEW);
    let reviewed = told(&review, &["実施日", "方法", "結果"]);
    match body {
        Some(LOCAL) if !reviewed => need(&review, "第三者点検の実施日、方法か結果", true),
        Some(NATIONAL) if !is_answered(&approved) => need(&approved, "個人情報保護委員会の承認日", true),
        None if !reviewed && !is_answered(&approved) => {
            need(&review, "第三者点検（行政機関等なら委員会の承認日）", false);
        }
        _ => {}
    }
}

/// Whether every one of these answers says something.
fn told(group: &Cursor<'_>, keys: &[&str]) -> bool {
    keys.iter().all(|key| is_answered(&group.at(key)))
}

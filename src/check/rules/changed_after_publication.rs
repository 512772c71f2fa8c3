//! 変更箇所の変更日が公表日より後でなく、古い順に並んでいるか。

use crate::answers::Assessment;
use crate::check::{Findings, Law, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D146",
    name: "changed-after-publication",
    severity: Error,
    since: None,
    checks: "変更箇所の変更日が公表日より後でなく、行が変更日の順に並んでいること",
    why: "公表した後の変更はまだ評価書に載っているはずがなく、順が乱れると変更の流れを追えない",
    law: Law::Internal("様式3 別添2（様式4は別添3）の変更日と表紙の公表日"),
    check,
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let rows = assessment.each("変更箇所");
    let dates: Vec<_> = rows
        .iter()
        .map(|row| row.at("変更日"))
        .filter_map(|place| Some((place.date()?, place)))
        .collect();
    if let Some(last) = published.date() {
        for (date, place) in dates.iter().filter(|(date, _)| *date > last) {
            findings
                .report(&RULE, place)
                .message(format!("変更日（{}）が公表日より後です", wareki::format(*date)))
                .label("どちらの日付が正しいか確かめてください")
                .because(&published, format!("公表日は{}です", wareki::format(last)));
        }
    }
    // One is enough: a table in another order as a whole would give one a row.
    let descent = dates.windows(2).find(|pair| pair[1].0 < pair[0].0);
    if let Some([(_, before), (_, place)]) = descent {
        findings
            .report(&RULE, place)
            .severity(Warning)
            .message("変更日が前の行より前の日です")
            .label("変更箇所の行は変更日の古い順に並べてください")
            .because(before, "前の行の変更日です");
    }
}

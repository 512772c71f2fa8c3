//! 重要な変更の行より後に、意見の聴取と第三者点検をやり直しているか。

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::check::facts::review::{REVIEW, end_of_consultation, is_mandatory, kind_of_body, last_day};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Error;
use crate::table::decision::says_important;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "H176",
    name: "important-change-unreviewed",
    severity: Error,
    confidence: Medium,
    since: None,
    checks: "重要な変更とした行があるときは、意見の聴取と第三者点検が、その前の変更の公表より後に行われていること",
    why: "重要な変更をしようとするときは評価を再び実施し、意見の聴取と第三者点検もやり直す",
    law: Law::Article("番号法第28条第1項、特定個人情報保護評価に関する規則第7条・第11条、指針第6の2(2)"),
    check: Check::Alone(check),
};

/// Without an earlier row, steps older than this belong to another publication.
const DAYS: i32 = 365;

fn check(assessment: &Assessment, findings: &mut Findings) {
    if !is_mandatory(assessment) {
        return;
    }
    let rows: Vec<(Cursor<'_>, Date)> = assessment
        .each("変更箇所")
        .into_iter()
        .filter_map(|row| row.at("変更日").date().map(|day| (row, day)))
        .collect();
    let important = |row: &Cursor<'_>| says_important(row.at("提出時期に係る説明").text());
    // The assessment shows its last consultation only, so that older rows cannot be judged by it.
    let Some((row, changed)) = rows
        .iter()
        .filter(|(row, _)| important(row))
        .max_by_key(|(_, day)| *day)
    else {
        return;
    };
    let before = rows.iter().map(|(_, day)| *day).filter(|day| day < changed).max();
    let too_old = |day: Date| before.map_or((*changed - day).get_days() > DAYS, |before| day <= before);
    let local = kind_of_body(assessment)
        .option()
        .is_none_or(|option| option.text != "行政機関等");
    let review = assessment.at(REVIEW).at("実施日");
    let reviewed = last_day(&review)
        .filter(|_| local)
        .map(|day| ("第三者点検", review, day));
    let consulted = end_of_consultation(assessment).map(|(place, day)| ("意見の聴取", place, day));
    for (name, place, day) in consulted.into_iter().chain(reviewed) {
        if too_old(day) {
            findings
                .report(&RULE, &place)
                .message(format!(
                    "重要な変更（{}）があるのに、{name}が{}のままです",
                    wareki::format(*changed),
                    wareki::format(day)
                ))
                .label(format!(
                    "この変更について行った{name}の日付に改めてください。まだであれば、変更の前に行ってください"
                ))
                .because(&row.at("提出時期に係る説明"), "ここで重要な変更としています");
        }
    }
}

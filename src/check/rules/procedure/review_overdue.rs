//! 1年ごとの見直しと、5年を経過する前の再実施の時期。

use jiff::ToSpan;

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::{self, Kind, Version};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D145",
    name: "review-overdue",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "公表日から1年以内に見直しをし、評価の実施から5年を経過する前に再実施していること",
    why: "取扱いの実態や技術は変わっていくので、古い評価は今のリスクを表していないおそれがある",
    law: Law::Article(
        "特定個人情報保護評価に関する規則第15条（5年を経過する前の再実施に努める）、特定個人情報保護評価指針（少なくとも1年に1回の見直しに努める）",
    ),
    check: Check::Alone(check),
};

/// How long before the five years are over it is time to begin.
const AHEAD_MONTHS: i32 = 6;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let today = findings.today();
    for due in due::of(&[Version::of(assessment)], today) {
        let Ok(day) = due.day else { continue };
        if due.kind == Kind::Review && due.is_overdue(today) {
            let last = due.from.filter(|from| published.date() != Some(*from));
            let message = match last {
                Some(last) => format!("最後の見直し（{}）から1年を過ぎています", wareki::format(last)),
                None => "公表日から1年を過ぎていますが、見直しをした記録がありません".to_owned(),
            };
            let reviewed = assessment.at("管理/見直し実施日");
            let place = if last.is_some() { &reviewed } else { &published };
            findings
                .report(&RULE, place)
                .message(message)
                .law(due.kind.law())
                .label("見直しをして、その日を「管理」の「見直し実施日」に書いてください")
                .help("見直して変更があれば評価書を修正して公表し、なければ「管理」の「見直し実施日」だけを改めます（公表日は変えません）");
        }
        let soon = day.checked_sub(AHEAD_MONTHS.months()).is_ok_and(|soon| soon <= today);
        if due.kind == Kind::Reevaluation && soon {
            let deadline = wareki::format(day);
            let message = if due.is_overdue(today) {
                format!("評価を実施して公表してから5年（{deadline}）を過ぎています")
            } else {
                format!("評価を実施して公表してから5年となる{deadline}まで、半年を切っています")
            };
            let occasion = assessment.at("管理/実施種別");
            let why = if occasion.is_filled() {
                "この版が評価を実施した版です"
            } else {
                "「実施種別」が書かれていないので、この版で評価を実施したものとみて数えました"
            };
            findings
                .report(&RULE, &published)
                .law(due.kind.law())
                .message(message)
                .label("評価の再実施に努めてください")
                .because(&occasion, why);
        }
    }
}

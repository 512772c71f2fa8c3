//! 1年ごとの見直しと、5年を経過する前の再実施の時期。

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule, ended};
use crate::finding::Severity::Warning;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D145",
    name: "review-overdue",
    severity: Warning,
    since: None,
    checks: "公表日から1年以内に見直しをし、評価の実施から5年を経過する前に再実施していること",
    why: "取扱いの実態や技術は変わっていくので、古い評価は今のリスクを表していないおそれがある",
    law: Law::Article(
        "特定個人情報保護評価に関する規則第15条（5年を経過する前の再実施に努める）、年1回の見直しに努める",
    ),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(from) = published.date() else { return };
    if ended::end(assessment).is_some() {
        return;
    }
    let today = findings.today();
    let reviewed = assessment.at("管理/見直し実施日");
    let last = reviewed.date().filter(|date| (from..=today).contains(date));
    if years_later(last.unwrap_or(from), 1).is_some_and(|due| today > due) {
        let place = if last.is_some() { &reviewed } else { &published };
        let message = match last {
            Some(last) => format!("最後の見直し（{}）から1年を過ぎています", wareki::format(last)),
            None => "公表日から1年を過ぎていますが、見直しをした記録がありません".to_owned(),
        };
        findings
            .report(&RULE, place)
            .message(message)
            .label("見直しをして、その日を「管理」の「見直し実施日」に書いてください")
            .help("見直して変更があれば評価書を修正し、なければ日付だけを改めます");
    }
    // 修正 does not start the five years anew.
    let kind = assessment.at("管理/実施種別");
    let evaluated = matches!(assessment.top().choice("管理/実施種別"), Some("新規" | "再実施"));
    let (Some(due), Some(soon)) = (years_later(from, 5), from.checked_add(54.months()).ok()) else {
        return;
    };
    if !evaluated || today < soon {
        return;
    }
    let deadline = wareki::format(due);
    let message = if today >= due {
        format!("評価を実施して公表してから5年（{deadline}）を過ぎています")
    } else {
        format!("評価を実施して公表してから5年となる{deadline}まで、半年を切っています")
    };
    findings
        .report(&RULE, &published)
        .message(message)
        .label("評価の再実施に努めてください")
        .because(&kind, "この版が評価を実施した版です");
}

fn years_later(date: Date, years: i16) -> Option<Date> {
    date.checked_add(years.years()).ok()
}

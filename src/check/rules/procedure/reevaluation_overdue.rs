//! 修正だけの版について、評価を実施した前の版から5年を過ぎていないか。

use crate::check::look::since::Since;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::{self, Kind, Occasion, Version};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::Registered;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D220",
    name: "reevaluation-overdue",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "修正の版であっても、評価を実施した前の版（published の写し）の公表から5年を過ぎる前に再実施していること",
    why: "修正では5年の期間は新しくならないので、直近の公表日だけを見ていると再実施の時期を過ごしてしまう",
    law: Law::Article("特定個人情報保護評価に関する規則第15条（5年を経過する前に、再実施するよう努める）"),
    check: Check::Since(check),
};

fn check(since: &Since<'_>, findings: &mut Findings) {
    let versions = [since.old, since.new].map(Version::of);
    // The five years of a version that was an evaluation itself are told by D145.
    if versions[1].occasion != Some(Occasion::Revision) {
        return;
    }
    let today = findings.today();
    for due in due::of(&versions, today) {
        let (Kind::Reevaluation, true, Ok(day), Some(from)) = (due.kind, due.is_overdue(today), &due.day, due.from)
        else {
            continue;
        };
        let Some(occasion) = since.new.registered(Registered::Occasion) else {
            return;
        };
        findings
            .report(&RULE, &occasion)
            .message(format!(
                "評価を実施した版の公表（{}）から5年（{}）を過ぎています",
                wareki::format(from),
                wareki::format(*day)
            ))
            .label("この版は修正なので、5年は新しくなりません。評価の再実施に努めてください");
    }
}

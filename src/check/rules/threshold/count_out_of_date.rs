//! 人数を数えた時点が、公表日から離れていないか。

use jiff::ToSpan;

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "T111",
    name: "count-out-of-date",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "対象人数と取扱者数を数えた時点が、公表日の前の1年以内で、公表日より後でないこと",
    why: "古い人数で判断すると、義務付けられる評価が今の実態と違うおそれがある",
    law: Law::Internal("様式2 Ⅱ-1・Ⅱ-2の計数の時点と表紙の公表日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(day) = published.date() else { return };
    for key in ["対象人数", "取扱者数"] {
        let counted = assessment.at("しきい値判断項目").at(key).at("いつ時点の計数か");
        let Some(date) = counted.date() else { continue };
        let cause = format!("公表日は{}です", wareki::format(day));
        if date > day {
            findings
                .report(&RULE, &counted)
                .severity(Error)
                .message(format!(
                    "{key}を数えた時点（{}）が公表日より後です",
                    wareki::format(date)
                ))
                .label("どちらの日付が正しいか確かめてください")
                .because(&published, cause);
        } else if day.checked_sub(1.year()).is_ok_and(|oldest| date < oldest) {
            findings
                .report(&RULE, &counted)
                .message(format!(
                    "{key}を数えた時点（{}）が公表日の1年より前です",
                    wareki::format(date)
                ))
                .label("新しい時点で数え直し、しきい値判断が変わらないか確かめてください")
                .because(&published, cause);
        }
    }
}

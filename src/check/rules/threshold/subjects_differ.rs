//! 様式2の対象人数と、様式3・4の対象人数が同じか。

use crate::check::facts::threshold::ASKED;
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "T105",
    name: "subjects-differ",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式2 Ⅱ-1の対象人数が、同じ事務の様式3・4 Ⅰ-1③の対象人数と同じ区分であること",
    why: "対象人数は事務に一つで、しきい値判断のもとになる",
    law: Law::Internal("様式2 Ⅱ-1と様式3・4 Ⅰ-1③"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let asked = kiso.at(ASKED).at("対象人数/対象人数");
    let Some(own) = asked.option() else { return };
    for other in set.heavier() {
        let stated = other.at("基本情報/事務/対象人数");
        // The bands are worded differently from form to form: their bounds tell.
        let Some(option) = stated.option() else { continue };
        if (option.from, option.below) != (own.from, own.below) {
            findings
                .report(&RULE, &stated)
                .message(format!(
                    "対象人数が「{}」ですが、基礎項目評価書では「{}」です",
                    option.text, own.text
                ))
                .label("どちらの人数が正しいか確かめ、同じ区分にしてください")
                .because(&asked, format!("ここで「{}」を選んでいます", own.text));
        }
    }
}

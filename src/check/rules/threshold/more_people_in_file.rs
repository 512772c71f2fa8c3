//! ファイルの本人の数が、事務の対象人数を超えていないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "T108",
    name: "more-people-in-file",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "ファイルの対象となる本人の数が、事務の対象人数より大きい区分でないこと",
    why: "対象人数はすべてのファイルの本人の総数なので、一つのファイルの人数がそれを超えることはない",
    law: Law::Internal("様式3・4 Ⅰ-1③とⅡ-2②"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let total = assessment.at("基本情報/事務/対象人数");
    let Some((all, bound)) = total.option().and_then(|option| Some((option, option.below?))) else {
        return;
    };
    for people in assessment.each("特定個人情報ファイル/基本情報/対象となる本人の数") {
        let Some(option) = people.option() else { continue };
        if option.from.is_some_and(|from| from >= bound) {
            findings
                .report(&RULE, &people)
                .message(format!(
                    "ファイルの本人の数が「{}」で、事務の対象人数「{}」を超えます",
                    option.text, all.text
                ))
                .label("どちらの人数が正しいか確かめてください。対象人数が変われば、しきい値判断も変わります")
                .because(&total, format!("対象人数はここで「{}」を選んでいます", all.text));
        }
    }
}

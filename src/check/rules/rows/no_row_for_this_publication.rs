//! この版で変えたことが変更箇所に載っているか、日付から見る。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D147",
    name: "no-row-for-this-publication",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "変更箇所の最後の変更日が公表日と同じであること",
    why: "公表のたびにその版の変更を載せるので、公表日の行がなければ書き漏れか日付の誤りが疑われる",
    law: Law::Internal("変更箇所の変更日と表紙の公表日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let Some(day) = published.date() else { return };
    let latest = assessment
        .each("変更箇所")
        .iter()
        .map(|row| row.at("変更日"))
        .filter_map(|place| Some((place.date()?, place)))
        .max_by_key(|(date, _)| *date);
    // A later day is told by D146.
    if let Some((last, place)) = latest
        && last < day
    {
        findings
            .report(&RULE, &place)
            .message(format!(
                "最後の変更日は{}ですが、公表日は{}です",
                wareki::format(last),
                wareki::format(day)
            ))
            .label("この版で変更した項目の行が抜けていないか、日付が正しいか確かめてください。公表日のほかに変えた項目がなければ、このままで構いません")
            .because(&published, "公表日はここです")
            .help("公表が延びて公表日を改めたのであれば、「hyoka record ファイル」で、この版の行の変更日をそろえられます");
    }
}

//! 提供・移転を行っていないという答えが、行っているという答えと並んでいないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C120",
    name: "provision-denied-beside-provision",
    severity: Error,
    confidence: High,
    since: None,
    checks: "提供・移転の有無で、「行っていない」がほかの選択肢と同時に選ばれていないこと",
    why: "提供や移転をしているのかどうか、読み手に分からない",
    law: Law::Internal("様式3・様式4 Ⅱ-5 の選択肢"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for answer in assessment.each("特定個人情報ファイル/提供・移転/提供・移転の有無") {
        let Some(none) = answer.tick_of("行っていない") else {
            continue;
        };
        let others: Vec<_> = answer
            .ticks()
            .into_iter()
            .filter(|(_, tick)| tick.option != none.option)
            .collect();
        let Some((option, _)) = others.first() else { continue };
        let mut report = findings
            .report_at(&RULE, &answer, none.span.clone())
            .message(format!("「行っていない」が「{}」と同時に選ばれています", option.text))
            .label("どちらか一方にしてください");
        for (option, tick) in &others {
            report = report.because_at(tick.span.clone(), format!("ここで「{}」を選んでいます", option.text));
        }
    }
}

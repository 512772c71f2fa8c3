//! 言葉を添える選択肢を選んで、かっこの中を空けたままにしていないか。

use crate::answers::{Answer, Assessment, Value};
use crate::check::words::blank::says_nothing;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C134",
    name: "blank-left-empty",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「その他（　）」のように言葉を添える選択肢を選んだときは、かっこの中が書かれていること",
    why: "何を指しているのかが、選択肢だけでは読み手に分からない",
    law: Law::Internal("様式の選択肢のかっこの欄"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let has_ticks = |answer: &Answer| matches!(answer.value, Value::Ticks(_));
    for answer in assessment.top().leaves_where(has_ticks) {
        for (option, tick) in answer.ticks() {
            if option.blank && says_nothing(&tick.blank) {
                findings
                    .report_at(&RULE, &answer, tick.span.clone())
                    .message(format!(
                        "「{}」を選んでいますが、かっこの中が書かれていません",
                        option.text
                    ))
                    .label(format!("「{}: 」の後に具体的な名称などを書いてください", option.text));
            }
        }
    }
}

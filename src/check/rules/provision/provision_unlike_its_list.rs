//! 提供・移転の有無が、並べた提供先・移転先と合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C121",
    name: "provision-unlike-its-list",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「提供を行っている」「移転を行っている」と、提供先・移転先が書かれていることとが、一致していること",
    why: "件数は提供先・移転先から数えるので、選択と食い違うと件数のない提供や、行っていない提供先が印刷される",
    law: Law::Internal("様式3・様式4 Ⅱ-5 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for section in assessment.each("特定個人情報ファイル/提供・移転") {
        let answer = section.at("提供・移転の有無");
        let (Some(item), ticks) = (answer.item(), answer.ticks()) else {
            continue;
        };
        if ticks.is_empty() {
            continue;
        }
        for option in &item.options {
            let Some(list) = option.count.as_deref() else { continue };
            let entries: Vec<Cursor<'_>> = section.each(list).into_iter().filter(Cursor::is_filled).collect();
            let tick = ticks.iter().find(|(chosen, _)| *chosen == option).map(|(_, tick)| tick);
            match (tick, entries.first()) {
                (Some(tick), None) => {
                    findings
                        .report_at(&RULE, &answer, tick.span.clone())
                        .message(format!("「{}」を選んでいるのに、{list}が書かれていません", option.text))
                        .label(format!("「{list}」に一つずつ書くか、選択を外してください"));
                }
                (None, Some(first)) => {
                    findings
                        .report(&RULE, &answer)
                        .message(format!(
                            "{list}が書かれているのに、「{}」が選ばれていません",
                            option.text
                        ))
                        .label(format!("「{}」を選ぶか、{list}を消してください", option.text))
                        .because(first, format!("ここに{list}が書かれています"));
                }
                _ => {}
            }
        }
    }
}

//! 変更箇所の提出時期の書き漏れ。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "H174",
    name: "no-submission-time",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "変更箇所の行に提出時期が書かれていること",
    why: "変更の前に評価を見直したのか、変更した後に書き改めたのかが分からない",
    law: Law::Internal("変更箇所の提出時期"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for row in assessment.each("変更箇所") {
        let time = row.at("提出時期");
        if row.is_filled() && !time.is_filled() {
            findings
                .report(&RULE, &time)
                .message("提出時期が書かれていません")
                .label("取扱いを変える前に提出・公表するなら「事前」、変えた後なら「事後」と書いてください");
        }
    }
}

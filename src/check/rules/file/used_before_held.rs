//! 保有する前に使い始めたことになっていないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D143",
    name: "used-before-held",
    severity: Error,
    confidence: High,
    since: None,
    checks: "使用開始日が保有開始日より前でないこと",
    why: "保有していないファイルは使えないので、どちらかの日付が誤っている",
    law: Law::Internal("様式3 Ⅱ-2⑤保有開始日と Ⅱ-3⑥（様式4は Ⅱ-3⑨）使用開始日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for file in assessment.each("特定個人情報ファイル") {
        let held = file.at("基本情報/保有開始日");
        let used = file.at("入手・使用/使用開始日");
        let (Some(from), Some(to)) = (held.date(), used.date()) else {
            continue;
        };
        if to < from {
            findings
                .report(&RULE, &used)
                .message("使用開始日が保有開始日より前です")
                .label("どちらの日付が正しいか確かめてください")
                .because(&held, format!("保有開始日は{}です", wareki::format(from)));
        }
    }
}

//! 初めての公表より前に、特定個人情報ファイルを保有し、使い始めていないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D142",
    name: "held-before-first-publication",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "新規の評価で、保有開始日・使用開始日が公表日より前でないこと",
    why: "評価は特定個人情報ファイルを保有する前に実施するもので、後からの評価は緊急の場合に限られる",
    law: Law::Article("番号法第28条第1項、特定個人情報保護評価に関する規則第9条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    // Of a later version the first publication is not known from the file.
    let kind = assessment.at("管理/実施種別");
    if assessment.top().choice("管理/実施種別") != Some("新規") {
        return;
    }
    let published = assessment.at("公表日");
    let Some(first) = published.date() else { return };
    for file in assessment.each("特定個人情報ファイル") {
        for (path, what) in [
            ("基本情報/保有開始日", "保有開始日"),
            ("入手・使用/使用開始日", "使用開始日"),
        ] {
            let begun = file.at(path);
            if begun.date().is_some_and(|date| date < first) {
                findings
                    .report(&RULE, &begun)
                    .message(format!("{what}が、この評価書を初めて公表する日より前です"))
                    .label("評価は保有の前に実施します。日付が正しいか確かめてください")
                    .because(&published, format!("公表日は{}です", wareki::format(first)))
                    .because(&kind, "ここで「新規」を選んでいます")
                    .help(
                        "緊急の場合の事後評価（規則第9条第2項）であれば、そのことが読み手に分かるように書いてください",
                    );
            }
        }
    }
}

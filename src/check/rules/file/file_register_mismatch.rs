//! 個人情報ファイル簿を公表しているかどうかと、その名称・公表場所が合っているか。

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C193",
    name: "file-register-mismatch",
    severity: Error,
    confidence: High,
    since: None,
    checks: "個人情報ファイル簿の公表を「行っている」なら個人情報ファイル名と公表場所が書かれ、「行っていない」なら空欄であること",
    why: "個人情報ファイル簿は、どのような情報を機関が持つのかを本人が知る入口である",
    law: Law::Internal("様式4 Ⅴ-1④ の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let request = assessment.at("開示請求・問合せ/開示・訂正・利用停止請求");
    let published = request.at("個人情報ファイル簿の公表");
    let Some(chosen) = published.option().map(|option| option.text.as_str()) else {
        return;
    };
    for key in ["個人情報ファイル名", "公表場所"] {
        let told = request.at(key);
        if chosen == "行っている" && !is_answered(&told) {
            findings
                .report(&RULE, &told)
                .message(format!(
                    "個人情報ファイル簿の公表を「行っている」のに、「{key}」が書かれていません"
                ))
                .label(format!("「{key}」を書くか、「行っていない」に改めてください"))
                .because(&published, "ここで「行っている」を選んでいます");
        } else if chosen == "行っていない" && is_answered(&told) {
            findings
                .report(&RULE, &told)
                .severity(Warning)
                .message(format!(
                    "個人情報ファイル簿の公表を「行っていない」のに、「{key}」が書かれています"
                ))
                .label("空欄にするか、「行っている」に改めてください")
                .because(&published, "ここで「行っていない」を選んでいます");
        }
    }
}

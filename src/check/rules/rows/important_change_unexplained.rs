//! 重要な変更の対象となる項目の変更に、提出時期に係る説明があるか。

use super::important_change_afterwards::{changes_important_item, is_of_coming_version};
use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::{Info, Warning};

pub const RULE: Rule = Rule {
    code: "H173",
    name: "important-change-unexplained",
    severity: Warning,
    since: None,
    checks: "※の項目を変えた行に、提出時期に係る説明があること（公表済みの版の行では情報）",
    why: "重要な変更に当たるのか、当たらないのならなぜかが、読み手に分からない",
    law: Law::Article("規則第11条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let (today, past) = (findings.today(), findings.is_past());
    let published = assessment.at("公表日").date();
    let unexplained = |row: &Cursor<'_>| {
        row.at("項目").is_filled() && !row.at("提出時期に係る説明").is_filled() && changes_important_item(row)
    };
    let rows = assessment.each("変更箇所");
    let (new, old): (Vec<&Cursor<'_>>, Vec<&Cursor<'_>>) = rows
        .iter()
        .filter(|row| unexplained(row))
        .partition(|row| !past && is_of_coming_version(row, published, today));
    for row in new {
        // 「事後」 without a reason is H172.
        if row.choice("提出時期") != Some("事後") {
            findings
                .report(&RULE, &row.at("項目"))
                .message("※の項目の変更に、提出時期に係る説明がありません")
                .label("重要な変更に当たるかどうかと、その理由を「提出時期に係る説明」に書いてください");
        }
    }
    // What is published stays as it is: one line for all of it.
    if let Some(first) = old.first() {
        let count = match old.len() {
            1 => "が".to_owned(),
            rows => format!("が、ここを含めて{rows}行"),
        };
        findings
            .report(&RULE, &first.at("項目"))
            .severity(Info)
            .message(format!("提出時期に係る説明のない※の項目の変更{count}あります"))
            .label("公表した版の行であれば、このままで構いません。これから書く行には説明を付けてください");
    }
}

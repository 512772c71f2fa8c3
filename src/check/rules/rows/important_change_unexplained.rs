//! 重要な変更の対象となる項目の変更に、提出時期に係る説明があるか。

use super::important_change_afterwards::is_of_coming_version;
use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{self, Info, Warning};
use crate::table::lines::{Line, Table};
use crate::table::ruling::Ruling;

pub const RULE: Rule = Rule {
    code: "H173",
    name: "important-change-unexplained",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "※の項目を変えた行に、提出時期に係る説明があること（公表済みの版の行では情報）",
    why: "重要な変更に当たるのか、当たらないのならなぜかが、読み手に分からない",
    law: Law::Article("規則第11条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let (today, past) = (findings.today(), findings.is_past());
    let published = assessment.at("公表日").date();
    let Some(table) = Table::of(assessment) else { return };
    let unexplained = |line: &&Line<'_>| line.names.is_filled() && line.ruling() == Ruling::Open && line.is_important();
    let (new, old): (Vec<&Line<'_>>, Vec<&Line<'_>>) = table
        .rows
        .iter()
        .filter(unexplained)
        .partition(|line| !past && is_of_coming_version(line, published, today));
    for line in new {
        // 「事後」 without a reason is H172.
        if !line.is_afterwards() {
            report(line, Warning, findings);
        }
    }
    // What is published stays as it is: one line for all of it.
    if let Some(first) = old.first() {
        let count = match old.len() {
            1 => "が".to_owned(),
            rows => format!("が、ここを含めて{rows}行"),
        };
        findings
            .report(&RULE, &first.names)
            .severity(Info)
            .message(format!("提出時期に係る説明のない※の項目の変更{count}あります"))
            .label("公表した版の行であれば、このままで構いません。これから書く行には説明を付けてください");
    }
}

/// Says that a row of a ※ item decides nothing.
pub(in crate::check) fn report(line: &Line<'_>, severity: Severity, findings: &mut Findings) {
    findings
        .report(&RULE, &line.names)
        .severity(severity)
        .message("※の項目の変更に、提出時期に係る説明がありません")
        .label("重要な変更に当たるかどうかと、その理由を「提出時期に係る説明」に書いてください")
        .help("「hyoka record ファイル --decide 番号=判断」で、判断を書き込めます");
}

//! 委託しないと答えたファイルに、委託事項や委託のリスク対策が残っていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::blocks;
use crate::check::words::blank::is_unticked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C112",
    name: "outsourcing-denied-but-described",
    severity: Error,
    confidence: High,
    since: None,
    checks: "委託しないと答えたときは、委託事項がなく、リスク対策の「委託しない」にチェックがあること",
    why: "委託の有無は重要な変更の対象で、ほかの欄と食い違うと実態が分からない",
    law: Law::Internal("様式3・様式4 Ⅱ-4 と Ⅲ-4 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for outsourcing in assessment.each("特定個人情報ファイル/委託") {
        if outsourcing.choice("委託の有無") != Some("委託しない") {
            continue;
        }
        let tasks: Vec<_> = outsourcing
            .each("委託事項")
            .into_iter()
            .filter(Cursor::is_filled)
            .collect();
        if let Some(first) = tasks.first() {
            findings
                .report(&RULE, &outsourcing.at("委託の有無"))
                .message(format!("委託しないのに、委託事項が{}件書かれています", tasks.len()))
                .label("「委託する」に改めるか、委託事項を消してください")
                .because(first, "ここに委託事項が書かれています");
        }
    }
    for block in blocks(assessment) {
        let tick = block.measures.at("委託/委託しない");
        let denied = |file: &Cursor<'_>| file.choice("委託/委託の有無") == Some("委託しない");
        if !is_unticked(&tick) || !block.files.iter().all(denied) {
            continue;
        }
        let mut report = findings
            .report(&RULE, &tick)
            .message("委託しないのに、リスク対策の「委託しない」にチェックがありません")
            .label("チェックを付けてください（true）");
        for file in &block.files {
            report = report.because(&file.at("委託/委託の有無"), "ここで「委託しない」を選んでいます");
        }
    }
}

//! 委託すると答えたファイルに、委託事項と委託のリスク対策があるか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::blocks;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C113",
    name: "outsourcing-left-undescribed",
    severity: Error,
    confidence: High,
    since: None,
    checks: "委託すると答えたときは、委託事項が一つ以上あり、リスク対策の「委託しない」にチェックがないこと",
    why: "何を誰に委託し、どう監督するのかが、読み手に示されない",
    law: Law::Internal("様式3・様式4 Ⅱ-4 と Ⅲ-4 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for outsourcing in assessment.each("特定個人情報ファイル/委託") {
        if outsourcing.choice("委託の有無") == Some("委託する") && outsourcing.each("委託事項").is_empty()
        {
            findings
                .report(&RULE, &outsourcing.at("委託の有無"))
                .message("委託するのに、委託事項が一つも書かれていません")
                .label("下の「委託事項」に、委託する業務を一つずつ書いてください");
        }
    }
    for block in blocks(assessment) {
        let tick = block.measures.at("委託/委託しない");
        if !tick.is_ticked() {
            continue;
        }
        let outsourced = |file: &&Cursor<'_>| file.choice("委託/委託の有無") == Some("委託する");
        if let Some(file) = block.files.iter().find(outsourced) {
            findings
                .report(&RULE, &tick)
                .message("委託するのに、リスク対策の「委託しない」にチェックがあります")
                .label("チェックを外し（false）、委託のリスク対策を書いてください")
                .because(&file.at("委託/委託の有無"), "ここで「委託する」を選んでいます");
        }
    }
}

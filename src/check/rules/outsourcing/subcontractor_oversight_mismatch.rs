//! 再委託先の取扱いの担保が、委託事項ごとの再委託の有無と合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::blocks;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C117",
    name: "subcontractor-oversight-mismatch",
    severity: Error,
    confidence: High,
    since: None,
    checks: "再委託先の取扱いの担保が「再委託していない」なのは再委託する委託事項がないときだけで、ほかの答えには具体的な方法があること",
    why: "再委託先をどう監督しているのかが、再委託の実態と合わなくなる",
    law: Law::Internal("様式3 Ⅱ-4④ と Ⅲ-4（様式4は Ⅱ-4⑦ と Ⅲ-4）の項目間の整合"),
    check: Check::Alone(check),
};

/// 様式3 and 様式4 call it by different words.
const OVERSIGHT: [&str; 2] = [
    "再委託先による特定個人情報ファイルの適切な取扱いの担保",
    "再委託先による特定個人情報ファイルの適切な取扱いの確保",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for block in blocks(assessment) {
        let measures = block.measures.at("委託/委託先における不正な使用等のリスク");
        let asked = OVERSIGHT.map(|key| measures.at(key));
        let Some((oversight, chosen)) = asked.iter().find_map(|answer| Some((answer, answer.option()?))) else {
            continue;
        };
        let chosen = chosen.text.as_str();
        let is_guarded = oversight.item().is_some_and(|item| item.key.ends_with("担保"));
        let what = if is_guarded { "担保" } else { "確保" };
        if block.measures.at("委託/委託しない").is_ticked() {
            continue;
        }
        let answers: Vec<Cursor<'_>> = block
            .files
            .iter()
            .flat_map(|file| file.each("委託/委託事項/再委託/再委託の有無"))
            .collect();
        let is = |answer: &Cursor<'_>, text: &str| answer.option().is_some_and(|option| option.text == text);
        if chosen == "再委託していない" {
            if let Some(answer) = answers.iter().find(|answer| is(answer, "再委託する")) {
                findings
                    .report(&RULE, oversight)
                    .message(format!(
                        "再委託する委託事項があるのに、{what}を「再委託していない」としています"
                    ))
                    .label(format!("再委託先の取扱いをどの程度{what}しているかを選んでください"))
                    .because(answer, "ここで「再委託する」を選んでいます");
            }
            continue;
        }
        if !answers.is_empty() && answers.iter().all(|answer| is(answer, "再委託しない")) {
            let mut report = findings
                .report(&RULE, oversight)
                .message(format!(
                    "再委託する委託事項がないのに、{what}を「{chosen}」としています"
                ))
                .label("「再委託していない」に改めるか、委託事項の再委託の有無を見直してください");
            for answer in &answers {
                report = report.because(answer, "ここで「再委託しない」を選んでいます");
            }
        } else if !is_answered(&measures.at("具体的な方法")) {
            findings
                .report(&RULE, &measures.at("具体的な方法"))
                .message(format!(
                    "再委託先の取扱いを{what}する「具体的な方法」が書かれていません"
                ))
                .label("再委託先をどのように監督しているかを書いてください")
                .because(oversight, format!("ここで「{chosen}」を選んでいます"));
        }
    }
}

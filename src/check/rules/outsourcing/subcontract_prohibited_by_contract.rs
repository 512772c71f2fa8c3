//! 再委託しているのに、委託契約の規定に再委託の禁止が残っていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::blocks;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C215",
    name: "subcontract-prohibited-by-contract",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "「再委託する」委託事項があるとき、委託契約の規定の内容に、許諾による例外のない「再委託の禁止」がないこと",
    why: "契約で禁じていることを許しているように読め、どちらが本当か分からない",
    law: Law::Internal("様式3・4 Ⅱ-4の再委託の有無と、Ⅲ-4の規定の内容"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for block in blocks(assessment) {
        let subcontracts: Vec<Cursor<'_>> = block
            .files
            .iter()
            .flat_map(|file| file.each("委託/委託事項/再委託/再委託の有無"))
            .collect();
        let does = |answer: &&Cursor<'_>| answer.option().is_some_and(|option| option.text == "再委託する");
        let Some(answer) = subcontracts.iter().find(does) else {
            continue;
        };
        let told = block.measures.at("委託/委託先における不正な使用等のリスク/規定の内容");
        for text in Prose::of(&told) {
            let mut prohibited = lexicon().subcontract_prohibited.iter();
            let Some(range) = prohibited.find_map(|word| text.find(word).into_iter().next()) else {
                continue;
            };
            let sentence = text.sentence(range.start);
            let next = text.text()[sentence.end..].trim_start_matches(['。', '\n']);
            if lexicon().subcontract_allowed.are_in(&text.text()[sentence]) || lexicon().exceptions_begin.begin(next) {
                continue;
            }
            findings
                .report_at(&RULE, &told, text.span(&range))
                .message(format!(
                    "再委託する委託事項があるのに、規定の内容に「{}」があります",
                    text.written(&range)
                ))
                .label("契約の定めを確かめ、許諾を得た再委託を認めるのであれば、そのように書いてください")
                .because(answer, "ここで「再委託する」を選んでいます");
        }
    }
}

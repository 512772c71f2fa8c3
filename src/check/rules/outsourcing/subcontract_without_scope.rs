//! 再委託すると答えた委託事項に、再委託の中身が書かれているか。

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Item;

pub const RULE: Rule = Rule {
    code: "C116",
    name: "subcontract-without-scope",
    severity: Error,
    confidence: High,
    since: None,
    checks: "再委託すると答えた委託事項に、再委託の許諾方法・再委託事項が書かれていること",
    why: "再委託は許諾があって初めてできるもので、何をどう許すのかを読み手に示す必要がある",
    law: Law::Article("番号法第10条、様式3・様式4 Ⅱ-4 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for task in assessment.each("特定個人情報ファイル/委託/委託事項/再委託") {
        if task.choice("再委託の有無") != Some("再委託する") {
            continue;
        }
        let number = task.at("再委託の有無").item().map_or("", |item| item.number.as_str());
        for key in ["再委託の許諾方法", "再委託事項"] {
            let answer = task.at(key);
            if is_answered(&answer) {
                continue;
            }
            let heading = answer.item().map(Item::heading).unwrap_or_default();
            findings
                .report(&RULE, &answer)
                .message(format!("再委託するのに「{heading}」が書かれていません"))
                .label(format!("内容を書くか、{number}を「再委託しない」に改めてください"))
                .because(&task.at("再委託の有無"), "ここで「再委託する」を選んでいます");
        }
    }
}

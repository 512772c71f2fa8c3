//! 重大事故の有無と、その内容・再発防止策が合っているか。

use crate::answers::Assessment;
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C167",
    name: "accident-without-account",
    severity: Error,
    confidence: High,
    since: None,
    checks: "重大事故が「発生あり」ならその内容と再発防止策が書かれ、「発生なし」なら空欄であること",
    why: "事故から何を学び、どう防ぐことにしたのかは、読み手が最も知りたいことである",
    law: Law::Internal("様式3 Ⅲ-7②、様式4 Ⅲ-7 リスク1⑨の項目間の整合"),
    check: Check::Alone(check),
};

const ACCOUNT: [&str; 2] = ["その内容", "再発防止策の内容"];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for risk in assessment.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク") {
        let asked = risk.at("過去3年以内の重大事故");
        let happened = match asked.option().map(|option| option.text.as_str()) {
            Some("発生あり") => true,
            Some("発生なし") => false,
            _ => continue,
        };
        for key in ACCOUNT {
            let account = risk.at(key);
            let says_something = is_answered(&account);
            if happened && !says_something {
                findings
                    .report(&RULE, &account)
                    .message(format!("重大事故が「発生あり」なのに、「{key}」が書かれていません"))
                    .label(format!("「{key}」を書くか、事故がなければ「発生なし」に改めてください"))
                    .because(&asked, "ここで「発生あり」を選んでいます");
            } else if !happened && says_something {
                findings
                    .report(&RULE, &account)
                    .severity(Warning)
                    .message(format!("重大事故が「発生なし」なのに、「{key}」が書かれています"))
                    .label("空欄にするか、「発生あり」に改めてください")
                    .because(&asked, "ここで「発生なし」を選んでいます");
            }
        }
    }
}

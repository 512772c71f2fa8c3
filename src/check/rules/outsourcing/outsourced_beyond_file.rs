//! 委託先に扱わせる本人の数が、ファイルに記録される本人の数と合っているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C186",
    name: "outsourced-beyond-file",
    severity: Error,
    confidence: High,
    since: None,
    checks: "委託先に扱わせる本人の数が、ファイルに記録される本人の数より多くなく、全体を委託するときは同じであること",
    why: "委託先がどれだけの人の情報を扱うのかが、ファイルの概要と食い違う",
    law: Law::Internal("様式4 Ⅱ-2② と Ⅱ-4② の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for file in assessment.each("特定個人情報ファイル") {
        let held = file.at("基本情報/対象となる本人の数");
        let Some(of_file) = held.option() else { continue };
        for task in file.each("委託/委託事項") {
            let given = task.at("対象となる本人の数");
            let Some(of_task) = given.option().filter(|option| *option != of_file) else {
                continue;
            };
            let cause = format!("このファイルに記録される本人の数は「{}」です", of_file.text);
            let more = of_task
                .from
                .zip(of_file.below)
                .is_some_and(|(from, below)| from >= below);
            let scope = task.at("取扱いを委託する特定個人情報ファイルの範囲");
            if more {
                findings
                    .report(&RULE, &given)
                    .message(format!(
                        "委託先に扱わせる本人の数（{}）が、ファイルに記録される本人の数より多くなっています",
                        of_task.text
                    ))
                    .label("どちらの数が正しいか確かめてください")
                    .because(&held, cause);
            } else if scope
                .option()
                .is_some_and(|option| option.text == "特定個人情報ファイルの全体")
            {
                findings
                    .report(&RULE, &given)
                    .severity(Warning)
                    .message(format!(
                        "ファイルの全体を委託するのに、本人の数（{}）がファイルに記録される本人の数と違います",
                        of_task.text
                    ))
                    .label("本人の数をそろえるか、「特定個人情報ファイルの一部」に改めてください")
                    .because(&held, cause)
                    .because(&scope, "ここで全体を選んでいます");
            }
        }
    }
}

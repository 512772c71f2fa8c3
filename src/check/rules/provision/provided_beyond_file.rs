//! 提供・移転する情報の本人の数が、ファイルに記録される本人の数を超えていないか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C187",
    name: "provided-beyond-file",
    severity: Error,
    confidence: High,
    since: None,
    checks: "提供・移転する情報の対象となる本人の数が、ファイルに記録される本人の数より多くないこと",
    why: "ファイルにない人の情報は渡せないので、どちらかの数が誤っている",
    law: Law::Internal("様式3・様式4 Ⅱ-2② と Ⅱ-5④ の項目間の整合"),
    check: Check::Alone(check),
};

const NUMBERS: [(&str, &str); 2] = [
    ("提供・移転/提供先/提供する情報の対象となる本人の数", "提供"),
    ("提供・移転/移転先/移転する情報の対象となる本人の数", "移転"),
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for file in assessment.each("特定個人情報ファイル") {
        let held = file.at("基本情報/対象となる本人の数");
        let Some((of_file, below)) = held.option().and_then(|option| Some((option, option.below?))) else {
            continue;
        };
        for (path, what) in NUMBERS {
            for given in file.each(path) {
                let Some(option) = given
                    .option()
                    .filter(|option| option.from.is_some_and(|from| from >= below))
                else {
                    continue;
                };
                findings
                    .report(&RULE, &given)
                    .message(format!(
                        "{what}する情報の本人の数（{}）が、ファイルに記録される本人の数より多くなっています",
                        option.text
                    ))
                    .label("どちらの数が正しいか確かめてください")
                    .because(
                        &held,
                        format!("このファイルに記録される本人の数は「{}」です", of_file.text),
                    );
            }
        }
    }
}

//! 死者の個人番号を保管しているかどうかと、具体的な保管方法が合っているか。

use crate::answers::Assessment;
use crate::check::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C189",
    name: "deceased-number-mismatch",
    severity: Error,
    since: None,
    checks: "死者の個人番号を「保管している」なら具体的な保管方法が書かれ、「保管していない」なら空欄であること",
    why: "亡くなった人の個人番号が残っているのかどうか、どう守られているのかが分からない",
    law: Law::Internal("様式4 Ⅲ-7 リスク1⑩ の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for risk in assessment.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク") {
        let (asked, way) = (risk.at("死者の個人番号"), risk.at("具体的な保管方法"));
        match asked.option().map(|option| option.text.as_str()) {
            Some("保管している") if !is_answered(&way) => {
                findings
                    .report(&RULE, &way)
                    .message("死者の個人番号を「保管している」のに、具体的な保管方法が書かれていません")
                    .label("保管の方法を書くか、「保管していない」に改めてください")
                    .because(&asked, "ここで「保管している」を選んでいます");
            }
            Some("保管していない") if is_answered(&way) => {
                findings
                    .report(&RULE, &way)
                    .severity(Warning)
                    .message("死者の個人番号を「保管していない」のに、具体的な保管方法が書かれています")
                    .label("空欄にするか、「保管している」に改めてください")
                    .because(&asked, "ここで「保管していない」を選んでいます");
            }
            _ => {}
        }
    }
}

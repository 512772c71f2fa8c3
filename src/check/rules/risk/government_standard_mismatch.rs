//! 政府機関統一基準群についての答えが、機関の種別と合っているか。

use crate::answers::Assessment;
use crate::check::facts::review::kind_of_body;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Info, Warning};

pub const RULE: Rule = Rule {
    code: "C191",
    name: "government-standard-mismatch",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "地方公共団体等は政府機関統一基準群について「政府機関ではない」と答え、行政機関等がそう答えるときは実際に政府機関でないこと",
    why: "この基準は政府機関の情報セキュリティのもので、誤って答えると守るべき基準を取り違える",
    law: Law::Internal("様式4 Ⅲ-7 リスク1① と管理の機関の種別"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let kind = kind_of_body(assessment);
    let Some(body) = kind.option().map(|option| option.text.as_str()) else {
        return;
    };
    for answer in assessment.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク/NISC政府機関統一基準群")
    {
        let Some(chosen) = answer.option() else { continue };
        let outside = chosen.text == "政府機関ではない";
        let cause = format!("ここで「{body}」を選んでいます");
        if body == "地方公共団体等" && !outside {
            findings
                .report(&RULE, &answer)
                .message(format!("地方公共団体等の評価書で「{}」としています", chosen.text))
                .label("「政府機関ではない」に改めるか、機関の種別を確かめてください")
                .because(&kind, cause);
        } else if body == "行政機関等" && outside {
            findings
                .report(&RULE, &answer)
                .severity(Info)
                .message("行政機関等の評価書で「政府機関ではない」としています")
                .label("国の行政機関や独立行政法人であれば、遵守の程度を選んでください")
                .because(&kind, cause);
        }
    }
}

//! 評価実施機関名が機関の長の職名で書かれているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C163",
    name: "body-without-head",
    severity: Warning,
    since: None,
    checks: "地方公共団体の評価実施機関名が、「○○市長」のように長の職名まで書かれていること",
    why: "評価を実施するのは団体ではなく執行機関なので、団体名だけではどの機関か分からない",
    law: Law::Internal("表紙の評価実施機関名の記載例"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let body = assessment.at("評価実施機関名");
    let name = body.text().trim();
    // A ministry's name ends like a prefecture's.
    let management = assessment.at("管理");
    let kind = management.choice("機関の種別").or(findings.body_kind());
    if kind == Some("行政機関等") || name == "内閣府" {
        return;
    }
    let title = match name.chars().last() {
        Some('市' | '町' | '村' | '区') => "長",
        Some('都' | '道' | '府' | '県') => "知事",
        _ => return,
    };
    findings
        .report(&RULE, &body)
        .message(format!("評価実施機関名「{name}」に、長の職名がありません"))
        .label(format!("「{name}{title}」のように、長の職名まで書いてください"));
}

//! 変更箇所の項目の名称が、様式の項目を指しているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::find_name::NameMatch;

pub const RULE: Rule = Rule {
    code: "H178",
    name: "row-of-unknown-item",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "変更箇所の項目の名称が、様式の番号と見出しに合っていること",
    why: "番号と見出しが食い違うと、どの項目を変えたのか読み手がたどれない",
    law: Law::Internal("様式の項目の番号と見出し"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let form = assessment.form();
    for name in assessment.each("変更箇所/項目") {
        let written = name.text().trim();
        if let NameMatch::Meant(item) = form.find_name(written) {
            findings
                .report(&RULE, &name)
                .message(format!("「{written}」という項目は様式にありません"))
                .label(format!("「{}」ではありませんか", form.name_of_item(item)));
        }
    }
}

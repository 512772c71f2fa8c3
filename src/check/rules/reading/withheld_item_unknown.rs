//! 管理の「非公表」に挙げた名称が、この評価書の項目を指しているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::{Finding, Severity::Error};
use crate::layout::{UnknownWithheld, withheld};

pub const RULE: Rule = Rule {
    code: "F109",
    name: "withheld-item-unknown",
    severity: Error,
    since: None,
    checks: "管理の「非公表」に挙げた名称が、この評価書の項目を指していること",
    why: "指す項目がなければ、公表しないつもりの記載がそのまま公表されてしまう",
    law: Law::Article("特定個人情報保護評価に関する規則第13条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for unknown in withheld(assessment).err().unwrap_or_default() {
        findings.push(&assessment.top(), finding(&unknown));
    }
}

/// The finding on a name at 非公表 that leads to no item.
#[must_use]
pub fn finding(unknown: &UnknownWithheld) -> Finding {
    let mut finding = Finding::new(RULE.code, RULE.severity, unknown.span.clone())
        .message(format!("非公表とする「{}」という項目はありません", unknown.name))
        .label("hyoka check や hyoka diff が示す項目名で書いてください")
        .help("例「Ⅱ-6 保管場所」。ファイルが二つ以上あるときは「Ⅱ-6 保管場所（ファイル名）」のように、名称を添えます")
        .item("管理 非公表");
    finding.law = Some(RULE.law.text().to_owned());
    finding
}

//! 重点項目評価書や全項目評価書だけがあり、基礎項目評価書がないか。

use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::Display;

pub const RULE: Rule = Rule {
    code: "T112",
    name: "basic-form-missing",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "重点項目評価書や全項目評価書と同じフォルダに、同じ番号の基礎項目評価書があること",
    why: "基礎項目評価はどの事務でも実施し、その結果から重点項目評価や全項目評価の要否が決まる",
    law: Law::Article("規則第5条、指針第5の3"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    if set.kiso().is_some() || !set.is_complete() {
        return;
    }
    for made in set.heavier() {
        let number = made.form().displayed(Display::Number);
        let place = number.map_or_else(|| made.top(), |item| made.at(&item.path));
        findings
            .report(&RULE, &place)
            .message(format!("{}がありますが、基礎項目評価書がありません", made.form().name))
            .label("基礎項目評価書（kiso.yaml）を同じフォルダに置くと、二つを合わせて確かめます");
    }
}

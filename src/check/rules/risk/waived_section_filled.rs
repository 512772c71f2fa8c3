//! 「しない」にチェックを付けて省いた節に、答えが残っていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Kind;

pub const RULE: Rule = Rule {
    code: "C123",
    name: "waived-section-filled",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「委託しない」「提供・移転しない」「接続しない」などにチェックを付けた節が、空欄であること",
    why: "しないと答えたことの対策が書かれていると、しているのかどうかが読み手に分からない",
    law: Law::Internal(
        "リスク対策のチェック欄と記載欄の整合（様式2 Ⅳ-4・Ⅳ-5・Ⅳ-6・Ⅳ-8・Ⅳ-11、様式3・様式4 Ⅲ-4・Ⅲ-5・Ⅲ-6）",
    ),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    look(&assessment.top(), findings);
}

fn look(answer: &Cursor<'_>, findings: &mut Findings) {
    if let Some(tick) = waiver(answer).filter(Cursor::is_ticked) {
        report(answer, &tick, findings);
        return;
    }
    for child in answer.children() {
        if child
            .item()
            .is_some_and(|item| item.is_group() || item.waived_by.is_some())
        {
            look(&child, findings);
        }
    }
}

/// The tick that makes an answer or a group needless; it stands in the group or in one around it.
pub(in crate::check) fn waiver<'a>(group: &Cursor<'a>) -> Option<Cursor<'a>> {
    let key = group.item()?.waived_by.as_deref()?;
    let mut around = *group;
    while around.answer().is_some() {
        let mut children = around.children().into_iter();
        if let Some(tick) = children.find(|child| child.item().is_some_and(|item| item.key == key)) {
            return Some(tick);
        }
        around = around.parent();
    }
    None
}

fn report(group: &Cursor<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    let is_tick = |leaf: &Cursor<'_>| leaf.item().is_some_and(|item| item.kind == Kind::Tick);
    let filled: Vec<Cursor<'_>> = group
        .leaves()
        .into_iter()
        .filter(|leaf| !is_tick(leaf) && is_answered(leaf))
        .collect();
    let Some(first) = filled.first() else { return };
    let key = tick.item().map(|item| item.key.as_str()).unwrap_or_default();
    findings
        .report(&RULE, tick)
        .message(format!(
            "「{key}」にチェックがあるのに、その欄の{}項目が書かれています",
            filled.len()
        ))
        .label("チェックを外すか（false）、書かれている項目を空欄にしてください")
        .because(first, "ここから書かれています");
}

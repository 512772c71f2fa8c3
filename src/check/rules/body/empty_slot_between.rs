//! システムや委託事項などの欄が、途中で空いていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::form::Item;

pub const RULE: Rule = Rule {
    code: "C137",
    name: "empty-slot-between",
    severity: Info,
    confidence: High,
    since: None,
    checks: "システム・委託事項・提供先・移転先の番号が、途中で空いていないこと",
    why: "空いた番号の欄も紙面に印刷されるので、書き漏らしでないことを確かめておく",
    law: Law::Internal("様式3・様式4 Ⅰ-2、Ⅱ-4、Ⅱ-5 の欄の番号"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    look(&assessment.top(), findings);
}

fn look(answer: &Cursor<'_>, findings: &mut Findings) {
    if is_slotted_list(answer) {
        gaps(answer, findings);
    }
    for child in answer.children() {
        if child.item().is_some_and(Item::is_group) {
            look(&child, findings);
        }
    }
}

fn is_slotted_list(answer: &Cursor<'_>) -> bool {
    let Some(item) = answer.item() else { return false };
    answer.slot().is_none() && item.is_numbered() && item.repeat.as_ref().is_some_and(|repeat| repeat.slots.is_some())
}

fn gaps(list: &Cursor<'_>, findings: &mut Findings) {
    let key = list.item().map(|item| item.key.as_str()).unwrap_or_default();
    let entries: Vec<Cursor<'_>> = list.children().into_iter().filter(Cursor::is_filled).collect();
    for (before, after) in entries.iter().zip(entries.iter().skip(1)) {
        let (Some(used), Some(next)) = (before.slot(), after.slot()) else {
            continue;
        };
        let empty = match next.saturating_sub(used) {
            0 | 1 => continue,
            2 => format!("{key}{}", used + 1),
            _ => format!("{key}{}から{key}{}まで", used + 1, next - 1),
        };
        findings
            .report(&RULE, after)
            .message(format!("{empty}の欄が空いています"))
            .label("廃止したものの欄であれば、このままで構いません")
            .because(before, format!("一つ前に書かれているのは{key}{used}です"));
    }
}

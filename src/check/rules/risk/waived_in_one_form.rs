//! 「委託しない」などのチェックが、一つの事務の評価書で食い違っていないか。

use crate::answers::{Assessment, Cursor, Value};
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Kind;

pub const RULE: Rule = Rule {
    code: "C200",
    name: "waived-in-one-form",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「委託しない」「提供・移転しない」「接続しない」のチェックが、基礎項目評価書と重点項目評価書・全項目評価書で合っていること",
    why: "委託や提供をしているのかどうか、二つの評価書を読み比べた人に分からない",
    law: Law::Internal("同じ評価書番号の評価書に共通する項目の整合"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    for other in set.heavier() {
        for item in kiso.form().items().filter(|item| item.kind == Kind::Tick) {
            let shared = other.form().find(&item.path);
            if shared.is_some_and(|shared| shared.kind == Kind::Tick) {
                compare(&kiso.at(&item.path), other, &item.path, findings);
            }
        }
    }
}

/// 基礎項目評価書 answers for all files at once: ticked where none does it, not ticked where one does.
fn compare(own: &Cursor<'_>, other: &Assessment, path: &str, findings: &mut Findings) {
    let written = |tick: &Cursor<'_>| matches!(tick.answer().map(|answer| &answer.value), Some(Value::Tick(_)));
    let asked = |tick: &Cursor<'_>| written(tick) || tick.parent().is_filled();
    let theirs: Vec<Cursor<'_>> = other.each(path).into_iter().filter(asked).collect();
    if !asked(own) || theirs.is_empty() {
        return;
    }
    let Some(item) = own.item() else { return };
    let (label, name) = (&item.label, &other.form().name);
    let against = if own.is_ticked() {
        theirs.iter().find(|tick| !tick.is_ticked())
    } else if theirs.iter().all(Cursor::is_ticked) {
        theirs.first()
    } else {
        None
    };
    let Some(against) = against else { return };
    let (message, because) = if own.is_ticked() {
        (
            format!("「{label}」にチェックがありますが、{name}にはチェックのないファイルがあります"),
            format!("{name}では「{label}」にチェックがありません"),
        )
    } else {
        (
            format!("「{label}」にチェックがありませんが、{name}ではすべてのファイルにチェックがあります"),
            format!("{name}では「{label}」にチェックがあります"),
        )
    };
    findings
        .report(&RULE, own)
        .message(message)
        .label("実際の取扱いを確かめ、二つの評価書をそろえてください")
        .because(against, because);
}

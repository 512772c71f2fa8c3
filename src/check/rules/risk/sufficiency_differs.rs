//! リスクへの対策の自己評価が、一つの事務の評価書で食い違っていないか。

use crate::answers::Cursor;
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C205",
    name: "sufficiency-differs",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "基礎項目評価書の「対策は十分か」の答えが、同じリスクについての重点項目評価書・全項目評価書の答えの中にあること",
    why: "同じリスクに「十分である」と「課題が残されている」が並ぶと、どちらの評価か分からない",
    law: Law::Internal("様式2 Ⅳと様式3・4 Ⅲの同じリスクの自己評価"),
    check: Check::Together(check),
};

/// The question of the heavier forms on each risk, and the words that 様式2 adds to a risk to ask the same.
const ASKED: &str = "リスクへの対策は十分か";
const ASKED_HERE: &str = "への対策は十分か";

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    for own in kiso.at("リスク対策").leaves() {
        let (Some(item), Some(chosen)) = (own.item(), own.option()) else {
            continue;
        };
        let section = item.path.rsplit_once('/').map_or("", |(section, _)| section);
        let Some(risk) = item.key.strip_suffix(ASKED_HERE) else {
            continue;
        };
        for other in set.heavier() {
            let form = other.form();
            let Some(group) = form.find(section) else { continue };
            let asked = group.children.iter().map(|id| form.item(*id));
            let asked = asked
                .filter(|group| !group.key.is_empty() && risk.ends_with(&group.key))
                .map(|group| format!("{}/{ASKED}", group.path))
                .find(|path| form.find(path).is_some());
            let Some(path) = asked else { continue };
            let answered = |answer: &Cursor<'_>| answer.option().is_some();
            let theirs: Vec<Cursor<'_>> = other.each(&path).into_iter().filter(answered).collect();
            let same = |answer: &Cursor<'_>| answer.option().is_some_and(|option| option.text == chosen.text);
            let Some(first) = theirs.first().filter(|_| !theirs.iter().any(same)) else {
                continue;
            };
            let said = first.option().map_or("", |option| &option.text);
            findings
                .report(&RULE, &own)
                .message(format!(
                    "{risk}への対策が「{}」ですが、{}では「{said}」です",
                    chosen.text, form.name
                ))
                .label("対策の状況を確かめ、二つの評価書をそろえてください")
                .because(first, format!("ここで「{said}」を選んでいます"));
        }
    }
}

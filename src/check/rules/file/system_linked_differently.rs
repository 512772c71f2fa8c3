//! 同じシステムの接続先が、機関の評価書でそろっているか。

use crate::answers::{Assessment, Cursor};
use crate::check::look::across::{Across, Noted, Notes, Told, all_alike};
use crate::check::words::list_marks::unmarked;
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "C202",
    name: "system-linked-differently",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "同じ名称のシステムの「他のシステムとの接続」が、どの評価書でも同じであること",
    why: "一つのシステムの接続先は事務によって変わらず、システムを改めたときに一部の評価書だけ古いまま残りやすい",
    law: Law::Internal("様式3・4 Ⅰ-2③"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for system in assessment.each("基本情報/システム") {
        let (name, links) = (system.at("システムの名称"), system.at("他のシステムとの接続"));
        if name.is_filled() && links.is_filled() {
            notes.add(&fold(unmarked(name.text())), &fold(&listed(&links)), links);
        }
    }
}

/// The systems that it is linked with, in the form's order. What stands in その他 is worded freely and does not count.
fn listed(links: &Cursor<'_>) -> String {
    let names = links.ticks().into_iter().map(|(option, _)| option.text.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// What only one of two answers has.
fn differing(here: &Cursor<'_>, there: &Cursor<'_>) -> String {
    let only = |one: &Cursor<'_>, other: &Cursor<'_>| {
        let ticks = one.ticks().into_iter().map(|(option, _)| &option.text);
        let own: Vec<&str> = ticks.filter(|text| !other.has(text)).map(String::as_str).collect();
        if own.is_empty() {
            String::new()
        } else {
            format!("「{}」", own.join("、"))
        }
    };
    let (own, theirs) = (only(here, there), only(there, here));
    match (own.as_str(), theirs.as_str()) {
        ("", theirs) => format!("ほかの評価書にある{theirs}がありません"),
        (own, "") => format!("{own}が、ほかの評価書にありません"),
        (own, theirs) => format!("ここには{own}、ほかの評価書には{theirs}があります"),
    }
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let name = at.entry().at("システムの名称");
    Told {
        severity: None,
        message: format!("「{}」の接続先が、ほかの評価書と違います", name.text().trim()),
        label: format!(
            "{}。システムの実際の接続を確かめ、そろえてください",
            differing(at, because)
        ),
        because: "こちらの接続先と違います".to_owned(),
    }
}

//! 同じ委託先への同じ委託について、再委託の有無が機関の評価書でそろっているか。

use super::contractor_spelt_differently::known_as;
use crate::answers::{Assessment, Cursor};
use crate::check::look::across::{Across, Noted, Notes, Told, all_alike};
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "C207",
    name: "subcontract-told-differently",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "委託先名と委託事項が同じ委託の「再委託の有無」が、どの評価書でも同じであること",
    why: "一つの契約で再委託を始めたときに、一部の評価書だけ直しやすい",
    law: Law::Internal("様式3・4 Ⅱ-4④再委託の有無"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for task in assessment.each("特定個人情報ファイル/委託/委託事項") {
        let (name, title) = (task.at("委託先名"), task.at("委託事項"));
        let subcontract = task.at("再委託/再委託の有無");
        if let (Some(name), true, Some(option)) = (known_as(name.text()), title.is_filled(), subcontract.option()) {
            notes.add(&format!("{name} {}", fold(title.text())), &option.text, subcontract);
        }
    }
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let task = at.entry();
    let option = |place: &Cursor<'_>| place.option().map_or_else(String::new, |option| option.text.clone());
    Told {
        severity: None,
        message: format!(
            "「{}」への「{}」が「{}」ですが、ほかの評価書では「{}」です",
            task.at("委託先名").text().trim(),
            task.at("委託事項").text().trim().replace('\n', " "),
            option(at),
            option(because)
        ),
        label: "同じ契約であれば、実際の取扱いを確かめてそろえてください".to_owned(),
        because: "こちらの答えと違います".to_owned(),
    }
}

//! 評価実施機関名の書き方が、機関の評価書でそろっているか。

use super::declaration_of_another_body::bare;
use crate::answers::Assessment;
use crate::check::look::across::{Across, Noted, Notes, Told, all_alike};
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::form::Display;

pub const RULE: Rule = Rule {
    code: "C201",
    name: "body-named-differently",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "同じ機関の評価実施機関名が、どの評価書でも同じ書き方であること（教育委員会などの別の機関は別に見る）",
    why: "委員会の検索で、同じ機関の評価書が別の機関のものとして並ぶ",
    law: Law::Internal("表紙の評価実施機関名"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let Some(body) = assessment.form().displayed(Display::Author) else {
        return;
    };
    let body = assessment.at(&body.path);
    if body.is_filled() {
        notes.add(&bare(body.text()), &fold(body.text()), body);
    }
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    Told {
        severity: None,
        message: format!(
            "評価実施機関名「{}」の書き方が、ほかの評価書と違います",
            at.text().trim()
        ),
        label: format!("ほかの評価書では「{}」です。そろえてください", because.text().trim()),
        because: "こちらの書き方と違います".to_owned(),
    }
}

//! 一つの評価書番号が、二つの事務に使われていないか。

use crate::answers::Assessment;
use crate::check::look::across::{Across, Noted, Notes, Told, only_one};
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::folding::fold;
use crate::form::Display;

pub const RULE: Rule = Rule {
    code: "C198",
    name: "number-used-twice",
    severity: Error,
    confidence: High,
    since: None,
    checks: "評価書番号が、機関のほかの事務の評価書に使われていないこと",
    why: "評価書番号は計画管理書で事務ごとに付ける番号で、同じ番号の評価書は一つの事務のものとして扱われる",
    law: Law::Article("特定個人情報保護評価に関する規則第3条"),
    check: Check::Across(Across {
        note,
        judge: only_one,
        tell,
    }),
};

/// 基礎項目評価書 and the heavier form of one 事務 share their number: only two of the same form are two of a kind.
fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let form = assessment.form();
    let Some(number) = form.displayed(Display::Number).map(|item| assessment.at(&item.path)) else {
        return;
    };
    if number.is_filled() {
        notes.add(&format!("{} {}", form.form, fold(number.text())), "", number);
    }
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let form = &at.assessment().form().name;
    Told {
        severity: None,
        message: format!("評価書番号「{}」の{form}が、ほかにもあります", at.text()),
        label: format!(
            "計画管理書の番号に改めてください。{}でも使われています",
            because.assessment().source().name()
        ),
        because: "この評価書の番号です".to_owned(),
    }
}

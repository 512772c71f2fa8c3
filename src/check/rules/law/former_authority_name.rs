//! 今はない行政機関の名称を使っていないか。

use crate::answers::Assessment;
use crate::check::words::citation::is_of_the_past;
use crate::check::words::folded;
use crate::check::words::law::{law_book, severity};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;

pub const RULE: Rule = Rule {
    code: "L156",
    name: "former-authority-name",
    severity: Info,
    confidence: Medium,
    since: Some("2016-01-01"),
    checks: "特定個人情報保護委員会のような、今はない行政機関の名称を、今のものとして使っていないこと",
    why: "どの機関のことか読み手に伝わらず、見直していない記載とも読まれる",
    law: Law::Article("個人情報の保護に関する法律、デジタル庁設置法"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    for authority in law_book().authorities.iter().filter(|one| published >= one.to) {
        for text in folded::texts(assessment) {
            for range in text.find(&authority.name) {
                // 平成26年特定個人情報保護委員会規則第1号 keeps its name for good.
                let after = &text.text()[range.end..];
                let of_an_order = ["規則第", "告示第"].iter().any(|words| after.starts_with(words));
                if of_an_order || is_of_the_past(text.before(range.start)) {
                    continue;
                }
                findings
                    .report_at(&RULE, text.place(), text.span(&range))
                    .severity(severity(authority.confidence, Info))
                    .sure_at_most(authority.confidence)
                    .message(format!("「{}」は今の名称ではありません", authority.name))
                    .label(format!(
                        "今の「{}」に改めるか、当時のことであれば「旧」を付けてください",
                        authority.replaced_by
                    ))
                    .help(authority.note.clone());
            }
        }
    }
}

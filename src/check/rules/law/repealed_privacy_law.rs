//! 個人情報の保護に関する法律に一本化された法令を引いていないか。

use crate::answers::Assessment;
use crate::check::words::citation::is_of_the_past;
use crate::check::words::folded;
use crate::check::words::law::{law_book, severity};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;

pub const RULE: Rule = Rule {
    code: "L155",
    name: "repealed-privacy-law",
    severity: Info,
    confidence: Medium,
    since: Some("2023-04-01"),
    checks: "個人情報保護条例や行政機関個人情報保護法を、今の根拠として引いていないこと",
    why: "令和5年4月1日から個人情報の保護に関する法律に一本化され、開示請求などの根拠も変わった",
    law: Law::Article("個人情報の保護に関する法律"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    for act in law_book().acts.iter().filter(|act| published >= act.to) {
        for text in folded::texts(assessment) {
            for range in text.find(&act.name) {
                if is_of_the_past(text.before(range.start)) {
                    continue;
                }
                // No correction: which article of the new law takes the old one's place depends on what is said of it.
                findings
                    .report_at(&RULE, text.place(), text.span(&range))
                    .severity(severity(act.confidence, Info))
                    .sure_at_most(act.confidence)
                    .message(format!("「{}」を引いています", act.name))
                    .label(format!("今の根拠が「{}」でないか確かめてください", act.replaced_by))
                    .help(act.note.clone());
            }
        }
    }
}

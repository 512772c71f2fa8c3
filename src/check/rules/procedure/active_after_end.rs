//! 事務が終了した後も、委託や情報連携を続ける書き方になっていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::ended::{self, End};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Info, Warning};
use crate::form::find_name::NameMatch;

pub const RULE: Rule = Rule {
    code: "C150",
    name: "active-after-end",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "終了した事務で委託や情報連携が続いておらず、終了後に重要な変更の対象項目を変えようとしていないこと",
    why: "終了後も取扱いが残るのか、終了前の状態を書いたものかが、読み手に分からない",
    law: Law::Internal("評価書名の終了の表示と、情報連携・委託の項目（様式2 Ⅰ-4①、様式3 Ⅰ-5①・Ⅱ-4、様式4 Ⅰ-6①・Ⅱ-4）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(end) = ended::end(assessment).filter(|end| end.date.is_none_or(|date| date <= findings.today())) else {
        return;
    };
    let linked = assessment.at("基本情報/情報連携/実施の有無");
    going_on(&linked, "実施する", "情報連携を「実施する」", &end, findings);
    for task in assessment.each("特定個人情報ファイル/委託/委託の有無") {
        going_on(&task, "委託する", "「委託する」", &end, findings);
    }
    planned(assessment, &end, findings);
}

fn going_on(place: &Cursor<'_>, option: &str, words: &str, end: &End<'_>, findings: &mut Findings) {
    if place.option().is_some_and(|chosen| chosen.text == option) {
        findings
            .report(&RULE, place)
            .message(format!("事務が終了していますが、{words}となっています"))
            .label("終了前の状態を書いたものであれば、このままで構いません")
            .because(&end.place, "事務の終了はここに書かれています");
    }
}

/// 事前 says that the handling is still to change: after the end there is nothing left to change.
fn planned(assessment: &Assessment, end: &End<'_>, findings: &mut Findings) {
    let Some(last) = end.date else { return };
    for row in assessment.each("変更箇所") {
        let after = row.at("変更日").date().is_some_and(|date| date > last);
        if !after || row.choice("提出時期") != Some("事前") {
            continue;
        }
        let name = row.at("項目");
        let important = match assessment.form().find_name(name.text()) {
            NameMatch::Items(items) => items.iter().any(|item| item.important),
            NameMatch::Meant(item) => item.important,
            NameMatch::Unclear => false,
        };
        if important {
            findings
                .report(&RULE, &name)
                .severity(Warning)
                .message("事務が終了した後に、重要な変更の対象項目を変えようとしています")
                .label("終了後も取扱いが続くのか、変更日と提出時期が正しいか確かめてください")
                .because(&end.place, "事務の終了はここに書かれています");
        }
    }
}

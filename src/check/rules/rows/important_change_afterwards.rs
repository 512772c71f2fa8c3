//! 重要な変更の対象となる項目を、事後として変えていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::folding::fold;
use crate::form::find_name::NameMatch;
use crate::table::decision::Decision;

pub const RULE: Rule = Rule {
    code: "H172",
    name: "important-change-afterwards",
    severity: Error,
    since: None,
    checks: "※の項目の変更が、重要な変更に当たらない理由なしに、又は「その他の項目の変更」として「事後」となっていないこと（公表済みの版の行では情報か警告）",
    why: "重要な変更をするときは、変更の前に評価を再び実施しなければならない",
    law: Law::Article("番号法第28条第1項後段、規則第11条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let today = findings.today();
    let published = assessment.at("公表日").date();
    for row in assessment.each("変更箇所") {
        if row.choice("提出時期") != Some("事後") || !changes_important_item(&row) {
            continue;
        }
        let reason = row.at("提出時期に係る説明");
        let new = !findings.is_past() && is_of_coming_version(&row, published, today);
        let admitted = Decision::read(reason.text()) == Some(Decision::Important);
        let mistaken = says_other_item(reason.text());
        if mistaken && !admitted && published.is_some() && row.at("変更日").date() == published {
            findings
                .report(&RULE, &reason)
                .severity(if new { Error } else { Warning })
                .message("※の項目の変更なのに、説明では「その他の項目の変更」としています")
                .label(if new {
                    "重要な変更に当たるか確かめ、当たれば「事前」として評価を再び実施し、当たらなければその理由を書いてください"
                } else {
                    "重要な変更に当たらなかったか確かめてください。当たる変更であれば、評価の再実施が必要です"
                })
                .because(&row.at("項目"), "※の項目です");
            continue;
        }
        // An old row without a reason is told once for all of them, by H173.
        if !admitted && (reason.is_filled() || !new) {
            continue;
        }
        let message = if admitted {
            "重要な変更とした行の提出時期が「事後」です"
        } else {
            "※の項目の変更が、説明のないまま「事後」となっています"
        };
        findings
            .report(&RULE, &row.at("提出時期"))
            .severity(if new { Error } else { Info })
            .message(message)
            .label(if new {
                "重要な変更の対象項目です。事前の再実施が必要です（形式的な変更やリスクを軽減する変更の場合は、説明を記載）"
            } else {
                "重要な変更は、変更の前に評価を再び実施します。公表した版の行なので、提出時期の誤りであれば次に公表する版で改めてください"
            })
            .because(&row.at("項目"), "※の項目です");
    }
}

/// Whether an explanation takes its item for one without ※.
fn says_other_item(explanation: &str) -> bool {
    fold(explanation).contains("その他の項目の変更であり")
}

/// Whether the items that a row names are all 重要な変更の対象.
pub(in crate::check) fn changes_important_item(row: &Cursor<'_>) -> bool {
    let form = row.assessment().form();
    match form.find_name(row.at("項目").text().trim()) {
        NameMatch::Items(items) => !items.is_empty() && items.iter().all(|item| item.important),
        NameMatch::Meant(item) => item.important,
        NameMatch::Unclear => false,
    }
}

/// Whether a row belongs to the version that is still to be published.
pub(in crate::check) fn is_of_coming_version(
    row: &Cursor<'_>,
    published: Option<jiff::civil::Date>,
    today: jiff::civil::Date,
) -> bool {
    let day = row.at("変更日").date();
    published.is_some_and(|published| published >= today && day == Some(published))
}

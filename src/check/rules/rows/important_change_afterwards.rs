//! 重要な変更の対象となる項目を、事後として変えていないか。

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Error, Info, Warning};
use crate::table::lines::{Line, Table};
use crate::table::ruling::Ruling;

pub const RULE: Rule = Rule {
    code: "H172",
    name: "important-change-afterwards",
    severity: Error,
    confidence: Medium,
    since: None,
    checks: "※の項目の変更が、重要な変更に当たらない理由なしに、又は「その他の項目の変更」として「事後」となっていないこと（公表済みの版の行では情報か警告）",
    why: "重要な変更をするときは、変更の前に評価を再び実施しなければならない",
    law: Law::Article("番号法第28条第1項後段、規則第11条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let today = findings.today();
    let published = assessment.at("公表日").date();
    let Some(table) = Table::of(assessment) else { return };
    for line in table.rows.iter().filter(|line| line.is_afterwards()) {
        let ruling = line.ruling();
        if matches!(ruling, Ruling::Decided(_)) || !line.is_important() {
            continue;
        }
        let new = !findings.is_past() && is_of_coming_version(line, published, today);
        match ruling {
            // An old row without a reason is told once for all of them, by H173; and what a row without a day of this version
            // calls another item's change may be one of an older form.
            Ruling::Open if !new => {}
            Ruling::Mistaken if published.is_none() || line.changed.date() != published => {}
            Ruling::Open | Ruling::Mistaken | Ruling::Contrary | Ruling::Decided(_) => report(line, new, findings),
        }
    }
}

/// Says what is wrong with a row of a ※ item that is 事後 and decides nothing, or what cannot be; `new` where it can still be
/// mended before it is published.
pub(in crate::check) fn report(line: &Line<'_>, new: bool, findings: &mut Findings) {
    if line.ruling() == Ruling::Mistaken {
        findings
            .report(&RULE, &line.explanation)
            .severity(if new { Error } else { Warning })
            .message("※の項目の変更なのに、説明では「その他の項目の変更」としています")
            .label(if new {
                "重要な変更に当たるか確かめ、当たれば「事前」として評価を再び実施し、当たらなければその理由を書いてください"
            } else {
                "重要な変更に当たらなかったか確かめてください。当たる変更であれば、評価の再実施が必要です"
            })
            .because(&line.names, "※の項目です");
        return;
    }
    let message = if line.ruling() == Ruling::Contrary {
        "重要な変更とした行の提出時期が「事後」です"
    } else {
        "※の項目の変更が、説明のないまま「事後」となっています"
    };
    findings
        .report(&RULE, &line.submission)
        .severity(if new { Error } else { Info })
        .message(message)
        .label(if new {
            "重要な変更の対象項目です。事前の再実施が必要です（形式的な変更やリスクを軽減する変更の場合は、説明を記載）"
        } else {
            "重要な変更は、変更の前に評価を再び実施します。公表した版の行なので、提出時期の誤りであれば次に公表する版で改めてください"
        })
        .because(&line.names, "※の項目です");
}

/// Whether a row belongs to the version that is still to be published.
pub(in crate::check) fn is_of_coming_version(line: &Line<'_>, published: Option<Date>, today: Date) -> bool {
    published.is_some_and(|published| published >= today && line.changed.date() == Some(published))
}

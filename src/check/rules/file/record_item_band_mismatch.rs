//! 記録される項目の数の区分が、別添の記録項目の数と合っているか。

use crate::answers::Assessment;
use crate::check::words::record_items::{count, is_reference};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C132",
    name: "record-item-band-mismatch",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "「記録される項目」で選んだ項目数の区分に、別添1の記録項目の数が入ること",
    why: "区分と記録項目のどちらかが、項目を増減したときに改め忘れられているおそれがある",
    law: Law::Internal("様式3 Ⅱ-2④ と別添1（様式4は別添2）の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for file in assessment.each("特定個人情報ファイル") {
        let list = file.at("記録項目");
        let answer = file.at("基本情報/記録される項目");
        let Some(band) = answer.option().filter(|_| list.is_filled()) else {
            continue;
        };
        if is_reference(list.text()) {
            continue;
        }
        let counted = count(list.text());
        let (least, most) = (*counted.start(), *counted.end());
        let words = if band.below.is_some_and(|below| least >= below) {
            format!("{least}項目以上ある")
        } else if band.from.is_some_and(|from| most < from) {
            format!("多く数えても{most}項目の")
        } else {
            continue;
        };
        findings
            .report(&RULE, &answer)
            .message(format!("「{}」としていますが、記録項目は{words}ようです", band.text))
            .label("記録項目の数を確かめて、区分か記録項目を改めてください")
            .because(&list, "ここから記録項目です");
    }
}

//! 「全ての記録項目」が示す先に、記録項目が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::record_items::is_reference;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::folding::nfkc;

pub const RULE: Rule = Rule {
    code: "C131",
    name: "record-items-not-found",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「全ての記録項目」が参照する別添に、記録項目が書かれていること",
    why: "参照した先に何もなければ、どのような情報を保有するのかが読み手に示されない",
    law: Law::Internal("様式3 Ⅱ-2④ と別添1（様式4は別添2）の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for file in assessment.each("特定個人情報ファイル") {
        let pointer = file.at("基本情報/全ての記録項目");
        let list = file.at("記録項目");
        if is_reference(list.text()) {
            findings
                .report(&RULE, &list)
                .message("「記録項目」に、ほかを参照するとだけ書かれています")
                .label("記録項目を一行に一つずつ書いてください");
        }
        let numbers = appendices(pointer.text());
        if numbers.is_empty() {
            continue;
        }
        let Some(right) = appendix_of(&list) else { continue };
        if let Some(wrong) = numbers.iter().find(|number| **number != right) {
            findings
                .report(&RULE, &pointer)
                .message(format!("「全ての記録項目」が別添{wrong}を参照しています"))
                .label(format!(
                    "記録項目は別添{right}です。「別添{right}を参照。」に改めてください"
                ));
        } else if !list.is_filled() {
            findings
                .report(&RULE, &pointer)
                .message(format!("参照している別添{right}に、記録項目が書かれていません"))
                .label("このファイルの「記録項目」に、記録する項目を一行に一つずつ書いてください");
        }
    }
}

/// The numbers of 別添 in a text; 別添 alone, which is not wrong, gives none.
fn appendices(text: &str) -> Vec<String> {
    let text = nfkc(text);
    text.split("別添")
        .skip(1)
        .map(|rest| rest.trim_start().chars().take_while(char::is_ascii_digit).collect())
        .filter(|number: &String| !number.is_empty())
        .collect()
}

/// The number of the 別添 that the form prints an answer in.
fn appendix_of(answer: &Cursor<'_>) -> Option<String> {
    let part = answer.assessment().form().part(answer.item()?)?;
    appendices(&part.number).pop()
}

//! 選んだ主な記録項目のそれぞれに、保有する理由が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Warning;
use crate::folding::{fold, nfkc};
use crate::form::Choice;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C133",
    name: "record-item-kinds-unexplained",
    severity: Warning,
    since: None,
    checks: "選んだ主な記録項目と「その妥当性」に理由を挙げた項目が一致し、個人番号か個人番号対応符号が選ばれていること",
    why: "どの種類の情報をなぜ保有するのかが、選択と理由の両方でそろって初めて分かる",
    law: Law::Internal("様式3・様式4 Ⅱ-2④ の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for basics in assessment.each("特定個人情報ファイル/基本情報") {
        let kinds = basics.at("主な記録項目");
        if kinds.ticks().is_empty() {
            continue;
        }
        if !kinds.has("個人番号") && !kinds.has("個人番号対応符号") {
            findings
                .report(&RULE, &kinds)
                .message("主な記録項目に「個人番号」も「個人番号対応符号」も選ばれていません")
                .label("特定個人情報ファイルであれば、保有する方を選んでください");
        }
        let reasons = basics.at("その妥当性");
        if reasons.is_filled() {
            unexplained(&kinds, &reasons, findings);
            unticked(&kinds, &reasons, findings);
        }
    }
}

fn unexplained(kinds: &Cursor<'_>, reasons: &Cursor<'_>, findings: &mut Findings) {
    let text = fold(reasons.text());
    let missing: Vec<String> = kinds
        .ticks()
        .into_iter()
        .filter(|(option, _)| !option.blank && !is_explained(option, &text))
        .map(|(option, _)| format!("「{}」", option.text))
        .collect();
    if !missing.is_empty() {
        findings
            .report(&RULE, reasons)
            .message(format!(
                "{}を保有する理由が「その妥当性」に見当たりません",
                missing.concat()
            ))
            .label("選んだ項目の名称を挙げて、それぞれの理由を書いてください")
            .because(kinds, "ここで選んでいます");
    }
}

fn unticked(kinds: &Cursor<'_>, reasons: &Cursor<'_>, findings: &mut Findings) {
    let Some(item) = kinds.item() else { return };
    let text = nfkc(reasons.text());
    for option in &item.options {
        let name = name(option);
        // Only names that hardly stand in a sentence by chance.
        let telling = name.ends_with("関係情報") || name == "個人番号対応符号" || name == "4情報";
        if !telling || kinds.has(&option.text) {
            continue;
        }
        let Some((_, rest)) = text.split_once(name.as_str()) else {
            continue;
        };
        let clause = rest.split(['。', '\n']).next().unwrap_or_default();
        if clause.contains("ない") {
            continue;
        }
        let span = reasons.places(&name).into_iter().next();
        findings
            .report_at(&RULE, reasons, span.unwrap_or_else(|| reasons.span()))
            .message(format!(
                "「その妥当性」に挙げた「{}」が、主な記録項目で選ばれていません",
                option.text
            ))
            .label("主な記録項目で選ぶか、理由を消してください")
            .because(kinds, format!("ここで選んだ項目の中に「{}」がありません", option.text));
    }
}

/// Whether folded reasons name an option, its group, or what it is about.
fn is_explained(option: &Choice, reasons: &str) -> bool {
    let name = name(option);
    // 個人番号 is not explained by words on 個人番号対応符号.
    let reasons = if name == "個人番号" {
        reasons.replace("個人番号対応符号", "")
    } else {
        reasons.to_owned()
    };
    let about = name.strip_suffix("関係情報").unwrap_or_default();
    let brackets = option
        .folded
        .split_once('(')
        .map_or("", |(_, inside)| inside.trim_end_matches(')'));
    let synonyms = lexicon().record_item_synonyms.of(&name);
    let parts = about
        .split('・')
        .chain(brackets.split('、'))
        .map(|word| word.trim_end_matches('等'));
    [name.as_str(), option.group.as_str()]
        .into_iter()
        .chain(parts)
        .chain(synonyms)
        .any(|word| !word.is_empty() && reasons.contains(word))
}

/// The name of an option without その他 and without its brackets.
fn name(option: &Choice) -> String {
    let bare = option.folded.split('(').next().unwrap_or_default();
    bare.strip_prefix("その他").unwrap_or(bare).to_owned()
}

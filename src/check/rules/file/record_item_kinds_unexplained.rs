//! 選んだ主な記録項目のそれぞれに、保有する理由が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::{fold, nfkc};
use crate::form::Choice;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C133",
    name: "record-item-kinds-unexplained",
    severity: Warning,
    confidence: Medium,
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
    let options = kinds.item().map_or(&[][..], |item| &item.options);
    let others = |option: &Choice| -> Vec<String> {
        let names = options.iter().map(name).filter(|other| is_telling(other));
        names.filter(|other| *other != name(option)).collect()
    };
    let missing: Vec<String> = kinds
        .ticks()
        .into_iter()
        .filter(|(option, _)| !option.blank && !is_explained(option, reasons.text(), &others(option)))
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
        if !is_telling(&name) || kinds.has(&option.text) {
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

/// Whether reasons name an option, its group, or what it is about. `others` are the names of the other options: what stands under one
/// of them is no reason for this one.
fn is_explained(option: &Choice, reasons: &str, others: &[String]) -> bool {
    let name = name(option);
    let whole = fold(reasons);
    // 個人番号 is not explained by words on 個人番号対応符号.
    let whole = if name == "個人番号" {
        whole.replace("個人番号対応符号", "")
    } else {
        whole
    };
    let brackets = option
        .folded
        .split_once('(')
        .map_or("", |(_, inside)| inside.trim_end_matches(')'));
    let brackets = brackets.split('、').map(|word| word.trim_end_matches('等'));
    let is_in = |text: &str, word: &str| !word.is_empty() && text.contains(word);
    let mut named = [name.as_str(), option.group.as_str()].into_iter().chain(brackets);
    if named.any(|word| is_in(&whole, word)) {
        return true;
    }
    let about = name.strip_suffix("関係情報").unwrap_or_default();
    let about: Vec<&str> = about
        .split('・')
        .chain(lexicon().record_item_synonyms.of(&name))
        .collect();
    let own = beside(reasons, others, &about);
    about.iter().any(|word| is_in(&own, word))
}

/// What reasons say elsewhere than under the names of other options, folded: 【地方税関係情報】 with the lines below it, or a line that
/// begins with ・地方税関係情報：. A heading that has one of `about` as well is not another's alone.
fn beside(reasons: &str, others: &[String], about: &[&str]) -> String {
    let mut own = String::new();
    let mut of_other = false;
    for line in reasons.lines().map(fold) {
        let bracketed = line.strip_prefix('【').and_then(|line| line.split_once('】'));
        let head = bracketed.or_else(|| line.split_once(':')).map(|(head, _)| head);
        let without = |text: &str| {
            others
                .iter()
                .fold(text.to_owned(), |text, other| text.replace(other.as_str(), ""))
        };
        let is_others = head.map(|head| {
            let rest = without(head);
            rest.len() < head.len() && !about.iter().any(|word| !word.is_empty() && rest.contains(word))
        });
        match (bracketed.is_some(), is_others) {
            (true, Some(is_others)) => of_other = is_others,
            (false, Some(true)) => continue,
            _ => {}
        }
        if !of_other {
            own.push_str(&without(&line));
            own.push('\n');
        }
    }
    own
}

/// Whether a name hardly stands in a sentence by chance.
fn is_telling(name: &str) -> bool {
    name.ends_with("関係情報") || name == "個人番号対応符号" || name == "4情報"
}

/// The name of an option without その他 and without its brackets.
fn name(option: &Choice) -> String {
    let bare = option.folded.split('(').next().unwrap_or_default();
    bare.strip_prefix("その他").unwrap_or(bare).to_owned()
}

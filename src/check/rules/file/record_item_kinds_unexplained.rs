//! 選んだ主な記録項目のそれぞれに、保有する理由が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Warning;
use crate::folding::{fold, nfkc};
use crate::form::Choice;

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

/// Other words by which a text may mean an option, by the option's name without その他 and brackets.
const SYNONYMS: [(&str, &[&str]); 15] = [
    ("個人番号", &["マイナンバー"]),
    ("個人番号対応符号", &["符号"]),
    ("識別情報", &["宛名番号", "整理番号", "識別番号"]),
    ("4情報", &["基本情報"]),
    ("連絡先", &["連絡", "電話"]),
    ("住民票関係情報", &["住民基本台帳", "住基", "住民情報", "世帯"]),
    ("国税関係情報", &["税", "所得"]),
    ("地方税関係情報", &["税", "所得"]),
    (
        "健康・医療関係情報",
        &["健診", "検診", "接種", "診療", "妊娠", "妊産婦"],
    ),
    ("医療保険関係情報", &["健康保険", "国保", "被保険者"]),
    ("児童福祉・子育て関係情報", &["児童", "保育"]),
    ("障害者福祉関係情報", &["障害", "障がい"]),
    ("介護・高齢者福祉関係情報", &["介護", "高齢"]),
    ("学校・教育関係情報", &["就学"]),
    ("災害関係情報", &["被災", "罹災", "り災"]),
];

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
    let synonyms = SYNONYMS
        .iter()
        .filter(|(of, _)| *of == name)
        .flat_map(|(_, words)| *words);
    let parts = about
        .split('・')
        .chain(brackets.split('、'))
        .map(|word| word.trim_end_matches('等'));
    [name.as_str(), option.group.as_str()]
        .into_iter()
        .chain(parts)
        .chain(synonyms.copied())
        .any(|word| !word.is_empty() && reasons.contains(word))
}

/// The name of an option without その他 and without its brackets.
fn name(option: &Choice) -> String {
    let bare = option.folded.split('(').next().unwrap_or_default();
    bare.strip_prefix("その他").unwrap_or(bare).to_owned()
}

//! 担当部署と、ほかの欄に書いた部署が合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::unit;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity;
use crate::finding::Severity::{Info, Warning};
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "C165",
    name: "department-differs",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "担当部署の①部署が、事務担当部署・使用部署・問合せの連絡先にも現れること（別の窓口であってよい連絡先は情報）",
    why: "組織の改編で部署の名称を直すときに、一部の欄だけ古い名称のまま残りやすい",
    law: Law::Internal("部署を書く項目の整合（様式2 Ⅰ-5・Ⅰ-8、様式3 Ⅰ-6・Ⅱ-2・Ⅱ-3・Ⅳ-2、様式4 Ⅰ-7・Ⅱ-2・Ⅱ-3・Ⅴ-2）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let own = assessment.at("基本情報/担当部署/部署");
    if names(own.text()).is_empty() {
        return;
    }
    let renamed = "部署の名称が変わったのであれば、新しい名称にそろえてください";
    let mut differing: Vec<(Cursor<'_>, &str, Severity)> = Vec::new();
    for path in [
        "特定個人情報ファイル/基本情報/事務担当部署",
        "特定個人情報ファイル/入手・使用/使用の主体/使用部署",
    ] {
        for place in assessment.each(path) {
            let named = shares(own.text(), place.text()) && !unit::is_under_another(own.text(), place.text());
            if place.is_filled() && !named {
                differing.push((place, renamed, Warning));
            }
        }
    }
    for path in ["開示請求・問合せ/問合せ/連絡先", "基本情報/問合せ/連絡先"] {
        let contact = assessment.at(path);
        let named = shares(own.text(), contact.text()) || has_short_name(own.text(), contact.text());
        if !contact.is_filled() {
            continue;
        }
        // The same 課 below another 部 is no other counter.
        if unit::is_under_another(own.text(), contact.text()) {
            differing.push((contact, renamed, Warning));
        } else if !named {
            differing.push((
                contact,
                "部署の名称が変わったのであれば改めてください。窓口が別の部署ならこのままで構いません",
                Info,
            ));
        }
    }
    for (place, label, severity) in differing {
        let heading = place.item().map(crate::form::Item::heading).unwrap_or_default();
        findings
            .report(&RULE, &place)
            .severity(severity)
            .message(format!(
                "「{heading}」に、担当部署の「{}」が見当たりません",
                own.text().trim().replace('\n', " ")
            ))
            .label(label)
            .because(&own, "担当部署はここに書かれています");
    }
}

/// The departments that a text lists.
fn names(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', ';', '；', '\n'])
        .flat_map(|piece| piece.split("及び"))
        .flat_map(|piece| piece.split("並びに"))
        .map(|piece| fold(piece.trim_start_matches(['・', ' ', '　'])))
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Whether a department of one text stands in the other, with or without the 部 above it.
fn shares(own: &str, other: &str) -> bool {
    let (own, other) = (names(own), names(other));
    own.iter()
        .any(|a| other.iter().any(|b| a.contains(b.as_str()) || b.contains(a.as_str())))
}

/// Whether a text with an address names the department without the 部 above it.
fn has_short_name(own: &str, other: &str) -> bool {
    let folded = fold(other);
    let last = own
        .split(['、', '\n'])
        .filter_map(|piece| piece.split_whitespace().last());
    let words = || other.split(|c: char| c.is_whitespace() || "、，,（）()：:".contains(c));
    last.map(fold).any(|word| folded.contains(&word))
        || names(own).iter().any(|name| {
            words()
                .map(fold)
                .any(|word| word.chars().count() >= 2 && name.ends_with(&word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::check;
    use crate::form::builtin;
    use jiff::civil::date;

    #[test]
    fn a_contact_of_another_section_is_only_told() {
        let severity = |contact: &str| {
            let yaml = format!(
                "様式: 基礎項目評価書\n基本情報:\n  担当部署:\n    部署: 健康福祉部 介護保険課\n  問合せ:\n    連絡先: {contact}\n"
            );
            let read = answers::read(builtin(), "a.yaml", yaml.as_bytes());
            let found = check::check(&read.assessment.unwrap(), date(2026, 11, 23));
            let own = found.into_iter().find(|finding| finding.code == RULE.code);
            own.map(|finding| finding.severity)
        };
        assert_eq!(severity("総務部 市民相談課"), Some(Info));
        assert_eq!(severity("福祉部 介護保険課"), Some(Warning));
        assert_eq!(severity("介護保険課"), None);
    }
}

//! 宣言の主語が評価実施機関と同じか。

use crate::answers::Assessment;
use crate::check::words::as_written::span_of;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C162",
    name: "declaration-of-another-body",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "宣言をしている地方公共団体が、評価実施機関名と合っていること",
    why: "ほかの団体の評価書から写した宣言では、誰が何を約束したのか分からない",
    law: Law::Internal("表紙の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let declaration = assessment.at("宣言");
    let body = assessment.at("評価実施機関名");
    let Some(subject) = subject(declaration.text()) else {
        return;
    };
    let (named, declared) = (bare(body.text()), bare(subject));
    let joined = fold(declaration.text());
    if named.is_empty() || joined.contains(&named) || named.contains(&declared) {
        return;
    }
    findings
        .report_at(&RULE, &declaration, span_of(&declaration, subject))
        .message(format!(
            "宣言の主語「{subject}」が、評価実施機関名「{}」と合いません",
            body.text().trim()
        ))
        .label("評価実施機関の名称に合わせてください")
        .because(&body, "評価実施機関はここに書かれています");
}

/// The 都道府県 or 市町村 that a declaration begins with, if it can be told for certain: 見本市は、…
fn subject(declaration: &str) -> Option<&str> {
    let (before, _) = declaration.trim_start().split_once('は')?;
    let name = before.rsplit('\n').next()?.trim();
    let plain = name
        .chars()
        .all(|c| c.is_alphabetic() && c != '〇' || c.is_whitespace());
    let body = name
        .trim_end_matches('長')
        .strip_suffix("知事")
        .unwrap_or(name.trim_end_matches('長'));
    let stem = body.strip_suffix(['市', '町', '村', '区', '都', '道', '府', '県'])?;
    let known = !stem.is_empty() && !lexicon().not_a_body_name.has(stem);
    (plain && known && name.chars().count() <= 20).then_some(name)
}

/// A body without its head's title and without the 都道府県 before a 市町村: 愛知県 扶桑町長 is 扶桑町.
pub(in crate::check) fn bare(name: &str) -> String {
    let folded = fold(name);
    let titled = lexicon().head_titles.end(&folded);
    let body = match folded.strip_suffix("知事") {
        Some(body) => body,
        None if titled => folded.trim_end_matches('長'),
        None => &folded,
    };
    let after_prefecture = body
        .char_indices()
        .skip(2)
        .take(2)
        .find(|(_, c)| ['都', '道', '府', '県'].contains(c))
        .and_then(|(at, c)| body.get(at + c.len_utf8()..))
        .filter(|rest| rest.chars().count() >= 2);
    after_prefecture.unwrap_or(body).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_prefectures_are_set_aside() {
        for (name, body) in [
            ("見本市長", "見本市"),
            ("愛知県 扶桑町長", "扶桑町"),
            ("太宰府市長", "太宰府市"),
            ("京都市長", "京都市"),
            ("北海道知事", "北海道"),
            ("見本市教育委員会", "見本市教育委員会"),
            ("", ""),
        ] {
            assert_eq!(bare(name), body, "{name}");
        }
    }

    #[test]
    fn only_a_certain_subject_counts() {
        assert_eq!(subject("見本市は、ここに宣言する。"), Some("見本市"));
        assert_eq!(subject("見本県 写本町長は、"), Some("見本県 写本町長"));
        for text in [
            "当市は、",
            "本町は、",
            "特定個人情報は、",
            "○○市は、",
            "〇〇市は、",
            "宣言します。",
            "事務では、本市は、",
        ] {
            assert_eq!(subject(text), None, "{text}");
        }
    }
}

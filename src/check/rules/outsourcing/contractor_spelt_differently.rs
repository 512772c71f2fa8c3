//! 同じ委託先の名称が、機関の評価書でそろっているか。

use crate::answers::Assessment;
use crate::check::look::across::{Across, Noted, Notes, Told, all_alike};
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::Low;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::{Group, lexicon};

pub const RULE: Rule = Rule {
    code: "C203",
    name: "contractor-spelt-differently",
    severity: Info,
    confidence: Low,
    since: None,
    checks: "同じ委託先が、㈱と株式会社、前に付く株式会社と後に付く株式会社、かな一字の違いのような、違う書き方で書かれていないこと",
    why: "同じ事業者への委託かどうかを、読み手が評価書を並べて確かめられない",
    law: Law::Internal("様式3・4 Ⅱ-4③委託先名"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

/// A shorter name has too many neighbours.
const LEAST: usize = 5;

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for contractor in assessment.each("特定個人情報ファイル/委託/委託事項/委託先名") {
        // A list of several is worded freely.
        let several = contractor.text().trim().contains(['、', '，', '\n']);
        let Some(name) = known_as(contractor.text()).filter(|_| !several) else {
            continue;
        };
        let said = fold(contractor.text());
        for slip in slips(&name) {
            notes.add(&slip, &said, contractor);
        }
        notes.add(&name, &said, contractor);
    }
}

/// A name without one of its kana: another that is one kana off has one of these too. A kanji tells companies apart, as 東日本
/// from 西日本.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    let own = name.split('　').next_back().map_or(0, |name| name.chars().count());
    if own < LEAST {
        return Vec::new();
    }
    let kana = letters.iter().skip(letters.len() - own).filter(|(_, c)| is_kana(*c));
    let mut slips: Vec<String> = kana
        .map(|(at, c)| format!("{}{}", &name[..*at], &name[at + c.len_utf8()..]))
        .collect();
    slips.dedup();
    slips
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}')
}

/// A company's name behind its kind written out, the same for every spelling; `None` for what names no company.
pub(in crate::check) fn known_as(text: &str) -> Option<String> {
    let name = fold(text);
    lexicon()
        .contractor_kinds
        .groups
        .iter()
        .find_map(|Group { of: kind, words }| {
            words.iter().find_map(|sign| {
                let sign = sign.as_str();
                let rest = name.strip_prefix(sign).or_else(|| name.strip_suffix(sign))?;
                (rest.chars().count() >= 2).then(|| format!("{kind}　{rest}"))
            })
        })
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    Told {
        severity: None,
        message: format!("委託先「{}」が、違う書き方でも書かれています", at.text().trim()),
        label: format!(
            "「{}」と同じ事業者であれば、登記の名称にそろえてください",
            because.text().trim()
        ),
        because: "こちらの書き方と違います".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_are_known_as_one() {
        let name = known_as("株式会社見本システム");
        assert!(name.is_some());
        for spelling in [
            "㈱見本システム",
            "（株）見本システム",
            "(株) 見本システム",
            "株式会社　見本システム",
            "見本システム株式会社",
        ] {
            assert_eq!(known_as(spelling), name, "{spelling}");
        }
        assert_ne!(known_as("有限会社見本システム"), name);
        for (short, long) in [
            ("（福）見本福祉会", "社会福祉法人見本福祉会"),
            ("見本学園（学）", "学校法人 見本学園"),
            ("（一社）見本情報協会", "一般社団法人見本情報協会"),
            ("NPO法人見本の会", "特定非営利活動法人見本の会"),
            ("（地独）見本病院機構", "地方独立行政法人見本病院機構"),
        ] {
            assert_eq!(known_as(short), known_as(long), "{short}");
            assert!(known_as(short).is_some(), "{short}");
        }
        assert_eq!(known_as("未定"), None);
        assert_eq!(known_as("見本市"), None);
    }

    #[test]
    fn only_a_kana_more_or_less_makes_a_neighbour() {
        let near = |a: &str, b: &str| {
            let keys = |name: &str| {
                let name = known_as(name).unwrap_or_default();
                let mut keys = slips(&name);
                keys.push(name);
                keys
            };
            keys(a).iter().any(|key| keys(b).contains(key))
        };
        assert!(near("株式会社見本情報システム", "株式会社見本情報システムズ"));
        assert!(near("株式会社見本コンピュータ", "見本コンピューター株式会社"));
        assert!(!near("東日本見本サービス株式会社", "西日本見本サービス株式会社"));
        assert!(!near("株式会社見本第一", "株式会社見本第二"));
        assert!(!near("株式会社アイ", "株式会社エイ"));
    }
}

//! The names of 事務 that the cover says: in 評価書名 and in 宣言. Compares none and reports nothing.

use crate::answers::{Assessment, Cursor};
use crate::check::ended;
use crate::folding::fold;
use crate::lexicon::lexicon;
use crate::wareki;

pub(in crate::check) const BRACKETS: [(char, char); 7] = [
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('〔', '〕'),
    ('<', '>'),
    ('《', '》'),
    ('「', '」'),
];

/// The 事務 that 評価書名 names, folded: without the kind of the document, the body, a note in brackets and the end of the
/// 事務. `None` where nothing is left.
pub(in crate::check) fn in_title(assessment: &Assessment) -> Option<String> {
    let title = assessment.at("評価書名");
    let mut text = title.text().to_owned();
    if let Some(suffix) = ended::suffix(&text) {
        text.replace_range(suffix.range, "");
    }
    let body = assessment.at("評価実施機関名");
    name_in(&fold(&text), &fold(body.text()))
}

fn name_in(title: &str, body: &str) -> Option<String> {
    let mut name = title.to_owned();
    for kind in lexicon().document_kinds.iter() {
        name = name.replace(kind, "");
    }
    name = without_notes(&name);
    // A day at the end is of the document.
    let day = wareki::dates(&name).pop().filter(|found| found.range.end == name.len());
    if let Some(day) = day {
        name.truncate(day.range.start);
    }
    let head = body.trim_end_matches('長');
    for own in [body, head] {
        if !own.is_empty() && name.starts_with(own) && name.len() > own.len() {
            name = name[own.len()..].trim_start_matches('の').to_owned();
        }
    }
    let name = name
        .trim_matches(|c: char| "・:-‐–—_、".contains(c))
        .trim_end_matches('の');
    let inner =
        |name: &str, (open, close): (char, char)| name.strip_prefix(open)?.strip_suffix(close).map(str::to_owned);
    let name = BRACKETS
        .iter()
        .find_map(|pair| inner(name, *pair))
        .unwrap_or_else(|| name.to_owned());
    (name.chars().count() >= 2).then_some(name)
}

/// A folded title without brackets that say nothing of the 事務: （案）, 【令和6年10月改定】, or what is empty.
fn without_notes(title: &str) -> String {
    let mut left = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((at, open)) = rest
        .char_indices()
        .find(|(_, c)| BRACKETS.iter().any(|(open, _)| open == c))
    {
        let close = BRACKETS
            .iter()
            .find(|(known, _)| *known == open)
            .map(|(_, close)| *close);
        let inside = &rest[at + open.len_utf8()..];
        let Some((end, close)) = close.and_then(|close| Some((inside.find(close)?, close))) else {
            break;
        };
        left.push_str(&rest[..at]);
        let behind = &inside[end + close.len_utf8()..];
        let note = inside[..end].is_empty() || lexicon().title_notes.are_in(&inside[..end]);
        if !note {
            left.push_str(&rest[at..rest.len() - behind.len()]);
        }
        rest = behind;
    }
    left.push_str(rest);
    left
}

/// The 事務 that a declaration names, if it can be told for certain: 見本市は、予防接種に関する事務における…
pub(in crate::check) fn declared<'a>(declaration: &Cursor<'a>) -> Option<&'a str> {
    let (_, text) = declaration.text().split_once('は')?;
    let text = text.trim_start_matches(['、', '，', ',', ' ', '　', '\n']);
    let mut ends = text.match_indices("事務").map(|(at, word)| at + word.len());
    let end = ends.find(|end| lexicon().after_procedure_name.begin(&text[*end..]))?;
    let name = text[..end].trim();
    // 「個人番号を利用する事務」 and the like name no 事務 in particular.
    (!lexicon().not_in_procedure_name.are_in(name)).then_some(name)
}

/// What is left of a name when the words are gone that may be put in different ways.
pub(in crate::check) fn core(name: &str) -> String {
    let mut folded = fold(name);
    for word in lexicon().loose_in_procedure_name.iter() {
        folded = folded.replace(word, "");
    }
    folded
}

/// Whether two names may be of one 事務: one says all that the other says, or says nothing of its own.
pub(in crate::check) fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    one.is_empty() || other.is_empty() || one.contains(&other) || other.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_is_left_of_a_title() {
        for (title, name) in [
            ("児童手当に関する事務　基礎項目評価書", "児童手当に関する事務"),
            ("児童手当に関する事務の重点項目評価書（案）", "児童手当に関する事務"),
            ("基礎項目評価書（児童手当に関する事務）", "児童手当に関する事務"),
            (
                "児童手当に関する事務　基礎項目評価書　令和8年4月1日",
                "児童手当に関する事務",
            ),
            (
                "特定個人情報保護評価書（基礎項目評価書）児童手当に関する事務",
                "児童手当に関する事務",
            ),
            ("見本市 児童手当に関する事務 全項目評価書", "児童手当に関する事務"),
            (
                "児童手当に関する事務（特例給付を含む。）　基礎項目評価書【令和8年4月改定】",
                "児童手当に関する事務(特例給付を含む。)",
            ),
        ] {
            let found = name_in(&fold(title), &fold("見本市長")).unwrap();
            assert_eq!(found, name, "{title}");
        }
        assert_eq!(name_in(&fold("基礎項目評価書"), ""), None);
        assert_eq!(name_in("", "見本市長"), None);
    }

    #[test]
    fn names_of_one_procedure_are_told_from_names_of_two() {
        assert!(may_be_one("予防接種事務", "予防接種法による予防接種に関する事務"));
        assert!(may_be_one("住民基本台帳に関する事務", "住民基本台帳法関係事務"));
        assert!(!may_be_one("児童手当に関する事務", "児童扶養手当の支給に関する事務"));
    }
}

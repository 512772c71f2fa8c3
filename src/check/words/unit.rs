//! Departments as texts name them: a 課 with the 部 above it. Knows no organisation.

use crate::folding::fold;
use crate::lexicon::lexicon;

/// Ends of the names of bodies, which may stand before that of a department in one word: 見本市福祉部.
const BODIES: [char; 8] = ['市', '町', '村', '区', '県', '都', '府', '道'];

/// The words of a text, folded, those of a department apart: 「福祉部介護保険課」 as 福祉部 and 介護保険課.
fn words(text: &str) -> Vec<String> {
    let apart = |c: char| c.is_whitespace() || "、，,;；・/／「」『』（）()：:".contains(c);
    let words = text.split(apart).filter(|word| !word.is_empty());
    words.flat_map(|word| units(&fold(word))).collect()
}

/// A folded word cut behind each 部 and 局 that another department follows.
fn units(word: &str) -> Vec<String> {
    let mut units = Vec::new();
    let mut rest = word;
    while let Some((at, above)) = rest.char_indices().find(|(at, c)| {
        let below = &rest[at + c.len_utf8()..];
        *at > 0 && "部局".contains(*c) && below.chars().count() > 1 && is_unit(below)
    }) {
        let (unit, below) = rest.split_at(at + above.len_utf8());
        units.push(unit.to_owned());
        rest = below;
    }
    units.push(rest.to_owned());
    units
}

fn is_unit(word: &str) -> bool {
    word.chars().count() > 1 && lexicon().unit_endings.end(word)
}

/// Whether a text names a department of `own` under another one above it, and nowhere under that of `own` or without any:
/// 「福祉部 介護保険課」 for 「健康福祉部 介護保険課」.
pub(in crate::check) fn is_under_another(own: &str, text: &str) -> bool {
    let (own, text) = (words(own), words(text));
    let mut pairs = own.windows(2).filter(|pair| pair.iter().all(|word| is_unit(word)));
    pairs.any(|pair| {
        let (above, below) = (&pair[0], &pair[1]);
        let said = (0..text.len()).filter(|at| text[*at] == *below);
        let heads: Vec<Option<&String>> = said
            // 市役所 and the like are no 部.
            .map(|at| {
                at.checked_sub(1)
                    .map(|at| &text[at])
                    .filter(|word| ends_alike(word, above))
            })
            .collect();
        let is_other = |head: Option<&String>| head.is_some_and(|head| !is_same(head, above));
        !heads.is_empty() && heads.into_iter().all(is_other)
    })
}

/// Whether two words end in the same kind of department.
fn ends_alike(word: &str, unit: &str) -> bool {
    word.chars().count() > 1 && word.chars().last() == unit.chars().last()
}

/// Whether a word is the name of a department, with that of its body or without.
fn is_same(word: &str, unit: &str) -> bool {
    let same = |long: &str, short: &str| {
        let before = long.strip_suffix(short);
        before.is_some_and(|before| before.is_empty() || before.ends_with(BODIES))
    };
    same(word, unit) || same(unit, word)
}

/// Whether two names of departments differ in what stands above alone: the same 課 under another 部.
pub(in crate::check) fn is_moved(former: &str, now: &str) -> bool {
    let (former, now) = (words(former), words(now));
    match (former.as_slice(), now.as_slice()) {
        ([.., above, below], [.., other, same]) => {
            below == same && above != other && [above, other].iter().all(|word| is_unit(word))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_under_another_division_is_seen_however_it_is_written() {
        for (own, text, other) in [
            ("健康福祉部 介護保険課", "福祉部 介護保険課", true),
            ("福祉部 介護保険課", "健康福祉部 介護保険課", true),
            (
                "健康福祉部　介護保険課",
                "福祉部介護保険課 000-0000 見本県見本市中央一丁目1番1号",
                true,
            ),
            (
                "健康福祉部介護保険課",
                "見本市福祉部介護保険課（電話 000-000-0000）",
                true,
            ),
            ("福祉部 介護保険課", "見本市福祉部 介護保険課", false),
            ("福祉部 介護保険課", "介護保険課 000-0000", false),
            ("福祉部 介護保険課", "見本市役所 介護保険課 000-0000", false),
            ("福祉部 介護保険課", "総務部 総務課", false),
            ("福祉部 介護保険課", "健康福祉部 介護保険課、福祉部 介護保険課", false),
            ("総務部 総務課、福祉部 介護保険課", "総務部 総務課", false),
            ("福祉部 介護保険課", "", false),
            ("介護保険課", "福祉部 介護保険課", false),
        ] {
            assert_eq!(is_under_another(own, text), other, "{own} / {text}");
        }
    }

    #[test]
    fn a_section_that_is_moved_keeps_its_name() {
        assert!(is_moved("福祉部 介護保険課", "健康福祉部 介護保険課"));
        assert!(!is_moved("福祉部 介護福祉課", "福祉部 介護保険課"));
        assert!(!is_moved("介護保険課", "福祉部 介護保険課"));
    }
}

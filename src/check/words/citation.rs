//! Whose 別表 or article a text cites: the last law named before it in the sentence decides. Knows no dates.

use super::law::LawBook;

use crate::lexicon::lexicon;

/// Whether what follows `before` can be a provision of 番号法: the last law named is 番号法, or none is named.
///
/// `before` is the folded sentence up to the citation. A local ordinance has a 別表第一 of its own, and so have
/// 住民基本台帳法 and many others.
#[must_use]
pub fn is_of_number_act(before: &str, book: &LawBook) -> bool {
    let mut names: Vec<&str> = book.names_of_number_act().collect();
    // Misspelt official names end like this too.
    names.extend(["番号の利用等に関する法律", "番号の利用に関する法律"]);
    let own = names
        .iter()
        .filter_map(|name| Some(before.rfind(name)? + name.len()))
        .max();
    let other = lexicon()
        .other_law_names
        .iter()
        .filter_map(|word| Some(before.rfind(word)? + word.len()))
        .chain(last_named_law(before))
        .chain(last_title(before))
        .max();
    match (own, other) {
        (Some(own), Some(other)) => own >= other,
        (None, Some(_)) => false,
        (_, None) => true,
    }
}

/// Whether a text speaks of a citation as a thing of the past: 旧別表第二, 改正前の番号法別表第二.
#[must_use]
pub fn is_of_the_past(before: &str) -> bool {
    let near: Vec<char> = before.chars().rev().take(12).collect();
    let near: String = near.into_iter().rev().collect();
    lexicon().former_law.are_in(&near)
}

/// Where the last word that names a law ends: 住民基本台帳法, not 方法, and not a bare 法 or 同法.
fn last_named_law(text: &str) -> Option<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    (1..chars.len()).rev().find_map(|at| {
        let (index, c) = chars[at];
        let (_, before) = chars[at - 1];
        let after = chars.get(at + 1).map(|(_, c)| *c);
        let named = c == '法'
            && is_name_letter(before)
            && !"方手文用無違適合立司同".contains(before)
            && !after.is_some_and(|c| "令人的規定務案制度".contains(c))
            // 平成25年法律第27号 is the number of the law before it.
            && !(before == '年' && after == Some('律'));
        named.then_some(index + c.len_utf8())
    })
}

/// Where the last title of a law ends that is a phrase: 個人情報の保護に関する法律.
fn last_title(text: &str) -> Option<usize> {
    let words = lexicon().law_title_ends.iter();
    words.filter_map(|word| Some(text.rfind(word)? + word.len())).max()
}

/// Whether a bracket right behind a table says that it is of an ordinance or of a rule: 別表第二(見本市条例).
#[must_use]
pub fn is_of_other_by_bracket(after: &str) -> bool {
    let inside = after.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.is_some_and(|(inside, _)| lexicon().other_law_names.end(inside))
}

fn is_name_letter(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::law::law_book;

    #[test]
    fn the_last_law_named_decides() {
        for (before, own) in [
            ("番号利用法", true),
            ("", true),
            ("この方法により、", true),
            ("番号法第19条第8号及び", true),
            (
                "行政手続における特定の個人を識別するための番号の利用等に関する法律(以下「番号法」という。)",
                true,
            ),
            ("番号法第9条第2項に基づく見本市個人番号の利用に関する条例", false),
            ("住民基本台帳法", false),
            ("住民基本台帳法第30条の10及び番号法", true),
            ("番号法第9条第1項、地方税法", false),
            ("住民基本台帳法施行令", false),
            ("同法", true),
            ("個人情報の保護に関する法律", false),
            ("個人情報の保護に関する法律第58条第1項の", false),
            ("個人情報の保護に関する法律(平成15年法律第57号)", false),
            (
                "特定の個人を識別するための番号の利用等に関する法律(平成25年法律第27号)",
                true,
            ),
            ("この法律に基づき、", true),
        ] {
            assert_eq!(is_of_number_act(before, law_book()), own, "{before}");
        }
    }

    #[test]
    fn the_past_is_named_near_by() {
        assert!(is_of_the_past("令和6年5月26日までの改正前の番号法"));
        assert!(is_of_the_past("旧"));
        assert!(!is_of_the_past("番号法"));
    }
}

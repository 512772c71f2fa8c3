//! Which option or box some words mean that are neither: marks of a list on paper, parts of an option, numbers of people.

use crate::folding::fold;
use crate::form::{Choice, Item};
use crate::headcount::{self, Band};

/// Signs that tick a box on paper, each alone or in brackets.
const TICKED: [char; 14] = ['○', '◯', '〇', '●', '◎', '✓', '✔', '☑', '■', 'レ', '×', 'x', 'X', '☒'];
/// Signs of a box that is not ticked.
const OPEN: [char; 3] = ['□', '☐', '▢'];

/// An option that some words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant<'i> {
    pub option: &'i str,
    pub certain: bool,
}

/// A text without the mark that a list on paper has before it; with whether that ticks it.
pub(super) fn without_mark(text: &str) -> Option<(&str, bool)> {
    let text = text.trim();
    let open = text.strip_prefix(['[', '［', '〔', '(', '（']);
    if let Some(inner) = open {
        let (mark, rest) = inner.split_once([']', '］', '〕', ')', '）'])?;
        let mark = mark.trim();
        let ticks = mark.chars().next().is_some_and(|c| TICKED.contains(&c)) && mark.chars().nth(1).is_none();
        return (mark.is_empty() || ticks).then_some((rest.trim_start(), ticks));
    }
    let first = text.chars().next()?;
    let rest = text[first.len_utf8()..].trim_start();
    if OPEN.contains(&first) {
        return Some((rest, false));
    }
    // × before a word denies as often as it ticks.
    (TICKED.contains(&first) && !matches!(first, '×' | 'x' | 'X')).then_some((rest, true))
}

/// A text without the brackets around all of it, as the form prints an answer: `[ 10人未満 ]`, 「10人未満」.
pub(super) fn without_brackets(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 7] = [
        ('[', ']'),
        ('［', '］'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('(', ')'),
        ('（', '）'),
    ];
    let text = text.trim();
    let found = PAIRS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    found.map(str::trim).filter(|inner| !inner.is_empty())
}

/// Whether words tick a box, and whether that is beyond doubt; `None` for other words.
pub(super) fn box_of(text: &str) -> Option<(bool, bool)> {
    let folded = fold(text).to_lowercase();
    let bare = folded.trim_matches(['[', ']', '(', ')', '〔', '〕']);
    let mut signs = bare.chars();
    if bare.is_empty() && folded == "[]" {
        return Some((false, true));
    }
    if let (Some(sign), None) = (signs.next(), signs.next()) {
        if sign == '×' {
            return Some((false, false));
        }
        if OPEN.contains(&sign) {
            return Some((false, true));
        }
        if TICKED.contains(&sign) && !matches!(sign, 'x' | 'X') {
            return Some((true, true));
        }
    }
    match bare {
        "はい" | "該当" | "該当する" | "あり" | "有" | "有り" | "する" | "チェック" | "yes" | "on" | "1" => {
            Some((true, false))
        }
        "いいえ" | "非該当" | "該当しない" | "該当なし" | "なし" | "無" | "無し" | "しない" | "no" | "off" | "0" => {
            Some((false, false))
        }
        _ => None,
    }
}

/// The option that a band or a number of people falls into.
pub(super) fn band_of<'i>(item: &'i Item, text: &str) -> Option<Meant<'i>> {
    let text = without_brackets(text).unwrap_or(text);
    let banded = || {
        item.options
            .iter()
            .filter(|option| option.from.is_some() || option.below.is_some())
    };
    if let Some(Band { from, below, plain }) = headcount::band(text) {
        let same = |option: &&Choice| option.from.unwrap_or(0) == from.unwrap_or(0) && option.below == below;
        let option = banded().find(same)?.text.as_str();
        return Some(Meant { option, certain: plain });
    }
    let people = headcount::people(text)?;
    let holds =
        |option: &&Choice| option.from.unwrap_or(0) <= people && option.below.is_none_or(|below| people < below);
    let option = banded().find(holds)?.text.as_str();
    Some(Meant { option, certain: false })
}

/// How many people at least some words say, where every option of the item is for fewer.
pub(super) fn beyond_all(item: &Item, text: &str) -> Option<u64> {
    let ends: Option<Vec<u64>> = item.options.iter().map(|option| option.below).collect();
    let most = ends?.into_iter().max()?;
    let text = without_brackets(text).unwrap_or(text);
    let least = match headcount::band(text) {
        Some(band) => band.from?,
        None => headcount::people(text)?,
    };
    (least >= most).then_some(least)
}

/// The only option that begins or ends with some words and denies as much, or that says yes or no where the words do.
pub(super) fn part_of<'i>(item: &'i Item, text: &str) -> Option<&'i str> {
    let folded = fold(text);
    let denials = super::correct::denials;
    let only = |holds: &dyn Fn(&Choice) -> bool| {
        let mut found = item.options.iter().filter(|option| holds(option));
        let first = found.next()?;
        found.next().is_none().then_some(first.text.as_str())
    };
    if folded.chars().nth(1).is_some() {
        let part = |option: &Choice| {
            (option.folded.starts_with(&folded) || option.folded.ends_with(&folded))
                && denials(&option.folded) == denials(&folded)
        };
        if let Some(option) = only(&part) {
            return Some(option);
        }
    }
    let (yes, _) = box_of(&folded)?;
    let denied = item.options.iter().filter(|option| denials(&option.folded) > 0).count();
    // Of two that say the contrary, and of no more.
    if item.options.len() != 2 || denied != 1 {
        return None;
    }
    only(&|option| (denials(&option.folded) == 0) == yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    fn item(path: &str) -> Item {
        let form = builtin().newest("juten").unwrap();
        form.items().find(|item| item.path == path).unwrap().clone()
    }

    #[test]
    fn marks_of_paper_are_taken_from_an_option() {
        for (text, rest) in [
            ("[○]自己点検", ("自己点検", true)),
            ("［ ○ ］自己点検", ("自己点検", true)),
            ("■ 自己点検", ("自己点検", true)),
            ("[ ]自己点検", ("自己点検", false)),
            ("□自己点検", ("自己点検", false)),
        ] {
            assert_eq!(without_mark(text), Some(rest), "{text}");
        }
        for text in ["自己点検", "（注）自己点検", "[甲]乙", "×自己点検", ""] {
            assert_eq!(without_mark(text), None, "{text}");
        }
        assert_eq!(without_brackets("[ 1万人以上10万人未満 ]"), Some("1万人以上10万人未満"));
        assert_eq!(without_brackets("「」"), None);
    }

    #[test]
    fn words_and_signs_tick_a_box() {
        for (text, ticked) in [
            ("○", (true, true)),
            ("[○]", (true, true)),
            ("✓", (true, true)),
            ("[ ]", (false, true)),
            ("□", (false, true)),
            ("×", (false, false)),
            ("はい", (true, false)),
            ("該当", (true, false)),
            ("いいえ", (false, false)),
        ] {
            assert_eq!(box_of(text), Some(ticked), "{text}");
        }
        assert_eq!(box_of("未定"), None);
    }

    #[test]
    fn numbers_of_people_fall_into_their_band() {
        let item = item("基本情報/事務/対象人数");
        let found = |text: &str| band_of(&item, text).map(|meant| (meant.option.to_owned(), meant.certain));
        let band = |certain| Some(("1万人以上10万人未満".to_owned(), certain));
        assert_eq!(found("10,000人以上100,000人未満"), band(true));
        assert_eq!(found("[ 1万人以上10万人未満 ]"), band(true));
        for text in ["1万人～10万人", "2.5万人", "25,000人", "約2.5万人"] {
            assert_eq!(found(text), band(false), "{text}");
        }
        assert_eq!(found("30万人以上"), None);
        assert_eq!(beyond_all(&item, "30万人以上"), Some(300_000));
        assert_eq!(beyond_all(&item, "1万人以上"), None);
    }

    #[test]
    fn a_part_of_one_option_means_it() {
        let meant = |path: &str, text: &str| part_of(&item(path), text).map(str::to_owned);
        let accident = "リスク対策/保管・消去/漏えい・滅失・毀損リスク/過去3年以内の重大事故";
        assert_eq!(meant(accident, "なし").as_deref(), Some("発生なし"));
        assert_eq!(meant(accident, "無").as_deref(), Some("発生なし"));
        assert_eq!(
            meant("基本情報/情報連携/実施の有無", "する").as_deref(),
            Some("実施する")
        );
        let sharing = "特定個人情報ファイル/委託/委託の有無";
        assert_eq!(meant(sharing, "する").as_deref(), Some("委託する"));
        assert_eq!(meant(sharing, "いいえ").as_deref(), Some("委託しない"));
    }
}

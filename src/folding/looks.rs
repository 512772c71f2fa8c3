//! Letters and signs that print alike: radicals for the letters that they show, dashes and waves of other keyboards, signs
//! that nobody sees. Knows no font and judges no text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Radicals of the supplement with the letters that they show. Source: Unicode, EquivalentUnifiedIdeograph.txt, without those
/// that are no letters of Japanese by themselves. The Kangxi radicals have theirs as compatibility forms.
const RADICALS: [(char, char); 27] = [
    ('⺄', '乙'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺜', '日'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺧', '牛'),
    ('⺩', '王'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺶', '羊'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻆', '角'),
    ('⻑', '長'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻝', '食'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
];

/// The letter that a radical shows.
#[must_use]
pub fn of_radical(c: char) -> Option<char> {
    match c {
        '\u{2e80}'..='\u{2eff}' => {
            let found = RADICALS.iter().find(|(radical, _)| *radical == c);
            found.map(|(_, letter)| *letter)
        }
        '\u{2f00}'..='\u{2fd5}' => c.nfkc().next(),
        _ => None,
    }
}

/// The letter that a compatibility letter shows, where no Japanese keyboard gives that: those that Korean and Taiwanese codes
/// have twice. What is left of the block (神, 福, 塚) may be the form of a name.
#[must_use]
pub fn of_foreign_twin(c: char) -> Option<char> {
    matches!(c, '\u{f900}'..='\u{fa0d}').then(|| c.nfc().next()).flatten()
}

/// The letter that is meant by one of another kind that shows it.
#[must_use]
pub fn meant(c: char) -> Option<char> {
    of_radical(c).or_else(|| of_foreign_twin(c))
}

/// The usual sign for one that prints like it: as a Japanese keyboard gives it.
#[must_use]
pub fn usual(c: char) -> Option<char> {
    Some(match c {
        '〜' => '～',
        '−' => '－',
        '‐' | '‑' => '-',
        '―' => '—',
        '‖' => '∥',
        '･' | '·' => '・',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        _ => return None,
    })
}

/// Whether a sign ends a line in one program and not in another.
#[must_use]
pub fn is_odd_break(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text with one kind of line end and no tabs: what every output makes of it.
#[must_use]
pub fn in_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_odd_break(c) || c == '\t') {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '\t' => '　',
        c if is_odd_break(c) => '\n',
        c => c,
    };
    Cow::Owned(text.chars().map(one).collect())
}

/// Whether a letter only chooses the form of the one before it.
#[must_use]
pub fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a letter belongs to the one before it: a selector, or a voicing mark that is a letter of its own.
pub(crate) fn is_joined(c: char) -> bool {
    is_selector(c) || matches!(c, '\u{3099}' | '\u{309a}' | '\u{300}'..='\u{36f}')
}

/// Whether a letter has no width and says nothing: left by a web page or a spreadsheet.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text by its looks: two that print alike are alike in it, but for the form of a letter that a selector chooses.
#[must_use]
pub fn by_looks(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| super::is_plain(c) || !may_look_like_another(c)) {
        return Cow::Borrowed(text);
    }
    let text = in_lines(text);
    let shown = text.chars().filter(|c| !is_unseen(*c));
    let shown = shown.map(|c| of_radical(c).unwrap_or(c)).nfc();
    Cow::Owned(shown.map(|c| usual(c).unwrap_or(c)).collect())
}

fn may_look_like_another(c: char) -> bool {
    let joins = is_joined(c) && !is_selector(c);
    let block = matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' | '\u{1100}'..='\u{11ff}');
    joins || block || c == '\t' || is_odd_break(c) || is_unseen(c) || usual(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_alike_is_alike() {
        for (one, other) in [
            ("9時〜17時", "9時～17時"),
            ("000−0000", "000－0000"),
            ("A‐1", "A-1"),
            ("認定――更新", "認定——更新"),
            ("甲‖乙", "甲∥乙"),
            ("部・課", "部･課"),
            ("対応\u{a0}記録", "対応 記録"),
            ("たた\u{3099}しく", "ただしく"),
            ("\u{fa19}社", "神社"),
            ("⽒名と⽣年⽉⽇", "氏名と生年月日"),
            ("市⺠課の⻲井", "市民課の亀井"),
            ("奈良", "\u{f90c}良"),
            ("部\u{200b}署", "部署"),
            ("甲\u{2028}乙\u{b}丙\t丁", "甲\n乙\n丙　丁"),
        ] {
            assert_eq!(by_looks(one), by_looks(other), "{one}");
        }
        for (one, other) in [("葛\u{e0100}", "葛"), ("ー", "—"), ("1", "１"), ("（", "(")] {
            assert_ne!(by_looks(one), by_looks(other), "{one}");
        }
    }

    #[test]
    fn what_is_not_folded_is_borrowed() {
        assert!(matches!(
            by_looks("市民課で、９時から。\n葛\u{e0100}"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn only_letters_that_no_keyboard_here_gives_have_another_meaning() {
        assert_eq!(meant('⽒'), Some('氏'));
        assert_eq!(meant('⺠'), Some('民'));
        assert_eq!(meant('\u{f90c}'), Some('奈'));
        for c in ['\u{fa19}', '\u{fa11}', '氏', '⺅', '⻌'] {
            assert_eq!(meant(c), None, "{c}");
        }
    }
}

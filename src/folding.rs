//! How texts are compared: width, spaces, line breaks and signs that print alike folded. Never used to change an author's text.

pub mod looks;
pub mod pairs;
pub mod signs;

use unicode_normalization::UnicodeNormalization;

/// Compatibility form: full-width letters, digits and brackets become the narrow ones, and of signs that print alike one.
#[must_use]
pub fn nfkc(text: &str) -> String {
    normal(text, |_| true)
}

/// [`nfkc`] without any white space and what nobody sees: two labels that print alike fold alike.
#[must_use]
pub fn fold(text: &str) -> String {
    normal(text, |c| !is_blank(c))
}

/// Whether a letter leaves no ink: folded texts have none of them.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || (!is_plain(c) && (looks::is_unseen(c) || looks::is_selector(c)))
}

/// The letters of which one that is not narrow is made for comparison.
pub(crate) fn widened(c: char) -> impl Iterator<Item = char> {
    looks::of_radical(c).unwrap_or(c).nfkc()
}

/// [`fold`] without the signs that go lost where a text is cut out of a longer one and quoted.
#[must_use]
pub fn bare(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| !matches!(c, '・' | '、' | '。' | ',' | '.' | '「' | '」' | '"' | '\''));
    folded
}

/// The letters of [`nfkc`] that are kept; a plain letter is.
fn normal(text: &str, kept: impl Fn(char) -> bool) -> String {
    let mut normal = String::with_capacity(text.len());
    // Plain letters are taken by the run.
    let mut run = 0;
    let mut before = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if is_plain(c) {
            before = at;
            continue;
        }
        if let Some(narrowed) = narrow(c) {
            normal.push_str(&text[run..at]);
            normal.extend(Some(narrowed).filter(|c| kept(*c)));
            (before, run) = (at, at + c.len_utf8());
            continue;
        }
        // Letters for the tables may join the one before them, and no other.
        while letters.next_if(|(_, c)| narrow(*c).is_none()).is_some() {}
        let end = letters.peek().map_or(text.len(), |(end, _)| *end);
        if before < run {
            let taken = text[before..].chars().next().and_then(narrow);
            if before < at && taken.is_some_and(&kept) {
                normal.pop();
            }
        } else {
            normal.push_str(&text[run..before]);
        }
        let letters = text[before..end].chars();
        let letters = letters
            .map(|c| looks::of_radical(c).or(looks::usual(c)).unwrap_or(c))
            .nfkc();
        normal.extend(letters.filter(|c| kept(*c)));
        (before, run) = (end, end);
    }
    normal.push_str(&text[run..]);
    normal
}

/// Whether a letter is kana, kanji or an ASCII sign: it is its own compatibility form, and no white space.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '!'..='~')
}

/// The compatibility form of a letter that has one by itself, whatever stands beside it: nearly every letter of an
/// assessment, and far quicker than the tables. `None` leaves it to them. Of signs that print alike it is one sign's.
pub(crate) fn narrow(c: char) -> Option<char> {
    match c {
        c if is_plain(c) => Some(c),
        '\0'..='\u{7f}'
        | '、'..='】'
        | '〒'..='〛'
        | '–'
        | '—'
        | '‘'..='”'
        | '※'
        | '→'
        | '■'
        | '□'
        | '○'
        | '●'
        | '◎'
        | '×' => Some(c),
        '　' => Some(' '),
        // As `looks::usual`, and then narrow.
        '〜' => Some('~'),
        '‐' | '‑' | '−' => Some('-'),
        '―' => Some('—'),
        '‖' => Some('∥'),
        '·' => Some('・'),
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// The only candidate that goes on where `word` ends; else the nearest by letters, if any is near enough to be what the
/// author meant; else the only one that is a part of it or has it as a part.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let candidates: Vec<(String, &str)> = candidates.into_iter().map(|text| (fold(text), text)).collect();
    let letters = word.chars().count();
    // Long options are alike in most letters and differ in what they say: one that is merely cut short is meant.
    let mut begun = candidates
        .iter()
        .filter(|(folded, _)| letters > 3 && folded.starts_with(&word));
    if let (Some((_, text)), None) = (begun.next(), begun.next()) {
        return Some(text);
    }
    // Half alike by length at least: what has no likely neighbour costs nothing, however long it is.
    let likely = |other: usize| letters.min(other) * 2 >= letters.max(other);
    let near = candidates
        .iter()
        .filter(|(folded, _)| likely(folded.chars().count()))
        .map(|(folded, text)| (strsim::normalized_damerau_levenshtein(&word, folded), *text))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, text)) = near {
        return Some(text);
    }
    let long = |text: &str| text.chars().count() > 1;
    let mut parts = candidates.iter().filter(|(folded, _)| {
        long(&word) && long(folded) && (folded.contains(&word) || word.contains(folded.as_str()))
    });
    let (_, only) = parts.next()?;
    parts.next().is_none().then_some(*only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_what_prints_alike() {
        assert_eq!(fold("その他識別情報（内部番号）"), fold("その他識別情報 (内部番号)"));
        assert_eq!(fold("１，０００人"), "1,000人");
        assert_eq!(fold("9時〜17時−‐・"), fold("9時～17時－‑･"));
        assert_eq!(fold("\u{200b}⽒名（葛\u{e0100}）"), fold("氏名（葛）"));
    }

    #[test]
    fn the_quick_way_folds_as_the_tables_do() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let Some(narrowed) = narrow(c) else { continue };
            if looks::usual(c).is_some() {
                let usual = looks::usual(c).map(|usual| usual.nfkc().collect::<String>());
                assert_eq!(usual, Some(narrowed.to_string()), "{c:?}");
                continue;
            }
            assert_eq!(c.nfkc().collect::<String>(), narrowed.to_string(), "{c:?}");
            // What stands before it must not join it either.
            for before in ["か", "カ", "ｶ", "a", "\u{1100}", "가", "=", "が"] {
                let beside = format!("{before}{c}").nfkc().collect::<String>();
                assert_eq!(
                    beside,
                    format!("{}{narrowed}", before.nfkc().collect::<String>()),
                    "{c:?}"
                );
            }
        }
    }

    #[test]
    fn a_text_folds_as_the_tables_do_wherever_its_letters_stand() {
        let letters = [
            "か", "\u{3099}", "ｶ", "ﾞ", "　", "Ａ", "①", "㈱", "e", "\u{301}", "\u{1100}", "\u{1161}", "漢",
        ];
        for a in letters {
            for b in letters {
                for c in letters {
                    let text = format!("{a}{b}{c}{a}");
                    let tables: String = text.nfkc().collect();
                    assert_eq!(nfkc(&text), tables);
                    assert_eq!(fold(&text), tables.replace(' ', ""));
                }
            }
        }
    }

    #[test]
    fn the_nearest_word_must_be_near() {
        assert_eq!(
            nearest("十分にやっている", ["十分に行っている", "再委託していない"]),
            Some("十分に行っている")
        );
        assert_eq!(nearest("まったく別", ["十分に行っている"]), None);
        let risks = [
            "目的外の入手が行われるリスクへの対策",
            "不正な提供・移転が行われるリスクへの対策（委託を除く。）",
        ];
        assert_eq!(
            nearest("不正な提供・移転が行われるリスクへの対策", risks),
            Some(risks[1])
        );
        assert_eq!(nearest("あか", ["いろはに", "あかいろ"]), Some("あかいろ"));
        assert_eq!(nearest("所属長", ["部署", "所属長の役職名"]), Some("所属長の役職名"));
        assert_eq!(
            nearest("リスク", ["入手のリスクの大きさ", "使用のリスクの大きさ"]),
            None
        );
    }
}

//! Where a legal basis of 情報連携 names what it is the basis of. Reads words, never judges the law.

use super::as_written::span_of;
use crate::answers::Cursor;
use crate::folding::nfkc;
use crate::lexicon::lexicon;
use crate::source::Span;

const CLOSINGS: [char; 10] = [')', ']', '>', '】', '〉', '》', '」', '』', '〕', ':'];

/// The places where `word` stands as a heading in a legal basis, without those that say there is none.
///
/// 「情報提供ネットワークシステム」 and 「情報提供者」 are no headings of 情報提供.
pub(in crate::check) fn places_of(basis: &Cursor<'_>, word: &str) -> Vec<Span> {
    let text = basis.text();
    let words = text.match_indices(word);
    let headings = words.filter(|(at, word)| is_heading(&text[at + word.len()..]));
    headings.map(|(_, word)| span_of(basis, word)).collect()
}

/// Whether a word followed by `rest` is a heading with something below or beside it.
fn is_heading(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let line = nfkc(line.trim_start());
    let worded = lexicon()
        .basis_heading_endings
        .iter()
        .find_map(|ending| line.strip_prefix(ending));
    let Some(after) = worded
        .or_else(|| line.strip_prefix(CLOSINGS))
        .or(line.is_empty().then_some(""))
    else {
        return false;
    };
    let sign = |c: char| c.is_whitespace() || CLOSINGS.contains(&c) || "・。、".contains(c);
    let below = rest.lines().skip(1).map(nfkc).find(|line| !line.trim().is_empty());
    let beside = after.trim_matches(sign);
    let said = if beside.is_empty() {
        below.as_deref().unwrap_or_default().trim_matches(sign)
    } else {
        beside
    };
    !lexicon().basis_denied.has(said)
}

#[cfg(test)]
mod tests {
    use super::is_heading;

    #[test]
    fn a_word_in_brackets_or_with_a_colon_is_a_heading() {
        for rest in [
            "）",
            "）、",
            "の根拠）\n第2条の表の1の項",
            "：第2条の表の1の項",
            "】",
            "\n・第2条",
        ] {
            assert!(is_heading(rest), "{rest}");
        }
    }

    #[test]
    fn a_longer_word_and_a_denied_heading_are_none() {
        for rest in [
            "ネットワークシステム",
            "者",
            "の求め",
            "の根拠：なし",
            "の根拠）\n　なし。",
            "）－",
        ] {
            assert!(!is_heading(rest), "{rest}");
        }
    }
}

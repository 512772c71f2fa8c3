//! Edits of a file that leave every other byte alone. Owns how new words are written so that they stay one scalar, how
//! edits are applied, and which place of the new text was which of the old. Decides nothing about what to edit.

use std::fmt::Write as _;

use super::{Node, NodeKind, Source, Span};
use crate::finding::Edit;

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Why edits were not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("二つの直しが同じところに重なっています")]
    Overlap,
    #[error("直すところがファイルの文字の区切りと合いません")]
    OutsideText,
}

/// The bytes of a file with edits made. Line ends, a mark of byte order and all else stay as they are.
///
/// Spans count in the decoded text, which has no mark. Two insertions at one place overlap.
///
/// # Errors
/// [`EditError`]; then nothing is applied.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, EditError> {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text_start = bytes.len() - text.len();
    let text = std::str::from_utf8(text).map_err(|_| EditError::OutsideText)?;
    let mut out = bytes[..text_start].to_vec();
    let mut end = 0;
    for edit in in_order(edits)? {
        let kept = text.get(end..edit.span.start).ok_or(EditError::OutsideText)?;
        if text.get(edit.span.clone()).is_none() {
            return Err(EditError::OutsideText);
        }
        out.extend_from_slice(kept.as_bytes());
        out.extend_from_slice(edit.text.as_bytes());
        end = edit.span.end;
    }
    out.extend_from_slice(&text.as_bytes()[end..]);
    Ok(out)
}

/// Where an offset of the new text stood in the old one; inside new words, where the edit began.
#[must_use]
pub fn before(edits: &[Edit], offset: usize) -> usize {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span.start);
    // Of the text up to here: bytes in the new one, bytes in the old one.
    let (mut new, mut old) = (0, 0);
    for edit in sorted {
        let kept = edit.span.start.saturating_sub(old);
        if offset < new + kept {
            break;
        }
        new += kept;
        if offset < new + edit.text.len() {
            return edit.span.start;
        }
        new += edit.text.len();
        old = edit.span.end;
    }
    old + (offset - new)
}

/// The edit that makes a scalar or a key say `words`: in the quotes that it has, in new ones where a plain text could not
/// say it. `None` for a block of several lines, which is never replaced as a whole.
#[must_use]
pub fn rewrite(source: &Source, node: &Node, words: &str) -> Option<Edit> {
    if matches!(node.kind, NodeKind::Scalar { block: true, .. }) {
        let one_line = !source.slice(&node.span).contains(['\n', '\r']);
        return one_line.then(|| Edit::new(node.span.clone(), words));
    }
    Some(rewrite_key(source, &node.span, words))
}

/// [`rewrite`] for a key, which is never a block.
#[must_use]
pub fn rewrite_key(source: &Source, span: &Span, words: &str) -> Edit {
    let text = match source.slice(span).chars().next() {
        Some('\'') => single_quoted(words),
        Some('"') => format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"")),
        _ => scalar(words),
    };
    Edit::new(span.clone(), text)
}

/// Words as a scalar: plain if that says the same, else in quotes.
#[must_use]
pub fn scalar(words: &str) -> String {
    if is_plain(words) {
        words.to_owned()
    } else {
        single_quoted(words)
    }
}

/// Words as the value of a key at column `key`: a block of lines where they have several, and whatever keeps every letter.
/// `end` ends a line.
#[must_use]
pub fn value(words: &str, key: usize, end: &str) -> String {
    let odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    let is_block = !words.chars().any(odd) && !words.ends_with('\n') && !words.starts_with([' ', '\n']);
    if words.contains(odd) || (words.contains('\n') && !is_block) {
        // What JSON writes between quotes, YAML reads; the rest must not stand there as it is.
        let mut out = String::new();
        for c in serde_json::Value::from(words).to_string().chars() {
            match c {
                '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                    let _ = write!(out, "\\u{:04x}", u32::from(c));
                }
                c => out.push(c),
            }
        }
        return out;
    }
    if !words.contains('\n') {
        return scalar(words);
    }
    let mut out = String::from("|-");
    for line in words.split('\n') {
        out.push_str(end);
        if !line.is_empty() {
            out.push_str(&" ".repeat(key + 2));
            out.push_str(line);
        }
    }
    out
}

fn single_quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}

/// Whether words can stand without quotes, in a line of their own as between brackets.
#[must_use]
pub fn is_plain(words: &str) -> bool {
    let first = words.chars().next();
    let sign = |c: char| "-?:,[]{}#&*!|>'\"%@`".contains(c);
    !first.is_none_or(sign)
        && words.trim() == words
        && !words.ends_with(':')
        && !words.contains([',', '[', ']', '{', '}'])
        && !words.contains(": ")
        && !words.contains(" #")
        && !words.contains(char::is_control)
        && !matches!(words, "~" | "null" | "Null" | "NULL")
}

fn in_order(edits: &[Edit]) -> Result<Vec<&Edit>, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let apart = sorted.windows(2).all(|pair| {
        let (first, second) = (&pair[0].span, &pair[1].span);
        first.end <= second.start && first != second
    });
    apart.then_some(sorted).ok_or(EditError::Overlap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(span: Span, text: &str) -> Edit {
        Edit::new(span, text)
    }

    #[test]
    fn the_mark_of_byte_order_and_line_ends_stay() {
        let bytes = "\u{feff}a: １\r\nb: 2\r\n".as_bytes();
        let edits = [edit(11..12, "二"), edit(3..6, "1")];
        assert_eq!(apply(bytes, &edits).unwrap(), "\u{feff}a: 1\r\nb: 二\r\n".as_bytes());
    }

    #[test]
    fn edits_that_overlap_or_cut_a_character_are_refused() {
        let bytes = "あいう".as_bytes();
        let refused = |edits: &[Edit]| apply(bytes, edits).unwrap_err();
        assert_eq!(refused(&[edit(0..6, "a"), edit(3..9, "b")]), EditError::Overlap);
        assert_eq!(refused(&[edit(3..3, "a"), edit(3..3, "b")]), EditError::Overlap);
        assert_eq!(refused(&[edit(1..3, "a")]), EditError::OutsideText);
        assert_eq!(refused(&[edit(9..12, "a")]), EditError::OutsideText);
        assert!(apply(b"\x83\x41", &[edit(0..0, "a")]).is_err());
    }

    #[test]
    fn places_are_found_again_in_the_old_text() {
        let old = "abcdef";
        let edits = [edit(1..2, "XYZ"), edit(3..3, "-"), edit(4..5, "")];
        let new = String::from_utf8(apply(old.as_bytes(), &edits).unwrap()).unwrap();
        assert_eq!(new, "aXYZc-df");
        for (at, c) in new.char_indices() {
            let found = before(&edits, at);
            if let Some(same) = old.find(c) {
                assert_eq!(found, same, "{c}");
            }
        }
        assert_eq!(before(&edits, new.len()), old.len());
    }

    #[test]
    fn words_are_quoted_only_where_they_must_be() {
        for plain in ["十分である", "【令和8年終了】", "2026-02-15", "その他（内部番号）"] {
            assert_eq!(scalar(plain), plain);
        }
        for (words, quoted) in [
            ("- 一", "'- 一'"),
            ("a: b", "'a: b'"),
            ("it's: #1", "'it''s: #1'"),
            ("[一]", "'[一]'"),
            ("null", "'null'"),
        ] {
            assert_eq!(scalar(words), quoted);
        }
    }

    #[test]
    fn a_scalar_keeps_its_quotes() {
        for (text, new) in [
            ("a: 'x'", "a: 'it''s'"),
            ("a: \"x\"", "a: \"it's\""),
            ("a: x # 注", "a: it's # 注"),
            ("a: |-\n  x\n", "a: |-\n  it's\n"),
            ("a: > # 注\r\n  x\r\n", "a: > # 注\r\n  it's\r\n"),
        ] {
            let (source, _) = Source::read("a.yaml", text.as_bytes());
            let node = source.root().unwrap().get("a").unwrap();
            let edit = rewrite(&source, node, "it's").unwrap();
            assert_eq!(apply(text.as_bytes(), &[edit]).unwrap(), new.as_bytes());
        }
        let (source, _) = Source::read("a.yaml", b"a: |-\n  x\n  y\n");
        let node = source.root().unwrap().get("a").unwrap();
        assert_eq!(rewrite(&source, node, "z"), None);
    }
}

//! The words of an element with text: runs joined, furigana left out, escapes resolved.

use std::io::BufRead;

use super::super::BookError;
use super::super::raw::lines;
use super::super::xml::Events;

/// The words of the `si` or `is` that has just opened.
pub(super) fn rich<R: BufRead>(events: &mut Events<R>) -> Result<String, BookError> {
    use super::super::xml::Step;
    let mut words = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match events.next()? {
            Step::Open(tag) => match tag.name() {
                "t" => words.push_str(&events.words(&[])?),
                "r" => depth += 1,
                // Furigana, its settings and those of a run.
                _ => events.skip()?,
            },
            Step::Close => depth -= 1,
            Step::Text(_) => {}
            Step::End => return Err(events.broken()),
        }
    }
    Ok(author(words))
}

/// The words as their author wrote them: `_x000D_` is a letter, and `_x005F_` the low line before what only looks like one.
pub(super) fn author(text: String) -> String {
    if !text.contains("_x") {
        return lines(text);
    }
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(code) = code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
            units.push(code);
            rest = &rest[at + 7..];
        } else {
            units.extend("_x".encode_utf16());
            rest = &rest[at + 2..];
        }
    }
    units.extend(rest.encode_utf16());
    lines(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_letters_are_those_that_were_meant() {
        for (text, meant) in [
            ("一行目_x000D_\n二行目", "一行目\n二行目"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_xあいうえ_b_x12_", "a_xあいうえ_b_x12_"),
            ("_xD842__xDFB7_野家", "𠮷野家"),
            ("a\rb\r\nc", "a\nb\nc"),
        ] {
            assert_eq!(author(text.to_owned()), meant);
        }
    }
}

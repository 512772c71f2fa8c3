//! Letters that JSON writes as two escapes, such as `\ud842\udfb7` for 𠮷, which YAML does not take. Finds them in double quotes.

use super::Span;

/// How long a pair is, in bytes and in characters.
pub(super) const LENGTH: usize = 12;

/// The letter of the pair that a text begins with.
pub(super) fn pair(text: &str) -> Option<char> {
    let high = half(text)?;
    let low = half(text.get(LENGTH / 2..)?)?;
    let is_pair = (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
    let code = 0x1_0000 + (high.checked_sub(0xd800)? << 10) + low.checked_sub(0xdc00)?;
    is_pair.then(|| char::from_u32(code)).flatten()
}

/// The code of the half of a letter that a text begins with.
pub(super) fn half(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    (digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && (0xd800..0xe000).contains(&code)).then_some(code)
}

/// The pairs of the text in double quotes that begins at `quote`, in their order.
pub(super) fn pairs_in(text: &str, quote: usize) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, escape) in escapes(text, quote) {
        if pair(escape).is_some() {
            found.push(at..at + LENGTH);
        }
    }
    found
}

/// The escapes of the text in double quotes that begins at `quote`, each with the rest of the text from its `\` on. The second
/// half of a pair is none of its own.
pub(super) fn escapes(text: &str, quote: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = quote + 1;
    let open = text.get(quote..).is_some_and(|rest| rest.starts_with('"'));
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|_| open)?;
        let length = rest.find(['\\', '"'])?;
        let escape = &rest[length..];
        if escape.starts_with('"') {
            return None;
        }
        let place = at + length;
        let width = match pair(escape) {
            Some(_) => LENGTH,
            None => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        at = place + width;
        Some((place, escape))
    })
}

/// A text with the letters of some pairs in their place.
pub(super) fn joined(text: &str, pairs: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for span in pairs {
        out.push_str(&text[end..span.start]);
        out.extend(pair(&text[span.start..]));
        end = span.end;
    }
    out.push_str(&text[end..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_up_to_the_closing_quote() {
        let text = r#"a: "\\ud842\ud842\udfb7\"\uD842\uDFB7" \ud842\udfb7"#;
        let found = pairs_in(text, 3);
        let pairs: Vec<&str> = found.iter().map(|span| &text[span.clone()]).collect();
        assert_eq!(pairs, [r"\ud842\udfb7", r"\uD842\uDFB7"]);
        assert_eq!(joined(text, &found), r#"a: "\\ud842𠮷\"𠮷" \ud842\udfb7"#);
        for text in ["a", r#""\ud842"#, "\"\\"] {
            assert!(pairs_in(text, 0).is_empty(), "{text}");
        }
    }

    #[test]
    fn halves_are_no_letters() {
        for text in [
            r"\ud842",
            r"\udfb7\ud842",
            r"\ud842\u0041",
            r"\u+842\udfb7",
            r"\ud842\udf",
            "𠮷",
        ] {
            assert_eq!(pair(text), None, "{text}");
        }
        assert_eq!(half(r"\udfb7x"), Some(0xdfb7));
        assert_eq!(half(r"\u3042"), None);
    }
}

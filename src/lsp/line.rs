//! The words of one line of YAML: its key, its comment, the header of a text of several lines.
//! Looks at no other line, and takes half a line as it stands.

/// The key that a line's words begin with, and the bytes it takes with its quotes; the colon stands right behind them.
pub(super) fn key_of(words: &str) -> Option<(&str, usize)> {
    let quote = words.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let end = words[1..].find(quote)? + 1;
        let rest = &words[end + 1..];
        let ends = rest == ":" || rest.starts_with(": ");
        return ends.then_some((&words[1..end], end + 1));
    }
    if words.starts_with(['#', '{', '[', '&', '*', '!', '|', '>', '%', '@', '`', '?', ',']) {
        return None;
    }
    let words = without_comment(words);
    let at = words.find(": ").or_else(|| words.strip_suffix(':').map(str::len))?;
    (at > 0).then_some((words[..at].trim_end(), at))
}

/// The words before a comment, without blanks at their end.
pub(super) fn without_comment(words: &str) -> &str {
    if words.starts_with('#') {
        return "";
    }
    let quote = words.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = quote.and_then(|quote| words[1..].find(quote)).map_or(0, |end| end + 1);
    let comment = words[from..].find(" #").map_or(words.len(), |at| from + at);
    words[..comment].trim_end()
}

/// Whether a value is the header of a text of several lines.
pub(super) fn is_block(value: &str) -> bool {
    let signs = value.strip_prefix(['|', '>']);
    signs.is_some_and(|signs| signs.chars().all(|c| matches!(c, '-' | '+' | '0'..='9')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_at_its_colon_and_keeps_no_quotes() {
        assert_eq!(key_of("部署: 総務課"), Some(("部署", "部署".len())));
        assert_eq!(key_of("'a: b': 1"), Some(("a: b", 6)));
        assert_eq!(key_of("a :"), Some(("a", 2)));
        for words in [
            "部署:総務課",
            "部署",
            "'a: 1",
            "\"a\" b: 1",
            "# a: 1",
            "[a: 1",
            ": 1",
            "a # b: 1",
            "&a b: 1",
        ] {
            assert_eq!(key_of(words), None, "{words}");
        }
    }

    #[test]
    fn a_sign_between_quotes_begins_no_comment() {
        assert_eq!(without_comment("a # b"), "a");
        assert_eq!(without_comment("a#b  "), "a#b");
        assert_eq!(without_comment("'a # b' # c"), "'a # b'");
        assert_eq!(without_comment("'a # b"), "'a");
    }

    #[test]
    fn only_a_header_opens_a_text_of_several_lines() {
        assert!(["|", "|-", ">+", "|2-"].into_iter().all(is_block));
        assert!(!["", "| a", "a|", "|x"].into_iter().any(is_block));
    }
}

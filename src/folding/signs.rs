//! Signs that a terminal obeys instead of showing them: escapes, bells, and those that turn the direction of writing.

use std::borrow::Cow;

/// What stands in place of such a sign.
const SHOWN: char = '\u{fffd}';

/// Whether a terminal would obey a letter. Line ends and tabs are meant.
#[must_use]
pub fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text that a terminal shows as it stands. A line end of Windows is none of its signs.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |_| SHOWN)
}

/// [`visible`] with signs as long in bytes as those that they replace, so that places stay what they are. Those of one byte stay:
/// what draws lines with places shows them itself.
#[must_use]
pub fn visible_in_place(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c.len_utf8() {
        1 => c,
        2 => '\u{b7}',
        _ => SHOWN,
    })
}

fn replaced(text: &str, by: impl Fn(char) -> char) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut chars = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let ends = c == '\r' && chars.peek() == Some(&'\n');
        shown.push(if acts(c) && !ends { by(c) } else { c });
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "甲\u{1b}[2J乙\u{7}\u{8}\u{9b}31m丙\u{202e}丁\r戊\r\n己\t庚\n";

    #[test]
    fn no_sign_that_a_terminal_obeys_is_left() {
        let shown = visible(HOSTILE);
        assert_eq!(
            shown,
            "甲\u{fffd}[2J乙\u{fffd}\u{fffd}\u{fffd}31m丙\u{fffd}丁\u{fffd}戊\r\n己\t庚\n"
        );
        assert_eq!(visible("見本市\n特記事項"), "見本市\n特記事項");
    }

    #[test]
    fn places_stay_where_they_are() {
        let shown = visible_in_place(HOSTILE);
        assert_eq!(shown.len(), HOSTILE.len());
        assert_eq!(shown.find('己'), HOSTILE.find('己'));
        assert!(shown.chars().all(|c| c.is_ascii() || !acts(c)));
    }
}

//! What no font shows: a letter, or the form of a letter that a selector chooses. Finds them in a text; knows no assessment.

use crate::folding::looks;

/// A letter of a text that does not come out as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// No font has the letter.
    Letter(char),
    /// The letter is there, but not in the form that the selector behind it chooses.
    Form { letter: char, selector: char },
    /// A sign without ink that does not belong into a text, whether a font has it or not.
    Unseen(char),
}

/// A letter with the selector behind it, as they stand in a text.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        let letter = rest.next()?;
        let joins = !letter.is_whitespace() && !looks::is_selector(letter);
        Some((letter, rest.next_if(|c| joins && looks::is_selector(*c))))
    })
}

/// Whether a letter has no ink: what is left of a copied text.
pub(super) fn has_no_ink(c: char) -> bool {
    c.is_control() || looks::is_unseen(c) || looks::is_selector(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_goes_with_its_letter() {
        let found: Vec<_> = letters("葛\u{e0100}見 \u{fe0f}⚠\u{fe0f}\u{fe0f}").collect();
        assert_eq!(
            found,
            [
                ('葛', Some('\u{e0100}')),
                ('見', None),
                (' ', None),
                ('\u{fe0f}', None),
                ('⚠', Some('\u{fe0f}')),
                ('\u{fe0f}', None)
            ]
        );
    }
}

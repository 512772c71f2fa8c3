//! Words that officers put into a field to say nothing.

use crate::folding::fold;
use crate::lexicon::lexicon;

const DASHES: [char; 10] = ['-', '‐', '‑', '–', '—', '―', '─', 'ー', '−', '/'];

/// Whether a text is empty, a dash, or says that there is nothing.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    let folded = fold(text);
    let word = folded.trim_matches(['(', ')', '。', '・']);
    word.chars().all(|c| DASHES.contains(&c)) || lexicon().nothing.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_says_nothing_and_a_word_with_one_says_something() {
        for text in ["", " ", "－", "ー", "―", "（なし）", "該当なし。"] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["サーバー", "なし崩し", "未定"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}

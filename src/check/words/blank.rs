//! What counts as left empty: words that officers put into a field to say nothing, and boxes without a tick.

use crate::answers::{Cursor, Value};
use crate::folding::fold;
use crate::lexicon::lexicon;

const DASHES: [char; 10] = ['-', '‐', '‑', '–', '—', '―', '─', 'ー', '−', '/'];

/// Whether a text is empty, a dash, or says that there is nothing.
pub(in crate::check) fn says_nothing(text: &str) -> bool {
    let folded = fold(text);
    let word = folded.trim_matches(['(', ')', '。', '・']);
    word.chars().all(|c| DASHES.contains(&c)) || lexicon().nothing.has(word)
}

/// Whether an answer is written and says something. An answer that is no text speaks by being there.
pub(in crate::check) fn is_answered(answer: &Cursor<'_>) -> bool {
    answer.is_filled() && (answer.text().is_empty() || !says_nothing(answer.text()))
}

/// Whether a box is there and not ticked. One that holds something else is a finding of reading and tells nothing.
pub(in crate::check) fn is_unticked(tick: &Cursor<'_>) -> bool {
    tick.answer()
        .is_some_and(|answer| matches!(answer.value, Value::Empty | Value::Tick(false)))
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

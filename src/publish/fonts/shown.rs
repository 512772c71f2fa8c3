//! The characters that some fonts are known to show. Knows no font.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Those of the basic plane, which are nearly all, as bits; they come in one by one, from any thread.
#[derive(Debug, Clone)]
pub(super) struct Shown(Arc<[AtomicU64]>);

impl Default for Shown {
    fn default() -> Self {
        Self((0..=0xffff / u64::BITS).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Shown {
    /// Whether a character was added; one beyond the basic plane never is.
    pub(super) fn has(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.0
            .get(word)
            .is_some_and(|word| word.load(Ordering::Relaxed) & bit != 0)
    }

    pub(super) fn add(&self, c: char) {
        let (word, bit) = place(c);
        if let Some(word) = self.0.get(word) {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }
}

fn place(c: char) -> (usize, u64) {
    let number = u32::from(c);
    ((number / u64::BITS) as usize, 1 << (number % u64::BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_added_is_known() {
        let shown = Shown::default();
        for c in ['a', '漢', '\u{ffff}', '𠮟'] {
            assert!(!shown.has(c));
            shown.add(c);
        }
        for (c, known) in [
            ('a', true),
            ('漢', true),
            ('\u{ffff}', true),
            ('𠮟', false),
            ('b', false),
        ] {
            assert_eq!(shown.has(c), known, "{c}");
        }
    }
}

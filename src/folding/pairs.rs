//! Tells at once that a word is not in a text, which is the answer for nearly every word and every text. Finds no place.

/// Bits kept for each letter of a text: enough that a word of three letters is thought present by mistake once in a hundred.
const BITS: usize = 8;

/// The pairs of letters that stand beside each other in a text, as bits at hashed places: a Bloom filter.
///
/// Of letters alone it knows signs, such as ○: what is neither kana nor kanji nor a digit.
#[derive(Debug, Clone)]
pub struct Pairs {
    bits: Box<[u64]>,
}

impl Pairs {
    /// The pairs of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // Three bytes a letter, as Japanese has them.
        let size = (text.len() / 3 * BITS / 64).next_power_of_two();
        let mut pairs = Self {
            bits: vec![0; size].into_boxed_slice(),
        };
        let mut before = '\0';
        for c in text.chars() {
            pairs.set(hash(before, c));
            if is_sign(c) {
                pairs.set(hash('\0', c));
            }
            before = c;
        }
        pairs
    }

    /// Whether the text may have a word: `false` is certain.
    #[must_use]
    pub fn may_have(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let Some(mut before) = letters.next() else { return true };
        if letters.as_str().is_empty() {
            return !is_sign(before) || self.has(hash('\0', before));
        }
        letters.all(|c| {
            let pair = hash(before, c);
            before = c;
            self.has(pair)
        })
    }

    fn set(&mut self, hash: usize) {
        let index = (hash >> 6) & (self.bits.len() - 1);
        self.bits[index] |= 1 << (hash & 63);
    }

    fn has(&self, hash: usize) -> bool {
        let index = (hash >> 6) & (self.bits.len() - 1);
        self.bits[index] & (1 << (hash & 63)) != 0
    }
}

fn is_sign(c: char) -> bool {
    !c.is_ascii_digit() && !('\u{3041}'..='\u{9fff}').contains(&c)
}

fn hash(first: char, second: char) -> usize {
    let mixed = (u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 40).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "番号法第19条第8号に基づく○○市の主務省令第2条の表の項";

    #[test]
    fn every_part_of_a_text_may_be_in_it() {
        let pairs = Pairs::of(TEXT);
        let ends: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
        for (at, start) in ends.iter().enumerate() {
            for end in &ends[at..] {
                assert!(pairs.may_have(&TEXT[*start..*end]));
            }
        }
    }

    #[test]
    fn words_that_are_not_in_a_text_are_mostly_known_not_to_be() {
        let pairs = Pairs::of(TEXT);
        let words = [
            "別表第二",
            "個人情報保護条例",
            "TODO",
            "平成",
            "●",
            "TBD",
            "△",
            "旧",
            "第19条第7号",
        ];
        let mistaken: Vec<&str> = words.into_iter().filter(|word| pairs.may_have(word)).collect();
        // A letter of Japanese alone is not known, and one sign falls on another's place.
        assert_eq!(mistaken, ["●", "旧"]);
        assert!(!Pairs::of("").may_have("別表"));
    }
}

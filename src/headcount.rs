//! Bands of people as they are written: 10,000人以上100,000人未満, 1万人～10万人. Knows no form and chooses no band.

use crate::folding::fold;
use crate::number::{self, NumberError};

/// The people that a text says, also where it says about so many.
#[must_use]
pub fn people(text: &str) -> Option<u64> {
    match number::parse(text) {
        Ok(people) | Err(NumberError::Vague(people)) => Some(people),
        Err(NumberError::NotANumber | NumberError::TooLarge) => None,
    }
}

/// People from the first number on, up to below the second: what `10,000人以上100,000人未満` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    pub from: Option<u64>,
    pub below: Option<u64>,
    /// Whether 以上 and 未満 are said; `1万人～10万人` leaves open which side a limit belongs to.
    pub plain: bool,
}

/// Reads `10,000人以上100,000人未満`, `30万人以上`, `1万人～10万人`; `None` for a number alone and for other words.
#[must_use]
pub fn band(text: &str) -> Option<Band> {
    let folded = fold(text);
    let number = |words: &str| number::parse(words).ok();
    if let Some((low, high)) = folded.split_once("以上") {
        let high = high.trim_start_matches([',', '、', '~', '～', '〜', '-']);
        let below = high.strip_suffix("未満").map(number);
        return match below {
            None if high.is_empty() => Some((Some(number(low)?), None)),
            Some(Some(high)) => Some((Some(number(low)?), Some(high))),
            _ => None,
        }
        .map(|(from, below)| Band {
            from,
            below,
            plain: true,
        });
    }
    if let Some(high) = folded.strip_suffix("未満")
        && let Some(below) = number(high)
    {
        return Some(Band {
            from: None,
            below: Some(below),
            plain: true,
        });
    }
    let (low, high) = folded
        .split_once(['~', '～', '〜'])
        .or_else(|| folded.split_once("から"))
        .or_else(|| folded.split_once(['-', '−', '–', '—', '―', '‐', 'ー']))?;
    let high = high.strip_suffix("未満").or(high.strip_suffix("まで")).unwrap_or(high);
    // 1～10万人 says ten thousand at least on its right side only.
    let ends = (!low.is_empty()).then_some(number(low)?);
    let below = if high.is_empty() { None } else { Some(number(high)?) };
    Some(Band {
        from: ends,
        below,
        plain: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_read_with_either_word_or_sign() {
        let ends = |text: &str| band(text).map(|band| (band.from, band.below, band.plain));
        let (low, high) = (Some(10_000), Some(100_000));
        assert_eq!(ends("10,000人以上100,000人未満"), Some((low, high, true)));
        assert_eq!(ends("１万人以上、１０万人未満"), Some((low, high, true)));
        assert_eq!(ends("10万人未満"), Some((None, high, true)));
        assert_eq!(ends("1万人以上"), Some((low, None, true)));
        for text in [
            "1万人～10万人",
            "1万人〜10万人",
            "1万人から10万人まで",
            "1万人-10万人",
            "10,000~100,000人",
        ] {
            assert_eq!(ends(text), Some((low, high, false)), "{text}");
        }
        assert_eq!(ends("1万人～"), Some((low, None, false)));
        for text in [
            "25,000人",
            "別紙のとおり",
            "以上",
            "約1万人～10万人",
            "1万人以上程度",
            "から",
        ] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}

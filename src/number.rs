//! Numbers as people write them: `120000`, `１２０，０００人`, `2.5万人`. Owns what they mean; knows no form and no assessment.

use crate::folding::fold;

/// What may stand behind a number and says only what was counted.
const COUNTERS: [&str; 5] = ["人", "名", "件", "箇所", "か所"];
/// Words of a number that is not meant exactly.
const VAGUE: [&str; 9] = [
    "約",
    "およそ",
    "おおよそ",
    "概ね",
    "ほぼ",
    "程度",
    "くらい",
    "ぐらい",
    "前後",
];

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    #[error("数ではありません")]
    NotANumber,
    /// A number that is not meant exactly, such as 約2万人; with the number that it names.
    #[error("おおよその数です")]
    Vague(u64),
    #[error("数が大きすぎます")]
    TooLarge,
}

/// The number that a text means: digits of either width, with commas between thousands, 千, 万 or 億 behind them, and what was
/// counted behind all. A fraction must come out whole (`2.5万`).
///
/// # Errors
/// [`NumberError`] for all else: 漢数字, ranges, and numbers that are not meant exactly.
pub fn parse(text: &str) -> Result<u64, NumberError> {
    let folded = fold(text);
    let bare = VAGUE.iter().fold(folded.clone(), |text, word| text.replace(word, ""));
    let number = exact(&bare)?;
    if bare == folded {
        Ok(number)
    } else {
        Err(NumberError::Vague(number))
    }
}

fn exact(folded: &str) -> Result<u64, NumberError> {
    let counted = COUNTERS.iter().find_map(|word| folded.strip_suffix(word));
    let number = counted.unwrap_or(folded);
    let (digits, unit) = [('千', 1_000_u64), ('万', 10_000), ('億', 100_000_000)]
        .iter()
        .find_map(|(sign, unit)| Some((number.strip_suffix(*sign)?, *unit)))
        .unwrap_or((number, 1));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.contains('.') && !is_digits(fraction) {
        return Err(NumberError::NotANumber);
    }
    let whole = ungrouped(whole)
        .filter(|text| is_digits(text))
        .ok_or(NumberError::NotANumber)?;
    let whole = whole.parse::<u64>().ok().and_then(|whole| whole.checked_mul(unit));
    let mut number = whole.ok_or(NumberError::TooLarge)?;
    let mut rest = unit;
    for digit in fraction.bytes().map(|byte| u64::from(byte - b'0')) {
        if rest % 10 != 0 && digit != 0 {
            return Err(NumberError::NotANumber);
        }
        rest /= 10;
        number = number.checked_add(digit * rest).ok_or(NumberError::TooLarge)?;
    }
    Ok(number)
}

/// Digits without the commas between thousands; `None` where a comma stands elsewhere, since it may be a slip.
fn ungrouped(digits: &str) -> Option<String> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let mut out = first.to_owned();
    for (at, group) in groups.enumerate() {
        let right = group.len() == 3 && (at > 0 || (1..=3).contains(&first.len()));
        if !right {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

/// A number with commas between thousands, as forms print it.
#[must_use]
pub fn format(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "25000",
            "25,000",
            "２５，０００人",
            "2.5万",
            "２．５万人",
            "25千人",
            "2.50万名",
            "0.00025億",
        ] {
            assert_eq!(parse(text), Ok(25_000), "{text}");
        }
        assert_eq!(parse("0"), Ok(0));
        assert_eq!(parse("1億件"), Ok(100_000_000));
    }

    #[test]
    fn what_is_no_exact_number_is_none() {
        for text in [
            "",
            "人",
            "万",
            "-5",
            "1.5",
            "1.",
            ".5万",
            "十二万",
            "2,5",
            "1,00",
            "12,3456",
            "1234,567",
            ",500",
            "1万人以上",
            "1万2千",
            "100〜200",
            "2.00005万",
        ] {
            assert_eq!(parse(text), Err(NumberError::NotANumber), "{text}");
        }
        for text in [
            "99999999999999999999",
            "9999999999999999999万",
            "1844674407370955.1616万",
        ] {
            assert_eq!(parse(text), Err(NumberError::TooLarge), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_not_meant_exactly_is_told_with_what_it_names() {
        for text in ["約2.5万人", "25,000人程度", "およそ25000", "25000人くらい"] {
            assert_eq!(parse(text), Err(NumberError::Vague(25_000)), "{text}");
        }
        assert_eq!(parse("約"), Err(NumberError::NotANumber));
    }

    #[test]
    fn thousands_are_parted_by_commas() {
        let shown = [0, 999, 1000, 25_000, 1_234_567].map(format);
        assert_eq!(shown, ["0", "999", "1,000", "25,000", "1,234,567"]);
        for number in [0, 7, 1000, 987_654_321] {
            assert_eq!(parse(&format(number)), Ok(number));
        }
    }
}

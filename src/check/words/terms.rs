//! Lengths of time that a folded text tells: 3か月, 5年以内. Compares none with an answer.

use std::ops::Range;

use crate::lexicon::lexicon;
use crate::wareki;

/// From so many months to less than so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Term {
    pub least: u32,
    pub most: u32,
}

impl Term {
    /// Whether some term is both.
    pub fn meets(self, other: Self) -> bool {
        self.least < other.most && other.least < self.most
    }
}

/// The terms that a folded text tells: 3か月, 150年間, 5年以内; no day of the calendar, no 年度.
pub(in crate::check) fn terms(text: &str) -> Vec<(Range<usize>, Term)> {
    const UNITS: [(&str, u32); 6] = [
        ("年", 12),
        ("か月", 1),
        ("ヶ月", 1),
        ("カ月", 1),
        ("ケ月", 1),
        ("箇月", 1),
    ];
    let mut found = Vec::new();
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
    });
    for (start, _) in starts {
        let rest = &text[start..];
        let number = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let rest = &rest[number.len()..];
        let named = wareki::eras().any(|era| text[..start].ends_with(era)) || number.len() > 3;
        let Some((unit, months)) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit)) else {
            continue;
        };
        let after = &rest[unit.len()..];
        // 「5年法律第20号」, 「3年度」 and 「1年生」 are no terms; nor is the year of a day.
        let is_day = after.starts_with(|c: char| c.is_ascii_digit());
        let before = text[..start].ends_with(['第', '月', '毎']);
        if named || is_day || before || lexicon().not_after_years.begin(after) {
            continue;
        }
        let Some(term) = number
            .parse::<u32>()
            .ok()
            .and_then(|number| number.checked_mul(*months))
        else {
            continue;
        };
        let after = after.trim_start_matches('間');
        let least = if lexicon().at_most.begin(after) { 0 } else { term };
        let most = if after.starts_with("以上") || after.starts_with("を超え") && least > 0 {
            u32::MAX
        } else {
            term + 1
        };
        found.push((start..start + number.len() + unit.len(), Term { least, most }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_numbers_of_laws_and_turns_are_no_terms() {
        for text in [
            "昭和22年法律第67号",
            "令和7年3月31日",
            "平成5年度分",
            "2025年",
            "毎年1回",
        ] {
            assert!(terms(text).is_empty(), "{text}");
        }
    }
}

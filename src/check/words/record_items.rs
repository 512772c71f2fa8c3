//! How many items a free text of 記録項目 lists, and whether it lists any. A text can be counted only roughly: the answer is
//! a range, from lines to words.

use std::ops::RangeInclusive;

use crate::folding::nfkc;
use crate::lexicon::lexicon;

/// How many items a text lists.
///
/// The least is the number of its lines that look like items; the most counts every word of a line that may be one.
/// Headings in brackets and notes that begin with ※ are no items.
pub(in crate::check) fn count(text: &str) -> RangeInclusive<u64> {
    let mut lines: Vec<(Option<Mark>, String)> = Vec::new();
    for line in text.lines().map(|line| nfkc(line.trim())) {
        if line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c)) {
            // Above the rule of a table stands its heading.
            lines.pop();
        } else if !line.is_empty() && !is_heading(&line) && !line.starts_with(['※', '#']) {
            lines.push((Mark::of(&line), line));
        }
    }
    let marked = [Mark::Bullet, Mark::Number]
        .map(|mark| lines.iter().filter(|(of, _)| *of == Some(mark)).count())
        .into_iter()
        .max()
        .unwrap_or(0);
    let least = if marked == 0 { lines.len() } else { marked };
    let most: usize = lines.iter().map(|(_, line)| words(line)).sum();
    let [least, most] = [least, most.max(least)].map(|count| u64::try_from(count).unwrap_or(u64::MAX));
    least..=most
}

/// Whether a text lists nothing and only says where to look: 「別添1を参照。」, 「別紙のとおり」.
pub(in crate::check) fn is_reference(text: &str) -> bool {
    let text = nfkc(text.trim());
    let points = lexicon().listed_elsewhere.are_in(&text);
    let away = lexicon().elsewhere.are_in(&text);
    points && away && text.lines().count() == 1 && text.chars().count() <= 30
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number,
}

impl Mark {
    fn of(line: &str) -> Option<Self> {
        let first = line.chars().next()?;
        if "・･-*●○■□◆◇▪•".contains(first) {
            Some(Self::Bullet)
        } else if first.is_ascii_digit() || first == '(' {
            Some(Self::Number)
        } else {
            None
        }
    }
}

fn is_heading(line: &str) -> bool {
    [
        ('<', '>'),
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
        ('[', ']'),
        ('〔', '〕'),
    ]
    .iter()
    .any(|(open, close)| line.starts_with(*open) && line.ends_with(*close))
}

/// The words of a line that may be items of their own.
fn words(line: &str) -> usize {
    line.split(|c: char| matches!(c, '、' | ',' | '・' | '･' | '/' | '|' | '(' | ')') || c.is_whitespace())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_least_and_words_the_most() {
        assert_eq!(count("・宛名番号\n・属性情報（氏名、性別）\n※ 必要な場合のみ"), 2..=4);
        assert_eq!(count("＜台帳＞\n宛名番号、氏名、生年月日"), 1..=3);
        assert_eq!(count(""), 0..=0);
    }

    #[test]
    fn numbered_headings_above_bullets_are_not_counted() {
        assert_eq!(*count("1. 対象者\n・氏名\n・住所\n・性別").start(), 3);
    }

    #[test]
    fn circled_numbers_and_rows_of_a_table_are_items() {
        assert_eq!(count("①宛名番号\n②氏名"), 2..=2);
        assert_eq!(count("| 番号 | 名称 |\n|---|---|\n| 1 | 氏名 |\n| 2 | 住所 |"), 2..=2);
    }

    #[test]
    fn a_reference_lists_nothing() {
        assert!(is_reference("別添１を参照。"));
        assert!(is_reference("別紙のとおり"));
        assert!(!is_reference("・氏名\n・別添1を参照。"));
    }
}

//! 個人番号とみられる12桁の数字が書かれていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C210",
    name: "my-number-in-text",
    severity: Error,
    confidence: Medium,
    since: None,
    checks: "検査用数字の合う12桁の数字、すなわち個人番号とみられるものが書かれていないこと",
    why: "評価書は公表する書面で、個人番号を載せれば番号法が禁じる提供に当たる",
    law: Law::Article("番号法第19条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in folded::all_texts(assessment, has_digits) {
        for range in numbers(&text) {
            // The message goes to logs and reports, so it does not repeat the number.
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message("個人番号とみられる12桁の数字が書かれています")
                .label("個人番号であれば消してください。例として書いた番号も、検査用数字の合わないものに改めてください")
                .help("12桁の最後の数字が、個人番号の検査用数字の計算に合っています");
        }
    }
}

fn has_digits(text: &str) -> bool {
    folded::may_have_long_number(text, 12)
}

/// The numbers of twelve digits, in one run or in groups of four, that pass the check digit.
fn numbers(text: &Prose<'_>) -> Vec<Range<usize>> {
    let words = text.text();
    let part_of_number = |c: char| c.is_ascii_digit() || "-‐‑‒–—−ー.,/".contains(c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = words[from..].find(part_of_number).map(|at| from + at) {
        let length = words[start..].find(|c| !part_of_number(c));
        let end = length.map_or(words.len(), |length| start + length);
        from = end;
        let beside = [words[..start].chars().next_back(), words[end..].chars().next()];
        let run = words[start..end].trim_matches(|c: char| !c.is_ascii_digit());
        let start = start + words[start..end].find(run).unwrap_or_default();
        let range = start..start + run.len();
        if !beside.into_iter().flatten().any(|c| c.is_ascii_alphabetic()) && is_my_number(text, &range) {
            found.push(range);
        }
    }
    found
}

fn is_my_number(text: &Prose<'_>, range: &Range<usize>) -> bool {
    let run = &text.text()[range.clone()];
    let digits: Vec<u32> = run.chars().filter_map(|c| c.to_digit(10)).collect();
    // Where something stands between two digits, by the number of digits before it.
    let mut breaks = Vec::new();
    let mut count = 0;
    for (at, c) in run.char_indices() {
        let gap = at > 0 && text.gap_before(range.start + at);
        let sign = !c.is_ascii_digit();
        if "./,".contains(c) {
            return false;
        }
        if (gap || sign) && breaks.last() != Some(&count) {
            breaks.push(count);
        }
        count += usize::from(!sign);
    }
    (breaks.is_empty() || breaks == [4, 8]) && passes(&digits)
}

/// Whether the last of twelve digits is the check digit of those before it.
fn passes(digits: &[u32]) -> bool {
    const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let [first @ .., last] = digits else { return false };
    // A row of one digit stands for any number.
    if first.len() != WEIGHTS.len() || first.iter().all(|digit| digit == last) {
        return false;
    }
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    *last
        == match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;

    fn found(text: &str) -> usize {
        let yaml = format!("様式: 重点項目評価書\n特記事項: '{text}'\n");
        let read = answers::read(builtin(), "a.yaml", yaml.as_bytes());
        let assessment = read.assessment.unwrap();
        folded::all_texts(&assessment, has_digits)
            .iter()
            .map(|text| numbers(text).len())
            .sum()
    }

    #[test]
    fn every_writing_of_a_number_is_found() {
        // 123456789018: 1·6+2·5+3·4+4·3+5·2+6·7+7·6+8·5+9·4+0·3+1·2 = 212, 212 mod 11 = 3, 11 - 3 = 8.
        for text in [
            "番号は123456789018です",
            "１２３４５６７８９０１８",
            "1234-5678-9018",
            "1234 5678 9018",
            "１２３４－５６７８－９０１８、",
            "1234　5678　9018",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "123456789012",
            "1234567890180",
            "法人番号 1123456789018",
            "000000000000",
            "0000-0000-0000",
            "123-4567-89018",
            "電話 0123-45-6789 018",
            "12,345,678,901,8",
            "123456789018A",
            "令和7年11月10日",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn one_in_eleven_numbers_passes() {
        let digits = |number: u64| -> Vec<u32> {
            let text = format!("{number:012}");
            text.chars().filter_map(|c| c.to_digit(10)).collect()
        };
        for front in [12_345_678_901_u64, 98_765_432_109, 10_203_040_506] {
            let passing = (0..10).filter(|last| passes(&digits(front * 10 + last))).count();
            assert_eq!(passing, 1, "{front}");
        }
    }
}

//! 委託内容に書いた従事者の数が、委託先における取扱者数の区分を超えていないか。

use crate::answers::Assessment;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Low;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C214",
    name: "more-staff-in-text",
    severity: Warning,
    confidence: Low,
    since: None,
    checks: "委託内容に書いた従事者の数が、「委託先における取扱者数」の区分より多くないこと",
    why: "取扱者数の区分が少なければ、しきい値判断も実際と違ってくる",
    law: Law::Internal("様式3・4 Ⅱ-4 の委託内容と委託先における取扱者数"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for task in assessment.each("特定個人情報ファイル/委託/委託事項") {
        let (content, band) = (task.at("委託内容"), task.at("委託先における取扱者数"));
        let Some((option, below)) = band.option().and_then(|option| Some((option, option.below?))) else {
            continue;
        };
        for text in Prose::of(&content) {
            let counts = counts(text.text());
            // Several numbers may be of shifts or of places.
            let [(range, count)] = counts.as_slice() else { continue };
            let sentence = &text.text()[text.sentence(range.start)];
            let words = lexicon();
            if *count < below || !words.staff.are_in(sentence) || words.not_staff.are_in(sentence) {
                continue;
            }
            findings
                .report_at(&RULE, &content, text.span(range))
                .message(format!(
                    "委託内容に「{}」とありますが、委託先における取扱者数は「{}」です",
                    text.written(range),
                    option.text
                ))
                .label("特定個人情報ファイルを取り扱う人の数を確かめ、区分か文章を改めてください")
                .because(&band, format!("ここで「{}」を選んでいます", option.text));
        }
    }
}

/// The numbers of persons that a folded text has: 「25人」 and 「1,200名」, not 「25人分」, 「3人以内」 and 「職員1,200人の給与」.
fn counts(text: &str) -> Vec<(std::ops::Range<usize>, u64)> {
    let units = text.char_indices().filter(|(_, c)| matches!(c, '人' | '名'));
    let found = units.filter_map(|(at, unit)| {
        let before = &text[..at];
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
        let number = &before[before.len() - digits..];
        let after = &text[at + unit.len_utf8()..];
        let of_others = after
            .strip_prefix('の')
            .is_some_and(|rest| !lexicon().those_counted.begin(rest));
        if lexicon().not_after_head_count.begin(after) || of_others {
            return None;
        }
        let count = number.replace(',', "").parse().ok()?;
        Some((before.len() - digits..at + unit.len_utf8(), count))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn only_numbers_of_persons_count() {
        let numbers = |text: &str| counts(text).into_iter().map(|(_, count)| count).collect::<Vec<u64>>();
        assert_eq!(numbers("常時25人の従事者により、1,200名分を入力する"), [25]);
        assert_eq!(numbers("1,200名で"), [1_200]);
        assert_eq!(numbers("25人の体制で"), [25]);
        assert!(numbers("職員1,200人の給与を計算する").is_empty());
        assert!(numbers("3人以内、職員名、第10名目、本人").is_empty());
    }
}

//! 宣言が、誰の宣言か、何を宣言するのかの分かる文になっているか。

use std::ops::Range;

use crate::answers::{Assessment, Cursor};
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Info, Warning};
use crate::folding::fold;
use crate::lexicon::lexicon;

use super::declaration_of_another_body::bare;

pub const RULE: Rule = Rule {
    code: "C242",
    name: "declaration-incomplete",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "宣言に、宣言するという言葉、評価実施機関の名称と中身があり、決まった言い回しから言葉が落ちず、同じ言葉が二度続いていないこと（名称と言い回しと重なりは情報）",
    why: "誰が何を約束したのかが、宣言の文だけで市民に分からなければならない",
    law: Law::Internal("表紙の「個人のプライバシー等の権利利益の保護の宣言」"),
    check: Check::Alone(check),
};

/// What is shorter says nothing of what is done.
const SHORTEST: usize = 15;
/// Letters of a word that is looked for twice in a row.
const LONGEST_WORD: usize = 12;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let declaration = assessment.at("宣言");
    let text = fold(declaration.text());
    if text.is_empty() {
        return;
    }
    if text.chars().count() < SHORTEST {
        findings
            .report(&RULE, &declaration)
            .message("宣言の中身が書かれていません")
            .label("どの機関が、どの事務で、どのような措置を講じるのかを書いてください");
        return;
    }
    if !lexicon().declaring.are_in(&text) {
        findings
            .report(&RULE, &declaration)
            .message("宣言の文に「宣言する」に当たる言葉がありません")
            .label("「…ことを宣言する。」のように結んでください");
    }
    let body = assessment.at("評価実施機関名");
    if body.is_filled() && !names_body(&text, &body) {
        findings
            .report(&RULE, &declaration)
            .severity(Info)
            .message("宣言の文に、宣言をする機関の名称がありません")
            .label("「○○市は、…宣言する。」のように、評価実施機関を主語にしてください")
            .because(&body, "評価実施機関はここに書かれています");
    }
    for text in Prose::of(&declaration) {
        for group in &lexicon().declaration_slips.groups {
            for range in group.words.iter().flat_map(|slip| text.find(slip)) {
                findings
                    .report_at(&RULE, text.place(), text.span(&range))
                    .severity(Info)
                    .message(format!("「{}」の前後で、言葉が落ちていませんか", text.written(&range)))
                    .label(format!("決まった言い回しは「{}」です", group.of));
            }
        }
        for range in doubled(text.text()) {
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .severity(Info)
                .message(format!("「{}」と、同じ言葉が二度続いています", text.written(&range)))
                .label("一つを消してください");
        }
    }
}

/// The words of a folded text that stand twice in a row: 講じ講じ, 措置を措置を, 権利利益利益. One letter twice is a word (各々),
/// and what begins with 一 is said so (一人一人).
fn doubled(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| letters.get(index).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        let length = (2..=LONGEST_WORD).find(|length| {
            let (half, end) = (from + length, from + 2 * length);
            end <= letters.len() && {
                let (one, other) = (&text[at(from)..at(half)], &text[at(half)..at(end)]);
                one == other && is_word(one) && !lexicon().after_doubled.begin(&text[at(end)..])
            }
        });
        let Some(length) = length else {
            from += 1;
            continue;
        };
        let range = at(from)..at(from + 2 * length);
        // C241 tells these wherever they stand.
        if !lexicon().doubled_words.has(&text[range.clone()]) {
            found.push(range);
        }
        from += 2 * length;
    }
    found
}

/// Whether letters may be a word with what bends it: of kanji, or of three katakana, first.
fn is_word(word: &str) -> bool {
    let kanji = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let bent = |c: char| matches!(c, 'ぁ'..='ゖ');
    let all = word.chars().all(|c| kanji(c) || katakana(c) || bent(c));
    let first = word.chars().next().unwrap_or_default();
    let long = word.chars().filter(|c| katakana(*c)).count() >= 3;
    all && first != '一' && (kanji(first) || (katakana(first) && long))
}

/// Whether a declaration names the body, speaks of it as its own, or has some body as its subject.
fn names_body(text: &str, body: &Cursor<'_>) -> bool {
    let own = bare(body.text());
    let own = own.trim_end_matches('長').trim_end_matches("管理者");
    let subject = text.split_once('は').map_or("", |(before, _)| before);
    let subject = subject.trim_end_matches(['(', ')', '」', '、']);
    (!own.is_empty() && text.contains(own))
        || lexicon().declaring_bodies.are_in(text)
        || lexicon().body_name_ends.end(subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_twice_in_a_row_is_told_from_words_that_are_so() {
        for (text, found) in [
            ("適切な措置を講じ講じ、", "講じ講じ"),
            ("措置を措置を講じ", "措置を措置を"),
            ("権利利益利益の保護", "利益利益"),
            ("リスクリスクを軽減", "リスクリスク"),
        ] {
            let doubled: Vec<&str> = doubled(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(doubled, [found], "{text}");
        }
        for text in [
            "個々の職員が、各々の責任で、日日の業務を行い、一人一人が守る",
            "一つ一つの措置、ますます、それぞれ、様々な",
            "見本市市民課の市民の情報",
            "事務事務所",
        ] {
            assert!(doubled(text).is_empty(), "{text}");
        }
    }
}

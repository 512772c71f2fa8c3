//! ひな形や下書きの言葉が文章に残っていないか。

use std::sync::LazyLock;

use crate::answers::{Assessment, Folded};
use crate::check::words::as_written::{free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C166",
    name: "leftover-words",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "「当市区町村」「○○市」「以下省略」「TODO」のような、ひな形や下書きの言葉が残っていないこと",
    why: "ひな形のままの言葉は、自分の機関の取扱いを検討していないように読まれる",
    law: Law::Internal("様式の各項目は、自らの事務について書くこと"),
    check: Check::Alone(check),
};

const CIRCLES: &str = "○〇◯●△×□■";
/// Boxes to tick look like these: two of them are a blank only before a unit.
const SQUARES: &str = "□■";
/// One of these stands in every blank and in every run of crosses.
const SIGNS: [&str; 12] = ["○", "〇", "◯", "●", "△", "×", "□", "■", "xx", "xX", "Xx", "XX"];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for free in free_texts(assessment, may_hold) {
        let found: Vec<&str> = free.texts.iter().flat_map(|text| leftovers(text)).collect();
        let Some(first) = found.first() else { continue };
        let mut kinds: Vec<String> = Vec::new();
        for words in &found {
            let quoted = format!("「{words}」");
            if !kinds.contains(&quoted) {
                kinds.push(quoted);
            }
        }
        let count = if found.len() > 1 {
            format!("{}か所に", found.len())
        } else {
            String::new()
        };
        findings
            .report_at(&RULE, &free.place, span_of(&free.place, first))
            .message(format!("{}が{count}残っています", kinds.join("")))
            .label("ひな形や下書きの言葉です。実際の名称や内容に改めてください");
    }
}

/// Whether a text may hold any of what [`leftovers`] finds, by its folded letters.
fn may_hold(text: &Folded) -> bool {
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| lexicon().leftover_phrases.iter().map(fold).collect());
    let words = FOLDED.iter().map(String::as_str);
    let mut words = words.chain(lexicon().leftover_marks.iter()).chain(SIGNS);
    words.any(|word| text.has(word))
}

/// The leftovers in a text, in its order.
fn leftovers(text: &str) -> Vec<&str> {
    let phrases = lexicon()
        .leftover_phrases
        .iter()
        .flat_map(|phrase| text.match_indices(phrase));
    let marks = lexicon()
        .leftover_marks
        .iter()
        .flat_map(|mark| text.match_indices(mark))
        .filter(|(at, mark)| is_word(text, *at, mark) && !is_of_name(text, *at, mark));
    let mut found: Vec<(usize, &str)> = phrases.chain(marks).chain(blanks(text)).chain(crosses(text)).collect();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, words)| words).collect()
}

/// Blanks such as ○○市, ●●課 and 令和○年○月○日.
fn blanks(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c| CIRCLES.contains(c)).map(|at| from + at) {
        let rest = &text[start..];
        let length = blank(text[..start].chars().next_back(), rest);
        let circles = rest.chars().take_while(|c| CIRCLES.contains(*c));
        let run: usize = circles.map(char::len_utf8).sum();
        if length > 0 && !lexicon().honorifics.begin(&rest[length..]) && !is_example(&text[..start]) {
            found.push((start, &rest[..length]));
        }
        from = start + length.max(run);
    }
    found
}

/// Length of the blank at the start of a text, in bytes; 0 where the circle is a mark, a bullet or a number.
fn blank(before: Option<char>, text: &str) -> usize {
    let Some(circle) = text.chars().next() else { return 0 };
    let run = text.chars().take_while(|c| *c == circle).count();
    let width = run * circle.len_utf8();
    let after = text[width..].chars().next();
    let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十百千".contains(c));
    if circle == '〇' && (numeral(before) || numeral(after)) {
        return 0;
    }
    let unit = |c: char| "年月日条項号人件市町村区都道府県部課室係".contains(c);
    match run {
        1 if !SQUARES.contains(circle)
            && before.is_some_and(|c| "和成年月第約".contains(c))
            && after.is_some_and(unit) =>
        {
            // 令和○年○月○日 is one blank.
            let parts = text
                .chars()
                .take_while(|c| CIRCLES.contains(*c) || "年月日".contains(*c));
            parts.map(char::len_utf8).sum()
        }
        2..=4 if SQUARES.contains(circle) && !after.is_some_and(|c| "市町村区都道府県部課室係年月日".contains(c)) => {
            0
        }
        // More of them are a ruled line.
        2..=4 => width + after.filter(|c| unit(*c)).map_or(0, char::len_utf8),
        _ => 0,
    }
}

/// Runs of three or more x, in either width.
fn crosses(text: &str) -> Vec<(usize, &str)> {
    let is_cross = |c: char| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ');
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(is_cross).map(|at| from + at) {
        let rest = &text[start..];
        let end = rest.find(|c| !is_cross(c)).unwrap_or(rest.len());
        if rest[..end].chars().count() >= 3 && is_word(text, start, &rest[..end]) {
            found.push((start, &rest[..end]));
        }
        from = start + end;
    }
    found
}

/// Whether a mark is a part of a name: TBD-100型, TODOリスト.
fn is_of_name(text: &str, start: usize, mark: &str) -> bool {
    let hyphens = ['-', '－', '‐', '_', '＿', '.', '．'];
    let (before, after) = (&text[..start], &text[start + mark.len()..]);
    let joined = after
        .strip_prefix(hyphens)
        .is_some_and(|rest| rest.starts_with(is_latin));
    let joins = before
        .strip_suffix(hyphens)
        .is_some_and(|rest| rest.ends_with(is_latin));
    joined || joins || lexicon().leftover_mark_names.begin(after)
}

/// Whether what stands before a blank in its sentence says that an example follows.
fn is_example(before: &str) -> bool {
    let sentence = before.rsplit(['。', '\n']).next().unwrap_or_default();
    lexicon().examples.are_in(sentence)
}

fn is_latin(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='Z' | 'a'..='z' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether no other letter or digit of the same script touches some words.
fn is_word(text: &str, start: usize, words: &str) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[start + words.len()..].chars().next();
    !before.is_some_and(is_latin) && !after.is_some_and(is_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_found_in_the_order_of_the_text() {
        assert_eq!(
            leftovers("□□町、○○市の●●課は、令和○年○月○日から当市区町村でTODO。電話はXXX-ｘｘｘｘ（以下省略）"),
            [
                "□□町",
                "○○市",
                "●●課",
                "○年○月○日",
                "当市区町村",
                "TODO",
                "XXX",
                "ｘｘｘｘ",
                "以下省略"
            ]
        );
    }

    #[test]
    fn marks_bullets_and_numbers_are_no_leftovers() {
        for text in [
            "[○]提供を行っている",
            "□提供を行っている",
            "□□提供■■移転",
            "□市役所で受け付ける",
            "○市が行う措置\n○県が行う措置",
            "二〇〇五年",
            "○×で答える",
            "●●●●●●●●",
            "当該市区町村の領域",
            "TODOIST、xlsx、1920x1080、Linux",
            "TBD-100型、ABC－TODO、TODOリスト",
            "「○○様」と呼ばない",
            "宛名（例：○○市○○町）",
            "以下略称「VRS」という。",
        ] {
            assert_eq!(leftovers(text), Vec::<&str>::new(), "{text}");
        }
    }
}

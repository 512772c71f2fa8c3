//! 項の番号だけを書いて、どの表の項かを書き忘れていないか。

use std::ops::Range;

use crate::answers::{Assessment, Cursor};
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "L157",
    name: "table-not-named",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "番号法第19条第8号による情報連携の根拠に項の番号を書くとき、どの表の項かが書かれていること",
    why: "番号だけでは、どの命令のどの表の項なのか読み手がたどれない",
    law: Law::Article(
        "番号法第19条第8号に基づく主務省令（利用特定個人情報の提供に関する命令、令和6年デジタル庁・総務省令第9号）第2条の表",
    ),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    look(&assessment.at("基本情報/情報連携/法令上の根拠"), findings);
    for basis in assessment.each("特定個人情報ファイル/提供・移転/提供先/法令上の根拠") {
        look(&basis, findings);
    }
}

fn look(basis: &Cursor<'_>, findings: &mut Findings) {
    for text in Prose::of(basis) {
        let words = text.text();
        let by_network = ["19条第8号", "十九条第八号"]
            .iter()
            .any(|citation| words.contains(citation));
        if !by_network || lexicon().tables_of_numbers.are_in(words) {
            continue;
        }
        let Some(first) = numbers(words).into_iter().next() else {
            continue;
        };
        findings
            .report_at(&RULE, basis, text.span(&first))
            .message(format!(
                "「{}」がどの表の項なのか書かれていません",
                text.written(&first)
            ))
            .label("「番号法第19条第8号に基づく主務省令第2条の表」の項であれば、そのように書いてください");
    }
}

/// The runs of numbers that end in 項 and follow no 条: rows of a table, not paragraphs of an article.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let in_run = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百第の、,・~〜～-−及びから並に".contains(c);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let mut found = Vec::new();
    // `第9条第1項及び第2項`: what follows a paragraph at once is one too.
    let mut paragraph_end = None;
    for (at, word) in text.match_indices('項') {
        let run = text[..at].len() - text[..at].trim_end_matches(in_run).len();
        let start = at - run;
        let lead = text[start..at].find(|c: char| c == '第' || is_number(c));
        let (Some(lead), true) = (lead, text[start..at].contains(is_number)) else {
            continue;
        };
        let end = at + word.len();
        if text[end..].starts_with('目') {
            continue;
        }
        if paragraph_end == Some(start) || text[..start].ends_with('条') {
            paragraph_end = Some(end);
        } else {
            found.push(start + lead..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn rows_of_a_table_are_told_from_paragraphs_of_an_article() {
        assert_eq!(found("番号法第9条第1項及び第2項"), Vec::<&str>::new());
        assert_eq!(found("第10条の2第1項、同項、事項、10項目"), Vec::<&str>::new());
        assert_eq!(found("第12、14~16項(照会)、20の項"), ["第12、14~16項", "20の項"]);
    }
}

//! 機種や環境によって読めないことのある、組文字や略号の一文字が使われていないか。

use crate::answers::Assessment;
use crate::check::words::as_written::{free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::folding::nfkc;

pub const RULE: Rule = Rule {
    code: "C196",
    name: "machine-dependent-character",
    severity: Info,
    confidence: High,
    since: None,
    checks: "㈱、㍻、№、℡ のような、いくつかの文字を一つに組んだ文字が文章に使われていないこと",
    why: "環境によって表示できず、検索にも掛からず、読み上げでは読み飛ばされることがある",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for free in free_texts(assessment, |text| text.changed) {
        let mut seen: Vec<char> = Vec::new();
        for c in free.texts.iter().flat_map(|text| text.chars()) {
            if !is_composed(c) || seen.contains(&c) {
                continue;
            }
            seen.push(c);
            findings
                .report_at(&RULE, &free.place, span_of(&free.place, &c.to_string()))
                .message(format!("「{c}」は、環境によって読めないことのある文字です"))
                .label(format!("「{}」と書いてください", plain(c)));
        }
    }
}

/// Several letters in one: of companies and dates, units, eras, № and ℡. Numbers in circles are the form's own.
fn is_composed(c: char) -> bool {
    matches!(c,
        '\u{3200}'..='\u{3250}' | '\u{3260}'..='\u{32B0}' | '\u{32C0}'..='\u{32CF}' | '\u{32FF}'
        | '\u{3300}'..='\u{33FF}' | '№' | '℡' | '〝' | '〟')
}

/// The same in ordinary letters.
fn plain(c: char) -> String {
    match c {
        '〝' | '〟' => "「」".to_owned(),
        _ => nfkc(&c.to_string()).replace('(', "（").replace(')', "）"),
    }
}

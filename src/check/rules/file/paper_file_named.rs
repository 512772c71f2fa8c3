//! 紙のファイルを、評価の対象のファイルやシステムとして挙げていないか。

use std::ops::Range;

use crate::answers::{Answer, Assessment};
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::lexicon;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C251",
    name: "paper-file-named",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "特定個人情報ファイルの名称とシステムの名称に紙のファイル（手作業処理用ファイル）を挙げず、特定個人情報ファイルを紙で管理するとしていないこと",
    why: "手作業処理用ファイルだけを取り扱う事務は評価を義務付けられず、様式が問うのは電子計算機で扱うファイルである",
    law: Law::Article("特定個人情報保護評価に関する規則第4条、特定個人情報保護評価指針第4の4(1)"),
    check: Check::Alone(check),
};

/// What a sentence must be about that says how it is held.
const FILE: &str = "特定個人情報ファイル";
const NAMES: [&str; 4] = [
    "基本情報/特定個人情報ファイル名",
    "特定個人情報ファイル/特定個人情報ファイル名",
    "基本情報/事務/システムの名称",
    "基本情報/システム/システムの名称",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for place in NAMES.iter().flat_map(|path| assessment.each(path)) {
        let likely = |(text, _): &(&str, Span)| {
            let text = fold(text);
            lexicon().paper_files.are_in(&text) || lexicon().paper_brackets.are_in(&text)
        };
        if !place.answer().map(Answer::texts).unwrap_or_default().iter().any(likely) {
            continue;
        }
        for text in Prose::of(&place) {
            let named = lexicon().paper_files.iter().find_map(|word| text.find(word).pop());
            let Some(range) = named.or_else(|| with_bracket(&text)) else {
                continue;
            };
            findings
                .report_at(&RULE, &place, text.span(&range))
                .message(format!("紙のファイル「{}」が挙げられています", text.written(&range)))
                .label(
                    "電子計算機で扱うファイルやシステムの名称だけを書いてください。紙の扱いは保管場所などに書けます",
                );
        }
    }
    for text in folded::texts(assessment) {
        if !text.has(FILE) {
            continue;
        }
        let words = lexicon().paper_files.iter().flat_map(|word| text.find(word));
        let held = |range: &Range<usize>| lexicon().paper_held.begin(&text.text()[range.end..]);
        for range in words.filter(held).take(1) {
            if !text.text()[text.sentence(range.start)].contains(FILE) {
                continue;
            }
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message(format!("特定個人情報ファイルを「{}」で扱うとしています", text.written(&range)))
                .label("手作業処理用ファイルだけの事務は、評価を義務付けられません。電子計算機で扱うファイルのことを書いてください");
        }
    }
}

/// A name whose bracket says that it is of paper: 受給者台帳（紙媒体）.
fn with_bracket(text: &Prose<'_>) -> Option<Range<usize>> {
    let bracket = lexicon().paper_brackets.iter().find_map(|word| text.find(word).pop())?;
    let before = &text.text()[..bracket.start];
    let start = before.char_indices().rev().find(|(_, c)| "、,・;\n".contains(*c));
    Some(start.map_or(0, |(at, c)| at + c.len_utf8())..bracket.end)
}

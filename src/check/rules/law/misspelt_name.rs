//! 法律や機関の名称の書き誤り。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::law::numeral::law_number;
use crate::law::{Kind, Near, names};

pub const RULE: Rule = Rule {
    code: "L233",
    name: "misspelt-name",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "別表の法律などの題名と、地方公共団体情報システム機構などの名称が、正しく書かれていること",
    why: "名称を誤ると、根拠とする法律や相手の機関を正しく示したことにならない",
    law: Law::Article("番号法別表に掲げる法律の題名、地方公共団体情報システム機構法など"),
    check: Check::Alone(check),
};

/// The ends of the names that are looked for.
const ENDS: [(&str, Kind); 7] = [
    ("法", Kind::Law),
    ("機構", Kind::Body),
    ("基金", Kind::Body),
    ("中央会", Kind::Body),
    ("協会", Kind::Body),
    ("関する法律", Kind::Law),
    ("ための法律", Kind::Law),
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in folded::texts(assessment) {
        for (range, near) in near_names(&text) {
            let written = &text.text()[range.clone()];
            // A short name that the assessment explains is its own.
            let explained = [format!("以下「{written}"), format!("以下、「{written}")];
            if explained
                .iter()
                .any(|words| assessment.folded().iter().any(|folded| folded.has(words)))
            {
                continue;
            }
            let official = near.name.name.as_str();
            let span = text.span(&range);
            let fix = text.is_verbatim(&range);
            let title = format!("「{official}」に改める");
            findings
                .report_at(&RULE, text.place(), span.clone())
                .message(format!("「{}」という名称はありません", text.written(&range)))
                .label(format!("「{official}」ではありませんか"))
                .fix(fix.then(|| Fix::likely(title, vec![Edit::new(span, official)])));
        }
    }
}

/// What is nearly a name, in the order of the text.
pub(super) fn near_names(text: &Prose<'_>) -> Vec<(Range<usize>, Near)> {
    let mut found = Vec::new();
    for (end, kind) in ENDS {
        for at in text.find(end) {
            let behind = &text.text()[at.end..];
            // 法律 is looked for by itself, and no name ends in 方法 or 同法.
            let no_name = end == "法" && text.text()[..at.start].ends_with(never_before);
            if no_name || goes_on(behind) || text.text()[..at.end].ends_with("番号の利用等に関する法律") {
                continue;
            }
            let before = &text.text()[..at.end];
            // The number of a law says which is meant, whatever is written.
            let numbered = behind.strip_prefix('(').and_then(law_number);
            let near = numbered
                .and_then(|(number, _)| names().near_by_number(before, &number))
                .or_else(|| names().near(before, kind));
            if let Some(near) = near {
                found.push((at.end - near.length..at.end, near));
            }
        }
    }
    // The name of a law may hold that of a body: what stands inside another is told with it.
    let ranges: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
    let inside = |one: &Range<usize>| {
        let around = |other: &&Range<usize>| other.start <= one.start && one.end <= other.end;
        ranges.iter().filter(around).any(|other| other != one)
    };
    found.retain(|(range, _)| !inside(range));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether a word goes on behind the end of a name: 療法士, 法律, but not 法施行令 or 法第9条.
fn goes_on(behind: &str) -> bool {
    let own = [
        "施行",
        "第",
        "及び",
        "並びに",
        "又は",
        "若しくは",
        "等",
        "上",
        "附則",
        "関係",
        "関連",
        "別表",
        "改正",
        "所定",
    ];
    let word = behind.starts_with(|c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}'));
    word && !own.iter().any(|word| behind.starts_with(word))
}

/// Letters that stand before 法 in other words than names of laws, or in names that stand for themselves.
fn never_before(c: char) -> bool {
    "方文用無違適立司同号作技話の該".contains(c)
}

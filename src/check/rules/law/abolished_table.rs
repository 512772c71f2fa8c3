//! 廃止された番号法の別表第一・別表第二を引いていないか。

use crate::answers::Assessment;
use crate::check::words::citation::{is_of_number_act, is_of_other_by_bracket, is_of_the_past};
use crate::check::words::folded::{self, Prose};
use crate::check::words::law::{Renamed, law_book, severity};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "L152",
    name: "abolished-table",
    severity: Warning,
    confidence: Medium,
    since: Some("2024-05-27"),
    checks: "番号法の別表第一・別表第二と、別表第二の命令を引いていないこと",
    why: "令和6年5月27日に別表第一は別表となり、別表第二は主務省令に移ったので、古い引き方では根拠をたどれない",
    law: Law::Article("番号法別表、番号法第19条第8号に基づく主務省令第2条の表（令和5年法律第48号による改正後）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    let book = law_book();
    let tables = book.tables.iter().filter(|table| published >= table.to);
    let tables: Vec<(&Renamed, [String; 2])> = tables.map(|table| (table, spellings(&table.name))).collect();
    for text in folded::texts(assessment) {
        for (at, end, table) in names(&text, &tables) {
            let before = text.before(at);
            // Only 番号法 has an order on its 別表; a 別表 alone may be of any law.
            let own = table.name.contains("主務省令") || is_of_number_act(before, book);
            if !own || is_of_the_past(before) || is_of_other_by_bracket(&text.text()[end..]) {
                continue;
            }
            let written = text.written(&(at..end));
            // No correction: with the table the numbers of its 項 changed, and a new name beside an old number is worse.
            findings
                .report_at(&RULE, text.place(), text.span(&(at..end)))
                .severity(severity(table.confidence, Warning))
                .sure_at_most(table.confidence)
                .message(format!("「{written}」は{}からありません", wareki::format(table.to)))
                .label(format!(
                    "今は「{}」です。項の番号があれば、それも改めてください",
                    table.replaced_by
                ))
                .help(table.note.clone());
        }
    }
}

/// The names of tables in a text: where each begins, where it ends, which it is.
fn names<'t>(text: &Prose<'_>, tables: &[(&'t Renamed, [String; 2])]) -> Vec<(usize, usize, &'t Renamed)> {
    let mut found = Vec::new();
    for (table, spellings) in tables {
        for name in spellings {
            let places = text
                .find(name)
                .into_iter()
                .map(|range| (range.start, range.end, *table));
            found.extend(places.filter(|(_, end, _)| !goes_on(&text.text()[*end..])));
        }
    }
    // At one place the longer name is the one meant: the order of a table holds the table's name.
    found.sort_by_key(|(at, end, _)| (*at, usize::MAX - end));
    let mut taken = 0;
    found.retain(|(at, end, _)| {
        let free = *at >= taken;
        if free {
            taken = *end;
        }
        free
    });
    found
}

/// A name with its number in kanji and in digits.
fn spellings(name: &str) -> [String; 2] {
    [name.to_owned(), name.replace("第一", "第1").replace("第二", "第2")]
}

/// Whether the number before is longer than it seemed: 別表第10, 別表第二十.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

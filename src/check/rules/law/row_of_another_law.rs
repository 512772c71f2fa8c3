//! 別表の項の番号が、評価書の事務のものか。

use std::collections::BTreeSet;

use super::provision_that_is_not::{BASIS, row_edit};
use crate::answers::Assessment;
use crate::check::words::folded::Prose;
use crate::check::words::provisions::{Cited, Part, bare_rows, chains};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::folding::fold;
use crate::law::{FormerRow, Row, State, meanings, state_on};

pub const RULE: Rule = Rule {
    code: "L231",
    name: "row-of-another-law",
    severity: Warning,
    confidence: Medium,
    since: Some("2024-05-27"),
    checks: "個人番号の利用の根拠に引いた番号法の別表の項が、評価書の事務の法律の項であること",
    why: "別表の項の番号は令和6年5月27日に変わり、前の番号の多くは、今はほかの法律の事務を指している",
    law: Law::Article("番号法第9条第1項、別表（令和5年法律第48号による改正後）"),
    check: Check::Alone(check),
};

/// Behind the name of what is handed out, such as 児童手当に関する事務: nothing else is meant.
const BEHIND: [&str; 10] = [
    "に関する",
    "に係る",
    "関係",
    "関連",
    "事務",
    "の",
    "法",
    "管理",
    "等",
    "支給",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    let Some(state) = state_on(published) else { return };
    let basis = assessment.at(BASIS);
    if !basis.text().contains("別表") {
        return;
    }
    for text in Prose::of(&basis) {
        let mut rows: Vec<Part> = bare_rows(&text);
        rows.extend(
            chains(&text)
                .into_iter()
                .flat_map(|chain| chain.cited)
                .filter_map(|cited| match cited {
                    Cited::Row(row) => Some(row),
                    Cited::Provision { .. } => None,
                }),
        );
        rows.sort_by_key(|row| row.range.start);
        rows.dedup();
        if rows.is_empty() {
            return;
        }
        let name = words(assessment, &["評価書名", "基本情報/事務/事務の名称"]);
        let told = words(assessment, &["基本情報/事務/事務の概要", "基本情報/事務/事務の内容"]);
        let all = format!("{name}\n{told}\n{}", text.text());
        for part in &rows {
            let Some(row) = state.row(&part.number) else { continue };
            if row.laws.iter().any(|law| all.contains(stem(law))) {
                continue;
            }
            if let Some(former) = former(&name, part, &rows) {
                tell(&text, part, row, &former.law, Some(&former.now), findings);
            } else if let [_] = &rows[..]
                && let Some(law) = law_of(state, &name, &all).or_else(|| law_based_on(state, &told, &all))
                && !row.laws.contains(&law.to_owned())
            {
                let fitting: Vec<&Row> = state.rows_of(law).collect();
                let only = if let [one] = &fitting[..] {
                    Some(one.number.as_str())
                } else {
                    None
                };
                tell(&text, part, row, law, only, findings);
            }
        }
    }
}

/// The row that has this number no more, if the procedure is its law's and no row of today's is cited for it.
fn former(name: &str, part: &Part, rows: &[Part]) -> Option<&'static FormerRow> {
    let mut former = meanings().former_rows.iter();
    let former = former.find(|former| former.number == part.number)?;
    let own = former.words.iter().any(|word| name.contains(word.as_str())) || name.contains(former.law.as_str());
    (own && rows.iter().all(|row| row.number != former.now)).then_some(former)
}

/// The one law of 別表 that the procedure is named after, if the assessment names that law in full, too.
fn law_of<'s>(state: &'s State, name: &str, all: &str) -> Option<&'s str> {
    let laws: BTreeSet<&str> = state
        .rows()
        .iter()
        .flat_map(|row| &row.laws)
        .map(String::as_str)
        .collect();
    let named = laws.into_iter().filter(|law| {
        let stem = stem(law);
        stem.chars().count() >= 4
            && all.contains(law)
            && name.match_indices(stem).any(|(at, _)| {
                let behind = &name[at + stem.len()..];
                let begins = name[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !matches!(c, '\u{3400}'..='\u{9fff}' | 'ー'));
                begins && BEHIND.iter().any(|word| behind.starts_with(word))
            })
    });
    let named: Vec<&str> = named.collect();
    if let [law] = named[..] { Some(law) } else { None }
}

/// The one law of 別表 that the assessment names, if the 事務 is done by it: the first sentence of ② says 公営住宅法に基づき. Where a
/// law of another row is named, too, or only what it is about, nobody can tell.
fn law_based_on<'s>(state: &'s State, told: &str, all: &str) -> Option<&'s str> {
    let first = told.split(['。', '\n']).find(|sentence| !sentence.is_empty())?;
    let laws: BTreeSet<&str> = state
        .rows()
        .iter()
        .flat_map(|row| &row.laws)
        .map(String::as_str)
        .collect();
    let named: Vec<&str> = laws.into_iter().filter(|law| all.contains(stem(law))).collect();
    let [law] = named[..] else { return None };
    let based = first.match_indices(law).any(|(at, _)| {
        let behind = without_bracket(&first[at + law.len()..]);
        let begins = first[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !matches!(c, '\u{3400}'..='\u{9fff}' | 'ー'));
        begins
            && ["に基づ", "の規定に基づ", "の規定により"]
                .iter()
                .any(|word| behind.starts_with(word))
    });
    based.then_some(law)
}

/// What stands behind a bracket, if a text begins with one.
fn without_bracket(text: &str) -> &str {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.map_or(text, |(_, rest)| rest)
}

/// A title without 法 or 〜に関する法律: what the law is about.
fn stem(law: &str) -> &str {
    let without = law.strip_suffix("に関する法律").or_else(|| law.strip_suffix("法律"));
    without.or_else(|| law.strip_suffix('法')).unwrap_or(law)
}

fn words(assessment: &Assessment, paths: &[&str]) -> String {
    let form = assessment.form();
    let asked = paths.iter().filter(|path| form.find(path).is_some());
    let texts: Vec<String> = asked.map(|path| fold(assessment.at(path).text())).collect();
    texts.join("\n")
}

fn tell(text: &Prose<'_>, part: &Part, row: &Row, law: &str, now: Option<&str>, findings: &mut Findings) {
    let fix = now.map(|now| row_edit(text, part, now));
    let fix = fix.filter(|(_, edits)| edits.iter().all(|(range, _)| text.is_verbatim(range)));
    let fix = fix.map(|(title, edits)| {
        let edits = edits.into_iter().map(|(range, new)| Edit::new(text.span(&range), new));
        Fix::likely(title, edits.collect())
    });
    let state = match now {
        Some(now) => format!("{law}の事務は{now}の項です"),
        None => format!("{law}の事務の項を確かめてください"),
    };
    findings
        .report_at(&RULE, text.place(), text.span(&part.range))
        .message(format!(
            "番号法の別表の{}の項は、{law}の事務ではありません",
            part.number
        ))
        .label(format!(
            "今の{}の項は{}（{}）です。{state}",
            part.number,
            row.laws.join("、"),
            row.who()
        ))
        .help("別表の項の番号は令和6年5月27日に変わりました")
        .fix(fix);
}

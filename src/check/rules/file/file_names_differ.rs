//! 特定個人情報ファイルの名称が、Ⅰ-3、Ⅱ-1、Ⅲ-1 でそろっているか。

use std::collections::BTreeSet;

use crate::answers::{Assessment, Cursor};
use crate::check::words::list_marks::unmarked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::folding::fold;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C130",
    name: "file-names-differ",
    severity: Error,
    confidence: High,
    since: None,
    checks: "基本情報に挙げた特定個人情報ファイルの名称が、ファイルの概要とリスク対策の名称にそろっていること",
    why: "どのファイルの概要とリスク対策なのかを、名称で結び付けて読むほかない",
    law: Law::Internal("様式3・様式4 Ⅰ-3、Ⅱ-1、Ⅲ-1 の項目間の整合"),
    check: Check::Alone(check),
};

/// A name as one list writes it.
struct Written<'a> {
    text: String,
    folded: String,
    place: Cursor<'a>,
    span: Span,
}

/// The names of one list of the form.
struct List<'a> {
    heading: String,
    names: Vec<Written<'a>>,
    folded: BTreeSet<String>,
}

/// More names than this are no assessment's, and comparing all with all would take too long.
const MANY: usize = 200;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let lists: Vec<List<'_>> = [
        assessment.each("基本情報/特定個人情報ファイル名"),
        assessment.each("特定個人情報ファイル/特定個人情報ファイル名"),
        assessment.each("リスク対策/特定個人情報ファイル名"),
    ]
    .into_iter()
    .filter_map(list)
    .collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let few = lists.iter().map(|list| list.names.len()).sum::<usize>() <= MANY;
    for name in lists.iter().flat_map(|list| &list.names) {
        let lacking: Vec<&List<'_>> = lists
            .iter()
            .filter(|list| !list.folded.contains(&name.folded))
            .collect();
        if lacking.is_empty() || !told.insert(&name.folded) {
            continue;
        }
        let other = few.then(|| misspelling_of(name, &lists)).flatten();
        // Of two spellings of one name, the one that more lists agree on is not reported.
        if other.is_some_and(|other| !is_odd_one(name, other, &lists)) {
            continue;
        }
        let headings: Vec<&str> = lacking.iter().map(|list| list.heading.as_str()).collect();
        let report = findings
            .report_at(&RULE, &name.place, name.span.clone())
            .message(format!("「{}」が{}にありません", name.text, headings.join("と")));
        if let Some(other) = other {
            report
                .label(format!("「{}」ではありませんか。名称をそろえてください", other.text))
                .because_at(other.span.clone(), "こちらの名称と違います");
        } else {
            report.label("すべての欄に同じ名称で書くか、要らなければ消してください");
        }
    }
}

/// The names of a list; `None` where one is missing, which is another finding.
fn list(answers: Vec<Cursor<'_>>) -> Option<List<'_>> {
    let mut names = Vec::new();
    let mut heading = None;
    for answer in answers {
        let section = answer.item()?;
        heading.get_or_insert_with(|| heading_of(answer.assessment(), section));
        let before = names.len();
        let pieces = answer
            .texts()
            .iter()
            .map(|piece| (piece.text.as_str(), piece.span.clone()))
            .filter(|(text, _)| !text.trim().is_empty());
        let text = Some(answer.text()).filter(|text| !text.is_empty());
        for (text, span) in pieces.chain(text.map(|text| (text, answer.span()))) {
            names.push(Written {
                text: text.trim().to_owned(),
                folded: fold(unmarked(text)),
                place: answer,
                span,
            });
        }
        if names.len() == before {
            return None;
        }
    }
    heading.map(|heading| List {
        heading,
        folded: names.iter().map(|name| name.folded.clone()).collect(),
        names,
    })
}

/// Part and number of a section, such as `Ⅱ-1`.
fn heading_of(assessment: &Assessment, section: &crate::form::Item) -> String {
    let part = assessment.form().part(section).map_or("", |part| part.number.as_str());
    format!("{part}-{}", section.number)
}

/// Another spelling that no list has beside this one.
fn misspelling_of<'l, 'a>(name: &Written<'_>, lists: &'l [List<'a>]) -> Option<&'l Written<'a>> {
    let all = lists.iter().flat_map(|list| &list.names);
    all.filter(|other| other.folded != name.folded)
        .filter(|other| {
            !lists
                .iter()
                .any(|list| list.folded.contains(&name.folded) && list.folded.contains(&other.folded))
        })
        .map(|other| {
            let likeness = strsim::normalized_damerau_levenshtein(&name.folded, &other.folded);
            (likeness, other)
        })
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)
}

/// Whether fewer lists have `name` than `other`; among equals, whether it stands later.
fn is_odd_one(name: &Written<'_>, other: &Written<'_>, lists: &[List<'_>]) -> bool {
    let count = |folded: &str| lists.iter().filter(|list| list.folded.contains(folded)).count();
    let (own, others) = (count(&name.folded), count(&other.folded));
    own < others || (own == others && name.span.start > other.span.start)
}

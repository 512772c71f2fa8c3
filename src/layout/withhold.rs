//! 非公表: the items that the public copy leaves out. Law: 特定個人情報保護評価に関する規則第13条.

use std::collections::BTreeSet;

use crate::answers::{Assessment, Cursor};
use crate::form::Display;
use crate::form::find_name::NameMatch;
use crate::source::Span;
use crate::text::fold;

/// What stands in place of a withheld answer.
pub(super) const WITHHELD: &str = "（非公表）";

/// A name at 管理/非公表 that is no item of this assessment: leaving it would publish what must be withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWithheld {
    pub name: String,
    pub span: Span,
}

/// The paths that the public copy leaves out.
///
/// # Errors
/// The names that lead to no item.
pub fn withheld(assessment: &Assessment) -> Result<BTreeSet<String>, Vec<UnknownWithheld>> {
    let mut paths = BTreeSet::new();
    let mut unknown = Vec::new();
    let names = assessment.each("管理/非公表/項目");
    if names.is_empty() {
        return Ok(paths);
    }
    let mut places = Vec::new();
    collect(&assessment.top(), &mut places);
    for name in names {
        let wanted = fold(name.text());
        let mut found = places
            .iter()
            .filter(|(called, path, _)| *called == wanted || *path == wanted)
            .peekable();
        if found.peek().is_none() {
            unknown.push(UnknownWithheld {
                name: name.text().to_owned(),
                span: name.span(),
            });
        }
        for (_, _, cursor) in found {
            paths.extend(cursor.leaves().iter().map(Cursor::path));
        }
    }
    if !unknown.is_empty() {
        return Err(unknown);
    }
    withhold_quotes(assessment, &mut paths);
    Ok(paths)
}

/// Withholds what the tables of the form quote from withheld items: a row that names such an item, or repeats its words.
fn withhold_quotes(assessment: &Assessment, paths: &mut BTreeSet<String>) {
    let form = assessment.form();
    let hidden: Vec<Cursor<'_>> = assessment
        .top()
        .leaves()
        .into_iter()
        .filter(|leaf| paths.contains(&leaf.path()))
        .collect();
    let items: BTreeSet<&str> = hidden
        .iter()
        .filter_map(|leaf| leaf.item().map(|item| item.path.as_str()))
        .collect();
    let words: Vec<String> = hidden
        .iter()
        .map(|leaf| fold(leaf.text()))
        .filter(|words| words.chars().count() >= TELLING)
        .collect();
    for part in form.parts.iter().filter(|part| part.table) {
        for row in assessment.at(&form.item(part.item).path).children() {
            let cells = row.children();
            let role = |role| {
                cells
                    .iter()
                    .filter(move |cell| cell.item().is_some_and(|item| item.display == Some(role)))
            };
            let names = role(Display::Names).any(|cell| match form.find_name(cell.text()) {
                NameMatch::Items(found) => found.iter().any(|item| items.contains(item.path.as_str())),
                NameMatch::Meant(item) => items.contains(item.path.as_str()),
                NameMatch::Unclear => false,
            });
            let quotes = role(Display::Quotes).any(|cell| {
                let cell = fold(cell.text());
                words.iter().any(|words| cell.contains(words.as_str()))
            });
            if names || quotes {
                paths.extend(role(Display::Quotes).map(Cursor::path));
            }
        }
    }
}

/// Fewer letters than these are in many an answer, and tell nothing of the withheld one.
const TELLING: usize = 6;

fn collect<'a>(cursor: &Cursor<'a>, into: &mut Vec<(String, String, Cursor<'a>)>) {
    for child in cursor.children() {
        into.push((fold(&child.name()), fold(&child.path()), child.clone()));
        collect(&child, into);
    }
}

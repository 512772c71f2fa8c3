//! 非公表: the items that the public copy leaves out. Law: 特定個人情報保護評価に関する規則第13条.

use std::collections::{BTreeSet, HashMap};

use crate::answers::{Assessment, Cursor};
use crate::folding::fold;
use crate::form::Display;
use crate::form::find_name::NameMatch;
use crate::source::Span;

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
    let Some(list) = assessment.form().displayed(Display::Withheld) else {
        return Ok(BTreeSet::new());
    };
    let is_name = |cell: &Cursor<'_>| cell.item().is_some_and(|item| item.display == Some(Display::Names));
    let entries = assessment.each(&list.path);
    let names: Vec<Cursor<'_>> = entries.iter().flat_map(Cursor::children).filter(is_name).collect();
    let mut found: HashMap<String, bool> = names.iter().map(|name| (fold(name.text()), false)).collect();
    let mut paths = BTreeSet::new();
    if !names.is_empty() {
        look_for(&mut found, &assessment.top(), &mut paths);
    }
    let unknown: Vec<UnknownWithheld> = names
        .iter()
        .filter(|name| !found.get(&fold(name.text())).copied().unwrap_or_default())
        .map(|name| UnknownWithheld {
            name: name.text().to_owned(),
            span: name.span(),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    if !paths.is_empty() {
        withhold_quotes(assessment, &mut paths);
    }
    Ok(paths)
}

/// Collects the paths below every place that is called by one of the names, and marks the names found.
fn look_for(names: &mut HashMap<String, bool>, at: &Cursor<'_>, paths: &mut BTreeSet<String>) {
    for child in at.children() {
        // Both have the key of what they call, but for a part's name: most places need no name.
        let likely = child
            .item()
            .is_some_and(|item| item.is_part || names.keys().any(|name| name.contains(&item.folded_key)));
        let called = if likely {
            vec![child.name(), child.path()]
        } else {
            Vec::new()
        };
        for called in called {
            if let Some(found) = names.get_mut(&fold(&called)) {
                *found = true;
                paths.extend(child.leaves().iter().map(Cursor::path));
            }
        }
        look_for(names, &child, paths);
    }
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

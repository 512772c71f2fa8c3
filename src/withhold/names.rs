//! The names at 管理/非公表, and the places of an assessment that they lead to.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{AnswerId, Assessment, Cursor};
use crate::folding::{fold, nfkc};
use crate::form::find_name::NameMatch;
use crate::form::path::Path;
use crate::form::{Display, Kind};
use crate::source::Span;
use crate::table::named::{Named, titles};

/// A name at 管理/非公表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
    folded: String,
}

/// A name at 管理/非公表 that is no item of this assessment: leaving it would publish what must be withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    pub name: String,
    pub span: Span,
    /// The name is the key of a list that was not read, and nobody can tell what stands in it.
    pub is_unread: bool,
}

/// A withheld place, in this version or in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// With entries as `[番号]`, as far as they are known.
    pub path: String,
    pub name: String,
}

/// The places of an assessment that some names lead to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Every answer below them that holds no others.
    pub leaves: BTreeSet<AnswerId>,
    places: Vec<String>,
    /// The names that lead somewhere, folded.
    known: BTreeSet<String>,
}

impl Name {
    pub(super) fn unknown(&self) -> UnknownName {
        UnknownName {
            name: self.text.clone(),
            span: self.span.clone(),
            is_unread: false,
        }
    }
}

impl Found {
    pub fn has(&self, name: &Name) -> bool {
        self.known.contains(&name.folded)
    }

    pub fn targets(&self, assessment: &Assessment) -> Vec<Target> {
        let targets = self.places.iter().map(|path| Target {
            name: assessment.place(path).name(),
            path: path.clone(),
        });
        targets.collect()
    }
}

/// The names at 管理/非公表.
pub(super) fn listed(assessment: &Assessment) -> Vec<Name> {
    let Some(list) = assessment.form().displayed(Display::Withheld) else {
        return Vec::new();
    };
    let is_name = |cell: &Cursor<'_>| cell.item().is_some_and(|item| item.display == Some(Display::Names));
    let entries = assessment.each(&list.path);
    let names = entries.iter().flat_map(Cursor::children).filter(is_name);
    names
        .map(|name| Name {
            text: name.text().to_owned(),
            span: name.span(),
            folded: fold(name.text()),
        })
        .collect()
}

/// The places that are called by the names.
pub(super) fn find(assessment: &Assessment, names: &[Name]) -> Found {
    let mut found = Found::default();
    if names.is_empty() {
        return found;
    }
    let mut wanted: BTreeMap<&str, bool> = names.iter().map(|name| (name.folded.as_str(), false)).collect();
    look_for(&mut wanted, &assessment.top(), &mut found);
    found.known = wanted
        .into_iter()
        .filter(|(_, found)| *found)
        .map(|(name, _)| name.to_owned())
        .collect();
    found
}

fn look_for(wanted: &mut BTreeMap<&str, bool>, at: &Cursor<'_>, found: &mut Found) {
    for child in at.children() {
        // Both have the key of what they call, but for a part's name: most places need no name.
        let likely = child
            .item()
            .is_some_and(|item| item.is_part || wanted.keys().any(|name| name.contains(&item.folded_key)));
        let called = if likely {
            vec![child.name(), child.path()]
        } else {
            Vec::new()
        };
        for called in called {
            if let Some(known) = wanted.get_mut(fold(&called).as_str()) {
                *known = true;
                found.places.push(child.path());
                found.leaves.extend(child.leaves().iter().filter_map(Cursor::id));
            }
        }
        look_for(wanted, &child, found);
    }
}

/// The place that a name means by the form alone, such as an entry that is gone.
pub(super) fn of_form(assessment: &Assessment, name: &Name) -> Vec<Target> {
    let form = assessment.form();
    let items = match form.find_name(&name.text) {
        NameMatch::Items(items) => items,
        NameMatch::Meant(_) | NameMatch::Unclear => return Vec::new(),
    };
    let text = nfkc(&name.text);
    let numbered = |path: &str| {
        let mut numbered = Path::parse("");
        let mut so_far = String::new();
        let steps = Path::parse(path);
        for step in steps.steps() {
            if !so_far.is_empty() {
                so_far.push('/');
            }
            so_far.push_str(step.key);
            numbered.push(step.key);
            let is_list = form.own(&so_far).is_some_and(|item| item.kind == Kind::Entries);
            if let Some(number) = number_behind(&text, step.key).filter(|_| is_list) {
                numbered.enter(number);
            }
        }
        numbered.to_string()
    };
    let targets = items.into_iter().map(|item| Target {
        path: numbered(&item.path),
        name: name.text.clone(),
    });
    targets.collect()
}

/// The number that a name has behind a key: 4 of システム4.
fn number_behind(name: &str, key: &str) -> Option<u32> {
    name.match_indices(key).find_map(|(at, key)| {
        let behind = name[at + key.len()..].trim_start();
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        behind[..digits].parse().ok()
    })
}

/// Whether a name is of an entry that is gone, and a row of the table of changes tells of it: nothing else is left of it here.
pub(super) fn is_in_a_row(assessment: &Assessment, name: &Name) -> bool {
    let form = assessment.form();
    let targets = of_form(assessment, name);
    let Some(table) = form.change_table().filter(|_| is_gone(assessment, name, &targets)) else {
        return false;
    };
    let rows = assessment.each(&table.list.path);
    rows.iter().map(|row| row.at(&table.names.key)).any(|cell| {
        let named = Named::of(cell.text(), &[form.as_ref()]);
        fold(cell.text()) == name.folded
            || targets
                .iter()
                .any(|target| named.names(&target.path, &target.name, &[]))
    })
}

/// Whether a name has the number or the title of an entry that this version does not have. Without either it is of an item that
/// is there, and no more than unclear.
fn is_gone(assessment: &Assessment, name: &Name, targets: &[Target]) -> bool {
    let number_is_gone = targets.iter().any(|target| {
        let mut so_far = Path::parse("");
        Path::parse(&target.path).steps().iter().any(|step| {
            so_far.push(step.key);
            let entries = || assessment.each(&so_far.to_string());
            step.entry
                .is_some_and(|number| entries().iter().all(|entry| entry.slot() != Some(number)))
        })
    });
    let title = name.folded.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let title_is_gone = || {
        title.is_some_and(|(_, title)| !title.is_empty() && titles(&[assessment]).iter().all(|known| known != title))
    };
    !targets.is_empty() && (number_is_gone || title_is_gone())
}

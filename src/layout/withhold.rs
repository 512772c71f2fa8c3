//! 非公表: the items that the public copy leaves out. Law: 特定個人情報保護評価に関する規則第13条.

use std::collections::{BTreeSet, HashMap};

use crate::answers::{Assessment, Cursor};
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
    let names = assessment.each("管理/非公表/項目");
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
    if unknown.is_empty() { Ok(paths) } else { Err(unknown) }
}

/// Collects the paths below every place that is called by one of the names, and marks the names found.
fn look_for(names: &mut HashMap<String, bool>, at: &Cursor<'_>, paths: &mut BTreeSet<String>) {
    for child in at.children() {
        for called in [child.name(), child.path()] {
            if let Some(found) = names.get_mut(&fold(&called)) {
                *found = true;
                paths.extend(child.leaves().iter().map(Cursor::path));
            }
        }
        look_for(names, &child, paths);
    }
}

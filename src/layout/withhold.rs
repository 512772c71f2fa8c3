//! 非公表: the items that the public copy leaves out. Law: 特定個人情報保護評価に関する規則第13条.

use std::collections::BTreeSet;

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
    if unknown.is_empty() { Ok(paths) } else { Err(unknown) }
}

fn collect<'a>(cursor: &Cursor<'a>, into: &mut Vec<(String, String, Cursor<'a>)>) {
    for child in cursor.children() {
        into.push((fold(&child.name()), fold(&child.path()), child.clone()));
        collect(&child, into);
    }
}

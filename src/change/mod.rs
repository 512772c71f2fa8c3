//! What differs between two versions of one assessment, as rows of 変更箇所. Pairs repeated entries by their identity on
//! the form, never by position in the file. Reads no files and prints only through [`print`].

mod candidate;
pub(crate) mod editions;
mod evidence;
pub mod marks;
pub(crate) mod pair;
mod piece;
pub mod print;
pub(crate) mod quoted;
mod readings;
pub mod row;

pub use candidate::{Candidate, Exception, ExceptionKind};
pub use editions::{Editions, Moved};
pub use marks::{Segment, SegmentKind};
pub use row::{Cause, Row};

use crate::answers::{Assessment, Cursor};
use crate::form::Kind;

/// Why two files cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error("様式の違う評価書は比べられません（旧: {old}、新: {new}）")]
    DifferentForms { old: String, new: String },
}

/// All that two versions tell side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the form.
    pub rows: Vec<Row>,
    /// Where the two are on different revisions of the form.
    pub editions: Option<Editions>,
}

/// Holds two versions of one assessment against each other.
///
/// # Errors
/// [`ChangeError::DifferentForms`] where the two are no versions of one assessment.
pub fn compare(old: &Assessment, new: &Assessment) -> Result<Comparison, ChangeError> {
    let rows = rows(old, new)?;
    Ok(Comparison {
        rows,
        editions: Editions::of(old.form(), new.form()),
    })
}

/// The differences of two versions, in the order of the form.
///
/// Comments, layout and the order of keys and options are no difference, nor is what the form does not print or marks as
/// `compared: false`. Two revisions of one form are compared item by item, by key.
///
/// # Errors
/// [`ChangeError::DifferentForms`] where the two are no versions of one assessment.
pub fn rows(old: &Assessment, new: &Assessment) -> Result<Vec<Row>, ChangeError> {
    if old.form().form != new.form().form {
        return Err(ChangeError::DifferentForms {
            old: old.form().name.clone(),
            new: new.form().name.clone(),
        });
    }
    let mut rows = Vec::new();
    walk(Some(&old.top()), Some(&new.top()), &mut rows);
    for row in &mut rows {
        row.cause = editions::cause(&row.path, old.form(), new.form());
    }
    evidence::weigh(&mut rows, new.form());
    Ok(rows)
}

/// Compares an answer, and all below it, with its counterpart.
fn walk(old: Option<&Cursor<'_>>, new: Option<&Cursor<'_>>, rows: &mut Vec<Row>) {
    let sides = || [new, old].into_iter().flatten();
    if !sides().all(|side| side.item().is_some_and(|item| item.compared)) {
        return;
    }
    let Some(item) = sides().next().and_then(Cursor::item) else {
        return;
    };
    if !item.is_group() {
        rows.extend(row::of_item(old, new));
        return;
    }
    let is_list = item.kind == Kind::Entries && sides().all(|side| side.slot().is_none());
    if !is_list {
        let (old, new) = (below(old), below(new));
        for (old, new) in pair::items(&old, &new) {
            walk(old, new, rows);
        }
        return;
    }
    // An entry that says nothing is as good as none.
    let (mut old, mut new) = (below(old), below(new));
    old.retain(Cursor::is_filled);
    new.retain(Cursor::is_filled);
    for (old, new) in pair::entries(&old, &new) {
        match (old, new) {
            (Some(_), Some(_)) => walk(old, new, rows),
            _ => rows.extend(row::of_entry(old, new)),
        }
    }
}

fn below<'a>(side: Option<&Cursor<'a>>) -> Vec<Cursor<'a>> {
    side.map(Cursor::children).unwrap_or_default()
}

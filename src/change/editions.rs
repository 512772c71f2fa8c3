//! What a new revision of a form asks otherwise than the one before: told apart from what an author changed.

use schemars::JsonSchema;
use serde::Serialize;

use super::Cause;
use crate::form::Form;
use crate::form::path::{is_within, without_entries};

/// Two revisions of one form, and what one has elsewhere than the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Editions {
    /// 様式の版, such as 平成31年1月.
    pub old: String,
    pub new: String,
    /// Items that both have under different names, in the order of the new one; of a section that moved as a whole, the
    /// section alone.
    pub moved: Vec<Moved>,
}

/// An item that two revisions of a form have under different names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// Keys from the top joined by `/`.
    pub path: String,
    /// Such as `Ⅳ-8 監査`.
    pub old: String,
    pub new: String,
}

impl Editions {
    /// `None` where both are one revision.
    pub(super) fn of(old: &Form, new: &Form) -> Option<Self> {
        if old.edition == new.edition {
            return None;
        }
        let mut moved: Vec<Moved> = Vec::new();
        for item in new.items().filter(|item| item.compared && new.part(item).is_some()) {
            let Some(was) = old.find(&item.path) else { continue };
            let (before, after) = (old.name_of_item(was), new.name_of_item(item));
            let within = moved.last().is_some_and(|last| is_within(&item.path, &last.path));
            if before != after && !within && was.number != item.number {
                moved.push(Moved {
                    path: item.path.clone(),
                    old: before,
                    new: after,
                });
            }
        }
        Some(Self {
            old: old.edition.clone(),
            new: new.edition.clone(),
            moved,
        })
    }
}

/// Who made the difference at the path of an answer.
pub(super) fn cause(path: &str, old: &Form, new: &Form) -> Cause {
    let path = without_entries(path);
    match (old.find(&path), new.find(&path)) {
        (None, Some(_)) => Cause::Added,
        (Some(_), None) => Cause::Dropped,
        _ => Cause::Author,
    }
}

//! What a new revision of a form asks otherwise than the one before: told apart from what an author changed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Cause, Row};
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
    /// Options that the new one words otherwise, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reworded: Vec<Reworded>,
}

/// An option that a new revision of a form words otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reworded {
    /// The path of its item: keys from the top joined by `/`.
    pub path: String,
    /// Such as `Ⅰ-2 ③他のシステムとの接続`.
    pub item: String,
    pub old: String,
    pub new: String,
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
            let Some(was) = new.same(item, old) else { continue };
            let (before, after) = (old.name_of_item(was), new.name_of_item(item));
            let within = moved.last().is_some_and(|last| is_within(&item.path, &last.path));
            if before != after && !within && (was.number != item.number || was.path != item.path) {
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
            reworded: reworded(old, new),
        })
    }
}

fn reworded(old: &Form, new: &Form) -> Vec<Reworded> {
    let items = new.items().filter(|item| item.compared && new.part(item).is_some());
    let of_item = |item| {
        let options = new.same(item, old).map_or(&[][..], |was| &was.options);
        let pairs = options.iter().filter_map(|was| Some((was, item.reworded(&was.text)?)));
        pairs.map(move |(was, is)| Reworded {
            path: item.path.clone(),
            item: new.name_of_item(item),
            old: was.text.clone(),
            new: is.text.clone(),
        })
    };
    items.flat_map(of_item).collect()
}

/// Who made the difference that a row tells.
pub(super) fn cause(row: &Row, old: &Form, new: &Form) -> Cause {
    let path = without_entries(&row.path);
    match (new.own(&path), old.own(&path)) {
        (Some(item), _) if new.same(item, old).is_none() => Cause::Added,
        (None, Some(item)) if old.same(item, new).is_none() => Cause::Dropped,
        _ => row.cause,
    }
}

//! What an assessment says, without the way it is written: held against what a merge decided.

use super::place::{Side, canonical};
use crate::answers::{Cursor, Value};
use crate::folding::fold;
use crate::form::Kind;

/// What an answer and all below it say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Leaf(String),
    Group {
        /// In the order of the form.
        items: Vec<Said>,
        /// Keys that are no items, with what they say, in the order of the keys.
        strangers: Vec<(String, String)>,
    },
    /// Entries with their numbers; without them where the form gives none.
    List(Vec<(Option<u32>, Said)>),
}

impl Said {
    /// What a side says at a place.
    pub fn of(side: &Side<'_>, cursor: &Cursor<'_>) -> Self {
        if is_leaf(cursor) {
            return Self::Leaf(side.meaning(cursor));
        }
        if is_list(cursor) {
            let numbered = cursor.item().is_some_and(crate::form::Item::is_numbered);
            let entries = cursor.children();
            let said = entries
                .iter()
                .map(|entry| (entry.slot().filter(|_| numbered), Self::of(side, entry)));
            return Self::List(said.collect());
        }
        Self::Group {
            items: cursor.children().iter().map(|child| Self::of(side, child)).collect(),
            strangers: strangers(side, cursor),
        }
    }

    /// The texts of all leaves, in the order of the form.
    pub fn leaves(&self) -> Vec<&str> {
        match self {
            Self::Leaf(text) => vec![text],
            Self::Group { items, .. } => items.iter().flat_map(Self::leaves).collect(),
            Self::List(entries) => entries.iter().flat_map(|(_, said)| said.leaves()).collect(),
        }
    }

    /// The name of the first place at which a side says something else than this; `None` where it says just this.
    pub fn unlike(&self, side: &Side<'_>, cursor: &Cursor<'_>) -> Option<String> {
        let said = Self::of(side, cursor);
        if *self == said {
            return None;
        }
        let children = cursor.children();
        let below = match (self, &said) {
            (Self::Group { items, .. }, Self::Group { .. }) if items.len() == children.len() => {
                let mut pairs = items.iter().zip(&children);
                pairs.find_map(|(said, child)| said.unlike(side, child))
            }
            (Self::List(entries), Self::List(found)) if entries.len() == found.len() => {
                let mut pairs = entries.iter().zip(&children);
                pairs.find_map(|((_, said), child)| said.unlike(side, child))
            }
            _ => None,
        };
        below.or_else(|| Some(cursor.name()))
    }
}

/// Whether an answer is compared as a whole: it holds no others, or something that the form does not take.
pub(super) fn is_leaf(cursor: &Cursor<'_>) -> bool {
    let holds = cursor.item().is_some_and(crate::form::Item::is_group);
    !holds || matches!(cursor.answer().map(|answer| &answer.value), Some(Value::Invalid(_)))
}

pub(super) fn is_list(cursor: &Cursor<'_>) -> bool {
    cursor.slot().is_none() && cursor.item().is_some_and(|item| item.kind == Kind::Entries)
}

/// The keys below a group that are no items, folded, with what they say.
pub(super) fn strangers(side: &Side<'_>, cursor: &Cursor<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = side
        .strangers(cursor)
        .iter()
        .map(|entry| (fold(&entry.key), canonical(&entry.value)))
        .collect();
    found.sort();
    found
}

//! Names that were looked up in a form before: the rows of 変更箇所 name the same items again and again, and several rules
//! ask for each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::NameMatch;
use crate::form::{Form, ItemId};

/// Names that are remembered at once; a table of changes seldom has more.
const MOST: usize = 1024;
/// A longer name, in bytes, is looked up each time.
const LONGEST: usize = 256;

/// What was found for the names of one form.
#[derive(Debug, Default)]
pub(in crate::form) struct Known(Mutex<HashMap<Box<str>, Found>>);

/// [`NameMatch`] with the ids of its items.
#[derive(Debug, Clone)]
enum Found {
    Items(Vec<ItemId>),
    Meant(ItemId),
    Unclear,
}

impl Known {
    /// What a name points at, looked up where nobody asked for it before.
    pub(super) fn get<'f>(&self, form: &'f Form, name: &str, look_up: impl FnOnce() -> NameMatch<'f>) -> NameMatch<'f> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        if let Some(found) = known {
            return found.in_form(form);
        }
        let found = look_up();
        if name.len() <= LONGEST {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(name.into(), Found::of(&found));
        }
        found
    }
}

/// A copy knows nothing yet.
impl Clone for Known {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Found {
    fn of(found: &NameMatch<'_>) -> Self {
        match found {
            NameMatch::Items(items) => Self::Items(items.iter().map(|item| item.id).collect()),
            NameMatch::Meant(item) => Self::Meant(item.id),
            NameMatch::Unclear => Self::Unclear,
        }
    }

    fn in_form(self, form: &Form) -> NameMatch<'_> {
        match self {
            Self::Items(ids) => NameMatch::Items(ids.into_iter().map(|id| form.item(id)).collect()),
            Self::Meant(id) => NameMatch::Meant(form.item(id)),
            Self::Unclear => NameMatch::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    #[test]
    fn a_name_is_looked_up_once_and_found_alike() {
        let form = builtin().newest("重点項目評価書").unwrap();
        let known = Known::default();
        for name in ["Ⅱ-3③", "Ⅱ-5 ①法令上の根拠", "どこでもない"] {
            let first = known.get(form, name, || form.look_up(name));
            let again = known.get(form, name, || panic!("{name} is known"));
            assert_eq!(format!("{again:?}"), format!("{first:?}"));
        }
    }

    #[test]
    fn a_name_of_any_length_is_not_remembered() {
        let form = builtin().newest("重点項目評価書").unwrap();
        let known = Known::default();
        known.get(form, &"長".repeat(LONGEST), || NameMatch::Unclear);
        assert!(known.0.lock().unwrap().is_empty());
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let form = builtin().newest("重点項目評価書").unwrap();
        let known = Known::default();
        let look_up = |name: &str| drop(known.get(form, name, || NameMatch::Unclear));
        (0..MOST * 2).for_each(|number| look_up(&number.to_string()));
        assert!((1..=MOST).contains(&known.0.lock().unwrap().len()));
    }
}

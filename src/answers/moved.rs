//! Where a path of an older revision of the form leads: the form knows where its items stand now. Only follows; what moved is the
//! form's to say.

use std::collections::HashMap;

use super::Cursor;
use crate::form::path::Path;

impl<'a> Cursor<'a> {
    /// The answer to the item that a path of an older revision, with entries as `[番号]`, led to. What was asked of each entry and
    /// is asked once now is where all of them lead.
    pub(super) fn moved_place(&self, path: &str) -> Option<Self> {
        let own = self.path();
        let whole = if own.is_empty() {
            path.to_owned()
        } else {
            format!("{own}/{path}")
        };
        let (whole, form) = (Path::parse(&whole), self.assessment().form());
        let item = form.moved(&whole.without_entries().to_string())?;
        // The numbers of the entries by the paths that their lists have now.
        let mut entries = HashMap::new();
        let mut list = String::new();
        for step in whole.steps() {
            list = joined(&list, step.key);
            if let Some((list, number)) = form.find(&list).zip(step.entry) {
                entries.insert(list.path.as_str(), number);
            }
        }
        let mut cursor = self.assessment().top();
        let mut at = String::new();
        for key in item.path.split('/') {
            cursor = cursor.child(key)?;
            at = joined(&at, key);
            if let Some(number) = entries.get(at.as_str()) {
                cursor = cursor.entry_of(*number)?;
            }
        }
        Some(cursor)
    }

    /// Where to go on for a path of an older revision, seen from here: the nearest answer around this one that holds the item
    /// now, and the way down from it. `None` where nothing of the form stood there.
    pub(super) fn moved(&self, path: &str) -> Option<(Self, &'a str)> {
        let own = self.item()?;
        let whole = match own.path.as_str() {
            "" => path.to_owned(),
            above => format!("{above}/{path}"),
        };
        let item = self.assessment().form().moved(&whole)?;
        let mut around = *self;
        loop {
            let above = around.item()?.path.as_str();
            let rest = item.path.strip_prefix(above);
            let below = if above.is_empty() {
                rest
            } else {
                rest.and_then(|rest| rest.strip_prefix('/'))
            };
            if let Some(below) = below {
                return Some((around, below));
            }
            around = around.parent();
        }
    }
}

fn joined(above: &str, key: &str) -> String {
    if above.is_empty() {
        key.to_owned()
    } else {
        format!("{above}/{key}")
    }
}

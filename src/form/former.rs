//! What the items of a form were in its older revisions: the one place that knows which item of one revision is which of
//! another. Knows no assessment, and no other form than those it is asked about.

use std::collections::HashMap;

use super::{Form, Item, ItemId};

/// The items of a form by the paths that they had.
#[derive(Debug, Clone, Default)]
pub(super) struct FormerPaths(HashMap<String, ItemId>);

impl FormerPaths {
    pub(super) fn of(items: &[Item]) -> Self {
        let paths = items.iter().flat_map(|item| {
            let paths = item.was.iter().filter_map(|former| former.path.clone());
            paths.map(|path| (path, item.id))
        });
        Self(paths.collect())
    }
}

impl Form {
    /// The item that stood at a path in an older revision and has another one here.
    #[must_use]
    pub fn moved(&self, path: &str) -> Option<&Item> {
        if self.former.0.is_empty() {
            return None;
        }
        let mut head = path;
        loop {
            if let Some(id) = self.former.0.get(head) {
                let mut rest = path[head.len()..].split('/').filter(|key| !key.is_empty());
                return rest.try_fold(self.item(*id), |item, key| self.child(item, key));
            }
            head = &head[..head.rfind('/')?];
        }
    }

    /// The item of another revision that asks what an item of this one asks.
    #[must_use]
    pub fn same<'o>(&self, item: &Item, other: &'o Form) -> Option<&'o Item> {
        let former = self.former_paths(item).into_iter().find_map(|path| other.own(&path));
        former
            .or_else(|| other.moved(&item.path))
            .or_else(|| other.own(&item.path))
    }

    /// The paths that an item had in older revisions, by itself or with what holds it.
    #[must_use]
    pub fn former_paths(&self, item: &Item) -> Vec<String> {
        let mut paths = Vec::new();
        let mut at = Some(item);
        while let Some(above) = at {
            let rest = &item.path[above.path.len().min(item.path.len())..];
            let former = above.was.iter().filter_map(|former| former.path.as_deref());
            paths.extend(former.map(|path| format!("{path}{rest}")));
            at = above.parent.map(|id| self.item(id));
        }
        paths
    }
}

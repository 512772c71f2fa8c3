//! What may be meant as a list at 管理/非公表 and was not read as one: a key that is misspelt, stands elsewhere or twice, a text in
//! the place of a list. Whoever wrote it means that something is not published.

use super::names::UnknownName;
use crate::answers::Assessment;
use crate::folding::{fold, nearest};
use crate::form::{Display, Item};
use crate::source::{Entry, Node, NodeKind};

/// The lists of an assessment that were not read.
pub(super) fn lists(assessment: &Assessment) -> Vec<UnknownName> {
    let form = assessment.form();
    let (Some(list), Some(root)) = (form.displayed(Display::Withheld), assessment.source().root()) else {
        return Vec::new();
    };
    let Some(holder) = list.parent.map(|id| form.item(id)) else {
        return Vec::new();
    };
    let children = |of: &Item| -> Vec<&Item> { form.items().filter(|item| item.parent == Some(of.id)).collect() };
    let named = children(list)
        .into_iter()
        .find(|item| item.display == Some(Display::Names));
    let mut search = Search {
        list,
        named: named.map(|item| item.key.as_str()).unwrap_or_default(),
        beside: children(holder).iter().map(|item| fold(&item.key)).collect(),
        is_read: false,
        found: Vec::new(),
    };
    let mut has_holder = false;
    for entry in root.entries() {
        if fold(&entry.key) == fold(&holder.key) && !has_holder {
            has_holder = true;
            entry.value.entries().iter().for_each(|entry| search.within(entry));
        } else {
            search.elsewhere(entry);
        }
    }
    search.found
}

struct Search<'a> {
    list: &'a Item,
    /// The key of a name in an entry of the list.
    named: &'a str,
    /// The keys of the items beside the list.
    beside: Vec<String>,
    is_read: bool,
    found: Vec<UnknownName>,
}

impl Search<'_> {
    /// An entry where the list belongs.
    fn within(&mut self, entry: &Entry) {
        let key = fold(&entry.key);
        if key == fold(&self.list.key) && !self.is_read {
            self.is_read = true;
            if !self.is_list(&entry.value) {
                self.tell(entry);
            }
        } else if self.beside.contains(&key) && key != fold(&self.list.key) {
            self.below(&entry.value);
        } else {
            let is_scalar = matches!(entry.value.kind, NodeKind::Null | NodeKind::Scalar { .. });
            if !is_scalar || nearest(&entry.key, [self.list.key.as_str()]).is_some() {
                self.tell(entry);
            }
        }
    }

    /// An entry where no list belongs.
    fn elsewhere(&mut self, entry: &Entry) {
        if fold(&entry.key) == fold(&self.list.key) {
            self.tell(entry);
        } else {
            self.below(&entry.value);
        }
    }

    fn below(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Mapping(entries) => entries.iter().for_each(|entry| self.elsewhere(entry)),
            NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| self.below(node)),
            NodeKind::Null | NodeKind::Scalar { .. } => {}
        }
    }

    /// Whether each entry that says anything has a name.
    fn is_list(&self, node: &Node) -> bool {
        let says_something = |entry: &&Entry| !matches!(entry.value.kind, NodeKind::Null);
        let is_entry = |node: &Node| match &node.kind {
            // A name by itself is read as one.
            NodeKind::Null | NodeKind::Scalar { .. } => true,
            NodeKind::Mapping(entries) => {
                let name = entries.iter().find(|entry| fold(&entry.key) == fold(self.named));
                let is_name =
                    name.is_some_and(|name| matches!(name.value.kind, NodeKind::Null | NodeKind::Scalar { .. }));
                is_name || !entries.iter().any(|entry| says_something(&entry))
            }
            NodeKind::Sequence(_) => false,
        };
        match &node.kind {
            NodeKind::Null => true,
            NodeKind::Sequence(nodes) => nodes.iter().all(is_entry),
            NodeKind::Scalar { .. } | NodeKind::Mapping(_) => false,
        }
    }

    fn tell(&mut self, entry: &Entry) {
        self.found.push(UnknownName {
            name: entry.key.clone(),
            span: entry.key_span.clone(),
            is_unread: true,
        });
    }
}

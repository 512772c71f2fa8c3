//! What may stand once only in a definition: numbers of a group, former paths and texts. Refuses, and changes nothing.

use super::{DefinitionError, Loader, Origin, nth};
use crate::folding::fold;
use crate::form::definition::ItemDefinition;
use crate::form::item::{Choice, ItemId};

impl Loader<'_> {
    /// A number finds one item of its group. Parts that share their group count each for itself.
    pub(super) fn check_number(
        &self,
        given: &ItemDefinition,
        group: ItemId,
        part: Option<usize>,
        node: Origin<'_>,
    ) -> Result<(), DefinitionError> {
        // リスク repeats: it is the word of a heading, and counts nothing.
        let counts = |number: &&str| number.chars().any(char::is_numeric);
        let Some(number) = given.number.as_deref().filter(counts) else {
            return Ok(());
        };
        let children = self.items[group.0].children.iter().map(|id| &self.items[id.0]);
        let mut own = children.filter(|item| item.part == part);
        match own.find(|item| item.number == number) {
            Some(other) => self.refuse(
                node,
                format!(
                    "`{}` and `{}` of one group have number `{number}`",
                    other.key, given.key
                ),
            ),
            None => Ok(()),
        }
    }

    /// A former text leads to one option, and no other has it now.
    pub(super) fn check_former_texts(
        &self,
        name: &str,
        list: &[Choice],
        node: Origin<'_>,
    ) -> Result<(), DefinitionError> {
        let former = || list.iter().flat_map(|choice| &choice.was);
        for text in former() {
            let is = |other: &&String| fold(other) == fold(text);
            if list.iter().any(|choice| choice.folded == fold(text)) || former().filter(is).count() > 1 {
                return self.refuse(
                    node,
                    format!("`was: {text}` of list `{name}` is the text of another option"),
                );
            }
        }
        Ok(())
    }

    /// A former path leads to one item, and no other has it now.
    pub(super) fn check_former(&self, given: &[ItemDefinition], node: Origin<'_>) -> Result<(), DefinitionError> {
        let items = node.and_then(|node| node.get("items"));
        for (at, item) in given.iter().enumerate() {
            let node = nth(items, at);
            for former in &item.was {
                if former.path.is_none() && former.number.is_none() {
                    return self.refuse(node, format!("`{}`: `was` needs `path` or `number`", item.key));
                }
                let Some(path) = &former.path else { continue };
                let had = self.items.iter().flat_map(|other| &other.was);
                let had = had.filter(|was| was.path.as_ref() == Some(path)).count();
                if had > 1 || self.items.iter().any(|other| &other.path == path) {
                    return self.refuse(node, format!("`was: {path}` is the path of another item"));
                }
            }
            self.check_former(&item.items, node)?;
        }
        Ok(())
    }
}

//! Counts that an author wrote though the form counts the entries itself. One that says the number there is can go; one
//! that says another is the only trace of an entry that is missing, and stays for its author.

use super::{Binder, correct};
use crate::answers::Answer;
use crate::finding::{Edit, Fix};
use crate::form::{Form, ItemId};

/// A count in the file, with the finding that refuses it.
pub(super) struct Counted {
    /// Index of the finding.
    pub finding: usize,
    /// The item that it is written at.
    pub item: ItemId,
    /// Key of the list beside the item whose entries the form counts.
    pub list: String,
    pub words: String,
    /// Takes the count away.
    pub edit: Edit,
}

impl Binder<'_> {
    /// Gives the findings of right counts their correction. Their order must still be that of [`Counted::finding`].
    pub(super) fn correct_counts(&mut self, root: &Answer) {
        for counted in std::mem::take(&mut self.counted) {
            let entries = entries_beside(self.form, root, &counted);
            if entries.is_some_and(|entries| correct::says_count(&counted.words, entries)) {
                let title = "自動で数えて印刷される件数を消す";
                self.findings[counted.finding].fix = Some(Fix::certain(title, vec![counted.edit]));
            }
        }
    }
}

/// How many entries the list beside the item has that are filled.
fn entries_beside(form: &Form, around: &Answer, counted: &Counted) -> Option<usize> {
    let at = counted.edit.span.start;
    let is_here = |answer: &&Answer| answer.span.as_ref().is_some_and(|span| span.contains(&at));
    let here = around.children.iter().find(is_here)?;
    if here.item != counted.item {
        return entries_beside(form, here, counted);
    }
    let list = around
        .children
        .iter()
        .find(|answer| form.item(answer.item).key == counted.list)?;
    Some(list.children.iter().filter(|entry| entry.is_filled()).count())
}

//! Counts that an author wrote though the form counts the entries itself. One that says the number there is can go; one
//! that says another is the only trace of an entry that is missing, and stays for its author.

use super::{Binder, correct};
use crate::answers::AnswerId;
use crate::answers::arena::Answers;
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
    pub(super) fn correct_counts(&mut self) {
        for counted in std::mem::take(&mut self.counted) {
            let entries = entries_beside(self.form, &self.answers, Answers::ROOT, &counted);
            if entries.is_some_and(|entries| correct::says_count(&counted.words, entries)) {
                let title = "自動で数えて印刷される件数を消す";
                self.findings[counted.finding].fix = Some(Fix::certain(title, vec![counted.edit]));
            }
        }
    }
}

/// How many entries the list beside the item has that are filled.
fn entries_beside(form: &Form, answers: &Answers, around: AnswerId, counted: &Counted) -> Option<usize> {
    let at = counted.edit.span.start;
    let mut children = answers.children(around);
    let (id, here) = children.find(|(_, answer)| answer.span.as_ref().is_some_and(|span| span.contains(&at)))?;
    if here.item != counted.item {
        return entries_beside(form, answers, id, counted);
    }
    let list = answers.child(form, around, &counted.list)?;
    let entries = answers.children(list);
    Some(entries.filter(|(entry, _)| answers.is_filled(*entry)).count())
}

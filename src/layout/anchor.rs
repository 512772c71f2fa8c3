//! Ids by which a citizen can cite a place: the same in every version of an assessment.

use crate::answers::{Assessment, Cursor};
use crate::form::Part;

/// An id that the same place has in every version: ordinals of the items on the way, entries by number.
#[must_use]
pub fn anchor(cursor: &Cursor<'_>) -> String {
    let mut id = String::new();
    let mut at = *cursor;
    while let Some(answer) = at.answer() {
        if let Some(slot) = answer.slot {
            id.insert_str(0, &format!("_{slot}"));
        } else if let Some(item) = at.item().filter(|item| item.parent.is_some()) {
            let form = at.assessment().form();
            let position = item
                .parent
                .map(|parent| &form.item(parent).children)
                .and_then(|children| children.iter().position(|id| *id == item.id))
                .map_or(0, |position| position + 1);
            id.insert_str(0, &format!("-{position}"));
        }
        at = at.parent();
    }
    format!("i{id}")
}

/// An id for a part, or for one repetition of it. Two parts may stand on the same entry, so its own anchor will not do.
pub(super) fn part_anchor(assessment: &Assessment, part: &Part, entry: &Cursor<'_>) -> String {
    let parts = &assessment.form().parts;
    let index = parts
        .iter()
        .position(|other| std::ptr::eq(other, part))
        .unwrap_or_default();
    entry
        .slot()
        .map_or_else(|| format!("p{index}"), |slot| format!("p{index}_{slot}"))
}

//! What counts as left empty: a field that says nothing, and boxes without a tick.

use crate::answers::{Cursor, Value};
pub(in crate::check) use crate::table::nothing::says_nothing;

/// Whether an answer is written and says something. An answer that is no text speaks by being there.
pub(in crate::check) fn is_answered(answer: &Cursor<'_>) -> bool {
    answer.is_filled() && (answer.text().is_empty() || !says_nothing(answer.text()))
}

/// Whether a box is there and not ticked. One that holds something else is a finding of reading and tells nothing.
pub(in crate::check) fn is_unticked(tick: &Cursor<'_>) -> bool {
    tick.answer()
        .is_some_and(|answer| matches!(answer.value, Value::Empty | Value::Tick(false)))
}

//! The table of changes (変更箇所).

pub(in crate::check) mod after_unlike_answer;
pub(in crate::check) mod beforehand_not_mandatory;
pub mod difference_without_row;
pub(in crate::check) mod important_change_afterwards;
pub(in crate::check) mod important_change_unexplained;
pub(in crate::check) mod no_row_for_this_publication;
pub(in crate::check) mod no_submission_time;
pub(in crate::check) mod row_of_unknown_item;
pub(in crate::check) mod row_twice;
pub(in crate::check) mod row_without_difference;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &no_row_for_this_publication::RULE,
    &difference_without_row::RULE,
    &after_unlike_answer::RULE,
    &important_change_afterwards::RULE,
    &important_change_unexplained::RULE,
    &no_submission_time::RULE,
    &row_twice::RULE,
    &row_of_unknown_item::RULE,
    &row_without_difference::RULE,
    &beforehand_not_mandatory::RULE,
];

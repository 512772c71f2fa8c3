//! The rules, one file each, named after the defect. `reading` holds the pages of those that reading enforces.

pub(super) mod abolished_table;
pub(super) mod active_after_end;
pub(super) mod changed_after_publication;
pub(super) mod end_not_told_by_title;
pub(super) mod end_without_row;
pub(super) mod held_before_first_publication;
pub(super) mod impossible_date_in_text;
pub(super) mod misspelt_law_name;
pub(super) mod moved_item_number;
pub(super) mod no_row_for_this_publication;
pub(super) mod no_submission_time;
pub(super) mod published_before_evaluation;
pub(super) mod reading;
pub(super) mod repealed_privacy_law;
pub(super) mod review_overdue;
pub(super) mod row_of_unknown_item;
pub(super) mod row_twice;
pub(super) mod subcontract_scope_without_subcontract;
pub(super) mod table_not_named;
pub(super) mod used_before_held;

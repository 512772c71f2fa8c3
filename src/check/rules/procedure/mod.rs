//! The life of an assessment: evaluation, publication, review, 再実施 and the end of the 事務.

pub(in crate::check) mod active_after_end;
pub(in crate::check) mod changed_after_publication;
pub(in crate::check) mod consultation_too_short;
pub(in crate::check) mod day_on_cover_differs;
pub(in crate::check) mod draft_with_publication_day;
pub(in crate::check) mod end_not_told_by_title;
pub(in crate::check) mod end_without_row;
pub(in crate::check) mod important_change_in_revision;
pub(in crate::check) mod important_change_unreviewed;
pub(in crate::check) mod occasion_differs;
pub(in crate::check) mod plan_gone_by;
pub(in crate::check) mod procedure_left_out;
pub(in crate::check) mod procedure_out_of_order;
pub(in crate::check) mod published_before_evaluation;
pub(in crate::check) mod published_unsealed;
pub(in crate::check) mod reevaluation_overdue;
pub(in crate::check) mod review_overdue;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &procedure_left_out::RULE,
    &end_not_told_by_title::RULE,
    &active_after_end::RULE,
    &occasion_differs::RULE,
    &published_before_evaluation::RULE,
    &consultation_too_short::RULE,
    &procedure_out_of_order::RULE,
    &review_overdue::RULE,
    &changed_after_publication::RULE,
    &plan_gone_by::RULE,
    &reevaluation_overdue::RULE,
    &end_without_row::RULE,
    &important_change_in_revision::RULE,
    &important_change_unreviewed::RULE,
    &draft_with_publication_day::RULE,
    &day_on_cover_differs::RULE,
    &published_unsealed::RULE,
];

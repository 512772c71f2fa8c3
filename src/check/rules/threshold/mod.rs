//! しきい値判断: the facts that decide which evaluation is mandatory, and the forms that follow from them.

pub(in crate::check) mod accident_denied_elsewhere;
pub(in crate::check) mod accidents_differ;
pub(in crate::check) mod basic_form_missing;
pub(in crate::check) mod count_out_of_date;
pub(in crate::check) mod count_outside_band;
pub(in crate::check) mod form_too_light;
pub(in crate::check) mod handlers_unlike_files;
pub(in crate::check) mod mandatory_form_missing;
pub(in crate::check) mod more_people_in_file;
pub(in crate::check) mod result_unlike_facts;
pub(in crate::check) mod stated_result_differs;
pub(in crate::check) mod subjects_differ;
pub(in crate::check) mod submitted_kind_differs;
pub(in crate::check) mod threshold_result_differs;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &threshold_result_differs::RULE,
    &form_too_light::RULE,
    &stated_result_differs::RULE,
    &submitted_kind_differs::RULE,
    &subjects_differ::RULE,
    &mandatory_form_missing::RULE,
    &result_unlike_facts::RULE,
    &more_people_in_file::RULE,
    &handlers_unlike_files::RULE,
    &accidents_differ::RULE,
    &count_out_of_date::RULE,
    &count_outside_band::RULE,
    &basic_form_missing::RULE,
    &accident_denied_elsewhere::RULE,
];

//! リスク対策 and the boxes that ask for them.

pub(in crate::check) mod accident_without_account;
pub(in crate::check) mod agent_told_in_one_place;
pub(in crate::check) mod detailed_evaluation_tick_differs;
pub(in crate::check) mod erasure_without_time;
pub(in crate::check) mod fee_without_amount;
pub(in crate::check) mod government_standard_mismatch;
pub(in crate::check) mod log_kept_differently;
pub(in crate::check) mod practice_without_detail;
pub(in crate::check) mod restated_answer_differs;
pub(in crate::check) mod sufficiency_differs;
pub(in crate::check) mod sufficient_without_measures;
pub(in crate::check) mod unresolved_risk_without_plan;
pub(in crate::check) mod urgent_use_without_reason;
pub(in crate::check) mod waived_in_one_form;
pub(in crate::check) mod waived_section_filled;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &waived_section_filled::RULE,
    &unresolved_risk_without_plan::RULE,
    &sufficient_without_measures::RULE,
    &accident_without_account::RULE,
    &restated_answer_differs::RULE,
    &detailed_evaluation_tick_differs::RULE,
    &urgent_use_without_reason::RULE,
    &practice_without_detail::RULE,
    &government_standard_mismatch::RULE,
    &fee_without_amount::RULE,
    &waived_in_one_form::RULE,
    &sufficiency_differs::RULE,
    &log_kept_differently::RULE,
    &erasure_without_time::RULE,
    &agent_told_in_one_place::RULE,
];

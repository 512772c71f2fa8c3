//! The list of all rules, one line a rule, in the order of their codes.

use super::Rule;
use super::rules as r;

/// All rules in the order of their codes.
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule of a code, in any case of letters.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

static RULES: &[Rule] = &[
    r::outsourcing_denied_but_described::RULE,
    r::outsourcing_left_undescribed::RULE,
    r::subcontract_scope_without_subcontract::RULE,
    r::subcontract_without_scope::RULE,
    r::subcontractor_oversight_mismatch::RULE,
    r::provision_denied_beside_provision::RULE,
    r::provision_unlike_its_list::RULE,
    r::provision_measures_mismatch::RULE,
    r::waived_section_filled::RULE,
    r::linkage_denied_but_described::RULE,
    r::linkage_left_undescribed::RULE,
    r::network_provision_unlisted::RULE,
    r::network_acquisition_unlisted::RULE,
    r::linkage_unlike_systems::RULE,
    r::in_house_exchange_implausible::RULE,
    r::file_names_differ::RULE,
    r::record_items_not_found::RULE,
    r::record_item_band_mismatch::RULE,
    r::record_item_kinds_unexplained::RULE,
    r::blank_left_empty::RULE,
    r::empty_slot_between::RULE,
    r::end_not_told_by_title::RULE,
    r::active_after_end::RULE,
    r::unresolved_risk_without_plan::RULE,
    r::sufficient_without_measures::RULE,
    r::declaration_of_another_body::RULE,
    r::body_without_head::RULE,
    r::procedure_named_differently::RULE,
    r::department_differs::RULE,
    r::leftover_words::RULE,
    r::accident_without_account::RULE,
    r::reference_to_nowhere::RULE,
    r::half_width_kana::RULE,
    r::machine_dependent_character::RULE,
    r::mixed_width::RULE,
    r::number_used_twice::RULE,
    r::reading::IMPOSSIBLE_DATE,
    r::published_before_evaluation::RULE,
    r::held_before_first_publication::RULE,
    r::used_before_held::RULE,
    r::impossible_date_in_text::RULE,
    r::review_overdue::RULE,
    r::changed_after_publication::RULE,
    r::no_row_for_this_publication::RULE,
    r::reading::MISSING_ANSWER,
    r::reading::UNKNOWN_KEY,
    r::reading::WRONG_KIND,
    r::reading::BAD_NUMBER,
    r::reading::TOO_MANY_SLOTS,
    r::reading::UNKNOWN_FORM,
    r::reading::OPTION_TWICE,
    r::reading::NOT_AN_OPTION,
    r::withheld_item_unknown::RULE,
    r::unprintable_character::RULE,
    r::reading::SWALLOWED_ITEM,
    r::end_without_row::RULE,
    r::no_submission_time::RULE,
    r::row_twice::RULE,
    r::row_of_unknown_item::RULE,
    r::abolished_table::RULE,
    r::moved_item_number::RULE,
    r::repealed_privacy_law::RULE,
    r::table_not_named::RULE,
    r::misspelt_law_name::RULE,
    r::reading::WRONG_ENCODING,
    r::reading::TOO_LARGE,
    r::reading::DUPLICATE_KEY,
    r::reading::FULL_WIDTH_SYNTAX,
    r::reading::ANCHOR_OR_ALIAS,
    r::reading::TOO_DEEP,
    r::reading::NOT_YAML,
    r::reading::MULTIPLE_DOCUMENTS,
    r::reading::COMMENT_AFTER_TEXT,
    r::reading::BROKEN_SETTING,
    r::reading::BROKEN_ACCEPTANCE,
    r::reading::ACCEPTED_FINDING_GONE,
    r::threshold_result_differs::RULE,
    r::form_too_light::RULE,
];

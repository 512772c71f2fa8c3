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
    r::subcontract_scope_without_subcontract::RULE,
    r::end_not_told_by_title::RULE,
    r::active_after_end::RULE,
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
];

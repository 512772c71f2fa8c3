//! Citations of laws that have moved, were repealed or never were.

pub(in crate::check) mod abolished_table;
pub(in crate::check) mod assessment_article_moved;
pub(in crate::check) mod former_authority_name;
pub(in crate::check) mod law_number_differs;
pub(in crate::check) mod misspelt_law_name;
pub(in crate::check) mod misspelt_name;
pub(in crate::check) mod moved_item_number;
pub(in crate::check) mod own_number_denied;
pub(in crate::check) mod provision_of_another_meaning;
pub(in crate::check) mod provision_that_is_not;
pub(in crate::check) mod repealed_privacy_law;
pub(in crate::check) mod row_of_another_law;
pub(in crate::check) mod table_not_named;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &abolished_table::RULE,
    &moved_item_number::RULE,
    &assessment_article_moved::RULE,
    &repealed_privacy_law::RULE,
    &former_authority_name::RULE,
    &table_not_named::RULE,
    &misspelt_law_name::RULE,
    &provision_that_is_not::RULE,
    &row_of_another_law::RULE,
    &provision_of_another_meaning::RULE,
    &misspelt_name::RULE,
    &law_number_differs::RULE,
    &own_number_denied::RULE,
];

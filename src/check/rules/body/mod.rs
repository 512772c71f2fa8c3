//! Who does what: 機関, 部署, 事務, and numbers and names over a whole body.

pub(in crate::check) mod body_named_differently;
pub(in crate::check) mod body_without_head;
pub(in crate::check) mod declaration_incomplete;
pub(in crate::check) mod declaration_of_another_body;
pub(in crate::check) mod department_differs;
pub(in crate::check) mod empty_slot_between;
pub(in crate::check) mod number_used_twice;
pub(in crate::check) mod procedure_named_differently;
pub(in crate::check) mod procedure_names_not_alike;
pub(in crate::check) mod shared_item_differs;
pub(in crate::check) mod unit_renamed_in_some;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &empty_slot_between::RULE,
    &declaration_of_another_body::RULE,
    &body_without_head::RULE,
    &procedure_named_differently::RULE,
    &department_differs::RULE,
    &number_used_twice::RULE,
    &shared_item_differs::RULE,
    &body_named_differently::RULE,
    &unit_renamed_in_some::RULE,
    &procedure_names_not_alike::RULE,
    &declaration_incomplete::RULE,
];

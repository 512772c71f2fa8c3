//! 委託 and 再委託: what is said of them in one place and another.

pub(in crate::check) mod contractor_spelt_differently;
pub(in crate::check) mod more_staff_in_text;
pub(in crate::check) mod outsourced_beyond_file;
pub(in crate::check) mod outsourcing_denied_but_described;
pub(in crate::check) mod outsourcing_left_undescribed;
pub(in crate::check) mod subcontract_prohibited_by_contract;
pub(in crate::check) mod subcontract_scope_without_subcontract;
pub(in crate::check) mod subcontract_told_differently;
pub(in crate::check) mod subcontract_without_scope;
pub(in crate::check) mod subcontractor_oversight_mismatch;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &outsourcing_denied_but_described::RULE,
    &outsourcing_left_undescribed::RULE,
    &subcontract_scope_without_subcontract::RULE,
    &subcontract_without_scope::RULE,
    &subcontractor_oversight_mismatch::RULE,
    &outsourced_beyond_file::RULE,
    &contractor_spelt_differently::RULE,
    &subcontract_told_differently::RULE,
    &more_staff_in_text::RULE,
    &subcontract_prohibited_by_contract::RULE,
];

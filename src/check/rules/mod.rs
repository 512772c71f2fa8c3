//! The rules, one file each, named after the defect. `reading` holds the pages of those that reading enforces.

pub(super) mod accident_without_account;
pub(super) mod body_without_head;
pub(super) mod declaration_of_another_body;
pub(super) mod department_differs;
pub(super) mod form_too_light;
pub(super) mod half_width_kana;
pub(super) mod leftover_words;
pub(super) mod procedure_named_differently;
pub(super) mod reading;
pub(super) mod reference_to_nowhere;
pub(super) mod subcontract_scope_without_subcontract;
pub(super) mod sufficient_without_measures;
pub mod threshold_facts;
pub(super) mod threshold_result_differs;
pub(super) mod unresolved_risk_without_plan;

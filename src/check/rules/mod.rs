//! The rules, one file each, named after the defect. `reading` holds the pages of those that reading enforces.

pub(super) mod form_too_light;
pub(super) mod half_width_kana;
pub(super) mod leftover_words;
pub(super) mod reading;
pub(super) mod reference_to_nowhere;
pub(super) mod subcontract_scope_without_subcontract;
pub mod threshold_facts;
pub(super) mod threshold_result_differs;

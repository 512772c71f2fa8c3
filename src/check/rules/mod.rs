//! The rules, one file each, named after the defect. `reading` holds the pages of those that reading enforces.

pub(super) mod reading;
pub(super) mod subcontract_scope_without_subcontract;

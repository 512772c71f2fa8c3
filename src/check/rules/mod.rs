//! The rules, one file each, named after the defect. `reading` holds the pages of those that reading enforces.

pub(super) mod blank_left_empty;
pub(super) mod empty_slot_between;
pub(super) mod file_names_differ;
pub(super) mod in_house_exchange_implausible;
pub(super) mod linkage_denied_but_described;
pub(super) mod linkage_left_undescribed;
pub(super) mod linkage_unlike_systems;
pub(super) mod network_acquisition_unlisted;
pub(super) mod network_provision_unlisted;
pub(super) mod outsourcing_denied_but_described;
pub(super) mod outsourcing_left_undescribed;
pub(super) mod provision_denied_beside_provision;
pub(super) mod provision_measures_mismatch;
pub(super) mod provision_unlike_its_list;
pub(super) mod reading;
pub(super) mod record_item_band_mismatch;
pub(super) mod record_item_kinds_unexplained;
pub(super) mod record_items_not_found;
pub(super) mod subcontract_scope_without_subcontract;
pub(super) mod subcontract_without_scope;
pub(super) mod subcontractor_oversight_mismatch;
pub(super) mod waived_section_filled;

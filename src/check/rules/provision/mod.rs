//! 提供, 移転 and 情報連携: what is said of them in one place and another.

pub(in crate::check) mod in_house_exchange_implausible;
pub(in crate::check) mod linkage_denied_but_described;
pub(in crate::check) mod linkage_denied_but_named;
pub(in crate::check) mod linkage_left_undescribed;
pub(in crate::check) mod linkage_unlike_systems;
pub(in crate::check) mod network_acquisition_unlisted;
pub(in crate::check) mod network_provision_unlisted;
pub(in crate::check) mod provided_beyond_file;
pub(in crate::check) mod provision_denied_beside_provision;
pub(in crate::check) mod provision_measures_mismatch;
pub(in crate::check) mod provision_unlike_its_list;
pub(in crate::check) mod transfer_for_ended;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &provision_denied_beside_provision::RULE,
    &provision_unlike_its_list::RULE,
    &provision_measures_mismatch::RULE,
    &linkage_denied_but_described::RULE,
    &linkage_left_undescribed::RULE,
    &network_provision_unlisted::RULE,
    &network_acquisition_unlisted::RULE,
    &linkage_unlike_systems::RULE,
    &in_house_exchange_implausible::RULE,
    &provided_beyond_file::RULE,
    &linkage_denied_but_named::RULE,
    &transfer_for_ended::RULE,
];

//! 特定個人情報ファイル: its names, record items, people and retention.

pub(in crate::check) mod deceased_number_mismatch;
pub(in crate::check) mod file_names_differ;
pub(in crate::check) mod file_register_mismatch;
pub(in crate::check) mod held_before_first_publication;
pub(in crate::check) mod paper_file_named;
pub(in crate::check) mod record_item_band_mismatch;
pub(in crate::check) mod record_item_kinds_unexplained;
pub(in crate::check) mod record_items_not_found;
pub(in crate::check) mod retention_unexplained;
pub(in crate::check) mod system_linked_differently;
pub(in crate::check) mod system_spelt_differently;
pub(in crate::check) mod systems_differ;
pub(in crate::check) mod used_before_held;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &file_names_differ::RULE,
    &record_items_not_found::RULE,
    &record_item_band_mismatch::RULE,
    &record_item_kinds_unexplained::RULE,
    &retention_unexplained::RULE,
    &deceased_number_mismatch::RULE,
    &file_register_mismatch::RULE,
    &system_linked_differently::RULE,
    &systems_differ::RULE,
    &held_before_first_publication::RULE,
    &used_before_held::RULE,
    &paper_file_named::RULE,
    &system_spelt_differently::RULE,
];

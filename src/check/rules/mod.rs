//! The rules, one file each, named after the defect, in rooms of what they speak of. `reading` holds the pages of those that
//! reading enforces.

pub(super) mod body;
pub(super) mod file;
pub(super) mod law;
pub(super) mod outsourcing;
pub(super) mod procedure;
pub(super) mod provision;
pub(super) mod reading;
pub(super) mod risk;
pub(super) mod rows;
pub(super) mod text;
pub(super) mod threshold;

use super::Rule;

/// Every room of rules.
pub(super) static ROOMS: &[&[&Rule]] = &[
    body::RULES,
    file::RULES,
    law::RULES,
    outsourcing::RULES,
    procedure::RULES,
    provision::RULES,
    reading::RULES,
    risk::RULES,
    rows::RULES,
    text::RULES,
    threshold::RULES,
];

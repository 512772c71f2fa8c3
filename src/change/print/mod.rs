//! Prints what differs between two versions. Each printer takes the same data and gives a text; none writes to a
//! terminal or a file.

mod bands;
mod decided;
pub mod json;
pub mod markdown;
pub mod review;
#[cfg(feature = "cli")]
pub mod text;
pub mod yaml;

use super::Comparison;
use crate::answers::Assessment;
use crate::table::procedure::Procedure;

/// Two versions and what differs between them.
#[derive(Debug)]
pub struct Compared<'a> {
    pub old: &'a Assessment,
    pub new: &'a Assessment,
    pub comparison: &'a Comparison,
    /// What the law asks for, as far as the newer version tells what was decided; `None` for a form without a table.
    pub procedure: Option<&'a Procedure>,
}

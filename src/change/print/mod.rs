//! Prints what differs between two versions. Each printer takes the same data and gives a text; none writes to a
//! terminal or a file.

pub mod json;
pub mod text;
pub mod yaml;

use super::Comparison;
use crate::answers::Assessment;

/// Two versions and what differs between them.
#[derive(Debug)]
pub struct Compared<'a> {
    pub old: &'a Assessment,
    pub new: &'a Assessment,
    pub comparison: &'a Comparison,
}

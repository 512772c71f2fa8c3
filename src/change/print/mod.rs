//! Prints what differs between two versions. Each printer takes the same data and gives a text; none writes to a
//! terminal or a file.

mod bands;
pub mod json;
pub mod markdown;
pub mod review;
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

/// The columns of 変更箇所 that a comparison fills, which every form has under these keys.
const DAY: &str = "変更日";
const ITEM: &str = "項目";
const BEFORE: &str = "変更前の記載";
const AFTER: &str = "変更後の記載";

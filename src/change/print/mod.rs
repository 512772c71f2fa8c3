//! Prints what differs between two versions. Each printer takes the same data and gives a text; none writes to a
//! terminal or a file.

pub mod json;
pub mod text;
pub mod yaml;

use jiff::civil::Date;

use super::Row;
use crate::answers::Assessment;
use crate::form::Display;

/// Two versions and what differs between them.
#[derive(Debug)]
pub struct Compared<'a> {
    pub old: &'a Assessment,
    pub new: &'a Assessment,
    pub rows: &'a [Row],
}

/// The day a version is published.
fn published(assessment: &Assessment) -> Option<Date> {
    let item = assessment.form().displayed(Display::Published)?;
    assessment.at(&item.path).date()
}

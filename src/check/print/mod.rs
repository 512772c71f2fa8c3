//! Prints findings. Each printer takes the same data and gives a text; none writes to a terminal or a file.

pub mod json;
pub mod text;

use crate::finding::{Finding, Severity};
use crate::source::Source;

/// The findings of one file.
#[derive(Debug)]
pub struct Checked<'a> {
    pub source: &'a Source,
    pub findings: &'a [Finding],
}

/// How many findings of a severity there are.
#[must_use]
pub fn count(files: &[Checked<'_>], severity: Severity) -> usize {
    files
        .iter()
        .flat_map(|file| file.findings)
        .filter(|finding| finding.severity == severity)
        .count()
}

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

/// How many findings `hyoka fix` corrects, and how many it does only when a person asks for them.
#[must_use]
pub fn fixable(files: &[Checked<'_>]) -> (usize, usize) {
    let found = files.iter().flat_map(|file| file.findings);
    let corrections = found.filter_map(|finding| finding.fix.as_ref());
    let (certain, likely): (Vec<_>, Vec<_>) = corrections.partition(|fix| fix.is_certain());
    (certain.len(), likely.len())
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

//! Prints findings. Each printer takes the same data and gives a text; none writes to a terminal or a file.

pub mod concise;
pub mod github;
pub mod json;
pub mod sarif;
#[cfg(feature = "cli")]
pub mod text;

use std::borrow::Cow;
use std::sync::Arc;

use crate::finding::{Finding, Related, Severity};
use crate::source::Source;

/// The findings of one file.
#[derive(Debug)]
pub struct Checked<'a> {
    pub source: &'a Source,
    pub findings: &'a [Finding],
    /// Other files that findings point into.
    pub others: &'a [Arc<Source>],
}

impl Checked<'_> {
    /// The file that a second place stands in: `None` for one that is not at hand.
    #[must_use]
    pub fn file_of(&self, related: &Related) -> Option<&Source> {
        let Some(id) = related.source else {
            return Some(self.source);
        };
        let mut others = self.others.iter();
        others.find(|source| source.id() == id).map(|source| &**source)
    }
}

/// How many files were checked, and how many findings of each severity they have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub files: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings that `hyoka fix` corrects.
    pub certain: usize,
    /// Findings for which it has a proposal, when a person asks for it.
    pub likely: usize,
    /// Findings that a person accepted; they are in none of the other numbers.
    pub accepted: usize,
    /// Findings that stand in a baseline; they are in none of the other numbers.
    pub known: usize,
}

impl Counts {
    /// Of one file and its findings.
    #[must_use]
    pub fn of(file: &Checked<'_>) -> Self {
        let count = |severity| {
            file.findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let fixes = || file.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let corrections = |certain| fixes().filter(|fix| fix.is_certain() == certain).count();
        Self {
            files: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            certain: corrections(true),
            likely: corrections(false),
            accepted: 0,
            known: 0,
        }
    }

    /// Of findings on files that are counted already.
    #[must_use]
    pub fn more(file: &Checked<'_>) -> Self {
        Self {
            files: 0,
            ..Self::of(file)
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.certain += other.certain;
        self.likely += other.likely;
        self.accepted += other.accepted;
        self.known += other.known;
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut total = Self::default();
        for counts in all {
            total += counts;
        }
        total
    }
}

/// A text on one line: what would break it becomes a space.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        text.into()
    }
}

/// The name of a file with the slashes that other programs know.
fn slashed(name: &str) -> Cow<'_, str> {
    if cfg!(windows) {
        name.replace('\\', "/").into()
    } else {
        name.into()
    }
}

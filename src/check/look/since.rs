//! An assessment and the version that was published before it. Runs the rules that hold one against the other; reads no files.

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::change::{Comparison, Row, compare};
use crate::check::{Check, Findings, rules};
use crate::finding::{Finding, sort};
use crate::table::telling::{Telling, telling};

/// Two versions side by side, what differs between them and what the newer one tells of it.
#[derive(Debug)]
pub struct Since<'a> {
    pub old: &'a Assessment,
    pub new: &'a Assessment,
    pub comparison: Comparison,
    pub telling: Telling<'a>,
}

impl<'a> Since<'a> {
    /// `None` for two that are no versions of one assessment, or of a form that has no table of changes.
    #[must_use]
    pub fn new(old: &'a Assessment, new: &'a Assessment) -> Option<Self> {
        let comparison = compare(old, new).ok()?;
        let telling = telling(old, new, &comparison.rows)?;
        Some(Self {
            old,
            new,
            comparison,
            telling,
        })
    }

    /// Where a difference stands in the new version, or where it stood.
    #[must_use]
    pub fn place(&self, difference: &Row) -> Cursor<'a> {
        self.new.place(&difference.path)
    }
}

/// Runs every rule that holds an assessment against the version before it. The findings are in the order of the text.
#[must_use]
pub fn check_since(old: &Assessment, new: &Assessment, today: Date) -> Vec<Finding> {
    let Some(since) = Since::new(old, new) else {
        return Vec::new();
    };
    let mut findings = Findings::new(today);
    for rule in rules() {
        if let Check::Since(check) = rule.check {
            check(&since, &mut findings);
        }
    }
    let mut sources = findings.by_source();
    let mut found = sources.remove(&new.source().id()).unwrap_or_default();
    sort(&mut found);
    found
}

/// Adds to the findings of an assessment what it does not tell of its changes since the version before it, if there is
/// one. Knowing that one, [`check_since`] says more of a row than the assessment alone could, and takes its place.
pub fn add(found: &mut Vec<Finding>, before: Option<&Assessment>, assessment: &Assessment, today: Date) {
    let Some(before) = before else { return };
    let since = check_since(before, assessment, today);
    found.retain(|known| {
        !since
            .iter()
            .any(|other| other.code == known.code && other.span == known.span)
    });
    found.extend(since);
}

//! Checks an assessment against every rule. Owns the rules and their registry; prints through `print`, reads no files.

pub mod across;
mod basis;
mod blank;
mod blocks;
mod citation;
mod findings;
mod free_text;
mod law;
pub mod print;
mod prose;
mod record_items;
mod registry;
mod rule;
mod rules;
pub mod together;

pub use findings::Findings;
pub use registry::{rule, rules};
pub use rule::{Check, Law, Rule};
pub use rules::threshold_facts;
pub use rules::withheld_item_unknown::finding as unknown_withheld;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::due::ended;
use crate::finding::{Finding, sort};

/// Runs every rule that looks at one assessment alone. The findings are in the order of the text.
///
/// `today` is the day the check speaks of; only rules of due dates and of the end of a 事務 read it.
#[must_use]
pub fn check(assessment: &Assessment, today: Date) -> Vec<Finding> {
    let mut findings = Findings::new(today);
    for rule in rules() {
        if let Check::Alone(check) = rule.check {
            check(assessment, &mut findings);
        }
    }
    let mut findings: Vec<Finding> = findings.into_files().into_values().flatten().collect();
    sort(&mut findings);
    findings
}

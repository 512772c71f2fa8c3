//! Checks an assessment against every rule. Owns the rules and their registry; prints through `print`, reads no files.

mod basis;
mod blank;
mod blocks;
mod citation;
mod ended;
mod figures;
mod findings;
mod free_text;
mod law;
mod period;
pub mod print;
mod prose;
mod record_items;
mod registry;
mod review;
mod rule;
mod rules;

pub use figures::unseen as unseen_figures;
pub use findings::Findings;
pub use registry::{rule, rules};
pub use rule::{Law, Rule};
pub use rules::threshold_facts;
pub use rules::withheld_item_unknown::finding as unknown_withheld;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::finding::{Finding, sort};

/// Runs every rule on an assessment. The findings are in the order of the text.
///
/// `today` is the day the check speaks of; only rules of due dates and of the end of a 事務 read it.
#[must_use]
pub fn check(assessment: &Assessment, today: Date) -> Vec<Finding> {
    let mut findings = Findings::new(today);
    for rule in rules() {
        (rule.check)(assessment, &mut findings);
    }
    let mut findings = findings.into_vec();
    sort(&mut findings);
    findings
}

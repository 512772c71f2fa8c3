//! Checks an assessment against every rule. Owns the rules and their registry; prints through `print`, reads no files.

pub mod acceptance;
pub mod baseline;
pub mod evidence;
pub mod facts;
mod findings;
pub mod look;
pub mod page;
pub mod policy;
pub mod print;
mod registry;
mod rule;
mod rules;
pub mod selector;
pub mod withheld;
mod words;

pub use facts::figures::unseen as unseen_figures;
pub use findings::Findings;
pub use registry::{rule, rules};
pub use rule::{Check, Law, Rule};
pub use rules::text::look_alike_signs::on_request as look_alike_signs_on_request;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::due::ended;
use crate::finding::{Finding, sort};

/// What a check must know and no assessment says.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// The day the check speaks of; only rules of due dates and of the end of a 事務 read it.
    pub today: Date,
    /// 機関の種別 of an assessment that does not say it, in the words of the form.
    pub body_kind: Option<&'static str>,
    /// Whether the assessment is a version of the past, which another has replaced: its rows are nobody's work any more.
    pub past: bool,
}

impl From<Date> for Circumstances {
    fn from(today: Date) -> Self {
        Self {
            today,
            body_kind: None,
            past: false,
        }
    }
}

/// Runs every rule that looks at one assessment alone. The findings are in the order of the text.
#[must_use]
pub fn check(assessment: &Assessment, circumstances: impl Into<Circumstances>) -> Vec<Finding> {
    let mut findings = run(rules(), assessment, circumstances);
    sort(&mut findings);
    findings
}

/// What those of some rules find that look at one assessment alone, rule by rule.
fn run(rules: &[Rule], assessment: &Assessment, circumstances: impl Into<Circumstances>) -> Vec<Finding> {
    let mut findings = Findings::new(circumstances);
    for rule in rules {
        if let Check::Alone(check) = rule.check {
            check(assessment, &mut findings);
        }
    }
    findings.by_source().into_values().flatten().collect()
}

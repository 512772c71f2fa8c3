//! What becomes of findings: settings of the body, the choice of rules on the command line, and what a person accepted.
//! The one place where all of these are applied; reads no files and prints nothing.

use std::collections::{HashMap, HashSet};

use super::acceptance::{self, Acceptance};
use super::page::LooksAt;
use super::selector::Selector;
use super::{Rule, rule, rules};
use crate::finding::{Confidence, Finding, Severity, sort};
use crate::source::Source;

/// What a body's settings say of some rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    pub rules: Selector,
    /// How heavy its findings are; `None` to leave them out.
    pub severity: Option<Severity>,
    /// Why; never empty.
    pub reason: String,
}

/// What becomes of findings.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Of the body; the narrowest one that covers a rule holds.
    pub rulings: Vec<Ruling>,
    /// Only these rules; none for all.
    pub select: Vec<Selector>,
    /// But not these.
    pub ignore: Vec<Selector>,
    /// Whether warnings fail like errors.
    pub strict: bool,
    /// Whether rules on trial are told too; one that is named by its whole code always is.
    pub preview: bool,
    /// Findings that are less sure are left out.
    pub min_confidence: Option<Confidence>,
}

/// A finding that a person accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub finding: Finding,
    pub by: Acceptance,
}

/// What a policy makes of the findings of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What is to be told, in the order of the text.
    pub findings: Vec<Finding>,
    pub accepted: Vec<Accepted>,
    /// Acceptances that accept something, whether or not the settings would have it told.
    pub used: Vec<Acceptance>,
    /// Acceptances of rules that have not looked yet.
    pub waiting: Vec<Acceptance>,
}

impl Policy {
    /// Judges all findings of a file. `looked` is the widest look that was taken: an acceptance of a rule that looks
    /// wider waits, and of any other that accepts nothing a finding tells.
    #[must_use]
    pub fn apply(&self, source: &Source, findings: Vec<Finding>, looked: LooksAt) -> Judged {
        let (acceptances, faults) = acceptance::read(source);
        let mut judged = self.divide(source, findings, &acceptances);
        let used: HashSet<_> = judged.used.iter().filter_map(Acceptance::speaks_of).collect();
        for acceptance in acceptances {
            let looks_at = rule(acceptance.code).map_or(LooksAt::File, LooksAt::of);
            if acceptance.speaks_of().is_some_and(|place| used.contains(&place)) {
                continue;
            }
            if looks_at > looked {
                judged.waiting.push(acceptance);
            } else {
                judged.findings.extend(self.rule_on(acceptance.gone()));
            }
        }
        judged
            .findings
            .extend(faults.into_iter().filter_map(|fault| self.rule_on(fault)));
        sort(&mut judged.findings);
        judged
    }

    /// Judges findings that a wider look added to a file that was judged before.
    #[must_use]
    pub fn apply_later(&self, source: &Source, findings: Vec<Finding>) -> Judged {
        self.divide(source, findings, &acceptance::read(source).0)
    }

    /// What becomes of one finding that nobody accepted: with the severity of the settings, or nothing.
    #[must_use]
    pub fn rule_on(&self, mut finding: Finding) -> Option<Finding> {
        let rule = rule(finding.code)?;
        if !self.tells(rule) || self.min_confidence > Some(confidence(rule, &finding)) && !rule.hides_others() {
            return None;
        }
        if let Some(ruling) = self.ruling(rule) {
            finding.severity = ruling.severity?;
        }
        Some(finding)
    }

    /// Whether findings of a rule are told at all, however sure and heavy they are.
    #[must_use]
    pub fn tells(&self, rule: &Rule) -> bool {
        let covers = |selector: &Selector| selector.covers(rule.code);
        let selected = self.select.is_empty() || self.select.iter().any(covers);
        let chosen = selected && !self.ignore.iter().any(covers) && (!rule.is_trial() || self.tries(rule));
        let told = self.ruling(rule).is_none_or(|ruling| ruling.severity.is_some());
        rule.hides_others() || chosen && told
    }

    /// What the settings say of a rule that they may say something of.
    fn ruling(&self, rule: &Rule) -> Option<&Ruling> {
        let rulings = self.rulings.iter().filter(|ruling| ruling.rules.covers(rule.code));
        let ruling = rulings.max_by_key(|ruling| ruling.rules.as_str().len());
        ruling.filter(|_| !rule.is_firm())
    }

    /// Whether a rule on trial is told.
    fn tries(&self, rule: &Rule) -> bool {
        let ruled = self.rulings.iter().map(|ruling| &ruling.rules);
        let mut named = self.select.iter().chain(ruled);
        self.preview || named.any(|selector| selector.as_str() == rule.code)
    }

    /// Whether so many errors and warnings make a check fail.
    #[must_use]
    pub fn fails(&self, errors: usize, warnings: usize) -> bool {
        errors > 0 || self.strict && warnings > 0
    }

    /// Whether the choice of rules leaves any that can be chosen.
    #[must_use]
    pub fn leaves_any(&self) -> bool {
        let covers = |list: &[Selector], code| list.iter().any(|selector| selector.covers(code));
        rules()
            .iter()
            .any(|rule| (self.select.is_empty() || covers(&self.select, rule.code)) && !covers(&self.ignore, rule.code))
    }

    /// The findings to tell, those accepted, and what accepts them.
    fn divide(&self, source: &Source, findings: Vec<Finding>, acceptances: &[Acceptance]) -> Judged {
        let mut judged = Judged::default();
        // The first of them at each line: there may be as many acceptances as findings.
        let mut spoken: HashMap<(&str, usize), usize> = HashMap::new();
        for (at, acceptance) in acceptances.iter().enumerate() {
            if let Some(place) = acceptance.speaks_of() {
                spoken.entry(place).or_insert(at);
            }
        }
        let mut used: HashSet<(&str, usize)> = HashSet::new();
        for finding in findings {
            let mut first = None;
            if !spoken.is_empty() {
                for line in source.lines_of(finding.span.start) {
                    if let Some(at) = spoken.get(&(finding.code, line)) {
                        used.insert((finding.code, line));
                        first = Some(first.unwrap_or(*at).min(*at));
                    }
                }
            }
            let Some(finding) = self.rule_on(finding) else { continue };
            match first {
                Some(at) => judged.accepted.push(Accepted {
                    finding,
                    by: acceptances[at].clone(),
                }),
                None => judged.findings.push(finding),
            }
        }
        let accepts = |acceptance: &&Acceptance| acceptance.speaks_of().is_some_and(|place| used.contains(&place));
        judged.used = acceptances.iter().filter(accepts).cloned().collect();
        sort(&mut judged.findings);
        judged
    }
}

/// How sure a finding is: as its rule, or less where it says so.
#[must_use]
pub fn confidence(rule: &Rule, finding: &Finding) -> Confidence {
    finding
        .confidence
        .map_or(rule.confidence, |own| own.min(rule.confidence))
}

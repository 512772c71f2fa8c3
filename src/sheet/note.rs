//! The note of a cell: what is wrong with the answer, and what its item asks. Words only.

use crate::finding::{Finding, Severity};
use crate::form::Item;
use crate::form::guidance::Guidance;

/// What to write and what is asked of it, as lines; empty for an item of which nothing is said.
pub(super) fn guidance(item: &Item) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(item.guidance.as_ref().map(|words| format!("書くこと: {words}")));
    if item.required {
        lines.push("必ず書く項目です。".to_owned());
    }
    if let Some(guidance) = Guidance::of(item) {
        lines.extend(guidance.paragraphs());
    }
    lines
}

/// What was found at an answer, the gravest first.
pub(super) fn found(findings: &[&Finding]) -> Vec<String> {
    let mut sorted: Vec<&&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted.into_iter().map(|finding| sentence(finding)).collect()
}

/// A finding in one line.
pub(super) fn sentence(finding: &Finding) -> String {
    let head = format!("{}[{}]: {}", finding.severity.name(), finding.code, finding.message);
    if finding.label.is_empty() {
        return head;
    }
    format!("{head}（{}）", finding.label)
}

/// The colour of a cell with a finding.
pub(super) fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "F8B4B4",
        Severity::Warning => "FFD98A",
        Severity::Info => "BFDDF5",
    }
}

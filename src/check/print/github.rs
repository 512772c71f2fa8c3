//! Findings as workflow commands of GitHub Actions, which shows each beside its line.

use std::fmt::Write as _;

use super::{Checked, slashed};
use crate::finding::{Finding, Severity};

/// The findings of one file, a command each.
#[must_use]
pub fn file(file: &Checked<'_>) -> String {
    let mut out = String::new();
    for finding in file.findings {
        let _ = writeln!(out, "{}", command(file, finding));
    }
    out
}

fn command(file: &Checked<'_>, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let source = file.source;
    let position = |at| source.lines().position(source.text(), at);
    let (line, column) = position(finding.span.start);
    let (end_line, end_column) = position(finding.span.end);
    let name = property(&slashed(source.name()));
    // GitHub refuses columns of a place over several lines.
    let place = if line == end_line {
        format!("file={name},line={line},col={column},endLine={end_line},endColumn={end_column}")
    } else {
        format!("file={name},line={line},endLine={end_line}")
    };
    let item = finding.item.as_deref().map_or(String::new(), |item| format!(" {item}"));
    let title = property(&format!("{}[{}]{item}", finding.severity.name(), finding.code));
    let mut message = format!("{}\n{}", finding.message, finding.label);
    for (heading, words) in [("根拠", &finding.law), ("助言", &finding.help)] {
        if let Some(words) = words {
            let _ = write!(message, "\n{heading}: {words}");
        }
    }
    format!("::{level} {place},title={title}::{}", data(&message))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

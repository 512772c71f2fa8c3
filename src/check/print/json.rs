//! Findings as JSON: one object with `findings`, versioned.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Checked, Counts};
use crate::check::baseline::Known;
use crate::check::policy::{Accepted, confidence};
use crate::finding::{Confidence, Finding, Fix, Severity};
use crate::source::{Source, Span};

/// What `hyoka check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    pub findings: Vec<JsonFinding>,
    /// Findings that a person accepted, with a reason, by a comment in the file.
    pub accepted: Vec<JsonAccepted>,
    /// Findings that stand in a baseline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<JsonFinding>,
    /// Entries of a baseline of which so many are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Known>,
    pub summary: Summary,
}

/// Findings that were gathered file by file.
#[derive(Debug, Default)]
pub struct Found {
    pub findings: Vec<JsonFinding>,
    pub accepted: Vec<JsonAccepted>,
    /// Those of a baseline.
    pub known: Vec<JsonFinding>,
    /// What of it is gone.
    pub gone: Vec<Known>,
}

/// How many findings there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    pub files: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings that a person accepted; they are in none of the other numbers.
    pub accepted: usize,
    /// Findings that stand in a baseline; they are in none of the other numbers.
    pub known: usize,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonFinding {
    /// Stable code, such as `C115`; `hyoka explain` tells more.
    pub code: String,
    pub severity: Severity,
    /// How surely it is wrong.
    pub confidence: Confidence,
    /// Whether its rule is on trial.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trial: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub label: String,
    /// The item as the form names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(flatten)]
    pub place: Place,
    /// Second places that show the cause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<JsonRelated>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The law or the form's own logic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// A correction that `hyoka fix` makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<JsonFix>,
}

/// A correction: all its edits are made, or none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonFix {
    /// What it does.
    pub title: String,
    /// Whether it can be made without a person looking at it.
    pub certain: bool,
    /// In the order of the text.
    pub edits: Vec<JsonEdit>,
}

/// New words for a place; an empty place is an insertion, an empty text a deletion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonEdit {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
}

/// A finding that a person accepted.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonAccepted {
    #[serde(flatten)]
    pub finding: JsonFinding,
    /// Why it was accepted.
    pub reason: String,
}

/// A second place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRelated {
    #[serde(flatten)]
    pub place: Place,
    pub label: String,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// 1-based line of the character behind the last one.
    pub end_line: usize,
    /// 1-based column of the character behind the last one.
    pub end_column: usize,
    /// Bytes from the start of the text.
    pub start: usize,
    pub end: usize,
}

/// The findings of one file.
#[must_use]
pub fn findings(file: &Checked<'_>) -> Vec<JsonFinding> {
    file.findings.iter().map(|finding| one(file, finding)).collect()
}

/// The accepted findings of one file; `file` need not hold them too.
#[must_use]
pub fn accepted(file: &Checked<'_>, accepted: &[Accepted]) -> Vec<JsonAccepted> {
    let accepted = accepted.iter().map(|accepted| JsonAccepted {
        finding: one(file, &accepted.finding),
        reason: accepted.by.reason.clone(),
    });
    accepted.collect()
}

/// The report on some files.
#[must_use]
pub fn report(files: &[Checked<'_>]) -> Report {
    let all = files.iter().flat_map(findings).collect();
    let found = Found {
        findings: all,
        ..Found::default()
    };
    report_of(found, files.iter().map(Counts::of).sum())
}

/// The report on findings that were gathered file by file.
#[must_use]
pub fn report_of(found: Found, counts: Counts) -> Report {
    Report {
        version: 1,
        findings: found.findings,
        accepted: found.accepted,
        known: found.known,
        gone: found.gone,
        summary: Summary {
            files: counts.files,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            accepted: counts.accepted,
            known: counts.known,
        },
    }
}

fn one(file: &Checked<'_>, finding: &Finding) -> JsonFinding {
    let related = finding.related.iter().filter_map(|related| {
        Some(JsonRelated {
            place: place(file.file_of(related)?, &related.span),
            label: related.label.clone(),
        })
    });
    let rule = crate::check::rule(finding.code);
    let law = || rule.map(|rule| rule.law.text().to_owned());
    JsonFinding {
        code: finding.code.to_owned(),
        severity: finding.severity,
        confidence: rule.map_or(Confidence::High, |rule| confidence(rule, finding)),
        trial: rule.is_some_and(crate::check::Rule::is_trial),
        message: finding.message.clone(),
        label: finding.label.clone(),
        item: finding.item.clone(),
        place: place(file.source, &finding.span),
        related: related.collect(),
        help: finding.help.clone(),
        law: finding.law.clone().or_else(law),
        fix: finding.fix.as_ref().map(|found| fix(file.source, found)),
    }
}

fn fix(source: &Source, fix: &Fix) -> JsonFix {
    JsonFix {
        title: fix.title.clone(),
        certain: fix.is_certain(),
        edits: fix
            .edits
            .iter()
            .map(|edit| JsonEdit {
                place: place(source, &edit.span),
                text: edit.text.clone(),
            })
            .collect(),
    }
}

fn place(source: &Source, span: &Span) -> Place {
    let (line, column) = source.lines().position(source.text(), span.start);
    let (end_line, end_column) = source.lines().position(source.text(), span.end);
    Place {
        file: source.name().to_owned(),
        line,
        column,
        end_line,
        end_column,
        start: span.start,
        end: span.end,
    }
}

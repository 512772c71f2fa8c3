//! Findings as SARIF 2.1.0, for services that gather what tools find. Owns the part of the format that we use.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::Hasher as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::json::{Found, JsonFinding, Place};
use super::slashed;
use crate::check::{page, rules};
use crate::finding::{Confidence, Severity};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may stand in the path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The whole log.
#[derive(Debug, Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

/// What SARIF has no place for; `precision` is the word that services know.
#[derive(Debug, Serialize)]
struct RuleProperties {
    precision: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct ResultProperties {
    confidence: Confidence,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    properties: ResultProperties,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: PhysicalLocation,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    items: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Debug, Serialize)]
struct Fingerprints {
    #[serde(rename = "hyoka/v1")]
    first: String,
}

#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// The log of findings, of those a person accepted as suppressed ones, and of those of a baseline. `complete` says that every file
/// could be read, `baseline` that there is one.
#[must_use]
pub fn log(found: &Found, complete: bool, baseline: bool) -> Log {
    let mut seen = HashMap::new();
    let state = |state| Some(state).filter(|_| baseline);
    let mut results: Vec<SarifResult> = Vec::new();
    for (findings, state) in [(&found.findings, state("new")), (&found.known, state("unchanged"))] {
        results.extend(findings.iter().map(|finding| SarifResult {
            baseline_state: state,
            ..result(finding, &mut seen)
        }));
    }
    results.extend(found.accepted.iter().map(|accepted| SarifResult {
        suppressions: vec![Suppression {
            kind: "inSource",
            justification: accepted.reason.clone(),
        }],
        ..result(&accepted.finding, &mut seen)
    }));
    let driver = Driver {
        name: "hyoka",
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: "ja-JP",
        rules: descriptors(),
    };
    Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            invocations: [Invocation {
                execution_successful: complete,
            }],
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

fn descriptors() -> Vec<Descriptor> {
    let descriptor = |rule: &crate::check::Rule| Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: Text {
            text: rule.checks.to_owned(),
        },
        full_description: Text {
            text: format!("{}。{}。", rule.checks, rule.why),
        },
        help: Help {
            text: page::text(rule),
            markdown: page::markdown(rule),
        },
        default_configuration: Configuration {
            level: level(rule.severity),
        },
        properties: RuleProperties {
            precision: rule.confidence.word(),
            tags: Vec::from_iter(rule.is_trial().then_some("試行")),
        },
    };
    rules().iter().map(descriptor).collect()
}

fn result(finding: &JsonFinding, seen: &mut HashMap<String, usize>) -> SarifResult {
    let mut text = format!("{}。{}", finding.message, finding.label);
    if let Some(help) = &finding.help {
        let _ = write!(text, "\n助言: {help}");
    }
    let related = finding.related.iter().enumerate();
    SarifResult {
        rule_id: finding.code.clone(),
        rule_index: rules().iter().position(|rule| rule.code == finding.code),
        level: level(finding.severity),
        message: Text { text: plain(&text) },
        locations: [Location {
            id: None,
            place: physical(&finding.place),
            items: finding
                .item
                .iter()
                .map(|item| LogicalLocation {
                    fully_qualified_name: item.clone(),
                })
                .collect(),
            message: None,
        }],
        related_locations: related
            .map(|(index, related)| Location {
                id: Some(index + 1),
                place: physical(&related.place),
                items: Vec::new(),
                message: Some(Text {
                    text: plain(&related.label),
                }),
            })
            .collect(),
        partial_fingerprints: Fingerprints {
            first: fingerprint(finding, seen),
        },
        properties: ResultProperties {
            confidence: finding.confidence,
        },
        suppressions: Vec::new(),
        baseline_state: None,
    }
}

/// A text of which nothing is read as a link: words of an assessment may stand in brackets.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn physical(place: &Place) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri: uri(&place.file) },
        region: Region {
            start_line: place.line,
            start_column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        },
    }
}

/// The name of a file as a URI: relative as it was given, or `file:` where it is absolute.
fn uri(name: &str) -> String {
    let name = slashed(name);
    let path = |path| utf8_percent_encode(path, PATH).to_string();
    match (name.strip_prefix('/'), name.split_once(":/")) {
        (Some(rest), _) => format!("file:///{}", path(rest)),
        (None, Some((drive, rest))) if cfg!(windows) => format!("file:///{drive}:/{}", path(rest)),
        _ => path(name.strip_prefix("./").unwrap_or(&name)),
    }
}

/// The same for the same finding after lines above it came or went: of code, file, item and words, and which of several
/// alike it is.
fn fingerprint(finding: &JsonFinding, seen: &mut HashMap<String, usize>) -> String {
    let item = finding.item.as_deref().unwrap_or_default();
    let words = [&finding.code, &uri(&finding.place.file), item, &finding.message].join("\n");
    let count = seen.entry(words.clone()).or_default();
    *count += 1;
    let mut hasher = SipHasher13::new();
    hasher.write(words.as_bytes());
    hasher.write(count.to_string().as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn brackets_of_an_assessment_make_no_link() {
        assert_eq!(plain("[市の案内](1) と a\\b"), "\\[市の案内\\](1) と a\\\\b");
        assert_eq!(plain("「⑥再委託事項」"), "「⑥再委託事項」");
    }
}

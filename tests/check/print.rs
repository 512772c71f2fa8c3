//! The formats of findings that other programs read: each held to what those programs ask for.

use std::sync::Arc;

use hyoka::check::page::LooksAt;
use hyoka::check::policy::{Judged, Policy};
use hyoka::check::print::{Checked, concise, github, json, sarif};
use hyoka::check::rules;
use hyoka::finding::{Finding, Related, Severity};
use hyoka::source::Source;
use serde_json::Value;

use super::fixture::Fixture;

fn one(name: &str, text: &str, finding: Finding) -> (Arc<Source>, Vec<Finding>) {
    (Arc::new(Source::read(name, text.as_bytes()).0), vec![finding])
}

fn checked<'a>(source: &'a Source, findings: &'a [Finding]) -> Checked<'a> {
    Checked {
        source,
        findings,
        others: &[],
    }
}

fn awkward() -> Finding {
    Finding::new("C115", Severity::Warning, 3..9)
        .item("Ⅱ-4, 委託: 1")
        .message("100%\r\n違う")
        .label("直す")
}

#[test]
fn a_concise_finding_is_one_line() {
    let (source, findings) = one("a.yaml", "a: あい\n", awkward());
    assert_eq!(
        concise::file(&checked(&source, &findings)),
        "a.yaml:1:4: 警告[C115] 100%  違う（Ⅱ-4, 委託: 1）\n"
    );
}

#[test]
fn a_workflow_command_escapes_what_would_end_it() {
    let (source, findings) = one("a,b:c%.yaml", "a: あい\n", awkward());
    assert_eq!(
        github::file(&checked(&source, &findings)),
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=4,endLine=1,endColumn=6,\
         title=警告[C115] Ⅱ-4%2C 委託%3A 1::100%25%0D%0A違う%0A直す\n"
    );
}

#[test]
fn a_workflow_command_has_columns_within_a_line_only() {
    let finding = Finding::new("L152", Severity::Info, 0..8).message("二行").label("直す");
    let (source, findings) = one("a.yaml", "a: 1\nb: 2\n", finding);
    assert_eq!(
        github::file(&checked(&source, &findings)),
        "::notice file=a.yaml,line=1,endLine=2,title=情報[L152]::二行%0A直す\n"
    );
}

/// The log of the findings of one file.
fn log(source: &Source, judged: &Judged, others: &[Arc<Source>]) -> Value {
    let checked = Checked {
        source,
        findings: &judged.findings,
        others,
    };
    let accepted = json::accepted(&checked, &judged.accepted);
    let found = json::Found {
        findings: json::findings(&checked),
        accepted,
        ..json::Found::default()
    };
    serde_json::to_value(sarif::log(&found, true, false)).unwrap()
}

fn told(findings: Vec<Finding>) -> Judged {
    Judged {
        findings,
        ..Judged::default()
    }
}

fn hold_to_schema(validator: &jsonschema::Validator, log: &Value) {
    let complaints: Vec<String> = validator
        .iter_errors(log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
}

fn validator() -> jsonschema::Validator {
    // One pattern of the published schema has a bracket that no strict reader of patterns takes.
    let text = include_str!("sarif/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_log_is_what_the_standard_asks_for() {
    let validator = validator();
    let mut results = 0;
    for rule in rules() {
        let fixture = Fixture::read(rule.code, "fires");
        let others: Vec<Arc<Source>> = fixture.files.iter().map(|(_, read)| Arc::clone(&read.source)).collect();
        let found = fixture.findings();
        for (_, read) in &fixture.files {
            let own = found.iter().filter(|(name, _)| name == read.source.name());
            let findings = own.map(|(_, finding)| finding.clone()).collect();
            let log = log(&read.source, &told(findings), &others);
            results += log["runs"][0]["results"].as_array().unwrap().len();
            hold_to_schema(&validator, &log);
        }
    }
    assert!(results >= rules().len());
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let mut wrong = log(&Source::read("a.yaml", b"a: 1\n").0, &Judged::default(), &[]);
    wrong["runs"][0]["columnKind"] = "bytes".into();
    assert!(!validator().is_valid(&wrong));
}

#[test]
fn a_result_names_its_rule_its_place_and_its_cause() {
    let (source, mut findings) = one("./評価 書/a#1.yaml", "a: あい\nb: 2\n", awkward());
    let other = Arc::new(Source::read("/tmp/b.yaml", b"c: 3\n").0);
    findings[0].related.push(Related {
        source: Some(other.id()),
        span: 0..1,
        label: "原因".to_owned(),
    });
    let log = log(&source, &told(findings), &[other]);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "C115");
    assert_eq!(
        (&result["level"], &run["columnKind"]),
        (&"warning".into(), &"unicodeCodePoints".into())
    );
    let place = &result["locations"][0];
    assert_eq!(
        place["physicalLocation"]["artifactLocation"]["uri"],
        "%E8%A9%95%E4%BE%A1%20%E6%9B%B8/a%231.yaml"
    );
    assert_eq!(
        place["physicalLocation"]["region"].to_string(),
        r#"{"startLine":1,"startColumn":4,"endLine":1,"endColumn":6}"#
    );
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "Ⅱ-4, 委託: 1");
    let cause = &result["relatedLocations"][0];
    assert_eq!(
        cause["physicalLocation"]["artifactLocation"]["uri"],
        "file:///tmp/b.yaml"
    );
    assert_eq!(cause["message"]["text"], "原因");
}

#[test]
fn fingerprints_stay_when_lines_move_and_differ_between_findings() {
    let prints = |text: &str| -> Vec<String> {
        let (source, _) = Source::read("a.yaml", text.as_bytes());
        let at = |word: &str| text.find(word).unwrap();
        let finding = |at: usize| {
            Finding::new("C115", Severity::Error, at..at + 1)
                .message("同じ言葉")
                .label("直す")
        };
        let findings = vec![finding(at("a")), finding(at("b")), awkward()];
        let log = log(&source, &told(findings), &[]);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let print = |result: &Value| result["partialFingerprints"]["hyoka/v1"].as_str().unwrap().to_owned();
        results.iter().map(print).collect()
    };
    let before = prints("a: 1\nb: 2\n");
    assert_eq!(prints("# 前に入った行\n\na: 1\nc: 3\nb: 2\n"), before);
    assert!(before[0] != before[1] && before[1] != before[2]);
    // What services have stored must go on meaning the same.
    assert_eq!(before[0], "7f6435e62e2eec4541d5f072d8bd5d9e");
}

#[test]
fn accepted_findings_are_suppressed_results() {
    let fixture = Fixture::read("S113", "silent");
    let (_, read) = &fixture.files[0];
    let mut findings = read.findings.clone();
    findings.extend(hyoka::check::check(
        read.assessment.as_ref().unwrap(),
        jiff::civil::date(2026, 11, 23),
    ));
    let judged = Policy::default().apply(&read.source, findings, LooksAt::Assessment);
    let log = log(&read.source, &judged, &[]);
    hold_to_schema(&validator(), &log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"].is_array())
        .collect();
    assert_eq!(suppressed.len(), 3);
    assert_eq!(
        suppressed[0]["suppressions"][0]["justification"],
        "市長と教育委員会が共同で実施している"
    );
}

//! What an officer who knows Word and Excel writes wrongly in his first assessments: `mistakes.yaml`, a row each. Every one is
//! told at its line with what to do, or reads as it was meant.

use std::fmt::Write as _;

use crate::fix::corrected;
use hyoka::body::cases::Case;
use hyoka::body::{Memory, Place, examine};
use hyoka::check::policy::Policy;
use hyoka::finding::{Finding, Severity};
use jiff::civil::date;
use serde::Deserialize;

const COMPLETE: &str = include_str!("../check/rules/F101/silent.yaml");

/// One mistake, written into the complete document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    /// What the officer did.
    #[serde(rename = "mistake")]
    what: String,
    /// The passage that he meant, which the document has once.
    right: String,
    /// What he wrote.
    wrong: String,
    /// The code of what is told; none where it reads as meant.
    told: Option<String>,
    /// Which line of what he wrote, from 1.
    #[serde(default = "first")]
    line: usize,
    /// Words of what he reads there.
    #[serde(default)]
    says: String,
    #[serde(default)]
    mends: Mends,
    /// What is told elsewhere, because the answer says something else as it stands.
    #[serde(default)]
    besides: Vec<String>,
    /// What the mended passage is; none where it is the right one.
    becomes: Option<String>,
}

/// What `fix` does about a mistake.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mends {
    /// Without asking.
    Fix,
    /// Once a person has looked: `fix --all`.
    All,
    #[default]
    Nothing,
}

fn first() -> usize {
    1
}

fn mistakes() -> Vec<Mistake> {
    let path = crate::files::project("tests/beginner/mistakes.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What `check` tells of a text, with the line of each.
fn told(text: &str) -> Vec<(usize, Finding)> {
    let place = Place::File("juten.yaml".into());
    let shelf = Memory::default().with("juten.yaml", text.as_bytes());
    let case = Case {
        files: vec![place],
        ..Case::default()
    };
    let examined = examine(&shelf, &case, date(2026, 11, 23).into());
    let one = &examined.files[0];
    let judged = one.judged(&Policy::default(), examined.looked);
    let source = &one.read.source;
    let line = |finding: &Finding| source.lines().position(source.text(), finding.span.start).0;
    judged
        .findings
        .into_iter()
        .map(|finding| (line(&finding), finding))
        .collect()
}

impl Mistake {
    /// Why the program does not do with it what it should; empty where it does.
    fn fault(&self) -> String {
        let mut fault = String::new();
        if COMPLETE.matches(&self.right).count() != 1 {
            return "the document does not have the passage once".to_owned();
        }
        let text = COMPLETE.replacen(&self.right, &self.wrong, 1);
        let found = told(&text);
        let shown: Vec<String> = found
            .iter()
            .map(|(line, finding)| {
                let help = finding.help.clone().unwrap_or_default();
                format!("{line} {} {}／{}／{help}", finding.code, finding.message, finding.label)
            })
            .collect();
        let above = COMPLETE[..COMPLETE.find(&self.right).unwrap()].matches('\n').count();
        match &self.told {
            None if !found.is_empty() => fault.push_str("does not read as meant"),
            None => {}
            Some(code) => {
                let place = format!("{} {code} ", above + self.line);
                let here = shown
                    .iter()
                    .any(|shown| shown.starts_with(&place) && shown.contains(&self.says));
                if !here {
                    let _ = write!(
                        fault,
                        "not told at line {} with {code} and 「{}」",
                        above + self.line,
                        self.says
                    );
                }
                let errors = found.iter().filter(|(line, finding)| {
                    let known = finding.code == "F101" || self.besides.iter().any(|code| code == finding.code);
                    finding.severity == Severity::Error && *line != above + self.line && !known
                });
                if errors.count() > 0 {
                    fault.push_str("; other errors beside it");
                }
            }
        }
        let right = COMPLETE.replacen(&self.right, self.becomes.as_ref().unwrap_or(&self.right), 1);
        for (likely, mended) in [(false, self.mends == Mends::Fix), (true, self.mends != Mends::Nothing)] {
            let file = corrected(text.as_bytes(), likely);
            let after = String::from_utf8(file.bytes).unwrap();
            let all = if likely { " --all" } else { "" };
            if mended && after != right {
                let lines: Vec<&str> = after
                    .lines()
                    .filter(|line| !text.lines().any(|other| other == *line))
                    .collect();
                let _ = write!(fault, "; fix{all} does not mend it but writes {lines:?}");
            } else if !mended && self.told.is_some() && after != text {
                let lines: Vec<&str> = after
                    .lines()
                    .filter(|line| !text.lines().any(|other| other == *line))
                    .collect();
                let _ = write!(fault, "; fix{all} writes {lines:?}");
            }
        }
        if fault.is_empty() {
            fault
        } else {
            format!("{fault}\n    {}", shown.join("\n    "))
        }
    }
}

#[test]
fn every_mistake_of_a_beginner_is_told_with_what_to_do_or_reads_as_meant() {
    let mistakes = mistakes();
    let faults: Vec<String> = mistakes
        .iter()
        .map(|mistake| (mistake, mistake.fault()))
        .filter(|(_, fault)| !fault.is_empty())
        .map(|(mistake, fault)| format!("{}\n    {fault}", mistake.what))
        .collect();
    assert!(
        faults.is_empty(),
        "{} of {}\n{}",
        faults.len(),
        mistakes.len(),
        faults.join("\n")
    );
    assert!(mistakes.len() >= 100, "{}", mistakes.len());
}

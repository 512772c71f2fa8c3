//! What real texts have shown of the rules, by `schemas/evidence.yaml`: how often each spoke, and how often wrongly. Counts nothing
//! itself; `tests/corpus` does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of all rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// How many real texts were checked as a whole.
    pub texts: usize,
    /// What they are.
    pub of: String,
    /// By code; of a rule that is not named no text had a finding.
    pub found: BTreeMap<String, Found>,
    pub settled: Settled,
}

/// What a rule found in the real texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub findings: usize,
    /// How many of them a person who read them called wrong.
    pub wrong: usize,
}

/// Rules that were told before there was a trial.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    pub because: String,
    pub rules: BTreeSet<String>,
}

/// What is built in.
#[must_use]
pub fn book() -> &'static Evidence {
    static BOOK: LazyLock<Evidence> = LazyLock::new(|| {
        // A test reads the built-in file, so a broken one cannot be released.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/evidence.json")))
            .expect("schemas/evidence.yaml is tested to load")
    });
    &BOOK
}

impl Evidence {
    /// What a rule found.
    #[must_use]
    pub fn of(&self, code: &str) -> Found {
        self.found.get(code).copied().unwrap_or_default()
    }

    /// Whether a rule of words need not be tried any more.
    #[must_use]
    pub fn speaks_for(&self, code: &str) -> bool {
        let found = self.of(code);
        found.findings > found.wrong || self.settled.rules.contains(code)
    }

    /// The counts of a rule in words: `実物2件で1件、うち誤り0件`.
    #[must_use]
    pub fn words(&self, code: &str) -> String {
        let Found { findings, wrong } = self.of(code);
        format!("実物{}件で{findings}件、うち誤り{wrong}件", self.texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rule;
    use crate::finding::Confidence;

    #[test]
    fn what_is_built_in_speaks_of_rules_and_counts_no_more_wrong_ones_than_there_are() {
        let book = book();
        assert!(book.texts > 0);
        for (code, found) in &book.found {
            assert!(rule(code).is_some(), "{code} is no rule");
            assert!(found.wrong <= found.findings && found.findings > 0, "{code}: {found:?}");
        }
        for code in &book.settled.rules {
            let rule = rule(code).unwrap_or_else(|| panic!("{code} is no rule"));
            assert_ne!(rule.confidence, Confidence::High, "{code} reads no words");
        }
    }

    #[test]
    fn a_rule_is_spoken_for_by_one_right_finding_and_by_none_that_is_wrong() {
        let found = |findings, wrong| Evidence {
            texts: 3,
            of: String::new(),
            found: BTreeMap::from([("C999".to_owned(), Found { findings, wrong })]),
            settled: Settled {
                because: String::new(),
                rules: BTreeSet::from(["C998".to_owned()]),
            },
        };
        assert!(found(2, 1).speaks_for("C999"));
        assert!(!found(2, 2).speaks_for("C999"));
        assert!(!found(2, 0).speaks_for("C997"));
        assert!(found(2, 2).speaks_for("C998"));
        assert_eq!(found(2, 1).words("C999"), "実物3件で2件、うち誤り1件");
        assert_eq!(found(2, 1).words("C997"), "実物3件で0件、うち誤り0件");
    }
}

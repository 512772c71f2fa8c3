//! The findings that a body has and knows of, as a file: a check tells only what is not among them, and what of them is gone. Owns the
//! format of the file; reads and writes none.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::page::LooksAt;
use super::policy::Policy;
use super::{Rule, rule};
use crate::finding::Finding;
use crate::folding::fold;
use crate::source::Source;

/// The version of the format.
const VERSION: u32 = 1;

/// What `hyoka check --write-baseline` writes: the findings that a body has and knows of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of this format: 1.
    pub version: u32,
    /// In the order of their files, codes and items.
    pub findings: Vec<Known>,
}

/// Findings of one rule at one item that say the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The file, seen from the folder of this one, `/` between folders.
    pub file: String,
    /// Stable code, such as `C115`.
    pub code: String,
    /// The item as the form names it; empty where the finding has none.
    pub item: String,
    /// Of the words at the place, whatever their width, spaces and line.
    pub fingerprint: String,
    /// How many there are alike.
    #[schemars(range(min = 1))]
    pub count: usize,
    /// What was wrong when this was written, for people; nothing is compared with it.
    pub message: String,
}

/// What tells findings from each other: file, code, item, fingerprint.
type Key = (String, String, String, String);

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}行目: {reason}")]
pub struct Broken {
    /// 1-based.
    line: usize,
    reason: &'static str,
}

impl Baseline {
    /// The baseline of a text.
    ///
    /// # Errors
    /// A text that is no baseline, or one of a newer version.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let broken = |line, reason| Broken { line, reason };
        let read: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| broken(error.line().max(1), "既知の指摘の一覧の形ではありません"))?;
        if read.version != VERSION {
            return Err(broken(
                1,
                "この hyoka より新しい形の一覧です。hyoka を新しいものに替えてください",
            ));
        }
        Ok(read)
    }

    /// The bytes of the file: a line an entry, so that what changes is a line in a comparison.
    #[must_use]
    pub fn text(&self) -> String {
        // Such values always have a text.
        let lines = self
            .findings
            .iter()
            .map(|known| serde_json::to_string(known).unwrap_or_default());
        let lines: Vec<String> = lines.map(|line| format!("    {line}")).collect();
        let body = if lines.is_empty() {
            String::new()
        } else {
            format!("\n{}\n  ", lines.join(",\n"))
        };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{body}]\n}}\n")
    }
}

/// A baseline in use: what was met of it so far, and what was met beside it. Several files may be judged at once.
#[derive(Debug, Default)]
pub struct Ledger {
    baseline: BTreeMap<Key, Known>,
    /// Whether what is new becomes known at once: where there was no baseline yet.
    accepting: bool,
    met: Mutex<Met>,
}

#[derive(Debug, Default)]
struct Met {
    /// How many of each entry.
    counts: BTreeMap<Key, usize>,
    /// What stands in no entry, as one would say it.
    new: BTreeMap<Key, Known>,
    files: BTreeSet<String>,
}

impl Ledger {
    #[must_use]
    pub fn of(baseline: Baseline) -> Self {
        let mut entries: BTreeMap<Key, Known> = BTreeMap::new();
        for known in baseline.findings {
            let count = known.count;
            let entry = entries.entry(known.key()).or_insert(Known { count: 0, ..known });
            entry.count = entry.count.saturating_add(count);
        }
        Self {
            baseline: entries,
            ..Self::default()
        }
    }

    /// One to be filled, which calls all known that can be.
    #[must_use]
    pub fn accepting() -> Self {
        Self {
            accepting: true,
            ..Self::default()
        }
    }

    /// Divides the findings of a file in those that are new and those that are known. What keeps a file from being checked is always
    /// new: a body cannot know what hides behind it.
    #[must_use]
    pub fn divide(&self, file: &str, source: &Source, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
        let mut met = self.met();
        met.files.insert(file.to_owned());
        findings.into_iter().partition(|finding| {
            if rule(finding.code).is_none_or(Rule::hides_others) {
                return true;
            }
            let seen = Known::of(file, source, finding);
            let key = seen.key();
            let count = met.counts.entry(key.clone()).or_default();
            let room = self.baseline.get(&key).map_or(0, |known| known.count);
            if *count < room {
                *count += 1;
                return false;
            }
            met.new.entry(key).and_modify(|known| known.count += 1).or_insert(seen);
            !self.accepting
        })
    }

    /// The entries of which less was met than they say, each with how many are gone: of the files that were judged, where all of a body
    /// was also of those that are no more; by rules that looked.
    #[must_use]
    pub fn gone(&self, policy: &Policy, looked: LooksAt, whole: bool) -> Vec<Known> {
        let met = self.met();
        let known = self.baseline.iter().filter(|(_, known)| {
            let judged = whole || met.files.contains(&known.file);
            // A code that no rule has any more finds nothing.
            judged && rule(&known.code).is_none_or(|rule| LooksAt::of(rule) <= looked && policy.tells(rule))
        });
        let gone = known.map(|(key, known)| {
            let count = known
                .count
                .saturating_sub(met.counts.get(key).copied().unwrap_or_default());
            Known { count, ..known.clone() }
        });
        gone.filter(|known| known.count > 0).collect()
    }

    /// How many findings were new that could be known.
    #[must_use]
    pub fn new_ones(&self) -> usize {
        self.met().new.values().map(|known| known.count).sum()
    }

    /// What was met, as a baseline: all that is there now, known or new.
    #[must_use]
    pub fn renewed(&self) -> Baseline {
        let met = self.met();
        let known = met.counts.iter().filter_map(|(key, count)| {
            let known = self.baseline.get(key)?;
            (*count > 0).then(|| {
                (
                    key.clone(),
                    Known {
                        count: *count,
                        ..known.clone()
                    },
                )
            })
        });
        let mut all: BTreeMap<Key, Known> = known.collect();
        for (key, new) in &met.new {
            all.entry(key.clone())
                .and_modify(|known| known.count += new.count)
                .or_insert_with(|| new.clone());
        }
        Baseline {
            version: VERSION,
            findings: all.into_values().collect(),
        }
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn of(file: &str, source: &Source, finding: &Finding) -> Self {
        Self {
            file: file.to_owned(),
            code: finding.code.to_owned(),
            item: finding.item.clone().unwrap_or_default(),
            fingerprint: fingerprint(source.slice(&finding.span)),
            count: 1,
            message: finding.message.clone(),
        }
    }

    fn key(&self) -> Key {
        (
            self.file.clone(),
            self.code.clone(),
            self.item.clone(),
            self.fingerprint.clone(),
        )
    }
}

/// Of words, whatever their width and spaces: the same after lines moved or an editor folded them anew.
fn fingerprint(words: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(fold(words).as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn source(text: &str) -> Source {
        Source::read("a.yaml", text.as_bytes()).0
    }

    /// A finding of a rule at some words of a text.
    fn at(source: &Source, words: &str, code: &'static str, message: &str) -> Finding {
        let start = source.text().find(words).unwrap();
        Finding::new(code, Severity::Error, start..start + words.len())
            .item("Ⅱ-4 委託事項1 ⑥再委託事項")
            .message(message)
    }

    /// How many findings are told and how many known.
    fn divided(ledger: &Ledger, source: &Source, findings: Vec<Finding>) -> (usize, usize) {
        let (new, known) = ledger.divide("030/juten.yaml", source, findings);
        (new.len(), known.len())
    }

    fn written(source: &Source, findings: Vec<Finding>) -> Baseline {
        let ledger = Ledger::default();
        let _ = ledger.divide("030/juten.yaml", source, findings);
        ledger.renewed()
    }

    #[test]
    fn what_is_written_is_read_again_and_is_a_line_an_entry() {
        let text = source("再委託事項: 夜間の監視\n");
        let baseline = written(&text, vec![at(&text, "夜間の監視", "C115", "書かれて\"います")]);
        assert_eq!(Baseline::read(&baseline.text()).unwrap(), baseline);
        assert_eq!(baseline.text().lines().count(), 6);
        let empty = written(&text, Vec::new());
        assert_eq!(Baseline::read(&empty.text()).unwrap(), empty);
        assert_eq!(
            Baseline::read("{").unwrap_err().to_string(),
            "1行目: 既知の指摘の一覧の形ではありません"
        );
        let newer = Baseline::read(&empty.text().replace(": 1", ": 2")).unwrap_err();
        assert!(newer.to_string().contains("新しい形"), "{newer}");
    }

    #[test]
    fn a_finding_is_known_wherever_its_lines_moved_and_whatever_its_rule_says_now() {
        let before = source("再委託事項: 夜間の監視\n");
        let known = written(&before, vec![at(&before, "夜間の監視", "C115", "3日過ぎています")]);
        let after = source("# 加えた行\n\n再委託事項: |-\n  夜間の 監視\n");
        let moved = || at(&after, "夜間の 監視", "C115", "4日過ぎています");
        let ledger = Ledger::of(known.clone());
        assert_eq!(divided(&ledger, &after, vec![moved()]), (0, 1));
        assert_eq!(ledger.gone(&Policy::default(), LooksAt::Body, true), []);
        // A second one like it is new, and so are other words and other rules.
        assert_eq!(
            divided(&Ledger::of(known.clone()), &after, vec![moved(), moved()]),
            (1, 1)
        );
        let other = source("再委託事項: 昼間の監視\n");
        let found = vec![
            at(&other, "昼間の監視", "C115", ""),
            at(&before, "夜間の監視", "C116", ""),
        ];
        assert_eq!(divided(&Ledger::of(known), &other, found), (2, 0));
    }

    #[test]
    fn what_is_gone_is_told_of_files_and_rules_that_were_looked_at() {
        let text = source("再委託事項: 夜間の監視\n");
        let found = || at(&text, "夜間の監視", "C115", "");
        let ledger = Ledger::of(written(&text, vec![found(), found()]));
        let policy = Policy::default();
        // Nothing was judged yet.
        assert_eq!(ledger.gone(&policy, LooksAt::Since, false), []);
        assert_eq!(divided(&ledger, &text, vec![found()]), (0, 1));
        let gone = ledger.gone(&policy, LooksAt::Since, false);
        assert_eq!((gone.len(), gone[0].count), (1, 1));
        assert_eq!(ledger.gone(&policy, LooksAt::File, true), []);
        let ignoring = Policy {
            ignore: vec!["C115".parse().unwrap()],
            ..Policy::default()
        };
        assert_eq!(ledger.gone(&ignoring, LooksAt::Body, true), []);
        assert_eq!(ledger.renewed().findings[0].count, 1);
    }

    #[test]
    fn what_keeps_a_file_from_being_checked_is_never_known() {
        let text = source("再委託事項: 夜間の監視\n");
        let broken = || at(&text, "夜間", "S103", "");
        assert_eq!(written(&text, vec![broken()]).findings, []);
        assert_eq!(divided(&Ledger::default(), &text, vec![broken()]), (1, 0));
    }
}

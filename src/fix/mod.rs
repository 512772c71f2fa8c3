//! Corrects a file: makes the corrections of its findings until none is left, and proves of each that nothing else changed.
//! Reads and writes no files; which correction a finding has is decided where the finding is made.

pub mod print;
mod proof;
mod state;

use std::collections::HashSet;

use crate::answers::Read;
use crate::finding::{Certainty, Edit, Finding, Fix};
use crate::source::{Span, edit};
pub use state::Subject;
use state::Text;

/// How often a file is read again: what one correction brings to light the next may correct.
const ROUNDS: usize = 12;

/// How many trials one round may take to find the correction that does harm.
const TRIALS: usize = 32;

/// Which corrections are asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Codes of findings; empty for all.
    pub codes: Vec<String>,
    /// Those that a person must confirm, too.
    pub likely: bool,
}

/// A correction that was made, or was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub code: &'static str,
    /// The item as the form names it.
    pub item: Option<String>,
    /// What the correction does.
    pub title: String,
    pub certain: bool,
    /// Its edits' place in the file as it was: from the first to the last.
    pub place: Span,
}

/// What became of a file.
#[derive(Debug)]
pub struct Corrected {
    /// The file as it was.
    pub before: Read,
    /// What a check tells of it, and what is only taken loosely.
    pub found: Vec<Finding>,
    /// The file as it is now.
    pub after: Read,
    /// The bytes of the file as it is now.
    pub bytes: Vec<u8>,
    /// In the order of the file.
    pub made: Vec<Step>,
    /// What would have changed more than its own place, or left the file unreadable.
    pub refused: Vec<Step>,
    /// How many corrections wait for a person who asks for them.
    pub left: usize,
}

impl Wanted {
    fn has(&self, finding: &Finding, fix: &Fix) -> bool {
        let named = self.codes.iter().any(|code| code == finding.code);
        match fix.certainty {
            Certainty::Certain => named || self.codes.is_empty(),
            Certainty::Likely => self.likely && (named || self.codes.is_empty()),
            Certainty::OnRequest => named,
        }
    }
}

/// Makes the corrections of a file that are asked for.
///
/// A second run over the result finds nothing to do.
#[must_use]
pub fn correct(subject: Subject<'_>, bytes: &[u8], wanted: &Wanted) -> Corrected {
    let text = Text::read(subject, bytes.to_vec());
    let (before, found) = (text.again().read, text.findings().cloned().collect());
    let mut work = Work {
        wanted,
        text,
        rounds: Vec::new(),
        made: Vec::new(),
        refused: Vec::new(),
    };
    for _ in 0..ROUNDS {
        let batch = work.batch(&work.text, &[]);
        if batch.is_empty() {
            break;
        }
        if work.text.read.assessment.is_some() {
            work.settle(&batch);
        } else if !work.open() {
            break;
        }
    }
    work.made.sort_by_key(|step| (step.place.start, step.place.end));
    let left = work.text.findings().filter(|finding| {
        let likely = finding.fix.as_ref().filter(|fix| fix.certainty == Certainty::Likely);
        likely.is_some_and(|fix| !wanted.has(finding, fix))
    });
    Corrected {
        left: left.count(),
        before,
        found,
        bytes: work.text.bytes,
        after: work.text.read,
        made: work.made,
        refused: work.refused,
    }
}

struct Work<'a> {
    wanted: &'a Wanted,
    text: Text<'a>,
    /// The edits made so far, a list for each time the file was read.
    rounds: Vec<Vec<Edit>>,
    made: Vec<Step>,
    refused: Vec<Step>,
}

impl<'a> Work<'a> {
    /// The corrections to make in a text, none reaching into another; without those refused and those at `except`.
    fn batch(&self, text: &Text<'_>, except: &[Step]) -> Vec<Finding> {
        let key = |step: &Step| (step.code, step.place.start, step.place.end);
        let known: HashSet<_> = self.refused.iter().chain(except).map(key).collect();
        let mut found: Vec<(Span, &Finding)> = text
            .findings()
            .filter_map(|finding| {
                let fix = finding.fix.as_ref().filter(|fix| self.wanted.has(finding, fix))?;
                let fresh = !known.contains(&key(&step(finding, fix, &self.rounds)));
                fresh.then(|| (place(finding, fix), finding))
            })
            .collect();
        found.sort_by_key(|(place, _)| (place.start, place.end));
        let mut batch: Vec<Finding> = Vec::new();
        let mut taken: Option<Span> = None;
        for (place, finding) in found {
            // Those that meet wait for the next reading, which may need them no more.
            if taken.as_ref().is_none_or(|taken| taken.end < place.start) {
                taken = Some(place);
                batch.push(finding.clone());
            }
        }
        batch
    }

    /// Makes those corrections of a batch that change nothing but their own places, and refuses the rest.
    fn settle(&mut self, batch: &[Finding]) {
        let mut taken = batch.to_vec();
        let mut next = self.proved(batch);
        if next.is_none() {
            let mut trials = TRIALS;
            taken = self.halved(batch, &mut trials);
            // Each half did no harm by itself; together they may.
            next = self.proved(&taken).filter(|_| !taken.is_empty());
        }
        if next.is_none() {
            taken.clear();
        }
        let refused: Vec<Finding> = batch
            .iter()
            .filter(|finding| !taken.contains(finding))
            .cloned()
            .collect();
        self.refused.extend(steps(&refused, &self.rounds));
        self.made.extend(steps(&taken, &self.rounds));
        if let Some(next) = next {
            self.rounds.push(edits_of(&taken));
            self.text = next;
        }
    }

    /// The text with a batch of corrections made, if they do no harm.
    fn proved(&self, batch: &[Finding]) -> Option<Text<'a>> {
        let next = self.text.with(&edits_of(batch))?;
        proof::holds(&self.text, &next, batch).then_some(next)
    }

    /// The part of a harmful batch that does no harm, found by halving it.
    fn halved(&self, batch: &[Finding], trials: &mut usize) -> Vec<Finding> {
        if batch.len() < 2 {
            return Vec::new();
        }
        let (first, second) = batch.split_at(batch.len() / 2);
        let mut harmless = Vec::new();
        for half in [first, second] {
            if *trials == 0 {
                break;
            }
            *trials -= 1;
            if self.proved(half).is_some() {
                harmless.extend_from_slice(half);
            } else {
                harmless.extend(self.halved(half, trials));
            }
        }
        harmless
    }

    /// Makes a text readable that is no assessment yet: all its full-width signs mended, or all but those that make an item
    /// of a sentence, or none. Says whether it is one now.
    fn open(&mut self) -> bool {
        let all: Vec<Step> = steps(&self.batch(&self.text, &[]), &self.rounds).collect();
        let mut excepts: Vec<Vec<Step>> = vec![Vec::new()];
        let mut trials = 0;
        while let Some(except) = excepts.get(trials).filter(|_| trials < TRIALS).cloned() {
            trials += 1;
            let opened = self.opened(&except);
            let misplaced = opened.as_ref().map(|opened| opened.misplaced.clone());
            match opened {
                Some(opened) if opened.misplaced.is_empty() => {
                    self.text = opened.text;
                    self.rounds = opened.rounds;
                    self.made.extend(opened.made);
                    self.refused.extend(except);
                    return true;
                }
                _ if trials == 1 => {
                    excepts.extend(misplaced);
                    excepts.extend(all.iter().map(|step| vec![step.clone()]));
                }
                _ => {}
            }
        }
        self.refused.extend(all);
        false
    }

    /// The text with its full-width signs mended but some; `None` where it is no assessment then.
    fn opened(&self, except: &[Step]) -> Option<Opened<'a>> {
        let mut trial = Work {
            wanted: self.wanted,
            text: self.text.again(),
            rounds: self.rounds.clone(),
            made: Vec::new(),
            refused: self.refused.clone(),
        };
        for _ in 0..ROUNDS {
            let batch = trial.batch(&trial.text, except);
            if batch.is_empty() {
                return None;
            }
            trial.text = trial.text.with(&edits_of(&batch))?;
            trial.made.extend(steps(&batch, &trial.rounds));
            trial.rounds.push(edits_of(&batch));
            if trial.text.read.assessment.is_some() {
                return Some(Opened {
                    misplaced: proof::misplaced(&trial.text, &trial.rounds, &trial.made),
                    text: trial.text,
                    rounds: trial.rounds,
                    made: trial.made,
                });
            }
        }
        None
    }
}

/// A text that can be read now.
struct Opened<'a> {
    text: Text<'a>,
    rounds: Vec<Vec<Edit>>,
    made: Vec<Step>,
    /// Those that made an item of what is none.
    misplaced: Vec<Step>,
}

fn edits_of(batch: &[Finding]) -> Vec<Edit> {
    let fixes = batch.iter().filter_map(|finding| finding.fix.as_ref());
    fixes.flat_map(|fix| fix.edits.iter().cloned()).collect()
}

fn steps<'f>(batch: &'f [Finding], rounds: &'f [Vec<Edit>]) -> impl Iterator<Item = Step> + 'f {
    batch
        .iter()
        .filter_map(|finding| finding.fix.as_ref().map(|fix| step(finding, fix, rounds)))
}

/// A correction with its place in the file as it was before all rounds.
fn step(finding: &Finding, fix: &Fix, rounds: &[Vec<Edit>]) -> Step {
    let place = place(finding, fix);
    Step {
        code: finding.code,
        item: finding.item.clone(),
        title: fix.title.clone(),
        certain: fix.is_certain(),
        place: origin(rounds, place.start)..origin(rounds, place.end),
    }
}

/// From a correction's first edit to its last.
fn place(finding: &Finding, fix: &Fix) -> Span {
    let start = fix.edits.first().map_or(finding.span.start, |edit| edit.span.start);
    let end = fix.edits.last().map_or(finding.span.end, |edit| edit.span.end);
    start..end
}

/// Where an offset stood before some rounds of edits.
fn origin(rounds: &[Vec<Edit>], offset: usize) -> usize {
    rounds.iter().rev().fold(offset, |at, edits| edit::before(edits, at))
}

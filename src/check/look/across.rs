//! What the assessments of a body say of the same things: remembers fingerprints and places of every assessment, and finds
//! where they do not agree. Keeps no text, so that a body of any size is remembered in little memory; reads no files.

use std::collections::HashMap;
use std::hash::Hasher as _;

use jiff::civil::Date;
use siphasher::sip::SipHasher13;

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Rule, rules};
use crate::due::version::published;
use crate::finding::{Finding, Related, Severity};
use crate::folding::fold;
use crate::form::Display;
use crate::source::Span;

/// How a rule looks across all assessments of a body.
#[derive(Debug, Clone, Copy)]
pub struct Across {
    /// Takes note of what an assessment says of things that others may speak of too.
    pub note: for<'a> fn(&'a Assessment, &mut Notes<'a>),
    /// Judges all facts on one thing. Each pair of positions is one finding: the fact that is wrong, and the one that shows it.
    pub judge: fn(&[Fact]) -> Vec<(usize, usize)>,
    /// Says it: the place that is wrong, the place that shows it.
    pub tell: fn(&Noted<'_>, &Noted<'_>) -> Told,
}

/// The words of a finding on two assessments.
#[derive(Debug)]
pub struct Told {
    /// Another than the rule's.
    pub severity: Option<Severity>,
    pub message: String,
    pub label: String,
    /// What to say beside the second place.
    pub because: String,
}

/// What one assessment says of things that others may speak of.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    list: Vec<(u64, u64, Noted<'a>)>,
}

/// An answer that a note is of, and the words of it that say so.
#[derive(Debug, Clone)]
pub struct Noted<'a> {
    place: Cursor<'a>,
    /// The words in the file; all of the answer where the note is of all.
    span: Span,
}

impl Noted<'_> {
    /// Where the words stand.
    #[must_use]
    pub fn words(&self) -> Span {
        self.span.clone()
    }
}

impl<'a> std::ops::Deref for Noted<'a> {
    type Target = Cursor<'a>;

    fn deref(&self) -> &Cursor<'a> {
        &self.place
    }
}

impl<'a> Notes<'a> {
    /// At `place` it says `said` of `thing`. Both are compared as they are given, so a rule folds them first.
    pub fn add(&mut self, thing: &str, said: &str, place: Cursor<'a>) {
        let span = place.span();
        self.add_words(thing, said, place, span);
    }

    /// [`Notes::add`] of some words of the answer only.
    pub fn add_words(&mut self, thing: &str, said: &str, place: Cursor<'a>, span: Span) {
        self.list
            .push((fingerprint(thing), fingerprint(said), Noted { place, span }));
    }
}

/// What is remembered of one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    thing: u64,
    /// The same for the same words.
    pub said: u64,
    /// The file, by the number under which it was remembered.
    pub file: u32,
    /// 公表日 of the assessment.
    pub published: Option<Date>,
    /// The same for the assessments of one 事務.
    pub number: u64,
    start: u32,
    end: u32,
}

impl Fact {
    /// Whether it was noted with these words.
    #[must_use]
    pub fn says(&self, said: &str) -> bool {
        self.said == fingerprint(said)
    }
}

/// All facts of a body, by rule.
#[derive(Debug, Default)]
pub struct Memory {
    facts: Vec<(usize, Fact)>,
}

/// Two places of two assessments of which one is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Conflict {
    rule: &'static Rule,
    across: Across,
    pub at: Fact,
    pub because: Fact,
}

impl Memory {
    /// Remembers what an assessment says. `file` is any number that finds it again; files are remembered in its order.
    pub fn remember(&mut self, file: u32, assessment: &Assessment) {
        let published = published(assessment);
        let number = assessment.form().displayed(Display::Number);
        let number = number.map_or_else(String::new, |item| fold(assessment.at(&item.path).text()));
        let number = fingerprint(&number);
        for (index, _, across) in across() {
            let mut notes = Notes::default();
            (across.note)(assessment, &mut notes);
            self.facts.extend(notes.list.into_iter().map(|(thing, said, place)| {
                let span = place.words();
                // A file is refused long before four gigabytes.
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let (start, end) = (offset(span.start), offset(span.end));
                (
                    index,
                    Fact {
                        thing,
                        said,
                        file,
                        published,
                        number,
                        start,
                        end,
                    },
                )
            }));
        }
    }

    /// Adds what another memory holds.
    pub fn merge(&mut self, other: Self) {
        self.facts.extend(other.facts);
    }

    /// Where the assessments do not agree, by file and place.
    #[must_use]
    pub fn conflicts(mut self) -> Vec<Conflict> {
        self.facts
            .sort_by_key(|(rule, fact)| (*rule, fact.thing, fact.file, fact.start));
        let mut found = Vec::new();
        for (index, rule, across) in across() {
            let from = self.facts.partition_point(|(rule, _)| *rule < index);
            let to = self.facts.partition_point(|(rule, _)| *rule <= index);
            for group in self.facts[from..to].chunk_by(|a, b| a.1.thing == b.1.thing) {
                let facts: Vec<Fact> = group.iter().map(|(_, fact)| *fact).collect();
                for (at, because) in (across.judge)(&facts) {
                    let (Some(at), Some(because)) = (facts.get(at).copied(), facts.get(because).copied()) else {
                        continue;
                    };
                    found.push(Conflict {
                        rule,
                        across,
                        at,
                        because,
                    });
                }
            }
        }
        found.sort_by_key(|conflict| (conflict.at.file, conflict.at.start, conflict.rule.code));
        // One place may speak of several things that show the same fault.
        found.dedup_by_key(|conflict| {
            let (at, because) = (conflict.at, conflict.because);
            (
                conflict.rule.code,
                at.file,
                at.start,
                at.end,
                because.file,
                because.said,
            )
        });
        found
    }
}

impl Conflict {
    /// The finding, from the two assessments read again; `None` where they have changed since.
    #[must_use]
    pub fn finding(&self, at: &Assessment, because: &Assessment) -> Option<Finding> {
        let place = self.place(at, self.at)?;
        let cause = self.place(because, self.because)?;
        let told = (self.across.tell)(&place, &cause);
        let severity = told.severity.unwrap_or(self.rule.severity);
        let mut finding = Finding::new(self.rule.code, severity, place.words())
            .item(place.name())
            .message(told.message)
            .label(told.label);
        finding.law = Some(self.rule.law.text().to_owned());
        finding.related.push(Related {
            source: (self.at.file != self.because.file).then(|| because.source().id()),
            span: cause.words(),
            label: told.because,
        });
        Some(finding)
    }

    fn place<'a>(&self, assessment: &'a Assessment, fact: Fact) -> Option<Noted<'a>> {
        let mut notes = Notes::default();
        (self.across.note)(assessment, &mut notes);
        let span: Span = fact.start as usize..fact.end as usize;
        let found = notes
            .list
            .into_iter()
            .find(|(thing, said, place)| *thing == fact.thing && *said == fact.said && place.span == span);
        found.map(|(_, _, place)| place)
    }
}

/// The rules that look across, each with its position in the registry.
fn across() -> impl Iterator<Item = (usize, &'static Rule, Across)> {
    rules().iter().enumerate().filter_map(|(index, rule)| match rule.check {
        Check::Across(across) => Some((index, rule, across)),
        Check::Alone(_) | Check::Since(_) | Check::Together(_) | Check::Reading => None,
    })
}

/// The same in every run and every build, so that findings come in the same order: std promises that of no hasher.
fn fingerprint(words: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(words.as_bytes());
    // Ends the words, so that what is hashed is that of no longer one.
    hasher.write_u8(0xff);
    hasher.finish()
}

/// All but the first: for things of which there may be one only.
#[must_use]
pub fn only_one(facts: &[Fact]) -> Vec<(usize, usize)> {
    (1..facts.len()).map(|at| (at, 0)).collect()
}

/// Those that say otherwise than most, or than the first where none is said most often.
#[must_use]
pub fn all_alike(facts: &[Fact]) -> Vec<(usize, usize)> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for fact in facts {
        *counts.entry(fact.said).or_default() += 1;
    }
    let often = |fact: &Fact| counts.get(&fact.said).copied().unwrap_or_default();
    let most = facts.iter().map(often).max().unwrap_or_default();
    let usual = facts.iter().position(|fact| often(fact) == most).unwrap_or_default();
    let differs = |at: &usize| facts[*at].said != facts[usual].said;
    (0..facts.len()).filter(differs).map(|at| (at, usual)).collect()
}

//! Everything that is wrong with the assessments of one 事務: what each says alone, and all of them together. The only place
//! where reading and all ways of checking are put together, for every verb, the editor and the tests. Prints nothing.

use std::path::PathBuf;

use jiff::civil::Date;

use super::bodies::Bodies;
use super::cases::{self, Case};
use super::{Failure, Place, Shelf, read, store, versions};
use crate::answers::{Assessment, Read};
use crate::check::facts::threshold::tell_result;
use crate::check::look::since;
use crate::check::look::together::{self, Together};
use crate::check::page::LooksAt;
use crate::check::policy::{Judged, Policy};
use crate::check::{Circumstances, check, withheld};
use crate::due::version::judged_on;
use crate::finding::{Finding, sort};
use crate::publish::glyphs;
use crate::withhold;

/// What was found in the files of one 事務.
#[derive(Debug)]
pub struct Examined {
    /// Those that could be read, in the order of the case.
    pub files: Vec<One>,
    /// Files of the same 事務 that were not asked for.
    pub beside: Vec<(Place, Read)>,
    pub failures: Vec<Failure>,
    /// Copies of published versions that are no assessment.
    pub unread: Vec<Place>,
    /// How far the rules could look.
    pub looked: LooksAt,
}

/// One file and its findings.
#[derive(Debug)]
pub struct One {
    pub place: Place,
    /// Which file of the case it is.
    pub index: usize,
    pub read: Read,
    /// Of the reading and of the rules, in the order of the text.
    pub findings: Vec<Finding>,
}

impl Examined {
    /// All assessments at hand, those that were asked for first.
    pub fn assessments(&self) -> impl Iterator<Item = &Assessment> {
        let asked = self.files.iter().map(|one| &one.read);
        let beside = self.beside.iter().map(|(_, read)| read);
        asked.chain(beside).filter_map(|read| read.assessment.as_ref())
    }
}

impl One {
    /// What a body wants told of it. `looked` as [`Examined::looked`].
    #[must_use]
    pub fn judged(&self, policy: &Policy, looked: LooksAt) -> Judged {
        policy.apply(&self.read.source, self.findings.clone(), looked)
    }
}

/// Checks the files of one 事務 on the day of the circumstances; a version that a newer one has replaced, as of its own 公表日.
#[must_use]
pub fn examine(shelf: &dyn Shelf, case: &Case, circumstances: Circumstances) -> Examined {
    let mut examined = gather(shelf, case);
    let assessments: Vec<&Assessment> = examined.assessments().collect();
    // What cannot be read may be the very form that seems to be missing.
    let complete = case.complete && assessments.len() == case.files.len() + case.beside.len();
    let is_set = Together::new(assessments.clone(), complete).is_some();
    let mut shared = together::check_together(&assessments, complete, circumstances.today).into_iter();
    let mut told = Told::default();
    let found: Vec<Vec<Finding>> = examined
        .files
        .iter()
        .map(|one| {
            let Some(assessment) = &one.read.assessment else {
                return Vec::new();
            };
            let mut found = alone(&one.place, assessment, &assessments, circumstances);
            told.since(shelf, &one.place, assessment, circumstances, &mut found);
            found.extend(shared.next().unwrap_or_default());
            found
        })
        .collect();
    for (one, found) in examined.files.iter_mut().zip(found) {
        one.findings.extend(found);
        if let Some(assessment) = &one.read.assessment {
            tell_result(assessment, &mut one.findings);
        }
        sort(&mut one.findings);
    }
    examined.failures.extend(told.failures);
    examined.unread = told.unread;
    if is_set {
        examined.looked = LooksAt::Together;
    }
    examined
}

/// One file as it is about to be published.
#[derive(Debug)]
pub struct ToPublish {
    pub read: Read,
    /// What the body wants told of it.
    pub findings: Vec<Finding>,
    /// Copies of published versions that are no assessment.
    pub unread: Vec<Place>,
    /// Copies of which nobody knows whether they are as they were published.
    pub unsealed: Vec<PathBuf>,
}

/// What a check tells of one file, which must not be published before all that it is held against could be read.
///
/// # Errors
/// What cannot be read, settings that are broken, and of a file that is no copy a seal that is.
pub fn to_publish(shelf: &dyn Shelf, place: &Place, today: Date) -> Result<ToPublish, Failure> {
    let (body, _) = Bodies::default().of(shelf, place)?;
    let case = cases::of(shelf, place);
    let mut examined = examine(shelf, &case, body.settings.circumstances(today));
    if let Some(failure) = examined.failures.pop() {
        return Err(failure);
    }
    let Some(one) = examined.files.pop() else {
        // Whatever cannot be read is a failure.
        return Ok(ToPublish {
            read: read::read(shelf, place)?,
            findings: Vec::new(),
            unread: examined.unread,
            unsealed: Vec::new(),
        });
    };
    // Whether all changes are told rests on the version before.
    let mut unsealed = Vec::new();
    if one.read.assessment.is_some() && !place.is_copy() {
        unsealed = store::intact(shelf, &case)?;
    }
    let judged = one.judged(&body.settings.policy(), examined.looked);
    Ok(ToPublish {
        read: one.read,
        findings: judged.findings,
        unread: examined.unread,
        unsealed,
    })
}

/// Reads the files of a 事務.
fn gather(shelf: &dyn Shelf, case: &Case) -> Examined {
    let beside = case
        .beside
        .iter()
        // What lies beside was not asked for: whatever is wrong with it is told when it is.
        .filter_map(|place| Some((place.clone(), read::read(shelf, place).ok()?)));
    let mut examined = Examined {
        files: Vec::new(),
        beside: beside.collect(),
        failures: Vec::new(),
        unread: Vec::new(),
        looked: LooksAt::Assessment,
    };
    for (index, place) in case.files.iter().enumerate() {
        match read::read(shelf, place) {
            Ok(read) => examined.files.push(One {
                place: place.clone(),
                index,
                findings: read.findings.clone(),
                read,
            }),
            Err(failure) => examined.failures.push(failure),
        }
    }
    examined
}

/// What is wrong with an assessment by itself, on the day that it is judged on, and what no font can print.
fn alone(place: &Place, assessment: &Assessment, all: &[&Assessment], circumstances: Circumstances) -> Vec<Finding> {
    let day = judged_on(assessment, all, place.is_copy(), circumstances.today);
    let on_that_day = Circumstances {
        today: day,
        past: place.is_copy() || day != circumstances.today,
        ..circumstances
    };
    let mut found = check(assessment, on_that_day);
    found.extend(glyphs::unprintable(assessment));
    found
}

/// What is to be told beside the findings of the files.
#[derive(Default)]
struct Told {
    failures: Vec<Failure>,
    unread: Vec<Place>,
}

impl Told {
    /// Adds what an assessment does not tell of its changes. What is published tells what it tells; only the version being
    /// written is held against the one before.
    fn since(
        &mut self,
        shelf: &dyn Shelf,
        place: &Place,
        assessment: &Assessment,
        circumstances: Circumstances,
        found: &mut Vec<Finding>,
    ) {
        // Of a copy only what it withholds rests on the version before.
        if place.is_copy() && !withhold::lists_any(assessment) {
            return;
        }
        match versions::before(shelf, place, assessment, |copy| self.unread.push(copy.clone())) {
            Ok(before) => {
                let before = before.as_ref().and_then(|read| read.assessment.as_ref());
                found.extend(withheld::findings(assessment, before));
                if !place.is_copy() {
                    since::add(found, before, assessment, circumstances.today);
                }
            }
            Err(failure) => {
                found.extend(withheld::findings(assessment, None));
                // A broken seal is told of the folder, once, by whoever needs it whole.
                if !failure.is_of_seal() {
                    self.failures.push(failure);
                }
            }
        }
    }
}

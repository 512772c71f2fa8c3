//! Everything that is wrong with the assessments of one 事務: what each says alone, and all of them together. Reads their
//! files, prints nothing.

use std::path::PathBuf;

use super::cases::{self, Case};
use super::{Failure, read, versions};
use crate::answers::{Assessment, Read};
use crate::check::look::since;
use crate::check::look::together::{self, Together};
use crate::check::page::LooksAt;
use crate::check::{Circumstances, check};
use crate::due::version::judged_on;
use crate::finding::{Finding, sort};
use crate::publish::glyphs;

/// What was found in the files of one 事務.
#[derive(Debug)]
pub struct Examined {
    /// Those that could be read, in the order of the case.
    pub files: Vec<One>,
    /// Files of the same 事務 that were not asked for.
    pub beside: Vec<Read>,
    pub failures: Vec<Failure>,
    /// Copies of published versions that are no assessment.
    pub unread: Vec<PathBuf>,
    /// How far the rules could look.
    pub looked: LooksAt,
}

/// One file and its findings.
#[derive(Debug)]
pub struct One {
    pub path: PathBuf,
    /// Which file of the case it is.
    pub index: usize,
    pub read: Read,
    /// In the order of the text.
    pub findings: Vec<Finding>,
}

impl Examined {
    /// All assessments at hand, those that were asked for first.
    pub fn assessments(&self) -> impl Iterator<Item = &Assessment> {
        let asked = self.files.iter().map(|one| &one.read);
        asked.chain(&self.beside).filter_map(|read| read.assessment.as_ref())
    }
}

/// Checks the files of one 事務 on the day of the circumstances; a version that a newer one has replaced, as of its own 公表日.
#[must_use]
pub fn examine(case: &Case, circumstances: Circumstances) -> Examined {
    let mut examined = Examined {
        files: Vec::new(),
        // What lies beside was not asked for: whatever is wrong with it is told when it is.
        beside: case.beside.iter().filter_map(|path| read::read(path).ok()).collect(),
        failures: Vec::new(),
        unread: Vec::new(),
        looked: LooksAt::Assessment,
    };
    for (index, path) in case.files.iter().enumerate() {
        match read::read(path) {
            Ok(read) => examined.files.push(One {
                path: path.clone(),
                index,
                findings: read.findings.clone(),
                read,
            }),
            Err(failure) => examined.failures.push(failure),
        }
    }
    let assessments: Vec<&Assessment> = examined.assessments().collect();
    // What cannot be read may be the very form that seems to be missing.
    let complete = case.complete && assessments.len() == case.files.len() + case.beside.len();
    let is_set = Together::new(assessments.clone(), complete).is_some();
    let mut shared = together::check_together(&assessments, complete, circumstances.today).into_iter();
    let (mut failures, mut unread) = (Vec::new(), Vec::new());
    let found: Vec<Vec<Finding>> = examined
        .files
        .iter()
        .map(|one| {
            let Some(assessment) = &one.read.assessment else {
                return Vec::new();
            };
            let day = judged_on(
                assessment,
                &assessments,
                cases::is_sealed(&one.path),
                circumstances.today,
            );
            let mut found = check(
                assessment,
                Circumstances {
                    today: day,
                    past: cases::is_sealed(&one.path) || day != circumstances.today,
                    ..circumstances
                },
            );
            found.extend(glyphs::unprintable(assessment));
            // What is published tells what it tells; only the version being written is held against the one before.
            if !cases::is_sealed(&one.path) {
                match versions::before(&one.path, assessment, |copy| unread.push(copy.to_owned())) {
                    Ok(before) => {
                        let before = before.as_ref().and_then(|read| read.assessment.as_ref());
                        since::add(&mut found, before, assessment, circumstances.today);
                    }
                    // A broken seal is told of the folder, once, by whoever needs it whole.
                    Err(Failure::Seal(_)) => {}
                    Err(failure) => failures.push(failure),
                }
            }
            found.extend(shared.next().unwrap_or_default());
            found
        })
        .collect();
    examined.failures.extend(failures);
    examined.unread = unread;
    if is_set {
        examined.looked = LooksAt::Together;
    }
    for (one, found) in examined.files.iter_mut().zip(found) {
        one.findings.extend(found);
        sort(&mut one.findings);
    }
    examined
}

//! One state of a file that is being corrected: its bytes, how they read, and all that is found in them.

use crate::answers::{self, Read};
use crate::body::cases::Case;
use crate::body::{Open, Place, Shelf, examine};
use crate::check::policy::Policy;
use crate::check::{Circumstances, look_alike_signs_on_request};
use crate::finding::{Edit, Finding};
use crate::source::edit;

/// Where a file lies that is corrected, and what holds for it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub shelf: &'a dyn Shelf,
    /// The one file of a case that was asked for.
    pub case: &'a Case,
    pub circumstances: Circumstances,
    /// What it waves through is not corrected.
    pub policy: &'a Policy,
}

pub(super) struct Text<'a> {
    subject: Subject<'a>,
    pub bytes: Vec<u8>,
    pub read: Read,
    /// As a check tells them, and what is only taken loosely.
    findings: Vec<Finding>,
}

impl<'a> Text<'a> {
    pub fn read(subject: Subject<'a>, bytes: Vec<u8>) -> Self {
        let nowhere = Place::Loose(String::new());
        let place = subject.case.files.first().unwrap_or(&nowhere);
        let shelf = Open::over(subject.shelf).with(place, bytes.as_slice());
        let mut examined = examine(&shelf, subject.case, subject.circumstances);
        let (mut read, mut findings) = match examined.files.pop() {
            Some(one) => {
                let judged = one.judged(subject.policy, examined.looked);
                (one.read, judged.findings)
            }
            // A copy whose seal cannot be read, which nobody corrects.
            None => (answers::read(shelf.forms(), &place.name(), &bytes), Vec::new()),
        };
        let on_request = read.assessment.as_ref().and_then(look_alike_signs_on_request);
        read.loose.extend(on_request);
        findings.extend_from_slice(&read.loose);
        Self {
            subject,
            bytes,
            read,
            findings,
        }
    }

    /// The same text, read anew.
    pub fn again(&self) -> Self {
        Self::read(self.subject, self.bytes.clone())
    }

    /// The text with edits made; `None` where they cannot be.
    pub fn with(&self, edits: &[Edit]) -> Option<Self> {
        let bytes = edit::apply(&self.bytes, edits).ok()?;
        Some(Self::read(self.subject, bytes))
    }

    /// What is found, and what is only taken loosely.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter()
    }
}

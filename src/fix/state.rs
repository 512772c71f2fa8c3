//! One state of a file that is being corrected: its bytes, how they read, and all that is found in them.

use jiff::civil::Date;

use crate::answers::{self, Read};
use crate::finding::{Edit, Finding, sort};
use crate::form::Forms;
use crate::source::edit;

pub(super) struct Text<'a> {
    forms: &'a Forms,
    today: Date,
    pub bytes: Vec<u8>,
    pub read: Read,
    /// Of the rules.
    judged: Vec<Finding>,
}

impl<'a> Text<'a> {
    pub fn read(forms: &'a Forms, name: &str, bytes: Vec<u8>, today: Date) -> Self {
        let read = answers::read(forms, name, &bytes);
        let mut judged: Vec<Finding> = read
            .assessment
            .as_ref()
            .map(|assessment| crate::check::check(assessment, today))
            .unwrap_or_default();
        judged.extend_from_slice(&read.loose);
        sort(&mut judged);
        Self {
            forms,
            today,
            bytes,
            read,
            judged,
        }
    }

    /// The same text, read anew.
    pub fn again(&self) -> Self {
        Self::read(self.forms, self.read.source.name(), self.bytes.clone(), self.today)
    }

    /// The text with edits made; `None` where they cannot be.
    pub fn with(&self, edits: &[Edit]) -> Option<Self> {
        let bytes = edit::apply(&self.bytes, edits).ok()?;
        Some(Self::read(self.forms, self.read.source.name(), bytes, self.today))
    }

    /// What reading and the rules find, and what is only taken loosely.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.read.findings.iter().chain(&self.judged)
    }
}

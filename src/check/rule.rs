//! What a rule is: its page, kept beside the function that enforces it.

use super::look::across::Across;
use super::look::since::Since;
use super::look::together::Together;
use super::{Findings, evidence};
use crate::answers::Assessment;
use crate::finding::{Confidence, Severity};

/// One rule. The terminal, the editor and the manual print the same words from here.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable: `T` threshold, `C` consistency, `D` dates, `L` law, `F` form, `S` source, `H` change history. Never reused.
    pub code: &'static str,
    /// States the defect; reads after "allow".
    pub name: &'static str,
    pub severity: Severity,
    /// How surely what it finds is wrong. `High` follows from the answers, the form or the law alone; `Medium` reads words whose
    /// exceptions are known; `Low` is a guess from words.
    pub confidence: Confidence,
    /// The day the rule came into force; `None` for always.
    pub since: Option<&'static str>,
    /// What is checked, as a noun phrase.
    pub checks: &'static str,
    /// Why it matters to a reader.
    pub why: &'static str,
    pub law: Law,
    pub check: Check,
}

impl Rule {
    /// Whether nobody may wave its findings through: what it finds keeps the file from being read as it was meant, or
    /// loses what is written on the printed page.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        let reading = matches!(self.check, Check::Reading) || self.code.starts_with(['S', 'F']);
        // What is withheld in one place may be public in another: that is for a person to say.
        self.severity == Severity::Error && reading && self.code != "F123"
    }

    /// Whether it is on trial: it reads words, and no real text has shown yet that what it finds is wrong.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        self.confidence != Confidence::High && !evidence::book().speaks_for(self.code)
    }

    /// Whether what it finds keeps other rules from looking at the file at all. Such a finding is always told: without it
    /// a file that could not be read would seem to be in order.
    #[must_use]
    pub fn hides_others(&self) -> bool {
        self.is_firm() && (self.code.starts_with('S') || self.code == "F106")
    }
}

/// Reports every place where a rule is broken, and says what it must know for that.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One assessment.
    Alone(fn(&Assessment, &mut Findings)),
    /// An assessment and the version that was published before it.
    Since(fn(&Since<'_>, &mut Findings)),
    /// The assessments of one 事務, which share a 評価書番号.
    Together(fn(&Together<'_>, &mut Findings)),
    /// What is remembered of every assessment of a body.
    Across(Across),
    /// Nothing is left to check: reading enforces it.
    Reading,
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// An article of a law, a regulation or the guideline.
    Article(&'static str),
    /// The form's own logic: the named items cannot both be true.
    Internal(&'static str),
    /// How files are written.
    Format(&'static str),
}

impl Law {
    /// The words for a reader.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Article(text) | Self::Internal(text) | Self::Format(text) => text,
        }
    }
}

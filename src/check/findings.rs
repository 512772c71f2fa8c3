//! Collects what rules report, and fills in what a rule need not say: place, item, severity, law.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Circumstances, Rule};
use crate::answers::Cursor;
use crate::finding::{Finding, Fix, Related, Severity};
use crate::source::Span;

/// The findings of one check.
#[derive(Debug)]
pub struct Findings {
    circumstances: Circumstances,
    /// Each with the name of the file it stands in.
    list: Vec<(Arc<str>, Finding)>,
}

/// One finding while its rule adds words to it.
#[derive(Debug)]
pub struct Report<'f> {
    file: Arc<str>,
    finding: &'f mut Finding,
}

impl Findings {
    #[must_use]
    pub fn new(circumstances: impl Into<Circumstances>) -> Self {
        Self {
            circumstances: circumstances.into(),
            list: Vec::new(),
        }
    }

    /// The day the check speaks of.
    #[must_use]
    pub fn today(&self) -> Date {
        self.circumstances.today
    }

    /// Whether the assessment is a version of the past.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.circumstances.past
    }

    /// 機関の種別 of an assessment that does not say it, in the words of the form.
    #[must_use]
    pub fn body_kind(&self) -> Option<&'static str> {
        self.circumstances.body_kind
    }

    /// Reports that `rule` is broken at `place`. The report adds message and label.
    pub fn report(&mut self, rule: &Rule, place: &Cursor<'_>) -> Report<'_> {
        self.report_at(rule, place, place.span())
    }

    /// [`Findings::report`] with a smaller span inside the place, such as one word of a text.
    pub fn report_at(&mut self, rule: &Rule, place: &Cursor<'_>, span: Span) -> Report<'_> {
        let mut finding = Finding::new(rule.code, rule.severity, span).item(place.name());
        finding.law = Some(rule.law.text().to_owned());
        let file = file_of(place);
        self.list.push((Arc::clone(&file), finding));
        let last = self.list.len() - 1;
        Report {
            file,
            finding: &mut self.list[last].1,
        }
    }

    /// Adds a finding that is made elsewhere too.
    pub(super) fn push(&mut self, place: &Cursor<'_>, finding: Finding) {
        self.list.push((file_of(place), finding));
    }

    /// The findings by the names of the files they stand in.
    pub(super) fn into_files(self) -> BTreeMap<Arc<str>, Vec<Finding>> {
        let mut files: BTreeMap<Arc<str>, Vec<Finding>> = BTreeMap::new();
        for (file, finding) in self.list {
            files.entry(file).or_default().push(finding);
        }
        files
    }
}

impl Report<'_> {
    /// What is wrong: one sentence without a full stop.
    pub fn message(self, message: impl Into<String>) -> Self {
        self.finding.message = message.into();
        self
    }

    /// What to do, said beside the place.
    pub fn label(self, label: impl Into<String>) -> Self {
        self.finding.label = label.into();
        self
    }

    /// What this case rests on, where the rule has several.
    pub fn law(self, law: &str) -> Self {
        self.finding.law = Some(law.to_owned());
        self
    }

    /// A second place that is the cause, in the same file or in another.
    pub fn because(self, place: &Cursor<'_>, label: impl Into<String>) -> Self {
        let file = file_of(place);
        let elsewhere = (file != self.file).then_some(file);
        self.finding.related.push(Related {
            file: elsewhere,
            span: place.span(),
            label: label.into(),
        });
        self
    }

    /// [`Report::because`] with a span of the file.
    pub fn because_at(self, span: Span, label: impl Into<String>) -> Self {
        self.finding.related.push(Related {
            file: None,
            span,
            label: label.into(),
        });
        self
    }

    /// More help, on a line of its own.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    /// How the file can be corrected; `None` where only its author can say.
    pub fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        self.finding.fix = fix.into();
        self
    }

    /// Another severity than the rule's, where the form or the law makes this case lighter or heavier.
    pub fn severity(self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }
}

fn file_of(place: &Cursor<'_>) -> Arc<str> {
    place.assessment().source().name_shared()
}

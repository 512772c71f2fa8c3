//! Collects what rules report, and fills in what a rule need not say: place, item, severity, law.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Circumstances, Rule};
use crate::answers::Cursor;
use crate::finding::{Confidence, Finding, Fix, Related, Severity, SourceId};
use crate::source::Span;

/// The findings of one check.
#[derive(Debug)]
pub struct Findings {
    circumstances: Circumstances,
    /// Each with the text it stands in.
    list: Vec<(SourceId, Finding)>,
}

/// One finding while its rule adds words to it.
#[derive(Debug)]
pub struct Worded<'f> {
    source: SourceId,
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
    pub fn report(&mut self, rule: &Rule, place: &Cursor<'_>) -> Worded<'_> {
        self.report_at(rule, place, place.span())
    }

    /// [`Findings::report`] with a smaller span inside the place, such as one word of a text.
    pub fn report_at(&mut self, rule: &Rule, place: &Cursor<'_>, span: Span) -> Worded<'_> {
        let mut finding = Finding::new(rule.code, rule.severity, span).item(place.name());
        finding.law = Some(rule.law.text().to_owned());
        let source = source_of(place);
        self.list.push((source, finding));
        let last = self.list.len() - 1;
        Worded {
            source,
            finding: &mut self.list[last].1,
        }
    }

    /// The findings by the texts they stand in.
    pub(super) fn by_source(self) -> BTreeMap<SourceId, Vec<Finding>> {
        let mut sources: BTreeMap<SourceId, Vec<Finding>> = BTreeMap::new();
        for (source, finding) in self.list {
            sources.entry(source).or_default().push(finding);
        }
        sources
    }
}

impl Worded<'_> {
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
        let source = source_of(place);
        let elsewhere = (source != self.source).then_some(source);
        self.finding.related.push(Related {
            source: elsewhere,
            span: place.span(),
            label: label.into(),
        });
        self
    }

    /// [`Worded::because`] with a span of the file.
    pub fn because_at(self, span: Span, label: impl Into<String>) -> Self {
        self.finding.related.push(Related {
            source: None,
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

    /// Less sure than the rule, where what this case rests on is.
    pub fn sure_at_most(self, confidence: Confidence) -> Self {
        self.finding.confidence = Some(confidence);
        self
    }
}

fn source_of(place: &Cursor<'_>) -> SourceId {
    place.assessment().source().id()
}

//! The one type for everything that can be wrong with an assessment. Knows no rule and prints nothing.

pub mod code;
mod confidence;
mod fix;
mod source_id;

pub use confidence::{Confidence, UnknownConfidence};
pub use fix::{Certainty, Edit, Fix};
pub use source_id::SourceId;

/// Half-open byte range in the text of one file.
pub type Span = std::ops::Range<usize>;

/// Whose work a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Info,
    /// Probably wrong; a person decides.
    Warning,
    /// Contradicts the form or the law.
    Error,
}

impl Severity {
    /// The word an officer reads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "情報",
            Self::Warning => "警告",
            Self::Error => "エラー",
        }
    }
}

/// A second place that shows why a finding is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The text it stands in; none for the finding's own.
    pub source: Option<SourceId>,
    pub span: Span,
    pub label: String,
}

/// One thing that is wrong, at one place of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, such as `C115`.
    pub code: &'static str,
    pub severity: Severity,
    /// How sure this case is, where it is not as sure as its rule.
    pub confidence: Option<Confidence>,
    /// The smallest thing to edit.
    pub span: Span,
    /// The item as the form names it, such as `Ⅱ-4 委託事項1 ⑥再委託事項`.
    pub item: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do, said beside the place.
    pub label: String,
    /// The cause, where it stands elsewhere.
    pub related: Vec<Related>,
    pub help: Option<String>,
    /// The law or the form's own logic that the finding rests on.
    pub law: Option<String>,
    /// How the file can be corrected, where that can be said.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding without words; the builder methods add them.
    #[must_use]
    pub fn new(code: &'static str, severity: Severity, span: Span) -> Self {
        Self {
            code,
            severity,
            confidence: None,
            span,
            item: None,
            message: String::new(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            law: None,
            fix: None,
        }
    }

    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn item(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }

    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related {
            source: None,
            span,
            label: label.into(),
        });
        self
    }
}

/// Puts findings in the order of the text: by place, then by code; what stands at one place keeps its order.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span.start, a.span.end, a.code).cmp(&(b.span.start, b.span.end, b.code)));
}

//! A correction that goes with a finding: what to write where. Knows no file and applies nothing.

use super::Span;

/// New words for one place of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub span: Span,
    /// What comes in its place; empty for a deletion.
    pub text: String,
}

/// Whether a person must look before a correction is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// What the author meant stands beyond doubt, and his words say the same after it.
    Certain,
    /// Probably what he meant; made only where a person asks for such corrections too.
    Likely,
    /// A matter of taste: made only where its code is asked for by name.
    OnRequest,
}

/// A correction of one finding. All its edits are made, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, such as `様式の選択肢「十分である」に改める`.
    pub title: String,
    pub certainty: Certainty,
    /// In the order of the text, none overlapping another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A correction beyond doubt.
    #[must_use]
    pub fn certain(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            title: title.into(),
            certainty: Certainty::Certain,
            edits,
        }
    }

    /// A correction that a person must confirm.
    #[must_use]
    pub fn likely(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            certainty: Certainty::Likely,
            ..Self::certain(title, edits)
        }
    }

    /// A correction that only who asks for its code wants.
    #[must_use]
    pub fn on_request(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            certainty: Certainty::OnRequest,
            ..Self::certain(title, edits)
        }
    }

    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.certainty == Certainty::Certain
    }
}

impl Edit {
    /// Writes `text` in place of a span.
    #[must_use]
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }
}

//! The text of a YAML file with a position for every node.
//! Owns decoding, the node tree, the lines of a text and its edits; knows no form, and changes no byte unasked.

mod comments;
mod decode;
pub mod edit;
mod git_marks;
mod indentation;
pub mod kind;
pub mod leftover;
mod lines;
mod origin;
mod parts;
mod refusal;
mod scan;
mod surrogates;
mod suspect;
mod tree;

pub use comments::addressed;
pub use decode::{MAX_BYTES, any_text};
pub use lines::Lines;
pub use origin::Places;
pub use scan::{Suspect, SuspectKind};
pub(crate) use suspect::told as suspect_finding;

pub use tree::{Entry, MAX_DEPTH, Node, NodeKind};

pub use crate::finding::Span;
use crate::finding::{Finding, SourceId};

/// One YAML file: its text, its node tree and what was suspicious while reading it.
#[derive(Debug, Clone)]
pub struct Source {
    id: SourceId,
    name: String,
    text: String,
    lines: Lines,
    root: Option<Node>,
    suspects: Vec<Suspect>,
}

impl Source {
    /// Reads a file's bytes. Whatever is wrong is a finding with a place, never an `Err`; a text that is no YAML has
    /// no root.
    ///
    /// `name` is shown in messages as it stands, so a caller decides how much of a path a reader sees.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> (Self, Vec<Finding>) {
        let (text, mut findings) = decode::decode(bytes);
        let lines = Lines::new(&text);
        let suspects = scan::suspects(&text, &lines);
        let mut root = None;
        if findings.is_empty() {
            // Whatever the parser would say of them, they are the cause.
            findings = git_marks::findings(&text, &lines);
        }
        if findings.is_empty() {
            let built = tree::build(&text, &lines, &suspects);
            root = built.root;
            findings = built.findings;
        }
        let source = Self {
            id: SourceId::new(),
            name: name.to_owned(),
            text,
            lines,
            root,
            suspects,
        };
        (source, findings)
    }

    /// The name given to [`Source::read`].
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What tells it from every other text, also of the same name.
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How its lines end: as the first does.
    #[must_use]
    pub fn line_end(&self) -> &'static str {
        match self.text.split_once('\n') {
            Some((first, _)) if first.ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// The line table of [`Source::text`].
    #[must_use]
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The top node, `None` where the text is empty or no YAML.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// Places that look like YAML typed with full-width signs; see [`SuspectKind`].
    #[must_use]
    pub fn suspects(&self) -> &[Suspect] {
        &self.suspects
    }

    /// The suspects that stand inside a span.
    #[must_use]
    pub fn suspects_in(&self, span: &Span) -> &[Suspect] {
        let first = self.suspects.partition_point(|suspect| suspect.span.start < span.start);
        let inside = &self.suspects[first..];
        // No two of them overlap, so their ends are in order too.
        &inside[..inside.partition_point(|suspect| suspect.span.end <= span.end)]
    }

    /// Where the letters of a scalar's value stand, whatever YAML made of line breaks, indentation and escapes.
    ///
    /// `span` is the scalar's own.
    #[must_use]
    pub fn places(&self, span: &Span, value: &str) -> Places {
        Places::new(&self.text, span, value)
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

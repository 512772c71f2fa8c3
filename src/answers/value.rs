//! What an answer can be.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::source::Span;

/// Which copy of an assessment is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Copy {
    /// For the public: items listed at 管理/非公表 are withheld.
    Public,
    /// For the Commission and for those who write: everything.
    Complete,
}

/// What stands in place of an answer that a public copy leaves out, on its pages and in its data.
pub const WITHHELD: &str = "（非公表）";

/// The value of an answer, typed by its item and never by YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing written.
    Empty,
    /// Free text, or the words of a date that is none.
    Text(String),
    Date(Date),
    /// A count.
    Number(u64),
    /// Index of the chosen option.
    Choice(usize),
    /// The chosen options in the order of the form.
    Ticks(Vec<Tick>),
    /// A box: ticked or not.
    Tick(bool),
    /// A list of short texts.
    Texts(Vec<Piece>),
    /// Pictures, by the names of their files.
    Figures(Vec<Figure>),
    /// A group, a list or an entry: see the children.
    Group,
    /// What a public copy leaves out: something stands here in the complete one, or nothing does.
    Withheld,
    /// Something that the item cannot hold; there is a finding for it.
    Invalid(String),
}

/// A chosen option of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Index of the option in its item.
    pub option: usize,
    /// The words in its blank; empty for none.
    pub blank: String,
    pub span: Span,
    /// Where the words in its blank stand; where there are none, the option.
    pub blank_span: Span,
}

/// A picture that an assessment names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The file, as the assessment names it: beside itself, or in a folder below.
    pub file: String,
    pub span: Span,
    /// What the picture shows, for those who cannot see it; empty where it is missing.
    pub alt: String,
    pub alt_span: Option<Span>,
}

/// One text of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub span: Span,
}

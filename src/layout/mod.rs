//! The page tree: headings, tables and cells of a published assessment, the same for PDF and HTML.
//! Follows the form definition; knows no typst, no HTML and no path on disk.

mod anchor;
mod build;
mod cell;
mod entries;
pub mod markup;

use std::collections::BTreeMap;

use serde::Serialize;

pub use anchor::anchor;
pub(crate) use build::withheld;
pub use build::{COMPLETE, page};
pub use markup::{Rich, Run};

use crate::figure::{Format, Picture};

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The form's title, such as 特定個人情報保護評価書（重点項目評価書）.
    pub title: String,
    /// The document's title for a catalogue: the name of the assessment, else of the form.
    pub document_title: String,
    pub author: String,
    /// The form label, such as 平成30年5月 様式3.
    pub label: String,
    /// What ※ means; empty where the form has no ※.
    pub legend: String,
    /// Heading of the list of parts; empty where the form has none, and the paper neither.
    pub contents_heading: String,
    pub contents: Vec<Contents>,
    pub cover: Vec<Block>,
    pub parts: Vec<PartPage>,
    /// Whether the paper lies on its side.
    pub landscape: bool,
    /// Not final: （案） stands on the cover and on every page.
    pub draft: bool,
    /// What the reader must know of this copy, on the cover; empty for the public one.
    pub notice: String,
    /// What （非公表） means and its law; empty where nothing is withheld.
    pub withheld: String,
    /// The file of the printed pages that lies beside the web page.
    pub printed: Option<String>,
    /// The pictures that its figures show, by the names of their files. No part of the tree of words.
    #[serde(skip)]
    pub pictures: BTreeMap<String, Picture>,
}

/// A line of the list of parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    pub text: String,
    pub anchor: String,
    /// The sections of the part, for a reader of the web page.
    pub sections: Vec<Contents>,
}

/// A part, or one repetition of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartPage {
    pub heading: String,
    /// Stands below the part before it, on the same page.
    pub follows: bool,
    pub anchor: String,
    pub blocks: Vec<Block>,
}

/// A block of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A shaded row. `level` 3 is a section; deeper ones stand inside it.
    Heading {
        level: u8,
        text: String,
        anchor: String,
        /// Boxes printed at its right end, such as 委託しない.
        ticks: Vec<TickBox>,
    },
    /// Labels at the left, answers at the right.
    Rows { rows: Vec<Row> },
    /// A table with a header that repeats on each page.
    Grid { columns: Vec<Column>, rows: Vec<GridRow> },
}

/// A box with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TickBox {
    pub ticked: bool,
    pub text: String,
    pub anchor: String,
}

/// A row of [`Block::Rows`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub anchor: String,
    /// The heading of a group of rows, on its first row.
    pub group: Option<RowGroup>,
    /// Whether the row stands beside a group's heading.
    pub grouped: bool,
    /// Empty for an answer in full width without a label.
    pub label: String,
    /// One step to the right, below the row before it.
    pub nested: bool,
    /// The label is a row of its own, the answer below in full width.
    pub wide: bool,
    pub content: Content,
}

/// The heading of a group of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowGroup {
    pub text: String,
    /// How many rows it stands beside.
    pub rows: usize,
}

/// A column of a [`Block::Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub text: String,
    /// Share of the width.
    pub width: u16,
}

/// A row of a [`Block::Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    pub anchor: String,
    pub cells: Vec<Content>,
}

/// What stands in an answer's cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Content {
    Empty,
    Text {
        blocks: Vec<Rich>,
    },
    /// `[ 十分である ]` and beside it the numbered options.
    Choice {
        chosen: String,
        options: Vec<String>,
        /// `（ n ）件`, where the form counts entries.
        count: Option<usize>,
    },
    /// Pictures, one below the other.
    Figures {
        figures: Vec<Figure>,
    },
    /// Every option with `[○]` or `[ ]`, under its heading.
    Choices {
        groups: Vec<OptionGroup>,
    },
}

/// A picture in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its name in [`Page::pictures`].
    pub file: String,
    /// `None` where the file could not be seen, so that its words stand in its place.
    pub format: Option<Format>,
    /// The words for those who cannot see it.
    pub alt: String,
}

/// Options under one heading; an empty heading prints none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionGroup {
    pub heading: String,
    pub options: Vec<OptionBox>,
}

/// One option of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionBox {
    pub ticked: bool,
    pub text: String,
    /// The words in its blank; `None` where it has no blank.
    pub blank: Option<String>,
    /// `（ n ）件`, where the form counts entries.
    pub count: Option<usize>,
}

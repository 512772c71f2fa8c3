//! What a document from outside says, before anybody knows which form it is: pieces of text, pictures and values in the order in
//! which a person reads them, each with its place, and in a table with its cell. One reader for each kind of file; all
//! give this one thing. Knows no form and opens no file.

#[cfg(feature = "import")]
pub mod book;
#[cfg(feature = "import")]
mod markup;
mod place;
#[cfg(feature = "import")]
mod read;
#[cfg(feature = "import")]
mod table;
#[cfg(feature = "import")]
pub mod text;

use jiff::civil::Date;

pub use place::Place;
#[cfg(feature = "import")]
pub use read::{MAX_BYTES, ReadError, read};

/// A document as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The sheets of a workbook, the pages of a PDF, the whole of a text; in their order.
    pub sheets: Vec<Sheet>,
    /// The bytes of the pictures that [`Content::Picture`] names by their index.
    pub pictures: Vec<Picture>,
    /// What was not read, and what was read with a doubt.
    pub remarks: Vec<Remark>,
}

/// A sheet or a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The name of a worksheet; empty where sheets have none.
    pub name: String,
    /// In reading order: in a grid row by row, in a row from left to right.
    pub pieces: Vec<Piece>,
}

/// What stands in one cell, one line or one text box.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub content: Content,
    pub place: Place,
    /// Where it stands in a table; `None` outside of tables.
    pub cell: Option<Cell>,
}

/// What a piece says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Words as their author wrote them. Line breaks (`\n`) are the author's: those that only the width of a column made
    /// are joined by the reader. Letters are as in the file, but for what a text layer brings (radicals, ligatures).
    Words(String),
    /// A day: a cell whose number is formatted as a date.
    Day(Date),
    /// A number; `shown` is what its format prints, such as `12,000` or `30%`.
    Number { value: f64, shown: String },
    /// An index of [`Document::pictures`].
    Picture(usize),
}

/// A cell of a table, merged cells as one. Rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Tells the tables of one sheet apart; a worksheet is one table.
    pub grid: u32,
    pub top: u32,
    pub left: u32,
    /// How many rows and columns it covers, at least 1.
    pub rows: u32,
    pub columns: u32,
}

impl Cell {
    /// Whether both stand in one table and share a row.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.grid == other.grid && self.top < other.top + other.rows && other.top < self.top + self.rows
    }
}

/// A picture as it lies in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub bytes: Vec<u8>,
    /// What the file says of it for those who cannot see it; empty where it says nothing.
    pub alt: String,
}

/// Something of the document that an officer must know of, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub kind: RemarkKind,
    pub place: Place,
    /// The words that stand there, as far as they could be read.
    pub words: String,
}

/// Why something of the document is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// It stands in a hidden sheet, row or column. It was not read.
    Hidden,
    /// Another cell was merged over it. It was not read.
    Covered,
    /// A note or a comment on a cell. It was not read.
    Comment,
    /// A formula of which the file has no value, or an error such as `#REF!`. It was not read.
    NoValue,
    /// A formula: its last value was read.
    Formula,
    /// Words in a text box or a shape. They were read where the box stands.
    Box,
    /// A picture of a kind that cannot be shown, or one that could not be taken out.
    Picture,
    /// Letters that could not be made out.
    Illegible,
    /// A reader's other limit, in the words of the remark.
    Other,
}

impl Piece {
    /// Its words, days in the notation of the form (令和8年4月1日), numbers as they are shown; empty for a picture.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match &self.content {
            Content::Words(words) => words.into(),
            Content::Day(day) => crate::wareki::format(*day).into(),
            Content::Number { shown, .. } => shown.into(),
            Content::Picture(_) => "".into(),
        }
    }
}

//! An assessment as the workbook that officers know: the official form with its answers in cells, for colleagues who write in Excel.
//! Follows the form definition by the page tree; a hidden sheet says which cell answers what. Reads no files.

mod book;
mod cell;
mod draw;
mod escape;
mod ink;
mod leaf;
mod lists;
mod marks;
mod note;
mod options;
mod origin;
mod paper;
mod pen;
mod plan;
mod selection;
mod tier;
mod value;

pub use book::{XlsxError, properties};
pub use draw::workbook;
pub use origin::{Origin, OriginError, Part, Place, SHEET};
pub use selection::{SelectionError, Wanted};

use crate::finding::Finding;
use crate::form::Item;

/// The note of a cell that says what to write there.
#[must_use]
pub fn guidance(item: &Item) -> String {
    note::guidance(item).join("\n")
}

/// Whether words stand on a workbook for who writes there, and are nobody's.
#[must_use]
pub fn is_instruction(words: &str) -> bool {
    draw::INSTRUCTIONS.contains(&words)
}

/// What stands below a cell for which the form has words of its own.
#[must_use]
pub fn printed_unless_written(fixed: &str) -> String {
    format!("（書かなければ「{fixed}」と印刷します）")
}

/// What a workbook shall have.
#[derive(Debug, Clone)]
pub struct Request<'f> {
    pub wanted: Wanted,
    /// What is to be marked in colours, each with a note: what a check tells of the assessment.
    pub findings: &'f [Finding],
}

/// Why no workbook was made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error(
        "{name} の記載は{length}文字あり、Excel の一つの欄に入る長さ（32,767文字）を超えています。記載を分けるか、短くしてください"
    )]
    TooLong { name: String, length: usize },
    #[error("記載の欄が{0}あり、一つの Excel には多すぎます（{most}まで）。--items で項目を選んでください", most = draw::MOST_ANSWERS)]
    TooMany(usize),
    #[error(transparent)]
    Excel(#[from] XlsxError),
}

impl SheetError {
    /// For `map_err`.
    fn excel(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Excel(error.into())
    }
}

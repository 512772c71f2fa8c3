//! Workbooks (xlsx, xlsm, xls, ods) as pieces: what can be seen on their sheets, cell by cell, text boxes and pictures where they lie;
//! all else is told. Judges a file by its bytes, not its name; knows no form and runs no macro.

mod address;
mod failure;
mod format;
mod kind;
mod limits;
mod ods;
mod package;
mod pictures;
mod raw;
mod seen;
mod xls;
mod xlsx;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use failure::BookError;
pub use kind::Kind;
pub use limits::MAX_BYTES;

use super::Document;
use raw::RawBook;

/// The sheet in which a workbook of ours keeps what it was made from.
pub const ORIGIN: &str = "hyoka";

/// The rows and columns that such a sheet has at most.
const MAX_ORIGIN: (usize, u32) = (200_000, 256);

/// Whether bytes are those of a workbook, one that is protected or of a kind that cannot be read too.
#[must_use]
pub fn is_book(bytes: &[u8]) -> bool {
    Kind::of(bytes).is_some()
}

/// Reads what a workbook shows. Each sheet that is not hidden is one [`Sheet`](super::Sheet) with one grid.
///
/// # Errors
/// [`BookError`] where the bytes are no workbook, cannot be read, or are more than is read of one.
pub fn read(bytes: &[u8]) -> Result<Document, BookError> {
    raw(bytes).map(seen::document)
}

/// The rows of our own sheet [`ORIGIN`] as text, cells that are missing as empty texts; `None` where the workbook has no such
/// sheet, or cannot be read.
#[must_use]
pub fn origin_rows(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let book = raw(bytes).ok()?;
    let sheet = book.sheets.into_iter().find(|sheet| sheet.name == ORIGIN)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in sheet.cells {
        let (row, column) = (cell.row as usize, cell.column as usize);
        if row >= MAX_ORIGIN.0 || cell.column >= MAX_ORIGIN.1 {
            return None;
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let of_row = &mut rows[row];
        if of_row.len() <= column {
            of_row.resize(column + 1, String::new());
        }
        of_row[column] = cell.said.words();
    }
    Some(rows)
}

/// Reads all sheets. What a reader did not foresee ends as an error, not as the end of the program.
fn raw(bytes: &[u8]) -> Result<RawBook, BookError> {
    if bytes.is_empty() {
        return Err(BookError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(BookError::TooLarge);
    }
    let read = || match Kind::of(bytes) {
        Some(Kind::Xlsx) => xlsx::read(bytes),
        Some(Kind::Xlsb) => Err(BookError::Binary),
        Some(Kind::Protected) => Err(BookError::Protected),
        Some(Kind::Ods) => ods::read(bytes),
        Some(Kind::Xls) => xls::read(bytes),
        None => Err(kind::refused(bytes)),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(BookError::Unforeseen))
}

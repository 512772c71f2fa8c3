//! What is read of a workbook at most. Each number is far above any assessment and keeps time and memory bounded.

use super::BookError;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 40 * 1024 * 1024;
/// Entries of the package.
pub(super) const MAX_PARTS: usize = 10_000;
/// What all parts that are read unpack to, in bytes. A sheet of 1,048,576 formatted rows without a word is a quarter of it.
pub(super) const MAX_UNPACKED: u64 = 400 * 1024 * 1024;
/// A part that is held as a whole: settings, styles, drawings, notes; not a sheet, of which only cells are held.
pub(super) const MAX_HELD: u64 = 8 * 1024 * 1024;
/// Elements, texts and attributes of a part that is held.
pub(super) const MAX_NODES: u32 = 400_000;
/// A part of more than this many bytes may be at most [`MAX_RATIO`] times as large as what it is packed in. Sheets of Excel and
/// LibreOffice come to 60 at most.
pub(super) const RATIO_FROM: u64 = 1024 * 1024;
pub(super) const MAX_RATIO: u64 = 250;
pub(super) const MAX_SHEETS: usize = 1_000;
/// Cells with a value, over all sheets.
pub(super) const MAX_CELLS: usize = 2_000_000;
/// Merged areas of one sheet.
pub(super) const MAX_MERGES: usize = 200_000;
/// Pictures and shapes, over all sheets.
pub(super) const MAX_PICTURES: usize = 10_000;
/// Different texts of a workbook.
pub(super) const MAX_STRINGS: usize = 2_000_000;
/// The words of all cells, in bytes: a text that is kept once may stand in every cell.
pub(super) const MAX_TEXT: usize = 64 * 1024 * 1024;
/// The bytes of all pictures.
pub(super) const MAX_PICTURED: u64 = 80 * 1024 * 1024;

/// What may still be read of a workbook.
#[derive(Debug)]
pub(super) struct Allowance {
    cells: usize,
    text: usize,
    pictures: usize,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self {
            cells: MAX_CELLS,
            text: MAX_TEXT,
            pictures: MAX_PICTURES,
        }
    }

    /// Takes a cell with words of so many bytes.
    pub(super) fn cell(&mut self, bytes: usize) -> Result<(), BookError> {
        self.cells = self.cells.checked_sub(1).ok_or(BookError::TooManyCells)?;
        self.text(bytes)
    }

    /// Takes so many bytes of words.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), BookError> {
        self.text = self.text.checked_sub(bytes).ok_or(BookError::TooMuchText)?;
        Ok(())
    }

    /// Takes a picture or a shape.
    pub(super) fn picture(&mut self) -> Result<(), BookError> {
        self.pictures = self.pictures.checked_sub(1).ok_or(BookError::TooManyPictures)?;
        Ok(())
    }
}

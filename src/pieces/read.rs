//! Which reader a file needs, by what is in it.

use super::book::{self, BookError};
use super::{Document, text};
use crate::source::kind::Kind;

/// The largest file that is looked at, in bytes.
pub const MAX_BYTES: usize = book::MAX_BYTES;

/// Why a file could not be read, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Book(#[from] BookError),
    #[error("ファイルが大きすぎます（上限は{}MB）。評価書のファイルか確かめてください", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("文章が長すぎます（上限は{}MB）。評価書のファイルか確かめてください", text::MAX_BYTES / 1024 / 1024)]
    TextTooLarge,
    /// Only what `hyoka publish` attaches to a PDF can be taken out of it.
    #[error(
        "hyoka で作った PDF ではないので、紙面の文字は読めません。Excel のファイルか、PDF から文字を写した文章のファイル（.txt）を指定してください"
    )]
    Pdf,
    /// Something else.
    #[error("{0}なので読めません。Excel、OpenDocument、文章、ウェブページのファイルを指定してください")]
    Other(&'static str),
}

/// Reads a file of any kind that is known.
///
/// # Errors
/// [`ReadError`] for what is none of them, is protected, broken or too large.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if book::is_book(bytes) {
        return Ok(book::read(bytes)?);
    }
    match Kind::of(bytes) {
        Some(Kind::Pdf) => Err(ReadError::Pdf),
        Some(Kind::Page) | None if bytes.len() > text::MAX_BYTES => Err(ReadError::TextTooLarge),
        Some(Kind::Page) | None if bytes.contains(&0) => Err(ReadError::Other("文章ではないファイル")),
        Some(Kind::Page) | None => Ok(text::read(bytes)),
        Some(kind @ (Kind::Zip | Kind::OldOffice | Kind::Gzip | Kind::Picture)) => Err(ReadError::Other(kind.name())),
    }
}

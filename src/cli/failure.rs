//! Why a verb could not do its work at all, in Japanese.

use crate::body;
use crate::change::ChangeError;
use crate::record::RecordError;

/// Whatever the making of a page or a table says.
type Error = Box<dyn std::error::Error + Send + Sync>;

/// Why a verb could not do its work at all.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked for cannot be meant.
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Body(#[from] body::Failure),
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error("{0} は評価書として読めません。hyoka check {0} で確かめてください")]
    NoAssessment(String),
    #[error("読めない評価書があるため、一覧を作りませんでした")]
    Unlisted,
    #[error("{0} か、その図を、確かめている間にほかのプログラムが書き換えました。もう一度試してください")]
    Unsealed(String),
    /// A page, a PDF or a table that could not be made.
    #[error("{0}")]
    Drawing(Error),
    #[cfg(feature = "pdf")]
    #[error("{name}: {error}")]
    DrawingOf { name: String, error: Error },
}

impl Failure {
    /// [`Failure::Drawing`] for `map_err`.
    pub fn drawing(error: impl Into<Error>) -> Self {
        Self::Drawing(error.into())
    }
}

//! Why a workbook cannot be read, in sentences that say what to do.

use super::limits::{MAX_BYTES, MAX_CELLS, MAX_MERGES, MAX_PARTS, MAX_PICTURES, MAX_SHEETS, MAX_TEXT, MAX_UNPACKED};

const MB: u64 = 1024 * 1024;

/// Why no document could be made of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    #[error("ファイルが空です（0バイト）。もう一度保存し直したものか、元のファイルを指定してください")]
    Empty,
    #[error(
        "ブックが大きすぎます（上限は{}MB）。要らないシートを除き、図を圧縮して、xlsx で保存し直してください",
        MAX_BYTES as u64 / MB
    )]
    TooLarge,
    /// What it is instead, as a sentence.
    #[error("Excel のブック（xlsx、xlsm、xls、ods）ではありません。中身は{0}")]
    NoBook(String),
    #[error(
        "ブックがパスワードで保護されているため読めません。Excel で開き、パスワードを外して保存したものを指定してください"
    )]
    Protected,
    #[error("Excel バイナリ ブック（xlsb）は読めません。Excel で開き、xlsx で保存し直してください")]
    Binary,
    #[error("Excel 95 より前の形式のブックは読めません。Excel で開き、xlsx で保存し直してください")]
    TooOld,
    /// The part that is broken or missing.
    #[error("ブックが壊れているため読めません（{0}）。Excel で開いて保存し直すか、元のファイルを確かめてください")]
    Broken(String),
    /// The name of the entry.
    #[error("ブックの中に、外を指す名前（{0}）のファイルが入っています。Excel が作ったものではないため読みません")]
    LeavesFolder(String),
    #[error("ブックの中のファイルが多すぎるため読めません（上限は{MAX_PARTS}個）。Excel が作ったものではないようです")]
    TooManyParts,
    #[error(
        "ブックの中身を広げると大きすぎるため読めません（上限は{}MB）。Excel で開き、要らない行・列・シートを削除して保存し直してください",
        MAX_UNPACKED / MB
    )]
    TooMuch,
    /// The part that unpacks to so much.
    #[error(
        "ブックの中の {0} が、不自然に小さく圧縮されています。広げると大きくなりすぎるおそれがあるため読みません。Excel で開いて保存し直してください"
    )]
    Bomb(String),
    #[error("シートが多すぎるため読めません（上限は{MAX_SHEETS}枚）。評価書のブックではないようです")]
    TooManySheets,
    #[error("記入されたセルが多すぎるため読めません（上限は{}万個）。評価書のブックではないようです", MAX_CELLS / 10_000)]
    TooManyCells,
    #[error("結合されたセルが多すぎるため読めません（上限は{}万個）。評価書のブックではないようです", MAX_MERGES / 10_000)]
    TooManyMerges,
    #[error("図や図形が多すぎるため読めません（上限は{MAX_PICTURES}個）。評価書のブックではないようです")]
    TooManyPictures,
    #[error("文章が長すぎるため読めません（上限は合わせて{}MB）。評価書のブックではないようです", MAX_TEXT as u64 / MB)]
    TooMuchText,
    #[error("ブックを読む途中で、hyoka が扱えないデータに当たりました。Excel で開き、xlsx で保存し直してください")]
    Unforeseen,
}

//! What every workbook of this program has alike: a fixed time, so that the same input gives the same bytes, its properties, and
//! what Excel refuses in our words.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError as Cause};

/// Why no workbook was made: more rows or longer texts than Excel holds.
#[derive(Debug, thiserror::Error)]
#[error("Excel のファイルを作れませんでした: {0}")]
pub struct XlsxError(String);

impl From<Cause> for XlsxError {
    #[allow(clippy::wildcard_enum_match_arm)] // The workbook's own words for what cannot happen here.
    fn from(cause: Cause) -> Self {
        Self(match cause {
            Cause::MaxStringLengthExceeded => "一つの欄に入る長さ（32,767文字）を超えています".to_owned(),
            Cause::RowColumnLimitError => "行が多すぎます".to_owned(),
            other => other.to_string(),
        })
    }
}

/// A day as Excel counts it; `None` for one that it does not know.
pub(super) fn day(date: Date) -> Option<ExcelDateTime> {
    // Excel thinks that 1900 was a leap year.
    let year = u16::try_from(date.year())
        .ok()
        .filter(|year| (1901..=9999).contains(year))?;
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day())).ok()
}

/// Title, author and the time that the workbook was made: the beginning of a day that the input tells.
///
/// # Errors
/// None that a day could cause.
pub fn properties(title: &str, author: &str, made: Date) -> Result<DocProperties, XlsxError> {
    let time = match day(made) {
        Some(time) => time,
        None => ExcelDateTime::from_ymd(1901, 1, 1)?,
    };
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(author)
        .set_creation_datetime(&time))
}

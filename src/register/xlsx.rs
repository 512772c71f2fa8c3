//! The list as an Excel workbook: the head, and a table that can be filtered. The same entries give the same bytes.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};

use super::{Entry, Head, columns};
pub use crate::sheet::XlsxError;
use crate::sheet::properties;
use crate::wareki;

/// Rows above the table.
const HEAD: u32 = 5;
/// Characters of Excel's width for a share of ours.
const WIDTH: f64 = 1.6;

/// The bytes of an `.xlsx` file.
///
/// # Errors
/// What does not fit into Excel's limits.
pub fn workbook(head: &Head, entries: &[Entry]) -> Result<Vec<u8>, XlsxError> {
    let form = columns();
    let mut book = Workbook::new();
    book.set_properties(&properties(&form.title, &head.body, head.day)?);
    let title = Format::new().set_bold().set_font_size(14);
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color("D9D9D9")
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let cell = Format::new()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    sheet.set_name("評価書の一覧")?;
    sheet.write_with_format(0, 0, &form.title, &title)?;
    sheet.write(1, 0, &form.note)?;
    sheet.write(2, 0, format!("評価実施機関名 {}", head.body))?;
    sheet.write(3, 0, format!("作成日 {}", wareki::format(head.day)))?;
    sheet.write(4, 0, format!("公表の区分 {}", head.audience()))?;
    for (number, column) in (0u16..).zip(&form.columns) {
        sheet.set_column_width(number, f64::from(column.width) * WIDTH)?;
        sheet.write_with_format(HEAD, number, &column.label, &header)?;
    }
    for (row, entry) in (HEAD + 1..).zip(entries) {
        for (column, text) in (0u16..).zip(&entry.cells) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    let last_column = u16::try_from(form.columns.len().saturating_sub(1)).unwrap_or(0);
    let last_row = HEAD + u32::try_from(entries.len()).unwrap_or(0);
    sheet.autofilter(HEAD, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_landscape().set_paper_size(9).set_repeat_rows(HEAD, HEAD)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(book.save_to_buffer()?)
}

//! Workbooks, one trap a test. Those that rust_xlsxwriter can make come from it; the others are put together from their parts.

mod formats;
mod hostile;
mod libreoffice;
mod made;
mod ods;
mod shapes;
mod xlsx;

use hyoka::pieces::{Content, Document, RemarkKind, book};

/// The document of a workbook that must read.
fn read(bytes: &[u8]) -> Document {
    book::read(bytes).expect("the workbook reads")
}

/// The words of each piece with its cell, such as `A1: 評価書番号`.
fn said(document: &Document) -> Vec<String> {
    let pieces = document.sheets.iter().flat_map(|sheet| &sheet.pieces);
    let words = pieces.map(|piece| {
        let text = match piece.content {
            Content::Picture(index) => format!("〔図{index}〕"),
            Content::Words(_) | Content::Day(_) | Content::Number { .. } => piece.text().into_owned(),
        };
        format!("{}: {text}", piece.place.cell.as_deref().unwrap_or_default())
    });
    words.collect()
}

/// The remarks of one kind with their cells.
fn told(document: &Document, kind: RemarkKind) -> Vec<String> {
    let remarks = document.remarks.iter().filter(|remark| remark.kind == kind);
    remarks
        .map(|remark| format!("{}: {}", remark.place, remark.words))
        .collect()
}

//! Workbooks of Excel 97 to 2003 (MS-XLS): the records that say what a sheet shows. Reads each record by its own length, and makes
//! no room for what a record claims.

mod bytes;
mod compound;
mod drawing;
mod globals;
mod sheet;

pub(super) use compound::{Compound, is_compound};

use super::BookError;
use super::limits::{Allowance, MAX_SHEETS};
use super::raw::{RawBook, RawSheet};
use bytes::{records, u16_at};
use globals::Globals;

/// The version of records of Excel 97 and later.
const BIFF8: u16 = 0x0600;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<RawBook, BookError> {
    let file = Compound::open(bytes)?;
    let Some(stream) = file.stream("Workbook") else {
        return Err(BookError::TooOld);
    };
    let first = records(&stream, 0).next();
    match first.as_ref().and_then(|record| u16_at(record.data(), 0)) {
        Some(BIFF8) => {}
        Some(_) => return Err(BookError::TooOld),
        None => return Err(BookError::Broken("Workbook".to_owned())),
    }
    let globals = Globals::read(&stream)?;
    if globals.sheets.len() > MAX_SHEETS {
        return Err(BookError::TooManySheets);
    }
    let mut allowance = Allowance::new();
    let mut book = RawBook::default();
    if file.has("_VBA_PROJECT_CUR") {
        let words = "このブックにはマクロが入っています。マクロは読まず、動かしてもいません".to_owned();
        book.others.push((String::new(), words));
    }
    for listed in &globals.sheets {
        if !listed.is_table {
            let words = "グラフやマクロのシートのため読めません".to_owned();
            book.others.push((listed.name.clone(), words));
            continue;
        }
        let mut raw = RawSheet {
            name: listed.name.clone(),
            is_hidden: listed.is_hidden,
            ..RawSheet::default()
        };
        sheet::read(&stream, listed.start, &globals, &mut allowance, &mut raw)?;
        book.sheets.push(raw);
    }
    if book.sheets.is_empty() && book.others.is_empty() {
        return Err(BookError::Broken("Workbook".to_owned()));
    }
    Ok(book)
}

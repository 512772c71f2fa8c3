//! Workbooks of OpenDocument (ISO/IEC 26300), as LibreOffice writes them.

mod cell;
mod drawing;
mod styles;
mod table;
mod text;

use super::BookError;
use super::limits::{Allowance, MAX_SHEETS};
use super::package::Package;
use super::pictures::Pictures;
use super::raw::{Drawn, RawBook};
use super::xml::Step;
use styles::Styles;

const CONTENT: &str = "content.xml";

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<RawBook, BookError> {
    // Pictures are named in the midst of the content, which is open then: they are taken out behind it.
    let mut pending = Vec::new();
    let mut book = content(&mut Package::open(bytes)?, &mut pending)?;
    let mut package = Package::open(bytes)?;
    let mut pictures = Pictures::default();
    for one in pending {
        let drawn: Drawn = pictures.drawn(&mut package, &one.part, one.alt)?;
        book.sheets[one.sheet].boxes[one.index].drawn = drawn;
    }
    if package.names("basic/").next().is_some() || package.names("scripts/").next().is_some() {
        let words = "このブックにはマクロが入っています。マクロは読まず、動かしてもいません".to_owned();
        book.others.push((String::new(), words));
    }
    Ok(book)
}

/// A picture that is to be taken out of the package: of which box of which sheet.
struct Pending {
    sheet: usize,
    index: usize,
    part: String,
    alt: String,
}

fn content(package: &mut Package<'_>, pending: &mut Vec<Pending>) -> Result<RawBook, BookError> {
    let events = package.events(CONTENT)?;
    let mut events = events.ok_or_else(|| BookError::Broken(CONTENT.to_owned()))?;
    let mut allowance = Allowance::new();
    let mut styles = Styles::default();
    let mut book = RawBook::default();
    loop {
        let name = match events.next()? {
            Step::Open(tag) if tag.name() == "table" => {
                if book.sheets.len() >= MAX_SHEETS {
                    return Err(BookError::TooManySheets);
                }
                let (sheet, pictured) = table::read(&tag.into_owned(), &mut events, &styles, &mut allowance)?;
                let number = book.sheets.len();
                pending.extend(pictured.into_iter().map(|(index, part, alt)| Pending {
                    sheet: number,
                    index,
                    part,
                    alt,
                }));
                book.sheets.push(sheet);
                continue;
            }
            Step::Open(tag) => tag.name().to_owned(),
            Step::Close | Step::Text(_) => continue,
            Step::End => break,
        };
        match name.as_str() {
            "document-content" | "body" | "spreadsheet" => {}
            "automatic-styles" => styles.read(&mut events)?,
            _ => events.skip()?,
        }
    }
    if book.sheets.is_empty() {
        return Err(BookError::Broken(CONTENT.to_owned()));
    }
    Ok(book)
}

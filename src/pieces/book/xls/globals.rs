//! What all sheets share: their list, texts, number formats, the first day, pictures.

use std::collections::BTreeMap;

use super::super::BookError;
use super::super::format::{Epoch, Format, builtin};
use super::super::limits::{MAX_STRINGS, MAX_TEXT};
use super::super::raw::lines;
use super::bytes::{Record, Through, records, u16_at, u32_at};
use super::drawing::{Blip, blips};

/// What the first records of the stream say.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Listed>,
    pub(super) strings: Vec<String>,
    pub(super) epoch: Epoch,
    /// The pictures by their number, which counts from 1.
    pub(super) blips: Vec<Option<Blip>>,
    formats: Vec<Format>,
    of_style: Vec<usize>,
    usual: Format,
}

/// A sheet as the list names it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) start: usize,
    pub(super) is_hidden: bool,
    /// It is a worksheet.
    pub(super) is_table: bool,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, BookError> {
        let mut globals = Self::default();
        let mut codes: BTreeMap<u16, String> = BTreeMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut drawn: Vec<u8> = Vec::new();
        for record in records(stream, 0) {
            let data = record.data();
            match record.kind {
                // FilePass
                0x2F => return Err(BookError::Protected),
                // DateMode
                0x22 if u16_at(data, 0) == Some(1) => globals.epoch = Epoch::From1904,
                // BoundSheet8
                0x85 => globals.sheets.extend(listed(&record)),
                // Format
                0x041E => {
                    if let (Some(id), Some(code)) = (u16_at(data, 0), Through::new(&record.parts, 2).text()) {
                        codes.insert(id, code);
                    }
                }
                // XF
                0xE0 => styles.push(u16_at(data, 2).unwrap_or_default()),
                // SST
                0xFC => globals.strings = strings(&record)?,
                // MsoDrawingGroup
                0xEB => record.parts.iter().for_each(|part| drawn.extend_from_slice(part)),
                // EOF
                0x0A => break,
                _ => {}
            }
        }
        globals.blips = blips(&drawn);
        let mut known: BTreeMap<u16, usize> = BTreeMap::new();
        for id in styles {
            let format = *known.entry(id).or_insert_with(|| {
                let code = codes.get(&id).map(String::as_str).or_else(|| builtin(u32::from(id)));
                globals.formats.push(Format::new(code.unwrap_or("General")));
                globals.formats.len() - 1
            });
            globals.of_style.push(format);
        }
        Ok(globals)
    }

    /// The format of a style.
    pub(super) fn format(&self, style: u16) -> &Format {
        let format = self
            .of_style
            .get(usize::from(style))
            .and_then(|format| self.formats.get(*format));
        format.unwrap_or(&self.usual)
    }
}

fn listed(record: &Record<'_>) -> Option<Listed> {
    let data = record.data();
    let count = usize::from(*data.get(6)?);
    Some(Listed {
        name: Through::new(&record.parts, 7).letters(count)?,
        start: u32_at(data, 0)? as usize,
        is_hidden: data.get(4)? & 3 != 0,
        is_table: *data.get(5)? == 0,
    })
}

fn strings(record: &Record<'_>) -> Result<Vec<String>, BookError> {
    let mut through = Through::new(&record.parts, 8);
    let (mut strings, mut bytes) = (Vec::new(), 0);
    while let Some(text) = through.text() {
        bytes += text.len();
        if strings.len() >= MAX_STRINGS || bytes > MAX_TEXT {
            return Err(BookError::TooMuchText);
        }
        strings.push(lines(text));
    }
    Ok(strings)
}

//! The records of a worksheet.

use std::collections::BTreeMap;

use super::super::BookError;
use super::super::limits::{Allowance, MAX_MERGES};
use super::super::raw::{Area, RawCell, RawSheet, Said, lines};
use super::bytes::{Record, Through, f64_at, records, u16_at, u32_at};
use super::drawing::{Object, put};
use super::globals::Globals;

/// Reads a worksheet from where its records begin.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    globals: &Globals,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let broken = || BookError::Broken(format!("シート「{}」", sheet.name));
    let mut all = records(stream, start);
    if all.next().is_none_or(|first| first.kind != BOF) {
        return Err(broken());
    }
    let mut reading = Reading {
        globals,
        allowance,
        sheet,
        pending: None,
        drawn: Vec::new(),
        objects: Vec::new(),
        notes: Vec::new(),
    };
    // Charts have records of their own within those of the sheet.
    let mut depth = 0_usize;
    for record in all {
        match record.kind {
            BOF => depth += 1,
            EOF if depth == 0 => break,
            EOF => depth -= 1,
            _ if depth > 0 => {}
            _ => reading.record(&record)?,
        }
    }
    reading.finish()
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x0A;

struct Reading<'r> {
    globals: &'r Globals,
    allowance: &'r mut Allowance,
    sheet: &'r mut RawSheet,
    /// The formula of which the words come in a record of their own.
    pending: Option<(u32, u32, u16)>,
    drawn: Vec<u8>,
    objects: Vec<Object>,
    /// Notes: row, column and the number of the object that has their words.
    notes: Vec<(u32, u32, u16)>,
}

impl Reading<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), BookError> {
        let data = record.data();
        match record.kind {
            // Row: its height, and whether it is hidden.
            0x0208 => {
                if let (Some(row), Some(height), Some(signs)) = (u16_at(data, 0), u16_at(data, 6), u16_at(data, 12))
                    && (signs & 0x20 != 0 || height == 0)
                {
                    self.sheet.hidden_rows.add(row.into(), row.into());
                }
            }
            // ColInfo
            0x7D => {
                if let (Some(first), Some(last), Some(width), Some(signs)) =
                    (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 8))
                    && (signs & 1 != 0 || width == 0)
                    && first <= last
                {
                    self.sheet.hidden_columns.add(first.into(), last.into());
                }
            }
            // MergeCells
            0xE5 => return self.merges(data),
            // Note
            0x1C => {
                if let (Some(row), Some(column), Some(object)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 6)) {
                    self.notes.push((row.into(), column.into(), object));
                }
            }
            // MsoDrawing
            0xEC => record.parts.iter().for_each(|part| self.drawn.extend_from_slice(part)),
            // Obj
            0x5D => {
                self.allowance.picture()?;
                self.objects.push(Object::new(data));
            }
            // TxO: the words follow it.
            0x01B6 => {
                let count = u16_at(data, 10).unwrap_or_default();
                let words = record.parts.get(1..).filter(|_| count > 0);
                let words = words.and_then(|parts| Through::new(parts, 0).letters(count.into()));
                if let (Some(words), Some(object)) = (words, self.objects.last_mut()) {
                    self.allowance.text(words.len())?;
                    object.words = lines(words);
                }
            }
            _ => return self.cells(record),
        }
        Ok(())
    }

    /// Records of cells.
    fn cells(&mut self, record: &Record<'_>) -> Result<(), BookError> {
        let data = record.data();
        let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
            return Ok(());
        };
        let at = (u32::from(row), u32::from(column), style);
        match record.kind {
            // LabelSst
            0xFD => {
                let index = u32_at(data, 6).unwrap_or(u32::MAX);
                match self.globals.strings.get(index as usize) {
                    Some(text) => self.words(at, text.clone(), false),
                    None => self.put(at, Said::NoValue(String::new()), None, false),
                }
            }
            // Label, RString
            0x0204 | 0xD6 => {
                let text = Through::new(&record.parts, 6).text();
                text.map_or(Ok(()), |text| self.words(at, lines(text), false))
            }
            // Number
            0x0203 => f64_at(data, 6).map_or(Ok(()), |value| self.number(at, value, false)),
            // RK
            0x027E => u32_at(data, 6).map_or(Ok(()), |packed| self.number(at, unpacked(packed), false)),
            // MulRk
            0xBD => {
                let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (more, pair) in pairs.chunks_exact(6).enumerate() {
                    let column = at.1 + u32::try_from(more).unwrap_or_default();
                    if let (Some(style), Some(packed)) = (u16_at(pair, 0), u32_at(pair, 2)) {
                        self.number((at.0, column, style), unpacked(packed), false)?;
                    }
                }
                Ok(())
            }
            // BoolErr
            0x0205 => match (data.get(6), data.get(7)) {
                (Some(code), Some(1)) => self.put(at, Said::NoValue(fault(*code).to_owned()), None, false),
                (Some(value), _) => self.boolean(at, *value, false),
                (None, _) => Ok(()),
            },
            // Formula
            0x06 => self.formula(at, data),
            // String: the words of the formula before it.
            0x0207 => {
                let Some(at) = self.pending.take() else {
                    return Ok(());
                };
                let text = Through::new(&record.parts, 0).text().unwrap_or_default();
                self.words(at, lines(text), true)
            }
            _ => Ok(()),
        }
    }

    /// The last value of a formula.
    fn formula(&mut self, at: (u32, u32, u16), data: &[u8]) -> Result<(), BookError> {
        self.pending = None;
        let Some(value) = data.get(6..14) else {
            return Ok(());
        };
        if value[6..] != [0xFF, 0xFF] {
            return f64_at(data, 6).map_or(Ok(()), |value| self.number(at, value, true));
        }
        match value[0] {
            0 => {
                self.pending = Some(at);
                Ok(())
            }
            1 => self.boolean(at, value[2], true),
            2 => self.put(at, Said::NoValue(fault(value[2]).to_owned()), None, true),
            // An empty text.
            _ => Ok(()),
        }
    }

    fn boolean(&mut self, at: (u32, u32, u16), value: u8, is_formula: bool) -> Result<(), BookError> {
        let words = if value == 0 { "FALSE" } else { "TRUE" };
        self.words(at, words.to_owned(), is_formula)
    }

    fn words(&mut self, at: (u32, u32, u16), text: String, is_formula: bool) -> Result<(), BookError> {
        if text.is_empty() {
            return Ok(());
        }
        let conceals = self.globals.format(at.2).conceals_words();
        let said = if conceals {
            Said::Concealed(text)
        } else {
            Said::Words(text)
        };
        self.put(at, said, None, is_formula)
    }

    fn number(&mut self, at: (u32, u32, u16), value: f64, is_formula: bool) -> Result<(), BookError> {
        if !value.is_finite() {
            return self.put(at, Said::NoValue(value.to_string()), None, is_formula);
        }
        let meant = self.globals.format(at.2).meant(value, self.globals.epoch);
        self.put(at, meant.said, meant.doubt, is_formula)
    }

    fn put(
        &mut self,
        (row, column, _): (u32, u32, u16),
        said: Said,
        doubt: Option<&'static str>,
        is_formula: bool,
    ) -> Result<(), BookError> {
        self.allowance.cell(said.words().len())?;
        self.sheet.cells.push(RawCell {
            row,
            column,
            said,
            is_formula,
            doubt,
        });
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), BookError> {
        let count = u16_at(data, 0).unwrap_or_default();
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8).take(count.into());
        for area in areas {
            let at = |at| u16_at(area, at).map_or(0, u32::from);
            let area = Area {
                top: at(0),
                bottom: at(2),
                left: at(4),
                right: at(6),
            };
            if self.sheet.merges.len() >= MAX_MERGES {
                return Err(BookError::TooManyMerges);
            }
            if area.top <= area.bottom && area.left <= area.right {
                self.sheet.merges.push(area);
            }
        }
        Ok(())
    }

    /// Puts notes and shapes where they belong.
    fn finish(self) -> Result<(), BookError> {
        let words: BTreeMap<u16, &str> = self
            .objects
            .iter()
            .map(|object| (object.id, object.words.as_str()))
            .collect();
        for (row, column, object) in self.notes {
            let words = words.get(&object).copied().unwrap_or_default();
            self.sheet.notes.push((row, column, words.trim().to_owned()));
        }
        put(
            &self.drawn,
            &self.objects,
            &self.globals.blips,
            self.allowance,
            self.sheet,
        )
    }
}

/// A number that is packed into 30 bits.
fn unpacked(packed: u32) -> f64 {
    let value = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

fn fault(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#エラー",
    }
}

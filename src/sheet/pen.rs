//! Writes the cells of one worksheet, and notes which of them are there to be written in. Knows no form.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::{Image, Note, ObjectMovement, Worksheet};

use super::book::day;
use super::cell::Drawing;
use super::ink::{self, Frame};
use super::lists::{Lists, column};
use super::note;
use super::origin::Place;
use super::paper::{Paper, letters, lines_high};
use super::tier::{Answer, Cell, Ink, Tier, Words, Written, lowered};
use super::{SheetError, marks::Marks};
use crate::figure::{Format as PictureFormat, Picture};

/// The highest picture, in pixels: a standing page.
const HIGHEST: f64 = 860.0;
/// White space around a picture, in pixels.
const AROUND: f64 = 6.0;
/// Points in a pixel.
const POINTS: f64 = 0.75;
/// The largest whole number that Excel keeps exactly.
const EXACT: u64 = 1 << 53;

/// What all worksheets of a workbook share.
pub(super) struct Shared<'s> {
    pub lists: Lists,
    pub cells: Vec<Place>,
    pub marks: &'s Marks<'s>,
    pub pictures: &'s BTreeMap<String, Picture>,
    /// What an item asks, by the path of its answer.
    pub notes: &'s HashMap<String, Vec<String>>,
    /// The form's name of the answer at a path.
    pub names: &'s dyn Fn(&str) -> String,
}

/// Writes one worksheet from the top down.
pub(super) struct Pen<'p, 's> {
    pub sheet: &'p mut Worksheet,
    pub name: String,
    pub paper: &'p Paper,
    /// The row that comes next.
    pub row: u32,
    pub shared: &'p mut Shared<'s>,
}

impl Pen<'_, '_> {
    /// Writes rows whose cells stand from one column to another, with a frame around them all.
    pub fn framed(&mut self, tiers: Vec<Tier>, first: u16, last: u16) -> Result<(), SheetError> {
        let tiers = lowered(self.with_pictures(tiers));
        let count = tiers.len();
        let top = self.row;
        let mut taken = vec![Vec::new(); count];
        for (at, tier) in tiers.iter().enumerate() {
            self.sheet
                .set_row_height(self.row, tier.height)
                .map_err(SheetError::excel)?;
            for cell in &tier.cells {
                let end = at + usize::try_from(cell.rows).unwrap_or(1);
                let frame = Frame {
                    left: cell.first == first,
                    right: cell.last == last,
                    top: at == 0,
                    bottom: end >= count,
                };
                for row in taken.iter_mut().take(end).skip(at) {
                    row.push((cell.first, cell.last));
                }
                self.cell(cell, frame)?;
            }
            self.row += 1;
        }
        for (at, taken) in (0..).zip(taken) {
            let free = (first..=last).filter(|column| !taken.iter().any(|(from, to)| (from..=to).contains(&column)));
            for column in free {
                let frame = Frame {
                    left: column == first,
                    right: column == last,
                    top: at == 0,
                    bottom: at + 1 == count,
                };
                let row = top + u32::try_from(at).unwrap_or_default();
                self.sheet
                    .write_blank(row, column, &ink::blank(frame))
                    .map_err(SheetError::excel)?;
            }
        }
        Ok(())
    }

    /// Words over the whole width, without a frame.
    pub fn line(&mut self, text: &str, words: Words) -> Result<(), SheetError> {
        let last = self.paper.last();
        let tier = Drawing { paper: self.paper }.words(0, last, text, words);
        self.framed(vec![tier], 0, last)
    }

    /// A row of a table: each cell in a frame of its own.
    pub fn boxed(&mut self, tier: Tier) -> Result<(), SheetError> {
        let tiers = lowered(vec![tier]);
        for (tier, row) in tiers.iter().zip(self.row..) {
            self.sheet.set_row_height(row, tier.height).map_err(SheetError::excel)?;
        }
        for cell in tiers.iter().flat_map(|tier| &tier.cells) {
            self.cell(cell, Frame::WHOLE)?;
        }
        self.row += u32::try_from(tiers.len()).unwrap_or_default();
        Ok(())
    }

    /// Words of the form over some columns and over the rows from one on.
    pub fn label(
        &mut self,
        text: &str,
        words: Words,
        rows: (u32, u32),
        first: u16,
        last: u16,
    ) -> Result<(), SheetError> {
        let format = ink::words(words, Frame::WHOLE);
        self.put(rows, (first, last), &format)?;
        self.sheet
            .write_string_with_format(rows.0, first, text, &format)
            .map_err(SheetError::excel)?;
        Ok(())
    }

    /// Formats a cell, merged where it is several.
    fn put(
        &mut self,
        rows: (u32, u32),
        columns: (u16, u16),
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), SheetError> {
        if rows.0 == rows.1 && columns.0 == columns.1 {
            self.sheet.write_blank(rows.0, columns.0, format)
        } else {
            self.sheet.merge_range(rows.0, columns.0, rows.1, columns.1, "", format)
        }
        .map_err(SheetError::excel)?;
        Ok(())
    }

    fn cell(&mut self, cell: &Cell, frame: Frame) -> Result<(), SheetError> {
        let rows = (self.row, self.row + cell.rows.saturating_sub(1));
        let columns = (cell.first, cell.last);
        match &cell.ink {
            Ink::Words(text, words) => {
                let format = ink::words(*words, frame);
                self.put(rows, columns, &format)?;
                let written = self.sheet.write_string_with_format(rows.0, cell.first, text, &format);
                written.map_err(SheetError::excel)?;
            }
            Ink::Answer(answer) => self.answer(answer, rows, columns, frame)?,
            Ink::Picture { file, alt, width } => {
                let format = ink::words(Words::Beside, frame);
                self.put(rows, columns, &format)?;
                if let Some((image, _)) = self.image(file, *width) {
                    let image = image
                        .set_alt_text(alt)
                        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
                    let inserted = self.sheet.insert_image_with_offset(rows.0, cell.first, &image, 3, 3);
                    inserted.map_err(SheetError::excel)?;
                } else {
                    let text = self.unseen(file);
                    let written = self.sheet.write_string_with_format(rows.0, cell.first, text, &format);
                    written.map_err(SheetError::excel)?;
                }
            }
        }
        Ok(())
    }

    /// A cell to be written in, with its list, its note and its colour.
    fn answer(
        &mut self,
        answer: &Answer,
        rows: (u32, u32),
        columns: (u16, u16),
        frame: Frame,
    ) -> Result<(), SheetError> {
        let shared = &mut *self.shared;
        let is_first = shared.cells.last().is_none_or(|last| last.path != answer.path);
        let found = if is_first { shared.marks.at(&answer.path) } else { &[] };
        let gravest = found.iter().map(|finding| finding.severity).max();
        let format = ink::answer(answer, frame, gravest.map(note::colour));
        shared.cells.push(Place {
            sheet: self.name.clone(),
            cell: format!("{}{}", column(usize::from(columns.0)), rows.0 + 1),
            path: answer.path.clone(),
            part: answer.part.clone(),
        });
        let mut lines = note::found(found);
        if is_first {
            lines.extend(shared.notes.get(&answer.path).into_iter().flatten().cloned());
        }
        let rule = (!answer.options.is_empty()).then(|| shared.lists.rule(&answer.options));
        self.put(rows, columns, &format)?;
        self.value(&answer.value, &answer.path, rows.0, columns.0, &format)?;
        if let Some(rule) = rule {
            let added = self
                .sheet
                .add_data_validation(rows.0, columns.0, rows.0, columns.0, &rule?);
            added.map_err(SheetError::excel)?;
        }
        if !lines.is_empty() {
            self.sheet
                .insert_note(rows.0, columns.0, &note_of(&lines))
                .map_err(SheetError::excel)?;
        }
        Ok(())
    }

    fn value(
        &mut self,
        value: &Written,
        path: &str,
        row: u32,
        column: u16,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), SheetError> {
        let text = match value {
            Written::Nothing => return Ok(()),
            Written::Text(text) => text.clone(),
            Written::Date(date) => match day(*date) {
                Some(day) => {
                    let written = self.sheet.write_datetime_with_format(row, column, day, format);
                    return written.map(drop).map_err(SheetError::excel);
                }
                None => crate::wareki::format(*date),
            },
            #[allow(clippy::cast_precision_loss)] // Exact below this.
            Written::Number(number) if *number <= EXACT => {
                let written = self.sheet.write_number_with_format(row, column, *number as f64, format);
                return written.map(drop).map_err(SheetError::excel);
            }
            Written::Number(number) => number.to_string(),
        };
        let length = text.encode_utf16().count();
        if length > MOST {
            let name = (self.shared.names)(path);
            return Err(SheetError::TooLong { name, length });
        }
        self.sheet
            .write_string_with_format(row, column, text, format)
            .map_err(SheetError::excel)?;
        Ok(())
    }

    /// Rows of pictures get the height of theirs.
    fn with_pictures(&self, mut tiers: Vec<Tier>) -> Vec<Tier> {
        for tier in &mut tiers {
            for cell in &tier.cells {
                if let Ink::Picture { file, width, .. } = &cell.ink {
                    tier.height = match self.image(file, *width) {
                        Some((_, high)) => (high + 2.0 * AROUND) * POINTS,
                        None => lines_high(2, ink_size()),
                    };
                }
            }
        }
        tiers
    }

    /// The picture of a file in a room of this many pixels, and its height; pixels are not blown up.
    fn image(&self, file: &str, width: f64) -> Option<(Image, f64)> {
        let picture = self.shared.pictures.get(file)?;
        match picture.format {
            PictureFormat::Png | PictureFormat::Jpeg => {}
            PictureFormat::Svg => return None,
        }
        let image = Image::new_from_buffer(&picture.bytes).ok()?;
        let (wide, high) = (image.width(), image.height());
        if wide < 1.0 || high < 1.0 {
            return None;
        }
        let scale = ((width - 2.0 * AROUND) / wide).min(HIGHEST / high).min(1.0);
        let image = image.set_scale_to_size(wide * scale, high * scale, true);
        Some((image, high * scale))
    }

    fn unseen(&self, file: &str) -> String {
        match self.shared.pictures.get(file) {
            Some(_) => {
                format!("図「{file}」は、Excel に載らない種類（SVG）の図です。図は、公表用の PDF と HTML に載ります。")
            }
            None => format!("図「{file}」を読めませんでした。"),
        }
    }
}

/// The most letters (UTF-16) of a cell.
const MOST: usize = 32_767;

fn ink_size() -> f64 {
    Words::Beside.size()
}

/// A note as wide as its lines need, and high enough for them.
fn note_of(lines: &[String]) -> Note {
    const WIDE: usize = 46;
    let rows: usize = lines.iter().map(|line| letters(line).div_ceil(WIDE - 2).max(1)).sum();
    let height = u32::try_from(rows * 17 + 16).unwrap_or(u32::MAX).min(900);
    Note::new(lines.join("\n"))
        .add_author_prefix(false)
        .set_font_name("ＭＳ ゴシック")
        .set_font_size(9)
        .set_width(u32::try_from(WIDE * 6 + 20).unwrap_or(300))
        .set_height(height)
}

//! What of a workbook can be seen becomes its document; what cannot is told. Knows no kind of file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::ORIGIN;
use super::limits::MAX_PICTURED;
use super::raw::{Area, Drawn, RawBook, RawBox, RawCell, RawSheet, Said, Spans};
use crate::pieces::{Cell, Content, Document, Picture, Piece, Place, Remark, RemarkKind, Sheet};

/// Makes a document of a workbook.
pub(super) fn document(book: RawBook) -> Document {
    let mut seen = Seen::default();
    for (sheet, words) in book.others {
        seen.remark(RemarkKind::Other, of_sheet(&sheet), words);
    }
    for sheet in book.sheets {
        seen.sheet(sheet);
    }
    seen.document
}

fn of_sheet(name: &str) -> Place {
    Place {
        sheet: name.to_owned(),
        ..Place::default()
    }
}

/// The bytes of a picture and its index.
type Known = (Arc<[u8]>, usize);

#[derive(Default)]
struct Seen {
    document: Document,
    /// The index of each picture by where its bytes lie, which are kept so that nothing else comes to lie there: a logo on each
    /// sheet is one picture.
    known: HashMap<(*const u8, String), Known>,
    /// The bytes of all pictures.
    pictured: u64,
}

impl Seen {
    fn remark(&mut self, kind: RemarkKind, place: Place, words: String) {
        self.document.remarks.push(Remark { kind, place, words });
    }

    fn sheet(&mut self, mut raw: RawSheet) {
        if raw.name == ORIGIN {
            if !raw.is_hidden {
                let words = "このシートは hyoka が控えに使うもので、評価書の中身ではないため読んでいません".to_owned();
                self.remark(RemarkKind::Other, of_sheet(&raw.name), words);
            }
            return;
        }
        raw.cells.sort_by_key(|cell| (cell.row, cell.column));
        for words in std::mem::take(&mut raw.others) {
            self.remark(RemarkKind::Other, of_sheet(&raw.name), words);
        }
        if raw.is_hidden {
            return self.hidden_sheet(&raw);
        }
        raw.hidden_rows.settle();
        raw.hidden_columns.settle();
        let mut sheet = Sheet {
            name: std::mem::take(&mut raw.name),
            pieces: Vec::new(),
        };
        let mut merges = Merges::new(std::mem::take(&mut raw.merges));
        for cell in std::mem::take(&mut raw.cells) {
            self.cell(cell, &mut merges, &raw, &mut sheet);
        }
        for (row, column, words) in std::mem::take(&mut raw.notes) {
            self.remark(RemarkKind::Comment, Place::cell(&sheet.name, row, column), words);
        }
        for one in std::mem::take(&mut raw.boxes) {
            self.drawn(one, &raw, &mut sheet);
        }
        // Stable, so that boxes come behind the cell that they begin in.
        sheet
            .pieces
            .sort_by_key(|piece| piece.cell.map(|cell| (cell.top, cell.left)));
        self.document.sheets.push(sheet);
    }

    /// Tells all words of a hidden sheet, a line for each row.
    fn hidden_sheet(&mut self, raw: &RawSheet) {
        let mut words = String::new();
        let mut row = None;
        for cell in &raw.cells {
            match row {
                None => {}
                Some(row) if row == cell.row => words.push('\t'),
                Some(_) => words.push('\n'),
            }
            row = Some(cell.row);
            words.push_str(&cell.said.words());
        }
        for one in &raw.boxes {
            if let Drawn::Words(said) = &one.drawn {
                words.push_str(if words.is_empty() { "" } else { "\n" });
                words.push_str(said);
            }
        }
        self.remark(RemarkKind::Hidden, of_sheet(&raw.name), words);
    }

    fn cell(&mut self, raw: RawCell, merges: &mut Merges, rules: &RawSheet, sheet: &mut Sheet) {
        let place = Place::cell(&sheet.name, raw.row, raw.column);
        let area = merges.at(raw.row, raw.column);
        let told = |kind| Some((kind, raw.said.words()));
        let area = match area {
            Some(area) if (area.top, area.left) != (raw.row, raw.column) => {
                let words = raw.said.words();
                if !words.is_empty() {
                    self.remark(RemarkKind::Covered, place, words);
                }
                return;
            }
            Some(area) => area,
            None => Area::one(raw.row, raw.column),
        };
        let unread = if is_hidden(&area, rules) {
            told(RemarkKind::Hidden)
        } else {
            match &raw.said {
                Said::Concealed(_) => told(RemarkKind::Hidden),
                Said::NoValue(_) => told(RemarkKind::NoValue),
                Said::Pictured => Some((RemarkKind::Picture, "セルの中に置かれた画像".to_owned())),
                Said::Words(_) | Said::Day(_) | Said::Number { .. } => None,
            }
        };
        if let Some((kind, words)) = unread {
            return self.remark(kind, place, words);
        }
        if raw.is_formula {
            self.remark(RemarkKind::Formula, place.clone(), raw.said.words());
        }
        if let Some(doubt) = raw.doubt {
            let words = format!("{}（{doubt}）", raw.said.words());
            self.remark(RemarkKind::Other, place.clone(), words);
        }
        let content = match raw.said {
            Said::Words(words) => Content::Words(words),
            Said::Day(day) => Content::Day(day),
            Said::Number { value, shown } => Content::Number { value, shown },
            Said::Concealed(_) | Said::NoValue(_) | Said::Pictured => return,
        };
        sheet.pieces.push(Piece {
            content,
            place,
            cell: Some(cell(&area)),
        });
    }

    fn drawn(&mut self, raw: RawBox, rules: &RawSheet, sheet: &mut Sheet) {
        let place = Place::cell(&sheet.name, raw.area.top, raw.area.left);
        let is_hidden = raw.is_hidden || is_hidden(&raw.area, rules);
        let content = match raw.drawn {
            Drawn::Words(words) if is_hidden => return self.remark(RemarkKind::Hidden, place, words),
            Drawn::Picture { alt, .. } if is_hidden => {
                return self.remark(RemarkKind::Hidden, place, described("隠された画像", &alt));
            }
            Drawn::Unshown(words) if is_hidden => return self.remark(RemarkKind::Hidden, place, words),
            Drawn::Unshown(words) => return self.remark(RemarkKind::Picture, place, words),
            Drawn::Words(words) => {
                self.remark(RemarkKind::Box, place.clone(), words.clone());
                Content::Words(words)
            }
            Drawn::Picture { bytes, alt } => {
                let Some(index) = self.picture(&bytes, &alt) else {
                    let words = described("図が合わせて大きすぎるため取り出せなかった画像", &alt);
                    return self.remark(RemarkKind::Picture, place, words);
                };
                Content::Picture(index)
            }
        };
        sheet.pieces.push(Piece {
            content,
            place,
            cell: Some(cell(&raw.area)),
        });
    }

    /// The index of a picture; `None` where there are too many.
    fn picture(&mut self, bytes: &Arc<[u8]>, alt: &str) -> Option<usize> {
        let key = (bytes.as_ptr(), alt.to_owned());
        if let Some((_, index)) = self.known.get(&key) {
            return Some(*index);
        }
        self.pictured += bytes.len() as u64;
        if self.pictured > MAX_PICTURED {
            return None;
        }
        let index = self.document.pictures.len();
        self.document.pictures.push(Picture {
            bytes: bytes.to_vec(),
            alt: alt.to_owned(),
        });
        self.known.insert(key, (Arc::clone(bytes), index));
        Some(index)
    }
}

/// A name of something, with what the file says of it.
pub(super) fn described(what: &str, alt: &str) -> String {
    if alt.is_empty() {
        return what.to_owned();
    }
    format!("{what}「{alt}」")
}

fn cell(area: &Area) -> Cell {
    Cell {
        grid: 0,
        top: area.top,
        left: area.left,
        rows: area.bottom.saturating_sub(area.top).saturating_add(1),
        columns: area.right.saturating_sub(area.left).saturating_add(1),
    }
}

/// Whether nothing of an area can be seen: all its rows or all its columns are hidden.
fn is_hidden(area: &Area, rules: &RawSheet) -> bool {
    let covers = |spans: &Spans, first, last| spans.cover(first, last);
    covers(&rules.hidden_rows, area.top, area.bottom) || covers(&rules.hidden_columns, area.left, area.right)
}

/// The merged areas of a sheet, asked for row by row. Where two overlap, which no program writes, the upper one counts.
struct Merges {
    /// Those not yet reached, the next one last.
    ahead: Vec<Area>,
    /// Those reached, by their first column.
    open: BTreeMap<u32, Area>,
}

impl Merges {
    fn new(mut areas: Vec<Area>) -> Self {
        areas.sort_by_key(|area| std::cmp::Reverse((area.top, area.left)));
        Self {
            ahead: areas,
            open: BTreeMap::new(),
        }
    }

    /// The area that a cell lies in. Rows must be asked for in their order.
    fn at(&mut self, row: u32, column: u32) -> Option<Area> {
        while let Some(area) = self.ahead.pop_if(|area| area.top <= row) {
            let is_taken = self.open.get(&area.left).is_some_and(|open| open.bottom >= area.top);
            if area.bottom >= row && !is_taken {
                self.open.insert(area.left, area);
            }
        }
        loop {
            let (left, area) = self
                .open
                .range(..=column)
                .next_back()
                .map(|(left, area)| (*left, *area))?;
            if area.bottom >= row {
                return (area.right >= column).then_some(area);
            }
            self.open.remove(&left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_in_its_merged_area() {
        let area = |top, left, bottom, right| Area {
            top,
            left,
            bottom,
            right,
        };
        let mut merges = Merges::new(vec![
            area(5, 0, 5, 9),
            area(0, 0, 4, 0),
            area(1, 2, 2, 3),
            area(3, 2, 3, 3),
        ]);
        let left = |found: Option<Area>| found.map(|area| (area.top, area.left));
        assert_eq!(left(merges.at(0, 0)), Some((0, 0)));
        assert_eq!(left(merges.at(1, 3)), Some((1, 2)));
        assert_eq!(left(merges.at(2, 1)), None);
        assert_eq!(left(merges.at(2, 2)), Some((1, 2)));
        assert_eq!(left(merges.at(3, 3)), Some((3, 2)));
        assert_eq!(left(merges.at(4, 3)), None);
        assert_eq!(left(merges.at(4, 0)), Some((0, 0)));
        assert_eq!(left(merges.at(5, 7)), Some((5, 0)));
        assert_eq!(left(merges.at(6, 7)), None);
    }
}

//! The workbook for colleagues, read back by another program: what stands where, what can be changed, what it says of itself.

mod answers;
mod looks;
mod package;
mod requests;

use std::io::Cursor as Bytes;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use hyoka::answers::{Assessment, read};
use hyoka::finding::Finding;
use hyoka::form::builtin;
use hyoka::sheet::{Origin, Place, Request, SHEET, Wanted, workbook};

const NONE: &[Finding] = &[];

/// A workbook and what it says of itself.
struct Book {
    bytes: Vec<u8>,
    reader: Xlsx<Bytes<Vec<u8>>>,
    origin: Origin,
}

impl Book {
    fn of(assessment: &Assessment) -> Self {
        Self::with(assessment, Wanted::All, NONE)
    }

    fn with(assessment: &Assessment, wanted: Wanted, findings: &[Finding]) -> Self {
        Self::read(workbook(assessment, &Request { wanted, findings }).unwrap())
    }

    fn read(bytes: Vec<u8>) -> Self {
        let mut reader: Xlsx<_> = open_workbook_from_rs(Bytes::new(bytes.clone())).unwrap();
        let hidden = reader.worksheet_range(SHEET).unwrap();
        let rows: Vec<Vec<String>> = hidden
            .rows()
            .map(|row| row.iter().map(Data::to_string).collect())
            .collect();
        let origin = Origin::read(rows).unwrap();
        Self { bytes, reader, origin }
    }

    /// The cells of an answer.
    fn places(&self, path: &str) -> Vec<&Place> {
        self.origin.cells.iter().filter(|place| place.path == path).collect()
    }

    fn cell(&mut self, sheet: &str, cell: &str) -> Data {
        let range = self.reader.worksheet_range(sheet).unwrap();
        range.get_value(at(cell)).cloned().unwrap_or(Data::Empty)
    }
}

/// Row and column of `D12`, from 0.
fn at(cell: &str) -> (u32, u32) {
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = cell.split_at(digits);
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (row.parse::<u32>().unwrap() - 1, column - 1)
}

/// An assessment of 様式3 with some lines.
fn assessment(body: &str) -> Assessment {
    let text = format!("様式: 重点項目評価書\n{body}");
    read(builtin(), "test.yaml", text.as_bytes()).assessment.unwrap()
}

//! Where a workbook comes from and which cell answers what, as it stands on its hidden sheet: rows of text, written and read here.
//! Knows no workbook: whoever reads one hands in the texts of its cells.

use serde::{Deserialize, Serialize};

use super::escape;
use crate::seal::Digest;

/// The name of the hidden sheet, a row an array of [`Origin::rows`].
pub const SHEET: &str = "hyoka";
/// The most letters (UTF-16) that one cell of the text takes; a cell of Excel holds 32,767.
const CHUNK: usize = 32_000;
/// The first cell of the sheet: what it is, and in which layout.
const MARK: &str = "hyoka sheet 1";

/// What a workbook of this program says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The version of the program that made it.
    pub program: String,
    /// `juten`, as [`crate::form::Form::form`].
    pub form: String,
    /// What an assessment says at 様式.
    pub name: String,
    /// 平成30年5月, as [`crate::form::Form::edition`].
    pub edition: String,
    /// SHA-256 of `source` in UTF-8, 64 hexadecimal digits.
    pub digest: String,
    /// The text of the assessment that it was made from, without a byte order mark.
    pub source: String,
    /// Every cell that is there to be written in, in the order of the sheets and their rows.
    pub cells: Vec<Place>,
}

/// A cell and what it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name of its sheet.
    pub sheet: String,
    /// `D12`; of merged cells the first.
    pub cell: String,
    /// Where it stands in an assessment, entries as `[番号]`: [`crate::answers::Cursor::path`]. The entry may be a new one.
    pub path: String,
    #[serde(flatten)]
    pub part: Part,
}

/// Which part of the answer at a path a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", content = "of", rename_all = "lowercase")]
pub enum Part {
    /// All of it: a text, a day, a count, the words of the chosen option.
    Whole,
    /// ○ or nothing: a box.
    Tick,
    /// ○ or nothing: the option with these words, of several.
    Option(String),
    /// The words in the blank of the option with these words.
    Blank(String),
    /// One text of a list of short ones, counted from 1.
    Text(u32),
    /// All texts of a list of short ones, a line each.
    Lines,
    /// The file of a figure, counted from 1.
    File(u32),
    /// The words for those who cannot see it.
    Alt(u32),
}

/// Why the rows of a hidden sheet cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    #[error("hyoka が作ったシート「{SHEET}」ではありません")]
    Foreign,
    #[error("シート「{SHEET}」の{0}行目が書き換えられています")]
    Row(usize),
    #[error("シート「{SHEET}」に「{0}」の行がありません")]
    Missing(&'static str),
    #[error("シート「{SHEET}」にある元の記載が、作ったときのままではありません")]
    Digest,
}

impl Origin {
    /// What a workbook made of a text says of itself; the cells are for others to add.
    #[must_use]
    pub(super) fn new(form: &crate::form::Form, source: &str) -> Self {
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            form: form.form.clone(),
            name: form.name.clone(),
            edition: form.edition.clone(),
            digest: Digest::of(source.as_bytes()).to_string(),
            source: source.to_owned(),
            cells: Vec::new(),
        }
    }

    /// The rows of the hidden sheet, each the texts of its cells from the left.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<String>> {
        let line = |key: &str, value: &str| vec![key.to_owned(), escape::written(value)];
        let mut rows = vec![
            vec![MARK.to_owned()],
            line("program", &self.program),
            line("form", &self.form),
            line("name", &self.name),
            line("edition", &self.edition),
            line("digest", &self.digest),
        ];
        let chunks = escape::chunks(&self.source, CHUNK);
        rows.extend(chunks.into_iter().map(|chunk| vec!["source".to_owned(), chunk]));
        rows.extend(self.cells.iter().map(Place::row));
        rows
    }

    /// Reads the rows of a hidden sheet. Empty cells at the end of a row and empty rows do not count.
    ///
    /// # Errors
    /// A sheet of another program, a row that is none of ours, and a text that has not its digest.
    pub fn read<R: AsRef<[String]>>(rows: impl IntoIterator<Item = R>) -> Result<Self, OriginError> {
        let mut values: [Option<String>; KEYS.len()] = Default::default();
        let mut source = String::new();
        let mut cells = Vec::new();
        let mut begun = false;
        for (number, row) in (1..).zip(rows) {
            let row = row.as_ref();
            let end = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let row: Vec<&str> = row[..end].iter().map(String::as_str).collect();
            let known = match row.as_slice() {
                [] => Some(()),
                [MARK] if !begun => {
                    begun = true;
                    Some(())
                }
                _ if !begun => return Err(OriginError::Foreign),
                ["source", chunk] => escape::read(chunk).map(|text| source.push_str(&text)),
                ["cell", rest @ ..] => Place::of(rest).map(|place| cells.push(place)),
                ["source"] => Some(()),
                [key, value] => KEYS.iter().position(|known| known == key).and_then(|at| {
                    values[at] = Some(escape::read(value)?);
                    Some(())
                }),
                _ => None,
            };
            known.ok_or(OriginError::Row(number))?;
        }
        if !begun {
            return Err(OriginError::Foreign);
        }
        let mut value = |at: usize| values[at].take().ok_or(OriginError::Missing(KEYS[at]));
        let origin = Self {
            program: value(0)?,
            form: value(1)?,
            name: value(2)?,
            edition: value(3)?,
            digest: value(4)?,
            source,
            cells,
        };
        if Digest::of(origin.source.as_bytes()).to_string() != origin.digest {
            return Err(OriginError::Digest);
        }
        Ok(origin)
    }
}

/// The rows that stand once.
const KEYS: [&str; 5] = ["program", "form", "name", "edition", "digest"];

impl Place {
    fn row(&self) -> Vec<String> {
        let (part, of) = self.part.words();
        let texts = ["cell", &self.sheet, &self.cell, &self.path, part, &of];
        let mut row: Vec<String> = texts.map(escape::written).into();
        if of.is_empty() {
            row.pop();
        }
        row
    }

    /// The cell of a row, without its first text.
    fn of(row: &[&str]) -> Option<Self> {
        let texts: Vec<String> = row.iter().map(|text| escape::read(text)).collect::<Option<_>>()?;
        let (sheet, cell, path, part, of) = match texts.as_slice() {
            [sheet, cell, path, part] => (sheet, cell, path, part, ""),
            [sheet, cell, path, part, of] => (sheet, cell, path, part, of.as_str()),
            _ => return None,
        };
        Some(Self {
            sheet: sheet.clone(),
            cell: cell.clone(),
            path: path.clone(),
            part: Part::of(part, of)?,
        })
    }
}

impl Part {
    fn words(&self) -> (&'static str, String) {
        match self {
            Self::Whole => ("whole", String::new()),
            Self::Tick => ("tick", String::new()),
            Self::Option(option) => ("option", option.clone()),
            Self::Blank(option) => ("blank", option.clone()),
            Self::Text(at) => ("text", at.to_string()),
            Self::Lines => ("lines", String::new()),
            Self::File(at) => ("file", at.to_string()),
            Self::Alt(at) => ("alt", at.to_string()),
        }
    }

    fn of(part: &str, of: &str) -> Option<Self> {
        let words = || (!of.is_empty()).then(|| of.to_owned());
        let found = match part {
            "whole" => Self::Whole,
            "tick" => Self::Tick,
            "option" => Self::Option(words()?),
            "blank" => Self::Blank(words()?),
            "text" => Self::Text(of.parse().ok()?),
            "lines" => Self::Lines,
            "file" => Self::File(of.parse().ok()?),
            "alt" => Self::Alt(of.parse().ok()?),
            _ => return None,
        };
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(source: &str) -> Origin {
        let form = crate::form::builtin().newest("juten").unwrap();
        let place = |cell: &str, part| Place {
            sheet: "Ⅱ（給付\nファイル）".to_owned(),
            cell: cell.to_owned(),
            path: "特定個人情報ファイル[1]/委託/委託事項[3]/委託内容".to_owned(),
            part,
        };
        let parts = [
            Part::Whole,
            Part::Tick,
            Part::Option("紙".to_owned()),
            Part::Blank("その他".to_owned()),
            Part::Text(2),
            Part::Lines,
            Part::File(1),
            Part::Alt(1),
        ];
        let cells = parts
            .into_iter()
            .zip(1..)
            .map(|(part, row)| place(&format!("D{row}"), part));
        Origin {
            cells: cells.collect(),
            ..Origin::new(form, source)
        }
    }

    /// Any text: line ends of both kinds, what Excel or XML would read as something else, and more than a cell holds.
    fn sources() -> [String; 5] {
        [
            String::new(),
            "様式: 重点項目評価書\r\n\t評価書名: \"\\n\" \n\n".to_owned(),
            " _x000D_ =1+1 \u{1} \u{b} 終わり ".to_owned(),
            "𠮷野家\\".repeat(20_000),
            "a\r\n".repeat(100_000),
        ]
    }

    #[test]
    fn rows_read_as_they_were_written() {
        for source in sources() {
            let origin = origin(&source);
            let mut rows = origin.rows();
            let longest = rows.iter().flatten().map(|cell| cell.encode_utf16().count()).max();
            assert!(longest <= Some(CHUNK), "{longest:?}");
            assert_eq!(Origin::read(&rows).as_ref(), Ok(&origin));
            // A program that reads the sheet as a rectangle fills it up.
            for row in &mut rows {
                row.resize(9, String::new());
            }
            rows.push(vec![String::new(); 9]);
            assert_eq!(Origin::read(&rows), Ok(origin));
        }
    }

    #[test]
    fn it_is_data_for_other_programs() {
        let origin = origin("様式: 重点項目評価書\n");
        let json = serde_json::to_string(&origin).unwrap();
        assert_eq!(serde_json::from_str::<Origin>(&json).unwrap(), origin);
        assert!(json.contains(r#""part":"option","of":"紙""#), "{json}");
    }

    #[test]
    fn what_was_changed_by_hand_is_told() {
        let whole = origin("様式: 重点項目評価書\n").rows();
        let changed = |row: usize, cell: usize, text: &str| {
            let mut rows = whole.clone();
            text.clone_into(&mut rows[row][cell]);
            Origin::read(&rows)
        };
        assert_eq!(changed(0, 0, "x"), Err(OriginError::Foreign));
        assert_eq!(Origin::read::<Vec<String>>([]), Err(OriginError::Foreign));
        assert_eq!(changed(6, 1, "様式: 全項目評価書"), Err(OriginError::Digest));
        assert_eq!(changed(6, 1, "\\q"), Err(OriginError::Row(7)));
        assert_eq!(changed(7, 4, "half"), Err(OriginError::Row(8)));
        assert_eq!(changed(1, 0, "edited"), Err(OriginError::Row(2)));
        let without = whole.iter().filter(|row| row[0] != "form");
        assert_eq!(Origin::read(without), Err(OriginError::Missing("form")));
    }
}

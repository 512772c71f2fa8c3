//! Where in a document something stands, as a person finds it again.

use std::fmt;

/// A place in a document. Rows, pages and lines count from 1, as people count them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the worksheet; empty where there is none.
    pub sheet: String,
    /// The page of a PDF.
    pub page: Option<u32>,
    /// The line of a text or of a page.
    pub line: Option<u32>,
    /// The cell of a worksheet as its program names it, such as `C12`.
    pub cell: Option<String>,
}

impl Place {
    /// A line of a text.
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self {
            line: Some(line),
            ..Self::default()
        }
    }

    /// A line of a page.
    #[must_use]
    pub fn on_page(page: u32, line: u32) -> Self {
        Self {
            page: Some(page),
            line: Some(line),
            ..Self::default()
        }
    }

    /// A cell of a worksheet; rows and columns count from 0.
    #[must_use]
    pub fn cell(sheet: &str, row: u32, column: u32) -> Self {
        Self {
            sheet: sheet.to_owned(),
            cell: Some(format!("{}{}", column_name(column), row + 1)),
            ..Self::default()
        }
    }
}

/// A, B … Z, AA …
fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        name.insert(0, char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    name
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "シート「{}」", self.sheet)?;
        }
        if let Some(cell) = &self.cell {
            let of = if self.sheet.is_empty() { "" } else { "の" };
            write!(f, "{of}{cell}")?;
        }
        if let Some(page) = self.page {
            write!(f, "{page}ページ")?;
        }
        if let Some(line) = self.line {
            let of = if self.page.is_some() { "の" } else { "" };
            write!(f, "{of}{line}行目")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_its_program_names_it() {
        assert_eq!(Place::cell("Ⅰ", 11, 2).to_string(), "シート「Ⅰ」のC12");
        assert_eq!(Place::cell("", 0, 27).to_string(), "AB1");
        assert_eq!(Place::on_page(3, 14).to_string(), "3ページの14行目");
        assert_eq!(Place::line(28).to_string(), "28行目");
    }
}

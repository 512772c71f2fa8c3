//! Which styles hide a sheet, a row or a column.

use std::collections::BTreeSet;
use std::io::BufRead;

use super::super::BookError;
use super::super::xml::{Events, Step};

/// The names of styles that hide what has them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) tables: BTreeSet<String>,
    pub(super) rows: BTreeSet<String>,
    pub(super) columns: BTreeSet<String>,
}

impl Styles {
    /// Reads the list of styles that has just opened.
    pub(super) fn read<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<(), BookError> {
        let mut depth = 1_usize;
        let mut name = String::new();
        while depth > 0 {
            match events.next()? {
                Step::Open(tag) => {
                    depth += 1;
                    match tag.name() {
                        "style" => name = tag.attribute("name").unwrap_or_default().into_owned(),
                        "table-properties" if tag.attribute("display").as_deref() == Some("false") => {
                            self.tables.insert(name.clone());
                        }
                        "table-row-properties" if tag.attribute("row-height").is_some_and(|size| is_nothing(&size)) => {
                            self.rows.insert(name.clone());
                        }
                        "table-column-properties"
                            if tag.attribute("column-width").is_some_and(|size| is_nothing(&size)) =>
                        {
                            self.columns.insert(name.clone());
                        }
                        _ => {}
                    }
                }
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Err(events.broken()),
            }
        }
        Ok(())
    }
}

/// Whether a length such as `0cm` is none.
fn is_nothing(length: &str) -> bool {
    let number = length.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    number.parse::<f64>().is_ok_and(|number| number <= 0.0)
}

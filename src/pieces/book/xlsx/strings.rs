//! The texts that a workbook keeps once for all cells.

use super::super::BookError;
use super::super::limits::{MAX_STRINGS, MAX_TEXT};
use super::super::package::Package;
use super::super::xml::Step;
use super::text::rich;

/// The texts by their number.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<String>);

impl Strings {
    /// Reads them; none where the workbook has none.
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, BookError> {
        let Some(mut events) = package.events(part)? else {
            return Ok(Self::default());
        };
        let (mut strings, mut bytes) = (Vec::new(), 0);
        loop {
            match events.next()? {
                Step::Open(tag) if tag.name() == "si" => {
                    let words = rich(&mut events)?;
                    bytes += words.len();
                    if strings.len() >= MAX_STRINGS || bytes > MAX_TEXT {
                        return Err(BookError::TooMuchText);
                    }
                    strings.push(words);
                }
                Step::Open(_) | Step::Close | Step::Text(_) => {}
                Step::End => return Ok(Self(strings)),
            }
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}

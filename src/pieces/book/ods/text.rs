//! Paragraphs of OpenDocument as their author wrote them.

use std::io::BufRead;

use super::super::BookError;
use super::super::xml::{Events, Step};

/// The most blanks that one element stands for: as many as a cell holds.
const MAX_BLANKS: usize = 32_767;

/// The words of the paragraph that has just opened. Blanks are the author's, as LibreOffice writes them, but for lines that a
/// program cut to set its XML; furigana is no text.
pub(super) fn paragraph<R: BufRead>(events: &mut Events<R>) -> Result<String, BookError> {
    let mut words = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match events.next()? {
            Step::Open(tag) => match tag.name() {
                "span" | "a" | "ruby" | "ruby-base" | "meta" | "title" | "sheet-name" | "page-number"
                | "page-count" | "date" | "time" | "file-name" => depth += 1,
                "s" => {
                    let count = tag.number::<usize>("c").unwrap_or(1).min(MAX_BLANKS);
                    words.push_str(&" ".repeat(count));
                    events.skip()?;
                }
                "tab" => {
                    words.push('\t');
                    events.skip()?;
                }
                "line-break" => {
                    words.push('\n');
                    events.skip()?;
                }
                _ => events.skip()?,
            },
            Step::Close => depth -= 1,
            Step::Text(text) => push(&text, &mut words),
            Step::End => return Err(events.broken()),
        }
    }
    Ok(words)
}

/// Adds text; a line break in the XML, with the blanks around it, is one blank.
fn push(text: &str, words: &mut String) {
    let mut lines = text.split(['\n', '\r']);
    words.push_str(lines.next().unwrap_or_default());
    for line in lines {
        words.truncate(words.trim_end_matches([' ', '\t']).len());
        words.push(' ');
        words.push_str(line.trim_start_matches([' ', '\t']));
    }
}

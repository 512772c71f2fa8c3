//! What an editor is shown, without an editor: the caret ‸ in a text stands for the cursor.

mod completion;
mod examine;
mod half_typed;
mod hover;
mod symbols;

use jiff::civil::{Date, date};

const CARET: char = '‸';
const TODAY: Date = date(2026, 11, 23);

/// A text without its caret, and where that stood.
fn at_caret(text: &str) -> (String, usize) {
    let offset = text.find(CARET).unwrap();
    (text.replace(CARET, ""), offset)
}

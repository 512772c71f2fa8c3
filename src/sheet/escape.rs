//! A text as cells of a workbook can keep it, whatever program saves them again: no line ends, no other control characters, no white
//! space at an end, nothing that Excel reads as an escape of its own. Knows nothing of what it means.

/// The text as one cell.
pub(super) fn written(text: &str) -> String {
    chunks(text, usize::MAX).concat()
}

/// The text cut over several cells of at most `limit` letters (UTF-16) each; at least one.
pub(super) fn chunks(text: &str, limit: usize) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut chunk = Chunk::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let piece = escaped(letter, letters.peek().copied());
        let length: usize = piece.chars().map(char::len_utf16).sum();
        // White space at an end may go lost, so it is escaped there, which takes at most eight letters.
        if chunk.length + length > limit.saturating_sub(8) {
            chunks.push(std::mem::take(&mut chunk).closed());
        }
        if chunk.text.is_empty() && letter.is_whitespace() {
            chunk.push(&code(letter), 8);
        } else {
            chunk.push(&piece, length);
        }
    }
    if !chunk.text.is_empty() || chunks.is_empty() {
        chunks.push(chunk.closed());
    }
    chunks
}

#[derive(Default)]
struct Chunk {
    text: String,
    length: usize,
}

impl Chunk {
    fn push(&mut self, piece: &str, length: usize) {
        self.text.push_str(piece);
        self.length += length;
    }

    fn closed(mut self) -> String {
        if let Some(last) = self.text.chars().next_back().filter(|last| last.is_whitespace()) {
            self.text.pop();
            self.text.push_str(&code(last));
        }
        self.text
    }
}

fn escaped(letter: char, next: Option<char>) -> String {
    match letter {
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        // Excel reads _x000D_ as a character.
        '_' if next == Some('x') => code('_'),
        '\u{fffe}' | '\u{ffff}' => code(letter),
        letter if letter.is_control() => code(letter),
        letter => letter.to_string(),
    }
}

fn code(letter: char) -> String {
    match letter {
        '\n' | '\r' | '\t' => escaped(letter, None),
        letter => format!("\\u{{{:x}}}", u32::from(letter)),
    }
}

/// The text of a cell; `None` where it is none of [`written`]'s.
pub(super) fn read(cell: &str) -> Option<String> {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = behind.chars();
        let letter = match letters.next()? {
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (digits, after) = letters.as_str().strip_prefix('{')?.split_once('}')?;
                letters = after.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        };
        text.push(letter);
        rest = letters.as_str();
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_nothing_that_a_program_would_change() {
        for text in [" a ", "\n", "　全角　", "a\r\nb", "_x000D_", "\u{85}", "\\u{41}", ""] {
            let cell = written(text);
            assert_eq!(cell.trim(), cell, "{text:?}");
            assert!(!cell.contains(['\r', '\n', '\t']) && !cell.contains("_x"), "{cell:?}");
            assert_eq!(read(&cell).as_deref(), Some(text));
        }
    }

    #[test]
    fn chunks_are_short_and_come_together_again() {
        let text = "長い 文　\r\n𠮷\\ ".repeat(50);
        for limit in [10, 11, 12, 13, 40] {
            let chunks = chunks(&text, limit);
            let read: Option<String> = chunks.iter().map(|chunk| read(chunk)).collect();
            assert_eq!(read.as_deref(), Some(text.as_str()), "{limit}");
            if limit >= 40 {
                assert!(chunks.iter().all(|chunk| chunk.encode_utf16().count() <= limit));
            }
        }
    }

    #[test]
    fn what_is_no_escape_is_refused() {
        for cell in ["\\", "\\x", "\\u41", "\\u{}", "\\u{d800}", "\\u{110000}", "\\u{4"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}

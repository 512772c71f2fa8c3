//! Where the lines and characters of a text begin. Turns byte offsets into 1-based line and column (in characters).

use super::Span;

/// How many characters of a line stand between two checkpoints.
const STEP: usize = 256;

/// The line table of one text. A line ends at LF, CR LF or a lone CR, as YAML has it.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    /// Byte offset and column of every [`STEP`]th character of a line: without them, a file that is one long line would
    /// be counted from its start for every place in it.
    checkpoints: Vec<(usize, usize)>,
    len: usize,
}

impl Lines {
    /// Builds the table of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut checkpoints = Vec::new();
        let mut column = 0;
        for (at, c) in text.char_indices() {
            if column > 0 && column % STEP == 0 {
                checkpoints.push((at, column));
            }
            column += 1;
            if c == '\n' || (c == '\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
                column = 0;
            }
        }
        Self {
            starts,
            checkpoints,
            len: text.len(),
        }
    }

    /// How many lines the text has, at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// 1-based line and column, the column in characters, of a byte offset of `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let passed = self.checkpoints.partition_point(|(at, _)| *at <= offset);
        let (from, column) = self.checkpoints[..passed]
            .last()
            .filter(|(at, _)| *at >= start)
            .map_or((start, 0), |checkpoint| *checkpoint);
        let rest = text.get(from..offset).map_or(0, |head| head.chars().count());
        (line, column + rest + 1)
    }

    /// The bytes of a 1-based line with its line end; empty past the last line.
    #[must_use]
    pub fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len);
        let end = self.starts.get(line).copied().unwrap_or(self.len);
        start..end.max(start)
    }
}

/// Byte offsets of the characters of a text, for a parser that counts characters.
#[derive(Debug)]
pub(super) struct Characters {
    /// None where every character is one byte.
    starts: Option<Vec<usize>>,
    len: usize,
}

impl Characters {
    /// `letters` are spans of a text that the parser sees as one character each, in their order.
    pub(super) fn new(text: &str, letters: &[Span]) -> Self {
        let starts = || {
            let mut letters = letters.iter().peekable();
            let mut starts = Vec::with_capacity(text.len() / 2);
            for (at, _) in text.char_indices() {
                while letters.next_if(|letter| letter.end <= at).is_some() {}
                if letters.peek().is_none_or(|letter| at <= letter.start) {
                    starts.push(at);
                }
            }
            starts
        };
        Self {
            starts: (!text.is_ascii() || !letters.is_empty()).then(starts),
            len: text.len(),
        }
    }

    /// The byte offset of a 0-based character; the end of the text past the last one.
    pub(super) fn offset(&self, index: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(index).copied().unwrap_or(self.len),
            None => index.min(self.len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Characters, Lines};

    #[test]
    fn columns_count_characters_under_every_line_end() {
        let text = "あい: 1\r\nう: 2\rえ: 3\n";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 4);
        assert_eq!(lines.position(text, text.find('う').unwrap()), (2, 1));
        assert_eq!(lines.position(text, text.find('3').unwrap()), (3, 4));
    }

    #[test]
    fn places_in_long_lines_are_counted_alike() {
        let text = format!("{}\n{}\r\nい", "aあ".repeat(700), "あ".repeat(256));
        let lines = Lines::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            assert_eq!(lines.position(&text, at), (line, column));
            column += 1;
            if c == '\n' {
                (line, column) = (line + 1, 1);
            }
        }
    }

    #[test]
    fn characters_lead_to_their_bytes() {
        let characters = Characters::new("aあb", &[]);
        assert_eq!([0, 1, 2, 3, 9].map(|index| characters.offset(index)), [0, 1, 4, 5, 5]);
        assert_eq!(Characters::new("ab", &[]).offset(9), 2);
        let characters = Characters::new("a1234b12", &[1..5, 6..8]);
        assert_eq!([0, 1, 2, 3, 4].map(|index| characters.offset(index)), [0, 1, 5, 6, 8]);
    }
}

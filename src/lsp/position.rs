//! Places of a text as an editor counts them: 0-based lines, and columns in the units that both sides agreed on.
//! Any place that an editor names is brought inside the text; knows nothing of what stands there.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::Span;

/// How many bytes of a line stand between two checkpoints.
const STEP: usize = 1024;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// What every editor understands; a character beyond U+FFFF is two.
    Utf16,
}

/// Where the lines of one text begin, and how wide they are in an editor's units.
#[derive(Debug, Clone)]
pub struct Positions {
    encoding: Encoding,
    starts: Vec<usize>,
    /// Byte offset and column of a character in every [`STEP`] bytes of a line, so that a long line is not counted anew for
    /// every place in it.
    checkpoints: Vec<(usize, usize)>,
}

impl Encoding {
    /// The best of those that an editor offers, the first being the cheapest for us.
    #[must_use]
    pub fn choose(offered: &[String]) -> Self {
        if offered.iter().any(|name| name == "utf-8") {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    #[must_use]
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

impl Positions {
    /// Measures a text. A line ends at LF, CR LF or a lone CR, as the protocol has it.
    #[must_use]
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut checkpoints = Vec::new();
        let (mut column, mut last) = (0, 0);
        for (at, c) in text.char_indices() {
            if at - last >= STEP {
                checkpoints.push((at, column));
                last = at;
            }
            column += encoding.width(c);
            if c == '\n' || (c == '\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
                (column, last) = (0, at + 1);
            }
        }
        Self {
            encoding,
            starts,
            checkpoints,
        }
    }

    /// The place of a byte offset of `text`; of one inside a character, the character's.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let passed = self.checkpoints.partition_point(|(at, _)| *at <= offset);
        let (from, column) = self.checkpoints[..passed]
            .last()
            .filter(|(at, _)| *at >= self.starts[line])
            .map_or((self.starts[line], 0), |checkpoint| *checkpoint);
        let rest: usize = text[from..offset].chars().map(|c| self.encoding.width(c)).sum();
        Position::new(unit(line), unit(column + rest))
    }

    /// The place of a span of `text`.
    #[must_use]
    pub fn range(&self, text: &str, span: &Span) -> Range {
        Range::new(
            self.position(text, span.start),
            self.position(text, span.end.max(span.start)),
        )
    }

    /// The byte offset of a place: behind the end of a line its end, behind the last line the end of the text, inside a
    /// character its start.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else {
            return text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let body = text[*start..end].trim_end_matches(['\r', '\n']);
        let wanted = position.character as usize;
        let in_line = self.checkpoints.partition_point(|(at, _)| at < start);
        let passed = self.checkpoints[in_line..].partition_point(|(at, column)| *at < end && *column <= wanted);
        let (from, mut column) = self.checkpoints[in_line..in_line + passed]
            .last()
            .map_or((*start, 0), |checkpoint| *checkpoint);
        for (at, c) in text[from.min(*start + body.len())..*start + body.len()].char_indices() {
            column += self.encoding.width(c);
            if column > wanted {
                return from + at;
            }
        }
        start + body.len()
    }
}

/// The start of the character that an offset stands in.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn unit(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "評価: 𠮷野家\r\nb: 1\rc\n";

    #[test]
    fn columns_count_what_was_agreed_on() {
        let at = TEXT.find('野').unwrap();
        let column = |encoding| {
            let place = Positions::new(TEXT, encoding).position(TEXT, at);
            (place.line, place.character)
        };
        // Two kanji, a colon, a space and a kanji beyond U+FFFF.
        assert_eq!(column(Encoding::Utf16), (0, 6));
        assert_eq!(column(Encoding::Utf8), (0, 12));
    }

    #[test]
    fn every_character_is_found_again() {
        let long = format!("{}\n", "あ𠮷a".repeat(STEP)).repeat(2) + TEXT;
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let positions = Positions::new(&long, encoding);
            let line_ends = |at: usize| long[at..].starts_with('\n') && at > 0 && long[..at].ends_with('\r');
            for (at, _) in long.char_indices().filter(|(at, _)| !line_ends(*at)) {
                assert_eq!(positions.offset(&long, positions.position(&long, at)), at);
            }
        }
    }

    #[test]
    fn a_place_outside_the_text_is_brought_inside() {
        let positions = Positions::new(TEXT, Encoding::Utf16);
        let offset = |line, character| positions.offset(TEXT, Position::new(line, character));
        let kanji = TEXT.find('𠮷').unwrap();
        assert_eq!(offset(0, 5), kanji, "between the halves of a pair");
        assert_eq!(offset(0, 99), TEXT.find('\r').unwrap());
        assert_eq!(offset(2, 0), TEXT.rfind('c').unwrap());
        assert_eq!(offset(3, 7), TEXT.len());
        assert_eq!(offset(u32::MAX, u32::MAX), TEXT.len());
        assert_eq!(
            positions.position(TEXT, usize::MAX),
            positions.position(TEXT, TEXT.len())
        );
        assert_eq!(positions.position(TEXT, kanji + 1), positions.position(TEXT, kanji));
    }

    #[test]
    fn an_editor_that_offers_utf_8_is_taken_at_its_word() {
        let offered = |names: &[&str]| Encoding::choose(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(offered(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(offered(&["utf-32"]), Encoding::Utf16);
        assert_eq!(offered(&[]), Encoding::Utf16);
    }
}

//! Where each character of a scalar's value stands in the file, in every way YAML has to write a text.
//! Reads the scalar once more and compares with the parser's value, so that a place is exact or not given at all.

use super::{Span, surrogates};

/// Where the letters of one scalar's value stand in the file.
#[derive(Debug, Clone)]
pub struct Places {
    whole: Span,
    /// Of each letter its offset in the value and its span in the file; none where they cannot be told.
    letters: Vec<(usize, Span)>,
}

impl Places {
    pub(super) fn new(text: &str, whole: &Span, value: &str) -> Self {
        let (before, slice) = (text.get(..whole.start), text.get(whole.clone()));
        let before = before
            .unwrap_or_default()
            .trim_end_matches(|c| !matches!(c, '\n' | '\r'));
        let indent = whole.start.saturating_sub(before.len());
        let origins = origins(slice.unwrap_or_default(), indent, value).unwrap_or_default();
        let in_file = |span: Span| whole.start + span.start..whole.start + span.end;
        let offsets = value.char_indices().map(|(at, _)| at);
        Self {
            whole: whole.clone(),
            letters: offsets.zip(origins.into_iter().map(in_file)).collect(),
        }
    }

    /// The place of a part of the value, in bytes of it; `None` where it cannot be told.
    #[must_use]
    pub fn exact(&self, range: &Span) -> Option<Span> {
        let first = self.letters.partition_point(|(at, _)| *at < range.start);
        let behind = self.letters.partition_point(|(at, _)| *at < range.end);
        let found = self.letters.get(first..behind)?;
        Some(found.first()?.1.start..found.last()?.1.end)
    }

    /// [`Places::exact`], or the whole scalar.
    #[must_use]
    pub fn of(&self, range: &Span) -> Span {
        self.exact(range).unwrap_or_else(|| self.whole.clone())
    }
}

/// The span in `slice` of each character of `value`; `None` where it cannot be told.
///
/// The parser gives a block without its header, from its first letter on; `indent` is how many spaces stand before that.
fn origins(slice: &str, indent: usize, value: &str) -> Option<Vec<Span>> {
    let quote = slice.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inside = || slice.get(1..slice.len().checked_sub(1)?);
    let verbatim = || (slice == value).then(|| Reading::verbatim(slice));
    let quoted = || Reading::flow(inside()?, 1, Some(quote?));
    let plain = || Reading::flow(slice, 0, None);
    let block = |folded| Some(Reading::block(slice, indent, value, folded));
    // What begins with a quote may be a line of a block.
    let ways: [&dyn Fn() -> Option<Reading>; 5] = [&verbatim, &quoted, &plain, &|| block(false), &|| block(true)];
    ways.iter().find_map(|read| read()?.spans_of(value, slice.len()))
}

/// What has been read: the characters of the value and the span of each.
#[derive(Default)]
struct Reading {
    text: String,
    spans: Vec<Span>,
}

/// A line of a scalar without its line break.
struct Line<'t> {
    text: &'t str,
    at: usize,
    /// The line break behind it; empty at the end.
    ending: Span,
}

impl Reading {
    fn push(&mut self, c: char, span: Span) {
        self.text.push(c);
        self.spans.push(span);
    }

    fn verbatim(text: &str) -> Self {
        let mut reading = Self::default();
        reading.take(text, 0);
        reading
    }

    fn take(&mut self, text: &str, at: usize) {
        for (index, c) in text.char_indices() {
            self.push(c, at + index..at + index + c.len_utf8());
        }
    }

    /// The spans, if what was read is the value. Line breaks that end a block stand behind its span.
    fn spans_of(mut self, value: &str, end: usize) -> Option<Vec<Span>> {
        let rest = value.strip_prefix(self.text.as_str())?;
        if !rest.chars().all(char::is_whitespace) {
            return None;
        }
        self.spans.extend(rest.chars().map(|_| end..end));
        Some(self.spans)
    }

    /// A plain or quoted scalar: a line break is a space, and each empty line a line break.
    fn flow(body: &str, at: usize, quote: Option<char>) -> Option<Self> {
        let mut reading = Self::default();
        let mut rest = body;
        // White space before this many characters was written as an escape and is kept.
        let mut kept = 0;
        while let Some(c) = rest.chars().next() {
            let start = at + body.len() - rest.len();
            let next = rest[c.len_utf8()..].chars().next();
            let length = match (c, quote) {
                ('\n' | '\r', _) => {
                    let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
                    while reading.spans.len() > kept && reading.text.ends_with([' ', '\t']) {
                        reading.text.pop();
                        reading.spans.pop();
                    }
                    let breaks = lines(&rest[..length]).count() - 1;
                    let folded = if breaks == 1 { " " } else { &"\n".repeat(breaks - 1) };
                    folded.chars().for_each(|c| reading.push(c, start..start + length));
                    length
                }
                ('\\', Some('"')) if matches!(next, Some('\n' | '\r')) => {
                    let below = rest[1..].trim_start_matches([' ', '\t', '\n', '\r']);
                    let length = rest.len() - below.len();
                    let breaks = lines(&rest[1..length]).count() - 1;
                    (1..breaks).for_each(|_| reading.push('\n', start..start + length));
                    kept = reading.spans.len();
                    length
                }
                ('\\', Some('"')) => {
                    let (c, length) = escaped(rest)?;
                    reading.push(c, start..start + length);
                    kept = reading.spans.len();
                    length
                }
                ('\'', Some('\'')) => {
                    reading.push('\'', start..start + 2);
                    2
                }
                _ => {
                    reading.push(c, start..start + c.len_utf8());
                    c.len_utf8()
                }
            };
            rest = rest.get(length..)?;
        }
        Some(reading)
    }

    /// A block: literal, or folded, where a line break between two lines that begin with no space is a space.
    fn block(slice: &str, indent: usize, value: &str, folded: bool) -> Self {
        let mut reading = Self::default();
        // Empty lines above the first letter stand before the slice.
        let above = value.len() - value.trim_start_matches('\n').len();
        (0..above).for_each(|_| reading.push('\n', 0..0));
        let mut breaks: Vec<Span> = Vec::new();
        let mut before = None;
        for (number, line) in lines(slice).enumerate() {
            let blanks = line.text.len() - line.text.trim_start_matches(' ').len();
            let cut = if number == 0 { 0 } else { blanks.min(indent) };
            let text = &line.text[cut..];
            if !text.is_empty() {
                let spaced = text.starts_with([' ', '\t']);
                match breaks.as_slice() {
                    [one] if folded && before == Some(false) && !spaced => reading.push(' ', one.clone()),
                    [_, more @ ..] if folded && before == Some(false) && !spaced => reading.breaks(more),
                    all => reading.breaks(all),
                }
                breaks.clear();
                reading.take(text, line.at + cut);
                before = Some(spaced);
            }
            breaks.push(line.ending);
        }
        reading
    }

    fn breaks(&mut self, spans: &[Span]) {
        for span in spans {
            self.push('\n', span.clone());
        }
    }
}

/// The lines of a text, the last one without a line break.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = &text[start..];
        let Some(length) = rest.find(['\n', '\r']) else {
            at = None;
            return Some(Line {
                text: rest,
                at: start,
                ending: text.len()..text.len(),
            });
        };
        let width = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        at = Some(start + length + width);
        Some(Line {
            text: &rest[..length],
            at: start,
            ending: start + length..start + length + width,
        })
    })
}

/// The character that an escape in double quotes stands for, and how long the escape is.
fn escaped(text: &str) -> Option<(char, usize)> {
    let sign = text[1..].chars().next()?;
    if let Some(letter) = surrogates::pair(text) {
        return Some((letter, surrogates::LENGTH));
    }
    let hex = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + digits))
    };
    let plain = match sign {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return hex(2),
        'u' => return hex(4),
        'U' => return hex(8),
        ' ' | '"' | '/' | '\\' => sign,
        _ => return None,
    };
    Some((plain, 1 + sign.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// What stands in the file for each part of the value of the key `a`.
    fn written(text: &str, part: &str) -> String {
        let (source, findings) = Source::read("a.yaml", text.as_bytes());
        assert_eq!(findings, []);
        let node = source.root().and_then(|root| root.get("a")).unwrap();
        let value = node.text().unwrap();
        let at = value.find(part).unwrap();
        let places = source.places(&node.span, value);
        source.slice(&places.exact(&(at..at + part.len())).unwrap()).to_owned()
    }

    #[test]
    fn each_way_of_writing_knows_where_a_word_stands() {
        for (text, part, expected) in [
            ("a: 甲 乙\n", "乙", "乙"),
            ("a: 甲\n  乙\n\n  丙\n", "乙\n丙", "乙\n\n  丙"),
            ("a: \"甲\\n乙\\u4e19 \\\n  丁\"\n", "乙丙 丁", "乙\\u4e19 \\\n  丁"),
            ("a: \"甲 \n  乙\"\r\n", "甲 乙", "甲 \n  乙"),
            ("a: \"甲\\ud842\\udfb7乙\"\n", "𠮷乙", "\\ud842\\udfb7乙"),
            ("a: '甲''乙'\n", "'乙", "''乙"),
            ("a: |-\n  甲\n    乙\n  丙\n", "  乙\n丙", "  乙\n  丙"),
            ("a: |-\r\n  甲\r\n\r\n  乙\r\n", "甲\n\n乙", "甲\r\n\r\n  乙"),
            ("a: |2+\n    甲\n  乙\n\n", "  甲\n乙", "  甲\n  乙"),
            (
                "a: >\n\n  甲\n  乙\n\n\n  丙\n   丁\n  戊\n",
                "甲 乙\n\n丙\n 丁\n戊",
                "甲\n  乙\n\n\n  丙\n   丁\n  戊",
            ),
            ("a: >- # 注\n  甲\n  乙\n", "甲 乙", "甲\n  乙"),
        ] {
            assert_eq!(written(text, part), expected, "{text}");
        }
    }

    #[test]
    fn a_value_that_is_not_read_again_alike_has_no_places() {
        assert_eq!(origins("甲乙", 0, "甲丙"), None);
        assert_eq!(origins("\"", 0, "甲"), None);
        assert_eq!(origins("", 0, "甲"), None);
    }
}

//! The texts of an assessment as rules of words read them: width and spaces folded, every letter with its place.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::answers::{Answer, Assessment, Cursor, Folded, each_letter};
use crate::source::Span;

/// The text of one answer.
#[derive(Debug, Clone)]
pub struct Prose<'a> {
    assessment: &'a Assessment,
    folded: Cow<'a, Folded>,
    place: OnceCell<Cursor<'a>>,
    /// Made for the first place that is asked for, which is seldom.
    letters: OnceCell<Vec<Letter>>,
}

/// Where a letter of a folded text came from.
#[derive(Debug, Clone)]
struct Letter {
    /// Its offset in the folded text.
    at: usize,
    /// The letter of the value.
    value: Range<usize>,
    /// The letter of the file.
    file: Span,
}

/// The texts of all answers, printed or not, those of earlier versions in 変更箇所 among them: as far as what is written is
/// likely to hold what is looked for, since folding all of it takes as long as reading the file. `likely` must hold for
/// a text if it holds for a part of it: most files are not likely as a whole, and no part is looked at.
#[must_use]
pub fn all_texts(assessment: &Assessment, likely: impl Fn(&str) -> bool) -> Vec<Prose<'_>> {
    let source = assessment.source();
    if !likely(source.text()) {
        return Vec::new();
    }
    let worth = |answer: &Answer| answer.span.as_ref().is_some_and(|span| likely(source.slice(span)));
    let leaves = assessment.top().leaves_where(worth);
    leaves.iter().flat_map(Prose::of).collect()
}

/// Signs of which any is looked for, in one way through a text whatever their number.
pub struct Signs {
    signs: &'static [&'static str],
    /// The bytes that one of them begins with.
    first: [bool; 256],
}

impl Signs {
    #[must_use]
    pub const fn new(signs: &'static [&'static str]) -> Self {
        let mut first = [false; 256];
        let mut at = 0;
        while at < signs.len() {
            first[signs[at].as_bytes()[0] as usize] = true;
            at += 1;
        }
        Self { signs, first }
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let begins = |at: usize| self.signs.iter().any(|sign| bytes[at..].starts_with(sign.as_bytes()));
        bytes
            .iter()
            .enumerate()
            .any(|(at, byte)| self.first[usize::from(*byte)] && begins(at))
    }
}

/// Whether so many digits may stand in a row in what is written, with nothing but white space and signs of numbers
/// between them. `false` is certain, but for numbers written with letters that stand for two digits each, such as ⑫, which
/// nobody does: most texts are ruled out at a glance.
#[must_use]
pub fn may_have_long_number(written: &str, digits: usize) -> bool {
    let bytes = written.as_bytes();
    let many = |range: Range<usize>| bytes[range].iter().filter(|byte| may_be_digit(**byte)).count() >= digits;
    // What an escape stands for may be a digit, or stand between two.
    if written.contains('\\') {
        return many(0..bytes.len());
    }
    let mut from = 0;
    // So many digits are so many bytes at least: what breaks a number at their end rules out all before it.
    while from + digits <= bytes.len() {
        if let Some(at) = (from..from + digits).rev().find(|at| breaks_number(bytes, *at)) {
            from = at + 1;
            continue;
        }
        let end = (from + digits..bytes.len()).find(|at| breaks_number(bytes, *at));
        let end = end.unwrap_or(bytes.len());
        if many(from..end) {
            return true;
        }
        from = end;
    }
    false
}

/// Whether a letter begins here that is no digit and stands between no two: of ASCII, kanji, or kana but for ー.
fn breaks_number(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\t'..=b'\r' | b' ' | b'-' | b'.' | b',' | b'/' | b'(' | b')' | b'0'..=b'9' => false,
        ..=0x7f | 0xe4..=0xe9 => true,
        0xe3 => matches!(bytes.get(at + 1), Some(0x81..=0x83)) && !bytes[at..].starts_with("ー".as_bytes()),
        _ => false,
    }
}

/// Whether a byte is a digit or the first of a letter that may be one.
fn may_be_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte >= 0xc0
}

/// The texts that the form prints for a reader today.
pub fn texts(assessment: &Assessment) -> impl Iterator<Item = Prose<'_>> {
    assessment.folded().iter().map(|folded| Prose {
        assessment,
        folded: Cow::Borrowed(folded),
        place: OnceCell::new(),
        letters: OnceCell::new(),
    })
}

impl<'a> Prose<'a> {
    /// The texts of an answer: one of a free text, one a piece of a list, one a filled blank of ticks.
    #[must_use]
    pub fn of(place: &Cursor<'a>) -> Vec<Self> {
        let texts = place.answer().map(Answer::texts).unwrap_or_default();
        let prose = |(part, (value, _))| Self {
            assessment: place.assessment(),
            folded: Cow::Owned(Folded::new(None, part, value)),
            place: OnceCell::from(*place),
            letters: OnceCell::new(),
        };
        texts.into_iter().enumerate().map(prose).collect()
    }

    #[must_use]
    pub fn place(&self) -> &Cursor<'a> {
        self.place.get_or_init(|| Cursor::of(self.assessment, &self.folded))
    }

    /// The text: narrow letters and digits, no spaces, line breaks kept.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// Where a range of [`Prose::text`] stands in the file.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.letters_of(range) {
            Some((first, last)) => first.file.start..last.file.end.max(first.file.start),
            None => self.place().span(),
        }
    }

    /// Whether the file has the letters of a range as they are read: without escapes, and in one line.
    #[must_use]
    pub fn is_verbatim(&self, range: &Range<usize>) -> bool {
        let written = self.written(range);
        self.assessment.source().slice(&self.span(range)) == written && !written.contains(['\n', '\r'])
    }

    /// A range of [`Prose::text`] as the author wrote it.
    #[must_use]
    pub fn written(&self, range: &Range<usize>) -> &'a str {
        let (value, _) = self.value();
        let letters = self.letters_of(range);
        let written = letters.and_then(|(first, last)| value.get(first.value.start..last.value.end));
        written.unwrap_or(value)
    }

    /// Whether a folded word stands in [`Prose::text`].
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.folded.has(word)
    }

    /// Whether the author left a space right before a byte of [`Prose::text`].
    #[must_use]
    pub fn gap_before(&self, at: usize) -> bool {
        let letters = self.letters.get_or_init(|| self.letters());
        let here = letters.partition_point(|letter| letter.at < at);
        let before = here.checked_sub(1).and_then(|before| letters.get(before));
        before
            .zip(letters.get(here))
            .is_some_and(|(before, here)| before.value.end < here.value.start)
    }

    /// Where a folded word stands in [`Prose::text`].
    #[must_use]
    pub fn find(&self, word: &str) -> Vec<Range<usize>> {
        if !self.folded.pairs.may_have(word) {
            return Vec::new();
        }
        let found = self.folded.text.match_indices(word);
        found.map(|(at, found)| at..at + found.len()).collect()
    }

    /// The text as the author wrote it, and where.
    fn value(&self) -> (&'a str, Span) {
        let texts = self.place().answer().map(Answer::texts).unwrap_or_default();
        texts.into_iter().nth(self.folded.part).unwrap_or_default()
    }

    fn letters_of(&self, range: &Range<usize>) -> Option<(&Letter, &Letter)> {
        let letters = self.letters.get_or_init(|| self.letters());
        let first = letters.partition_point(|letter| letter.at < range.start);
        let behind = letters.partition_point(|letter| letter.at < range.end);
        let found = letters.get(first..behind)?;
        Some((found.first()?, found.last()?))
    }

    fn letters(&self) -> Vec<Letter> {
        let (value, span) = self.value();
        let places = self.assessment.source().places(&span, value);
        let mut letters = Vec::new();
        let mut at = 0;
        each_letter(value, |value, c| {
            let file = places.of(&value);
            letters.push(Letter { at, value, file });
            at += c.len_utf8();
        });
        letters
    }

    /// The sentence around a place of [`Prose::text`]: up to a line break or a 。 that closes no bracket.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let ends = |index: usize, c: char| {
            let next = &self.text()[index + c.len_utf8()..];
            c == '\n' || (c == '。' && !next.starts_with([')', '」', '』', '】']))
        };
        let at = at.min(self.text().len());
        let (before, after) = self.text().split_at(at);
        let start = before.char_indices().rev().find(|(index, c)| ends(*index, *c));
        let end = after.char_indices().find(|(index, c)| ends(at + index, *c));
        start.map_or(0, |(index, c)| index + c.len_utf8())..end.map_or(self.text().len(), |(index, _)| at + index)
    }

    /// What the sentence says before a place; where the place begins its sentence, all that stands before.
    #[must_use]
    pub fn before(&self, at: usize) -> &str {
        let start = self.sentence(at).start;
        let before = self.text().get(start..at).unwrap_or_default();
        if before.chars().any(char::is_alphanumeric) {
            before
        } else {
            self.text().get(..at).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    fn read(text: &str) -> crate::answers::Read {
        crate::answers::read(builtin(), "test.yaml", text.as_bytes())
    }

    #[test]
    fn a_folded_word_knows_its_place_in_the_file() {
        let text = "様式: 重点項目評価書\n特記事項: |-\n  別表　第２の項による。\n  別表第２\n";
        let read = read(text);
        let assessment = read.assessment.unwrap();
        let prose = texts(&assessment).next().unwrap();
        let places: Vec<&str> = prose
            .find("別表第2")
            .iter()
            .map(|range| assessment.source().slice(&prose.span(range)))
            .collect();
        assert_eq!(places, ["別表　第２", "別表第２"]);
    }

    #[test]
    fn a_word_is_found_in_every_way_of_writing_a_text() {
        for (body, word, place, written) in [
            (r#""前文。\n別表　第２による。""#, "別表第2", "別表　第２", "別表　第２"),
            (r#""別\u8868第２""#, "別表第2", r"別\u8868第２", "別表第２"),
            ("'''別表'' 第２'", "別表'第2", "別表'' 第２", "別表' 第２"),
            (
                ">-\n  前文。\n  別表\n  第２による。",
                "別表第2",
                "別表\n  第２",
                "別表 第２",
            ),
            ("番号法別表\n  第２による。", "別表第2", "別表\n  第２", "別表 第２"),
            (
                "|-\n  前文。\n    別表\n  第２",
                "別表\n第2",
                "別表\n  第２",
                "別表\n第２",
            ),
        ] {
            let text = format!("様式: 重点項目評価書\n特記事項: {body}\n公表日: 2026-06-30\n");
            let assessment = read(&text).assessment.unwrap();
            let prose = texts(&assessment).next().unwrap();
            let found = prose.find(word);
            let [range] = &found[..] else { panic!("{text}{found:?}") };
            assert_eq!(&text[prose.span(range)], place);
            assert_eq!(prose.written(range), written);
        }
    }

    #[test]
    fn a_long_number_is_never_overlooked() {
        for written in [
            "番号は123456789012です",
            "１２３４－５６７８－９０１２",
            "1234 5678\n  9012",
            "(090)ー1234ー5678-9",
            "①②③④⑤⑥⑦⑧⑨⑩⑪⑫",
            "\"1234\\u00205678\\x39012\"",
            "1234‐5678–9012",
            "123456789012",
        ] {
            assert!(may_have_long_number(written, 12), "{written}");
        }
        for written in [
            "平成27年10月5日から令和8年3月31日まで、第19条第8号",
            "12345678901",
            "1234の5678の9012",
            "2026-06-30\nb: 2026-06-30",
        ] {
            assert!(!may_have_long_number(written, 12), "{written}");
        }
    }

    #[test]
    fn a_stop_inside_brackets_ends_no_sentence() {
        let text = "様式: 重点項目評価書\n特記事項: 前文。○○条例（以下「条例」という。）別表第2による。後文\n";
        let read = read(text);
        let assessment = read.assessment.unwrap();
        let prose = texts(&assessment).next().unwrap();
        let at = prose.text().find("別表").unwrap();
        assert_eq!(prose.before(at), "○○条例(以下「条例」という。)");
        assert_eq!(
            &prose.text()[prose.sentence(at)],
            "○○条例(以下「条例」という。)別表第2による"
        );
    }

    #[test]
    fn a_new_line_goes_on_from_the_line_before() {
        let text = "様式: 重点項目評価書\n特記事項: |-\n  見本市の条例\n  ・別表第2\n";
        let read = read(text);
        let assessment = read.assessment.unwrap();
        let prose = texts(&assessment).next().unwrap();
        let at = prose.text().find("別表").unwrap();
        assert!(prose.before(at).contains("条例"));
    }

    #[test]
    fn rows_of_the_change_table_are_not_read() {
        let text = "様式: 重点項目評価書\n変更箇所:\n  - 変更前の記載: 別表第二\n";
        assert_eq!(texts(&read(text).assessment.unwrap()).count(), 0);
    }
}

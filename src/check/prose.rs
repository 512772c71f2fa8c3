//! The texts of an assessment as rules of law names read them: width and spaces folded, every letter with its place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::free_text::printed;
use crate::answers::{Assessment, Cursor, Value};
use crate::source::Span;

/// The text of one answer.
#[derive(Debug, Clone)]
pub struct Prose<'a> {
    place: Cursor<'a>,
    text: String,
    /// For each byte of `text`, the span of the character of the file that it came from.
    origin: Vec<Span>,
}

/// The texts of all answers, printed or not, those of earlier versions in 変更箇所 among them: as far as what is written is
/// likely to hold what is looked for, since folding all of it takes as long as reading the file.
#[must_use]
pub fn all_texts(assessment: &Assessment, likely: impl Fn(&str) -> bool) -> Vec<Prose<'_>> {
    let source = assessment.source();
    let written = |place: &Cursor<'_>| place.answer().and_then(|answer| answer.span.clone());
    let leaves = assessment.top().leaves();
    let worth = leaves
        .iter()
        .filter(|place| written(place).is_some_and(|span| likely(source.slice(&span))));
    worth.flat_map(Prose::of).collect()
}

/// The texts that the form prints for a reader today.
#[must_use]
pub fn texts(assessment: &Assessment) -> Vec<Prose<'_>> {
    printed(assessment).flat_map(|leaf| Prose::of(&leaf)).collect()
}

impl<'a> Prose<'a> {
    /// The texts of an answer: one of a free text, one a piece of a list, one a filled blank of ticks.
    #[must_use]
    pub fn of(place: &Cursor<'a>) -> Vec<Self> {
        let Some(answer) = place.answer() else {
            return Vec::new();
        };
        let source = place.assessment().source();
        let spans = match &answer.value {
            Value::Text(_) => answer.span.clone().into_iter().collect(),
            Value::Texts(pieces) => pieces.iter().map(|piece| piece.span.clone()).collect(),
            Value::Ticks(ticks) => {
                let end = answer.span.as_ref().map_or(0, |span| span.end);
                let blanks = ticks.iter().filter(|tick| !tick.blank.is_empty()).filter_map(|tick| {
                    let at = source.slice(&(tick.span.end..end)).find(&tick.blank)? + tick.span.end;
                    Some(at..at + tick.blank.len())
                });
                blanks.collect()
            }
            _ => Vec::new(),
        };
        let prose = |span: Span| Self::fold(place, source.slice(&span), span.start);
        spans.into_iter().map(prose).collect()
    }

    fn fold(place: &Cursor<'a>, slice: &str, start: usize) -> Self {
        let mut text = String::with_capacity(slice.len());
        let mut origin = Vec::with_capacity(slice.len());
        for (at, c) in slice.char_indices() {
            let from = start + at..start + at + c.len_utf8();
            for folded in c.nfkc().filter(|c| *c == '\n' || !c.is_whitespace()) {
                text.push(folded);
                origin.resize(text.len(), from.clone());
            }
        }
        Self {
            place: place.clone(),
            text,
            origin,
        }
    }

    #[must_use]
    pub fn place(&self) -> &Cursor<'a> {
        &self.place
    }

    /// The text: narrow letters and digits, no spaces, line breaks kept.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of [`Prose::text`] stands in the file.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let first = self.origin.get(range.start);
        let last = range.end.checked_sub(1).and_then(|at| self.origin.get(at));
        match (first, last) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => self.place.span(),
        }
    }

    /// A range of [`Prose::text`] as the author wrote it.
    #[must_use]
    pub fn written(&self, range: &Range<usize>) -> &'a str {
        self.place.assessment().source().slice(&self.span(range))
    }

    /// Whether the author left a space right before a byte of [`Prose::text`].
    #[must_use]
    pub fn gap_before(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.origin.get(before));
        before
            .zip(self.origin.get(at))
            .is_some_and(|(before, here)| before.end < here.start)
    }

    /// Where a folded word stands in [`Prose::text`].
    #[must_use]
    pub fn find(&self, word: &str) -> Vec<Range<usize>> {
        self.text
            .match_indices(word)
            .map(|(at, found)| at..at + found.len())
            .collect()
    }

    /// The sentence around a place of [`Prose::text`]: up to a line break or a 。 that closes no bracket.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let ends = |index: usize, c: char| {
            let next = &self.text[index + c.len_utf8()..];
            c == '\n' || (c == '。' && !next.starts_with([')', '」', '』', '】']))
        };
        let at = at.min(self.text.len());
        let (before, after) = self.text.split_at(at);
        let start = before.char_indices().rev().find(|(index, c)| ends(*index, *c));
        let end = after.char_indices().find(|(index, c)| ends(at + index, *c));
        start.map_or(0, |(index, c)| index + c.len_utf8())..end.map_or(self.text.len(), |(index, _)| at + index)
    }

    /// What the sentence says before a place; where the place begins its sentence, all that stands before.
    #[must_use]
    pub fn before(&self, at: usize) -> &str {
        let start = self.sentence(at).start;
        let before = self.text.get(start..at).unwrap_or_default();
        if before.chars().any(char::is_alphanumeric) {
            before
        } else {
            self.text.get(..at).unwrap_or_default()
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
        let prose = &texts(&assessment)[0];
        let places: Vec<&str> = prose
            .find("別表第2")
            .iter()
            .map(|range| assessment.source().slice(&prose.span(range)))
            .collect();
        assert_eq!(places, ["別表　第２", "別表第２"]);
    }

    #[test]
    fn a_stop_inside_brackets_ends_no_sentence() {
        let text = "様式: 重点項目評価書\n特記事項: 前文。○○条例（以下「条例」という。）別表第2による。後文\n";
        let read = read(text);
        let assessment = read.assessment.unwrap();
        let prose = &texts(&assessment)[0];
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
        let prose = &texts(&assessment)[0];
        let at = prose.text().find("別表").unwrap();
        assert!(prose.before(at).contains("条例"));
    }

    #[test]
    fn rows_of_the_change_table_are_not_read() {
        let text = "様式: 重点項目評価書\n変更箇所:\n  - 変更前の記載: 別表第二\n";
        assert!(texts(&read(text).assessment.unwrap()).is_empty());
    }
}

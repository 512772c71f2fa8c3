//! The words that authors wrote freely, as they wrote them: for rules that look at signs and widths, which folding takes away.

use super::folded::Prose;
use crate::answers::{Answer, Assessment, Cursor, Folded};
use crate::finding::Edit;
use crate::source::Span;

/// The free words of one item.
#[derive(Debug, Clone)]
pub struct FreeText<'a> {
    pub place: Cursor<'a>,
    /// Its texts; several for a list of texts, for words in the blanks of options and for those that stand for figures.
    pub texts: Vec<&'a str>,
}

/// The printed items of which a text may be wanted, with all their texts, in the form's order.
///
/// `wanted` sees the folded texts: what is ruled out there need not be looked at letter by letter.
#[must_use]
pub fn free_texts(assessment: &Assessment, wanted: impl Fn(&Folded) -> bool) -> Vec<FreeText<'_>> {
    let answers = assessment.folded().chunk_by(Folded::is_beside);
    let having = answers.filter_map(|texts| texts.iter().find(|text| wanted(text)));
    having
        .map(|text| {
            let place = Cursor::of(assessment, text);
            let texts = place.answer().map(Answer::texts).unwrap_or_default();
            FreeText {
                texts: texts.into_iter().map(|(text, _)| text).collect(),
                place,
            }
        })
        .collect()
}

/// Folded words of an answer as its author wrote them; as they are where they stand in it in no one piece.
#[must_use]
pub fn quoted(place: &Cursor<'_>, folded: &str) -> String {
    let found = Prose::of(place).into_iter().find_map(|text| {
        let range = text.find(folded).into_iter().next()?;
        Some(text.written(&range).to_owned())
    });
    found.unwrap_or_else(|| folded.to_owned())
}

/// Where some words of an answer stand in the file: those very words if they are a part of its text, else the first like
/// them; the whole answer if YAML writes them otherwise.
#[must_use]
pub fn span_of(place: &Cursor<'_>, words: &str) -> Span {
    let texts = place.answer().map(Answer::texts).unwrap_or_default();
    let found = texts.iter().find_map(|(text, span)| {
        let start = words.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        let inside = text.get(start..)?.starts_with(words);
        inside.then(|| (*text, span, start..start + words.len()))
    });
    match found {
        Some((text, span, range)) => place.assessment().source().places(span, text).exact(&range),
        None => place.places(words).into_iter().next(),
    }
    .unwrap_or_else(|| place.span())
}

/// The edits that write other letters in an answer. `instead` sees the rest of a text from each letter on, and says how many
/// bytes of it go and what comes there. `None` where YAML writes one of them otherwise than it is read.
#[must_use]
pub fn letter_edits(place: &Cursor<'_>, instead: impl Fn(&str) -> Option<(usize, String)>) -> Option<Vec<Edit>> {
    let source = place.assessment().source();
    let mut edits = Vec::new();
    for (text, span) in place.answer().map(Answer::texts).unwrap_or_default() {
        let mut places = None;
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let Some((length, new)) = instead(&text[at..]) else {
                at += first.len_utf8();
                continue;
            };
            let places = places.get_or_insert_with(|| source.places(&span, text));
            let exact = places.exact(&(at..at + length));
            let written = exact.filter(|span| source.slice(span) == &text[at..at + length])?;
            edits.push(Edit::new(written, new));
            at += length;
        }
    }
    Some(edits)
}

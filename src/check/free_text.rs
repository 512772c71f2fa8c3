//! The words that authors wrote freely, with their places: for rules that look for words anywhere in an assessment.

use crate::answers::{Assessment, Cursor};
use crate::source::Span;

/// The free words of one item.
#[derive(Debug, Clone)]
pub struct FreeText<'a> {
    pub place: Cursor<'a>,
    /// Its text; several for a list of texts, for words in the blanks of options and for those that stand for figures.
    pub texts: Vec<&'a str>,
}

/// The answers that the form prints for a reader today, in the form's order.
///
/// 変更箇所 is left out, because it quotes earlier versions, and so is what the form does not print.
pub fn printed(assessment: &Assessment) -> impl Iterator<Item = Cursor<'_>> {
    let form = assessment.form();
    assessment.top().leaves().into_iter().filter(|place| {
        let part = place.item().and_then(|item| form.part(item));
        part.is_some_and(|part| part.printed && !part.table)
    })
}

/// Every printed item with free words, in the form's order.
#[must_use]
pub fn free_texts(assessment: &Assessment) -> Vec<FreeText<'_>> {
    printed(assessment)
        .map(|place| FreeText {
            texts: texts(&place),
            place,
        })
        .filter(|free| !free.texts.is_empty())
        .collect()
}

fn texts<'a>(place: &Cursor<'a>) -> Vec<&'a str> {
    let pieces = place.texts().iter().map(|piece| piece.text.as_str());
    let blanks = place.ticks().into_iter().map(|(_, tick)| tick.blank.as_str());
    let alts = place.figures().iter().map(|figure| figure.alt.as_str());
    std::iter::once(place.text())
        .chain(pieces)
        .chain(blanks)
        .chain(alts)
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// Where some words stand in the file; the whole answer if YAML writes them otherwise.
#[must_use]
pub fn span_of(place: &Cursor<'_>, words: &str) -> Span {
    place.places(words).into_iter().next().unwrap_or_else(|| place.span())
}

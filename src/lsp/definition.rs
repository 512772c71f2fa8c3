//! Where to go from a place: from a finding to its cause, from the name of an item to the item.
//! Knows the assessment and its findings; no editor.

use super::examine::Examined;
use crate::answers::{Assessment, Cursor};
use crate::finding::{Finding, Related};
use crate::folding::fold;
use crate::form::Display;
use crate::form::find_name::NameMatch;
use crate::source::Span;

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// In the same text.
    Here(Span),
    /// The cause of a finding, perhaps in another file.
    Cause(Related),
}

/// Where an offset leads to: to the first cause of the finding that stands there, else to the items that are named there.
#[must_use]
pub fn targets(examined: &Examined, offset: usize) -> Vec<Target> {
    let causes = examined.findings.iter().filter(|finding| stands_at(finding, offset));
    let nearest = causes
        .filter_map(|finding| Some((finding.span.len(), finding.related.first()?)))
        .min_by_key(|(length, _)| *length);
    if let Some((_, cause)) = nearest {
        return vec![Target::Cause(cause.clone())];
    }
    let Some(assessment) = &examined.read.assessment else {
        return Vec::new();
    };
    named(assessment, offset).into_iter().map(Target::Here).collect()
}

fn stands_at(finding: &Finding, offset: usize) -> bool {
    finding.span.start <= offset && offset <= finding.span.end
}

/// The places of the items that the answer at an offset names, such as 項目 of a row of 変更箇所.
fn named(assessment: &Assessment, offset: usize) -> Vec<Span> {
    let here = |cell: &Cursor<'_>| {
        let names = cell.item().is_some_and(|item| item.display == Some(Display::Names));
        let span = cell.answer().and_then(|answer| answer.span.as_ref());
        names && span.is_some_and(|span| span.start <= offset && offset <= span.end)
    };
    let Some(cell) = assessment.top().leaves().into_iter().find(here) else {
        return Vec::new();
    };
    let written = cell.text().trim();
    let items = match assessment.form().find_name(written) {
        NameMatch::Items(items) => items,
        NameMatch::Meant(item) => vec![item],
        NameMatch::Unclear => return Vec::new(),
    };
    let places: Vec<Cursor<'_>> = items.iter().flat_map(|item| assessment.each(&item.path)).collect();
    // Of the entries of a list the one whose name is written, where it is written in full.
    let exact = places.iter().filter(|place| fold(&place.name()) == fold(written));
    let exact: Vec<Span> = exact.map(Cursor::span).collect();
    let mut spans = if exact.is_empty() {
        let written = places
            .iter()
            .filter(|place| place.answer().is_some_and(|answer| answer.key.is_some()));
        written.map(Cursor::span).collect()
    } else {
        exact
    };
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    spans
}

//! The figures of an assessment whose files cannot stand on a page, for the rules that tell of them.

use crate::answers::{Answer, Assessment, Cursor, Figure};
use crate::check::rules::reading::{figure_no_picture, figure_not_found, figure_too_large};
use crate::figure::Fault;
use crate::finding::Finding;
use jiff::civil::Date;

/// Every figure with a fault, in the form's order. A figure whose file nobody looked for has none.
pub(in crate::check) fn faults(assessment: &Assessment) -> Vec<(Cursor<'_>, &Figure, &Fault)> {
    let leaves = assessment.top().leaves_where(Answer::has_figures).into_iter();
    let figures = leaves.flat_map(|leaf| leaf.figures().iter().map(move |figure| (leaf, figure)));
    figures
        .filter_map(|(leaf, figure)| {
            let fault = assessment.picture(&figure.file)?.as_ref().err()?;
            Some((leaf, figure, fault))
        })
        .collect()
}

/// The findings of figures that a page would lack.
#[must_use]
pub fn unseen(assessment: &Assessment) -> Vec<Finding> {
    crate::check::run(
        &[figure_not_found::RULE, figure_no_picture::RULE, figure_too_large::RULE],
        assessment,
        Date::MIN,
    )
}

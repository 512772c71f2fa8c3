//! Which answers have findings, as the cells of a workbook are called: by the path of the answer.

use std::collections::HashMap;

use crate::answers::{Assessment, Cursor};
use crate::finding::Finding;

/// Findings by the path of the answer that they are of.
#[derive(Debug, Default)]
pub(super) struct Marks<'f> {
    of: HashMap<String, Vec<&'f Finding>>,
    /// Those that are of no single answer on the pages.
    pub others: Vec<&'f Finding>,
}

impl<'f> Marks<'f> {
    /// `shown` tells the paths that have a cell.
    pub fn new(assessment: &Assessment, findings: &'f [Finding], shown: &dyn Fn(&str) -> bool) -> Self {
        let mut marks = Self::default();
        let leaves = assessment.top().leaves();
        let mut by_name: HashMap<String, String> = HashMap::new();
        for leaf in &leaves {
            by_name.entry(leaf.name()).or_insert_with(|| leaf.path());
        }
        for finding in findings {
            let named = finding.item.as_ref().and_then(|name| by_name.get(name)).cloned();
            let path = named
                .filter(|path| shown(path))
                .or_else(|| place(assessment, finding, shown));
            match path {
                Some(path) => marks.of.entry(path).or_default().push(finding),
                None => marks.others.push(finding),
            }
        }
        marks
    }

    /// What was found at the answer of a path.
    pub fn at(&self, path: &str) -> &[&'f Finding] {
        self.of.get(path).map_or(&[], Vec::as_slice)
    }
}

/// The first answer with a cell in the smallest answer around a finding.
fn place(assessment: &Assessment, finding: &Finding, shown: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut at = assessment.top();
    while let Some(inner) = at.children().into_iter().find(|child| holds(child, finding)) {
        at = inner;
    }
    // What is of the whole file is of no answer.
    at.parent().answer()?;
    at.leaves().iter().map(Cursor::path).find(|path| shown(path))
}

fn holds(cursor: &Cursor<'_>, finding: &Finding) -> bool {
    let Some(answer) = cursor.answer() else { return false };
    let mut spans = answer.key.iter().chain(&answer.span);
    spans.any(|span| span.start <= finding.span.start && finding.span.start < span.end.max(span.start + 1))
}

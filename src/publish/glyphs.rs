//! Characters that no font can show, with their places: an answer that would not stand on the page.

use super::Fonts;
use crate::answers::Assessment;
use crate::finding::{Finding, Severity};

/// The code of the finding.
pub const CODE: &str = "F110";

/// The characters that no font has, each at its first place in every answer that holds it.
#[must_use]
pub fn missing(assessment: &Assessment, fonts: &Fonts) -> Vec<Finding> {
    let source = assessment.source();
    let unknown = fonts.missing(source.text());
    if unknown.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for leaf in assessment.top().leaves() {
        let span = leaf
            .answer()
            .filter(|answer| answer.is_filled())
            .and_then(|answer| answer.span.clone());
        let Some(span) = span else { continue };
        let slice = source.slice(&span);
        for c in &unknown {
            let Some(at) = slice.find(*c).map(|at| span.start + at) else {
                continue;
            };
            findings.push(
                Finding::new(CODE, Severity::Error, at..at + c.len_utf8())
                    .message(format!(
                        "「{c}」（U+{:04X}）の字形を持つフォントがありません",
                        u32::from(*c)
                    ))
                    .label("別の字に改めてください")
                    .help("人名・地名の字であれば、IPAmj明朝を入れると印刷できることがあります")
                    .item(leaf.name()),
            );
        }
    }
    findings
}

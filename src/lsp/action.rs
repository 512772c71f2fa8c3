//! The corrections that an editor offers at a place: those of findings, those of answers that are taken as meant, and all
//! that stand beyond doubt at once. Corrects nothing by itself.

use super::document::Document;
use super::examine::Examined;
use crate::finding::{Edit, Finding, Fix};
use crate::fix::Corrected;
use crate::source::Span;

/// One correction, to be made as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    /// What it corrects, where that is a finding.
    pub finding: Option<Finding>,
    /// Beyond doubt.
    pub certain: bool,
    pub edits: Vec<Edit>,
}

/// The corrections of what touches a span, in the order of the text.
#[must_use]
pub fn at(examined: &Examined, span: &Span) -> Vec<Action> {
    let touches = |other: &Span| other.start <= span.end && span.start <= other.end;
    let offered = |finding: &Finding| {
        let fix = finding.fix.as_ref()?;
        let near = touches(&finding.span) || fix.edits.iter().any(|edit| touches(&edit.span));
        near.then(|| fix.clone())
    };
    let found = examined.findings.iter().filter_map(|finding| {
        let fix = offered(finding)?;
        Some(Action {
            finding: Some(finding.clone()),
            ..Action::of(fix)
        })
    });
    let loose = examined
        .read
        .loose
        .iter()
        .filter_map(|finding| offered(finding).map(Action::of));
    found.chain(loose).collect()
}

/// Every correction that was made of a document as one; `None` where there is none.
#[must_use]
pub fn all(document: &Document, corrected: Corrected) -> Option<Action> {
    let old = document.text();
    let new = String::from_utf8(corrected.bytes).ok()?;
    if corrected.made.is_empty() || new == old {
        return None;
    }
    Some(Action {
        title: format!("迷いのない誤りをまとめて直す（{}か所）", corrected.made.len()),
        finding: None,
        certain: true,
        edits: vec![difference(old, &new)],
    })
}

impl Action {
    fn of(fix: Fix) -> Self {
        let certain = fix.is_certain();
        let doubt = if certain { "" } else { "（要確認）" };
        Self {
            title: format!("{}{doubt}", fix.title),
            finding: None,
            certain,
            edits: fix.edits,
        }
    }
}

/// One edit between the first and the last character that differ.
fn difference(old: &str, new: &str) -> Edit {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b);
    let start: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (rest, other) = (&old[start..], &new[start..]);
    let same = rest.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = same.map(|(c, _)| c.len_utf8()).sum();
    Edit::new(start..old.len() - end, &other[..other.len() - end])
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::source::edit::apply;

    #[test]
    fn one_edit_makes_the_new_text_of_the_old() {
        for (old, new) in [("ああい", "あい"), ("あ", "あああ"), ("a\nb\n", "a\nc\n"), ("a", "")] {
            let edit = difference(old, new);
            assert_eq!(apply(old.as_bytes(), &[edit]).unwrap(), new.as_bytes());
        }
    }
}

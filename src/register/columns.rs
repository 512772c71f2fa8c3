//! The columns of the list, read from `schemas/register.yaml`: what they are called and what they show.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::form::Confidence;

/// The list as data: how it is called and what it shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterForm {
    pub title: String,
    /// At the foot of the cover: that this is not the official layout.
    pub label: String,
    /// The same in a sentence, above the list.
    pub note: String,
    pub law: String,
    pub confidence: Confidence,
    /// What the doubt is about.
    pub doubt: String,
    pub columns: Vec<RegisterColumn>,
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterColumn {
    pub label: String,
    /// Share of the width.
    pub width: u16,
    /// What it shows, from the top down.
    pub(super) of: Vec<Source>,
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Number,
    Name,
    Procedure,
    Basis,
    Department,
    Systems,
    Files,
    Threshold,
    Kinds,
    Evaluated,
    /// When the evaluation is to be made again.
    Next,
    Consultation,
    Review,
    Published,
    Remarks,
}

/// The columns of this program's list.
#[must_use]
pub fn columns() -> &'static RegisterForm {
    static FORM: LazyLock<RegisterForm> = LazyLock::new(|| {
        // A test reads it, so a broken one cannot be released.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/register.json")))
            .expect("schemas/register.yaml is tested to load")
    });
    &FORM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_says_that_it_is_not_the_official_form() {
        let form = columns();
        assert!(form.note.contains("公式の様式1ではありません") && form.label.contains("公式の様式ではない"));
        assert_eq!(form.confidence, Confidence::Low);
        assert!(
            form.columns
                .iter()
                .all(|column| column.width > 0 && !column.of.is_empty())
        );
    }
}

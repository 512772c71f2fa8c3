//! The words that a form itself prints: they stand on every page of it and tell nothing.

use std::collections::BTreeSet;

use crate::folding::bare;
use crate::form::Form;

/// Every label, key, option, heading and note of a form, folded.
pub(super) fn printed(form: &Form) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut add = |text: &str| {
        let bare = bare(text);
        if !bare.is_empty() {
            words.insert(bare);
        }
    };
    let heads = [
        &form.name,
        &form.title,
        &form.label,
        &form.legend,
        &form.contents,
        &form.edition,
    ];
    for text in heads {
        add(text);
    }
    for part in &form.parts {
        add(&part.label);
        add(&part.heading());
        add(&part.important_note);
    }
    for item in form.items() {
        add(&item.key);
        add(&item.label);
        add(&item.heading());
        for text in item.note.iter().chain(&item.fixed) {
            add(text);
        }
        for option in &item.options {
            add(&option.text);
            add(&option.group);
        }
    }
    words
}

/// Every word that a form and its guidance say of its items.
pub(super) fn said(form: &Form) -> Vec<String> {
    let mut words: Vec<String> = printed(form).into_iter().collect();
    words.extend(form.items().filter_map(|item| item.guidance.clone()));
    words
}

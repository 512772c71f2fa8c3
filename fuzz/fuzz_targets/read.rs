//! Any bytes must read, walk and print without a panic, and every place must lie inside the text.
#![no_main]

use hyoka::answers::{self, Cursor};
use hyoka::check::print::{Checked, json, text};
use hyoka::form::builtin;
use hyoka::source::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = answers::read(builtin(), "fuzz.yaml", bytes);
    let source = read.source.text();
    let inside = |span: &Span| assert!(source.get(span.clone()).is_some(), "{span:?} is no place of the text");
    for finding in &read.findings {
        inside(&finding.span);
        finding.related.iter().for_each(|related| inside(&related.span));
        assert!(!finding.message.is_empty() && !finding.label.is_empty(), "{finding:?}");
    }
    if let Some(assessment) = &read.assessment {
        for leaf in assessment.top().leaves() {
            inside(&leaf.span());
            walk(&leaf);
        }
    }
    let checked = [Checked {
        source: &read.source,
        findings: &read.findings,
        others: &[],
    }];
    let _ = text::print(&checked, true);
    let _ = serde_json::to_vec(&json::report(&checked)).expect("a report has text keys only");
});

/// Asks a place for everything that it can tell.
fn walk(leaf: &Cursor<'_>) {
    let _ = (leaf.name(), leaf.path(), leaf.text(), leaf.texts(), leaf.ticks());
    let _ = (leaf.option(), leaf.date(), leaf.is_ticked(), leaf.is_filled());
    let _ = (leaf.entry().identity(), leaf.parent().children(), leaf.places("法"));
    // What leads nowhere is empty, and so is what is below it.
    let nowhere = leaf.at("ない/項目");
    assert!(!nowhere.is_filled() && nowhere.path().is_empty());
}

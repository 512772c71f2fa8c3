//! Assessments that are nearly sound must check and lay out without a panic. Starts from whole assessments and changes
//! them by lines, as an officer would, so that most inputs reach the rules.
#![no_main]

mod lines;

use hyoka::answers;
use hyoka::check::check;
use hyoka::check::print::{Checked, text};
use hyoka::form::builtin;
use hyoka::layout::{Copy, page, rich};
use hyoka::publish::html;
use jiff::civil::date;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| {
    let read = answers::read(builtin(), "fuzz.yaml", bytes);
    let Some(assessment) = &read.assessment else { return };
    let findings = check(assessment, date(2026, 11, 23));
    for finding in &findings {
        assert!(
            read.source.text().get(finding.span.clone()).is_some(),
            "{finding:?} is outside the text"
        );
    }
    for path in assessment.misses() {
        let keys = path.split('/').filter_map(|key| key.split('[').next());
        let item: Vec<&str> = keys.filter(|key| !key.is_empty()).collect();
        assert!(
            builtin().iter().any(|form| form.find(&item.join("/")).is_some()),
            "no form has {path}, which a rule asks for"
        );
    }
    let checked = [Checked {
        source: &read.source,
        findings: &findings,
        others: &[],
    }];
    let _ = text::print(&checked, false);
    for copy in [Copy::Public, Copy::Complete] {
        if let Ok(page) = page(assessment, copy) {
            let _ = html::print(&page).expect("the template draws every page tree");
        }
    }
    for leaf in assessment.top().leaves() {
        let words = leaf.text();
        let shown = rich::visible(words);
        assert!(
            !words.chars().any(|c| c.is_alphanumeric() && !shown.contains(c)),
            "a letter of {words:?} is lost in {shown:?}"
        );
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { lines::mutate(data, size, max_size, seed) });

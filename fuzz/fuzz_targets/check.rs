//! Assessments that are nearly sound must check and lay out without a panic. Starts from whole assessments and changes
//! them by lines, as an officer would, so that most inputs reach the rules.
#![no_main]

mod lines;

use hyoka::body::cases::Case;
use hyoka::body::{Memory, Place, examine};
use hyoka::check::print::{Checked, text};
use hyoka::form::builtin;
use hyoka::form::path::without_entries;
use hyoka::layout::markup;
use hyoka::publish::html;
use hyoka::{Copy, lay_out};
use jiff::civil::date;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| {
    let place = Place::File("fuzz.yaml".into());
    let shelf = Memory::default().remembering_asked().with("fuzz.yaml", bytes);
    let case = Case {
        files: vec![place],
        ..Case::default()
    };
    let mut examined = examine(&shelf, &case, date(2026, 11, 23).into());
    let Some(one) = examined.files.pop() else { return };
    let (read, findings) = (one.read, one.findings);
    let Some(assessment) = &read.assessment else { return };
    for finding in &findings {
        assert!(
            read.source.text().get(finding.span.clone()).is_some(),
            "{finding:?} is outside the text"
        );
    }
    for miss in assessment.misses() {
        let path = without_entries(&miss.what);
        assert!(
            builtin().iter().any(|form| form.find(&path).is_some()),
            "no form has {path}, which {} asks for",
            miss.asked
        );
    }
    let checked = [Checked {
        source: &read.source,
        findings: &findings,
        others: &[],
    }];
    let _ = text::print(&checked, false);
    for copy in [Copy::Public, Copy::Complete] {
        if let Ok(page) = lay_out(assessment, copy) {
            let _ = html::print(&page).expect("the template draws every page tree");
        }
    }
    for leaf in assessment.top().leaves() {
        let words = leaf.text();
        let shown = markup::visible(words);
        assert!(
            !words.chars().any(|c| c.is_alphanumeric() && !shown.contains(c)),
            "a letter of {words:?} is lost in {shown:?}"
        );
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { lines::mutate(data, size, max_size, seed) });

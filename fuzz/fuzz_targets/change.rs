//! A version that is nearly sound must be comparable with the sample of its form, checked against it, recorded and merged
//! without a panic; what `record` writes must leave nothing to write.
#![no_main]

mod lines;

use std::sync::LazyLock;

use hyoka::answers::{self, Assessment};
use hyoka::change::compare;
use hyoka::change::print::{Compared, markdown, review::review, text};
use hyoka::check::look::since::check_since;
use hyoka::form::builtin;
use hyoka::publish::review as page;
use hyoka::record::{Wanted, record};
use jiff::civil::date;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// A sealed version of each form of the sample city.
static OLD: LazyLock<Vec<Assessment>> = LazyLock::new(|| {
    let files: [&[u8]; 3] = [
        include_bytes!("../../assessments/012/published/juten.2025-06-30.yaml"),
        include_bytes!("../../assessments/012/kiso.yaml"),
        include_bytes!("../../assessments/001/zenkomoku.yaml"),
    ];
    let read = |bytes: &[u8]| answers::read(builtin(), "old.yaml", bytes).assessment;
    files.into_iter().filter_map(read).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let read = answers::read(builtin(), "fuzz.yaml", bytes);
    let Some(new) = &read.assessment else { return };
    for old in OLD.iter().filter(|old| old.form().form == new.form().form) {
        for finding in check_since(old, new, date(2026, 11, 23)) {
            assert!(read.source.text().get(finding.span.clone()).is_some(), "{finding:?}");
        }
        let comparison = compare(old, new).expect("they are of one form");
        let compared = Compared {
            old,
            new,
            comparison: &comparison,
            procedure: None,
        };
        let _ = text::print(&compared, 100, false);
        let _ = markdown::print(&compared);
        let _ = page::print(&review(&compared)).expect("the template draws every comparison");
        let wanted = Wanted {
            day: Some(date(2026, 12, 1)),
            ..Wanted::default()
        };
        let Ok(recorded) = record(builtin(), bytes, new, old, &wanted) else {
            continue;
        };
        let again = answers::read(builtin(), "again.yaml", &recorded.bytes);
        let after = again.assessment.expect("what is recorded can be read");
        let twice = record(builtin(), &recorded.bytes, &after, old, &wanted).expect("it was recorded before");
        assert_eq!(twice.bytes, recorded.bytes);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { lines::mutate(data, size, max_size, seed) });

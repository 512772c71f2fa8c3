//! Any text must load as a form or be refused with a line of it; a form that loads must read an assessment.
#![no_main]

use hyoka::answers;
use hyoka::form::{Forms, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match load("fuzz.yaml", text) {
        Ok(form) => {
            let file = format!("様式: {}\n", form.name);
            // It loaded a moment ago.
            let forms = Forms::load(&[("fuzz.yaml", text)]).expect("a definition that loads loads twice");
            let read = answers::read(&forms, "fuzz.yaml", file.as_bytes());
            if let Some(assessment) = &read.assessment {
                assessment.top().leaves().iter().for_each(|leaf| {
                    let _ = (leaf.name(), leaf.path());
                });
                let _ = hyoka::lay_out(assessment, hyoka::Copy::Complete);
            }
        }
        Err(error) => assert!(error.line >= 1 && error.line <= text.lines().count() + 1, "{error}"),
    }
});

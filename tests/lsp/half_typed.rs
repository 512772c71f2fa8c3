//! Nothing that can stand in a file while it is typed makes the server fall over.

use hyoka::form::builtin;
use hyoka::lsp::completion::complete;
use hyoka::lsp::hover::hover;
use hyoka::lsp::outline::Outline;
use hyoka::lsp::symbols::symbols;

use super::TODAY;
use crate::tries::tries;

const SAMPLE: &str = include_str!("../editor/sample.yaml");

/// Asks everything at some places; every answer must lie inside the text.
fn ask(text: &str, offsets: &[usize]) {
    let inside = |span: &std::ops::Range<usize>| assert!(text.get(span.clone()).is_some(), "{span:?} in {text:?}");
    for offset in offsets {
        for offer in complete(builtin(), text, *offset, TODAY) {
            inside(&offer.span);
            let line = text[offer.span.start..*offset.max(&offer.span.start)].contains('\n');
            assert!(
                offer.span.start <= *offset && *offset <= offer.span.end && !line,
                "{offer:?} at {offset}"
            );
        }
        if let Some(told) = hover(builtin(), text, *offset) {
            inside(&told.span);
        }
    }
}

#[test]
fn the_sample_may_end_anywhere() {
    for (at, _) in SAMPLE.char_indices() {
        ask(&SAMPLE[..at], &[at]);
    }
}

#[test]
fn any_sign_may_stand_anywhere() {
    for sign in [
        "'", "\"", "[", "{", "- ", ": ", ":", "\t", "　", "#", "|", "&a", "𠮷", "\r", "\u{feff}",
    ] {
        for (at, _) in SAMPLE.char_indices().step_by(13) {
            let text = format!("{}{sign}{}", &SAMPLE[..at], &SAMPLE[at..]);
            ask(&text, &[at, at + sign.len()]);
        }
    }
}

#[test]
fn every_place_of_the_sample_city_is_answered() {
    let text = include_str!("../../assessments/012/juten.yaml").replace('\n', "\r\n");
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(997).collect();
    ask(&text, &offsets);
    assert!(!symbols(builtin(), &text).is_empty());
}

#[test]
fn a_file_that_is_no_assessment_is_read_in_time_that_grows_with_it() {
    let lines = tries(40_000, 200_000);
    for text in [
        "- ".repeat(lines),
        "a:\n".repeat(lines),
        "- - a: b\n".repeat(lines / 2),
        " a: |\n".repeat(lines),
    ] {
        let text = format!("様式: 重点項目評価書\n{text}");
        assert!(!Outline::new(&text).marks.is_empty());
        let _ = symbols(builtin(), &text);
        ask(&text, &[text.len()]);
    }
}

//! Any bytes must be read as a workbook or refused with a sentence, without a panic; what is read names cells that there are.
#![no_main]

mod parts;

use hyoka::pieces::Content;
use hyoka::pieces::book::{self, BookError};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    parts::changed(data, size, max_size, seed)
});

fuzz_target!(|bytes: &[u8]| {
    let _ = book::origin_rows(bytes);
    match book::read(bytes) {
        Err(failure) => {
            // The fuzzer ends at a panic before it becomes this one.
            assert_ne!(failure, BookError::Unforeseen);
            assert!(!failure.to_string().is_empty());
        }
        Ok(document) => {
            assert!(book::is_book(bytes));
            for piece in document.sheets.iter().flat_map(|sheet| &sheet.pieces) {
                let cell = piece.cell.expect("what stands on a sheet has a cell");
                assert!(cell.rows >= 1 && cell.columns >= 1 && piece.place.cell.is_some());
                match piece.content {
                    Content::Picture(index) => assert!(index < document.pictures.len()),
                    Content::Words(_) | Content::Day(_) | Content::Number { .. } => {}
                }
            }
        }
    }
});

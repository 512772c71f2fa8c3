//! Figures: of a file only what is seen of it reaches a page.

mod jpeg;
mod png;
mod svg;

use hyoka::figure::{Fault, Picture, picture};

/// The bytes that stand in one page and in its attached copy.
fn published(bytes: &[u8]) -> Vec<u8> {
    let Picture { bytes, .. } = picture(bytes).expect("a picture");
    assert_eq!(
        picture(&bytes).expect("still one").bytes,
        bytes,
        "written anew, it keeps its bytes"
    );
    bytes.to_vec()
}

fn refusal(bytes: &[u8]) -> String {
    match picture(bytes) {
        Err(Fault::NoPicture(reason) | Fault::TooLarge(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

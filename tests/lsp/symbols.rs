//! The outline that an editor shows beside the text.

use std::fmt::Write as _;

use hyoka::form::builtin;
use hyoka::lsp::symbols::{Symbol, symbols};

fn draw(symbols: &[Symbol], depth: usize, into: &mut String) {
    for symbol in symbols {
        let gap = "  ".repeat(depth);
        writeln!(into, "{gap}{:?} {} | {}", symbol.kind, symbol.name, symbol.detail).unwrap();
        draw(&symbol.children, depth + 1, into);
    }
}

fn assert_nested(symbols: &[Symbol]) {
    for symbol in symbols {
        assert!(symbol.span.start <= symbol.key.start && symbol.key.end <= symbol.span.end);
        for child in &symbol.children {
            assert!(symbol.span.start <= child.span.start && child.span.end <= symbol.span.end);
        }
        assert_nested(&symbol.children);
    }
}

#[test]
fn parts_items_and_entries_are_named_as_on_the_form() {
    let mut drawn = String::new();
    draw(
        &symbols(builtin(), include_str!("../editor/sample.yaml")),
        0,
        &mut drawn,
    );
    insta::assert_snapshot!("symbols_of_the_sample", drawn);
}

#[test]
fn what_stands_in_another_lies_within_it() {
    assert_nested(&symbols(builtin(), include_str!("../../assessments/012/juten.yaml")));
}

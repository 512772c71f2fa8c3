//! Notes and comments on cells.

use std::collections::BTreeMap;

use super::super::BookError;
use super::super::address::place;
use super::super::limits::Allowance;
use super::super::package::Package;
use super::super::raw::RawSheet;
use super::super::xml::{attribute, below, tree};
use super::parts::Relations;
use super::text::author;

/// Reads the notes of a sheet, and the threads of comments, of which Excel leaves a copy among the notes.
pub(super) fn read(
    package: &mut Package<'_>,
    relations: &Relations,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let mut threads: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
    let mut notes: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
    for (kind, element, found) in [
        ("threadedComment", "threadedComment", &mut threads),
        ("comments", "comment", &mut notes),
    ] {
        for relation in relations.of_kind(kind) {
            let Some(text) = package.text(&relation.part)? else {
                continue;
            };
            let tree = tree(&text, &relation.part)?;
            for node in tree.descendants().filter(|node| node.tag_name().name() == element) {
                let Some(at) = attribute(node, "ref").and_then(place) else {
                    continue;
                };
                let words = author(words(node));
                allowance.text(words.len())?;
                found.entry(at).or_default().push(words);
            }
        }
    }
    for (at, words) in threads {
        notes.insert(at, words);
    }
    let notes = notes
        .into_iter()
        .map(|((row, column), words)| (row, column, words.join("\n")));
    sheet.notes.extend(notes.filter(|(.., words)| !words.trim().is_empty()));
    Ok(())
}

/// The words of a note, furigana left out.
fn words(node: roxmltree::Node<'_, '_>) -> String {
    let Some(text) = below(node, "text") else {
        return String::new();
    };
    let is_furigana = |node: roxmltree::Node<'_, '_>| {
        node.ancestors()
            .take_while(|one| *one != text)
            .any(|one| one.tag_name().name() == "rPh")
    };
    let words = text.descendants().filter(|node| node.is_text() && !is_furigana(*node));
    let is_word = |node: &roxmltree::Node<'_, '_>| {
        let parent = node.parent().map(|parent| parent.tag_name().name());
        matches!(parent, Some("t" | "text")) && !node.text().unwrap_or_default().is_empty()
    };
    let words = words.filter(is_word).filter_map(|node| node.text());
    let words: String = words.collect();
    words.trim().to_owned()
}

//! Merges of two versions that come from one: small files with one thing to see each, and edits of the sample city's files by
//! a fixed sequence.

mod cases;
mod random;

use hyoka::answers::{self, Assessment, Read};
use hyoka::form::builtin;
use hyoka::merge::{Merged, Names, Refusal, merge};

fn read(name: &str, bytes: &[u8]) -> Read {
    answers::read(builtin(), name, bytes)
}

/// Merges three texts; an empty base is none.
fn merged(base: &str, ours: &str, theirs: &str) -> Result<Merged, Refusal> {
    let was = (!base.is_empty()).then(|| read("base.yaml", base.as_bytes()));
    merge(
        builtin(),
        &Names::of_people(),
        was.as_ref(),
        &read("ours.yaml", ours.as_bytes()),
        ours.as_bytes(),
        &read("theirs.yaml", theirs.as_bytes()),
    )
}

fn text(merged: &Merged) -> String {
    String::from_utf8(merged.bytes.clone()).unwrap()
}

/// Every answer that says something, with its path; rows of 変更箇所 without their positions, in the order of their words.
fn said(assessment: &Assessment) -> Vec<String> {
    let mut said = Vec::new();
    for leaf in assessment.top().leaves() {
        let item = leaf.item().unwrap();
        let options: Vec<String> = leaf
            .ticks()
            .iter()
            .map(|(option, tick)| format!("{}（{}）", option.text, tick.blank))
            .collect();
        let texts: Vec<&str> = leaf.texts().iter().map(|piece| piece.text.as_str()).collect();
        let figures: Vec<&str> = leaf.figures().iter().map(|figure| figure.file.as_str()).collect();
        let words = [
            leaf.text().trim_end().to_owned(),
            leaf.date().map(|date| date.to_string()).unwrap_or_default(),
            leaf.option().map(|option| option.text.clone()).unwrap_or_default(),
            if leaf.is_ticked() {
                "○".to_owned()
            } else {
                String::new()
            },
            options.join("、"),
            texts.join("、"),
            figures.join("、"),
        ]
        .concat();
        // What the form prints itself is said whether it is written or not.
        let by_form = item.fixed.as_deref() == Some(leaf.text());
        if !words.is_empty() && !by_form && !assessment.form().part(item).is_some_and(|part| part.table) {
            said.push(format!("{} = {words}", leaf.path()));
        }
    }
    let table = assessment.form().parts.iter().find(|part| part.table).unwrap();
    let mut rows: Vec<String> = assessment
        .each(&assessment.form().item(table.item).path)
        .iter()
        .map(|row| {
            let cells = row.leaves();
            let cells: Vec<String> = cells
                .iter()
                .map(|cell| format!("{:?}{}", cell.date(), cell.text()))
                .collect();
            cells.join(" | ")
        })
        .collect();
    rows.sort();
    said.extend(rows);
    said
}

//! The list as a page tree, which the templates of the official forms draw too: lying, with one table.

use super::{Entry, Head, columns};
use crate::layout::markup::read;
use crate::layout::{Block, Column, Content, GridRow, Page, PartPage, Row};
use crate::wareki;

/// Lays the list out.
#[must_use]
pub fn page(head: &Head, entries: &[Entry]) -> Page {
    let form = columns();
    let line = |label: &str, text: &str| Row {
        anchor: format!("register-{label}"),
        group: None,
        grouped: false,
        label: label.to_owned(),
        nested: false,
        wide: false,
        content: content(text),
    };
    let cover = Block::Rows {
        rows: vec![
            line("評価実施機関名", &head.body),
            line("作成日", &wareki::format(head.day)),
            line("公表の区分", head.audience()),
            line("事務", &format!("{}件", entries.len())),
            line("根拠", &form.law),
            line("注意", &form.note),
        ],
    };
    let table = Block::Grid {
        columns: form
            .columns
            .iter()
            .map(|column| Column {
                text: column.label.clone(),
                width: column.width,
            })
            .collect(),
        rows: entries
            .iter()
            .enumerate()
            .map(|(index, entry)| GridRow {
                anchor: format!("row-{}", index + 1),
                cells: entry.cells.iter().map(|cell| content(cell)).collect(),
            })
            .collect(),
    };
    Page {
        title: form.title.clone(),
        document_title: form.title.clone(),
        author: head.body.clone(),
        label: form.label.clone(),
        legend: String::new(),
        contents_heading: String::new(),
        contents: Vec::new(),
        cover: vec![cover],
        parts: vec![PartPage {
            follows: false,
            heading: "評価書の一覧".to_owned(),
            anchor: "list".to_owned(),
            blocks: vec![table],
        }],
        landscape: true,
        draft: false,
        notice: String::new(),
        withheld: String::new(),
        printed: None,
        pictures: std::collections::BTreeMap::new(),
    }
}

fn content(text: &str) -> Content {
    if text.is_empty() {
        Content::Empty
    } else {
        Content::Text { blocks: read(text) }
    }
}

//! Workbooks of layouts that are not ours: other columns, other merges, labels cut in two, numbers in a column of their own.
//! Each comes in with every answer, since nothing knows a layout.

use std::fmt::Write as _;

use hyoka::layout::{self, Block, Content, Page, Row};
use hyoka::pieces::book;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::alike::Alike;
use super::{imported, read, samples};

/// Where a layout puts what stands in one row of the form. Columns count from 0.
#[derive(Debug, Clone, Copy)]
struct Layout {
    number: u16,
    group: u16,
    label: u16,
    /// The rest of a label that is cut in two.
    label_rest: Option<u16>,
    answer: u16,
    /// The list of options; none where it stands in the cell of the answer.
    options: Option<u16>,
    /// How many columns an answer is merged over, and how many rows.
    merged: (u16, u32),
    /// Empty rows behind each row.
    gap: u32,
}

const ONE_CELL: Layout = Layout {
    number: 0,
    group: 0,
    label: 1,
    label_rest: None,
    answer: 2,
    options: None,
    merged: (1, 1),
    gap: 0,
};

/// A column for numbers, labels cut in two cells, lists at the left of their answers.
const OTHER_ORDER: Layout = Layout {
    number: 1,
    group: 0,
    label: 2,
    label_rest: Some(3),
    answer: 7,
    options: Some(5),
    merged: (1, 1),
    gap: 0,
};

/// Answers merged over columns and rows, rows put in between.
const OTHER_MERGES: Layout = Layout {
    number: 2,
    group: 2,
    label: 3,
    label_rest: None,
    answer: 5,
    options: Some(12),
    merged: (6, 3),
    gap: 2,
};

#[test]
fn a_form_of_one_cell_an_answer_comes_in() {
    hold(ONE_CELL);
}

#[test]
fn a_form_with_other_columns_and_labels_in_two_cells_comes_in() {
    hold(OTHER_ORDER);
}

#[test]
fn a_form_with_other_merges_and_rows_put_in_between_comes_in() {
    hold(OTHER_MERGES);
}

fn hold(layout: Layout) {
    // One of each form, unless there is time for all.
    let mut seen = Vec::new();
    for file in samples() {
        let form = file.file_name().unwrap().to_owned();
        if seen.contains(&form) && std::env::var_os("HYOKA_LONG").is_none() {
            continue;
        }
        seen.push(form);
        let written = read(&file);
        let bytes = draw(&layout::page(&written), layout);
        let (made, assessment) = imported(&book::read(&bytes).unwrap());
        let alike = Alike::of(&written, &assessment);
        println!("{}: {:.1}", file.display(), alike.share());
        assert!(
            alike.missing.is_empty() && alike.wrong.is_empty() && alike.invented.is_empty(),
            "{}: {alike:#?}\n{:#?}",
            file.display(),
            made.report.left
        );
    }
}

struct Pen<'w> {
    sheet: &'w mut Worksheet,
    layout: Layout,
    row: u32,
}

fn draw(page: &Page, layout: Layout) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut pen = Pen { sheet, layout, row: 1 };
    pen.words(0, &page.title);
    pen.next();
    pen.words(0, &format!("[{}]", page.label));
    pen.next();
    pen.blocks(&page.cover);
    for part in &page.parts {
        pen.words(0, &part.heading);
        pen.next();
        pen.blocks(&part.blocks);
    }
    book.save_to_buffer().unwrap()
}

impl Pen<'_> {
    fn words(&mut self, column: u16, words: &str) {
        if !words.is_empty() {
            self.sheet.write_string(self.row, column, words).unwrap();
        }
    }

    fn next(&mut self) {
        self.row += 1 + self.layout.gap;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, ticks, .. } => {
                    self.words(self.layout.number, text);
                    for (tick, column) in ticks.iter().zip((self.layout.answer..).step_by(2)) {
                        self.words(column, if tick.ticked { "○" } else { "" });
                        self.words(column + 1, &tick.text);
                    }
                    self.next();
                }
                Block::Rows { rows } => {
                    for row in rows {
                        self.labelled(row);
                    }
                }
                Block::Grid { columns, rows } => {
                    for (column, at) in columns.iter().zip(0..) {
                        self.words(at, &column.text);
                    }
                    self.next();
                    for row in rows {
                        for (cell, at) in row.cells.iter().zip(0..) {
                            self.words(at, &shown(cell).0);
                        }
                        self.next();
                    }
                }
            }
        }
    }

    fn labelled(&mut self, row: &Row) {
        let layout = self.layout;
        if let Some(group) = &row.group {
            self.words(layout.group, &group.text);
            if layout.group == layout.number {
                self.next();
            }
        }
        let (number, label) = numbered(&row.label);
        let cut = label
            .char_indices()
            .nth(4)
            .map(|(at, _)| at)
            .filter(|_| layout.label_rest.is_some());
        if layout.number == layout.group && layout.label_rest.is_none() {
            self.words(layout.label, &row.label);
        } else {
            self.words(layout.number, number);
            self.words(layout.label, &label[..cut.unwrap_or(label.len())]);
            if let (Some(at), Some(column)) = (cut, layout.label_rest) {
                self.words(column, &label[at..]);
            }
        }
        if row.wide {
            self.next();
        }
        let (answer, options) = shown(&row.content);
        match layout.options {
            Some(column) => {
                self.words(column, &options);
                self.answer(&answer);
            }
            None => self.answer(&format!("{answer}\n{options}")),
        }
        self.row += layout.merged.1;
        self.row += layout.gap;
    }

    fn answer(&mut self, words: &str) {
        let (columns, rows) = self.layout.merged;
        let (row, column) = (self.row, self.layout.answer);
        let words = words.trim();
        if (columns, rows) == (1, 1) {
            self.words(column, words);
        } else {
            let format = Format::new();
            self.sheet
                .merge_range(row, column, row + rows - 1, column + columns - 1, words, &format)
                .unwrap();
        }
    }
}

/// ① and 事務の名称.
fn numbered(label: &str) -> (&str, &str) {
    let first = label.chars().next().filter(|c| matches!(c, '\u{2460}'..='\u{2473}'));
    label.split_at(first.map_or(0, char::len_utf8))
}

/// The words of an answer, and those of the list beside it.
fn shown(content: &Content) -> (String, String) {
    match content {
        Content::Empty | Content::Figures { .. } => (String::new(), String::new()),
        Content::Text { blocks } => (super::plain(blocks), String::new()),
        Content::Choice { chosen, options, .. } => {
            let mut listed = "＜選択肢＞".to_owned();
            for (option, number) in options.iter().zip(1..) {
                let _ = write!(listed, "\n{number}) {option}");
            }
            (format!("[ {chosen} ]"), listed)
        }
        Content::Choices { groups } => {
            let mut lines = Vec::new();
            for option in groups.iter().flat_map(|group| &group.options) {
                let tick = if option.ticked { "○" } else { "　" };
                let blank = option
                    .blank
                    .as_ref()
                    .map(|blank| format!("（{blank}）"))
                    .unwrap_or_default();
                lines.push(format!("[{tick}] {}{blank}", option.text));
            }
            (lines.join("\n"), String::new())
        }
    }
}

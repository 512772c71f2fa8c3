//! From an assessment to the bytes of a workbook: which worksheets there are, what stands above and below, what is printed.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, date};
use rust_xlsxwriter::{ProtectionOptions, Workbook, Worksheet};

use super::book::properties;
use super::leaf;
use super::lists::Lists;
use super::marks::Marks;
use super::note;
use super::origin::{self, Origin};
use super::paper::Paper;
use super::pen::{Pen, Shared};
use super::plan::{self, Leaf, Strip};
use super::selection::{Selection, SelectionError};
use super::tier::Words;
use super::{Request, SheetError};
use crate::answers::{Assessment, Cursor};
use crate::finding::Finding;
use crate::form::Display;
use crate::layout;

/// For whom a workbook is: it has what a public copy leaves out.
const AUDIENCE: &str = "庁内用";
const NOTICE: &str = "庁内用（公表しないこととした項目も載せています）";
const HOW: &str =
    "薄い黄色の欄にだけ書き込めます。欄に矢印を重ねると、書くことの説明が出ます。行の高さは変えられます。";
/// The words at the head of the first sheet.
pub(super) const INSTRUCTIONS: [&str; 2] = [NOTICE, HOW];
/// The most cells to be written in; the largest published assessments have some thousands.
pub(super) const MOST_ANSWERS: usize = 50_000;
/// A4.
const PAPER: u8 = 9;

/// The bytes of an `.xlsx` file: all that the assessment says, what a public copy withholds included. The same input gives the
/// same bytes.
///
/// # Errors
/// A choice of items that leads to none, an answer that no cell holds, more answers than a workbook should have.
pub fn workbook(assessment: &Assessment, request: &Request<'_>) -> Result<Vec<u8>, SheetError> {
    let selection = Selection::of(&request.wanted, assessment)?;
    let spare = assessment.with_spare_entries();
    let leaves = plan::plan(assessment, &spare, &|cursor| selection.has(cursor), selection.is_all());
    let answers: Vec<Cursor<'_>> = leaves
        .iter()
        .flat_map(|leaf| &leaf.blocks)
        .flat_map(Strip::answers)
        .collect();
    if answers.is_empty() {
        return Err(SelectionError::Nothing.into());
    }
    if answers.len() > MOST_ANSWERS {
        return Err(SheetError::TooMany(answers.len()));
    }
    let paths: HashSet<String> = answers.iter().map(Cursor::path).collect();
    let marks = Marks::new(assessment, request.findings, &|path| paths.contains(path));
    let pictures: BTreeMap<_, _> = layout::page(assessment).pictures;
    let mut shared = Shared {
        lists: Lists::default(),
        cells: Vec::new(),
        marks: &marks,
        pictures: &pictures,
        notes: &notes(&answers),
        names: &|path| spare.place(path).name(),
    };
    let mut book = Workbook::new();
    let shown = |display| {
        assessment
            .displayed(display)
            .map(|cursor| cursor.text().trim())
            .unwrap_or_default()
    };
    let form = assessment.form();
    let title = match shown(Display::Name) {
        "" => form.title.as_str(),
        name => name,
    };
    book.set_properties(&properties(title, shown(Display::Author), made(assessment))?);
    let whole = selection.is_all();
    for (at, leaf) in leaves.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(&leaf.name).map_err(SheetError::excel)?;
        let paper = leaf.paper();
        let mut pen = Pen {
            sheet,
            name: leaf.name.clone(),
            paper: &paper,
            row: 0,
            shared: &mut shared,
        };
        if at == 0 {
            head(&mut pen, if whole { &form.title } else { title }, whole, &marks.others)?;
        }
        let header = leaf::draw(&mut pen, leaf)?;
        if at == 0 && whole {
            foot(&mut pen, &form.legend, &form.label)?;
        }
        let rows = pen.row;
        page(sheet, leaf, &paper, rows, header)?;
        let line = format!("&L&8{}&R&8{AUDIENCE}", plain(title));
        sheet
            .set_header(line)
            .set_footer(format!("&L&8[{}]&C&9&P / &N", plain(&form.label)));
    }
    shared.lists.write(&mut book)?;
    let origin = Origin {
        cells: shared.cells,
        ..Origin::new(form, assessment.source().text())
    };
    hidden(book.add_worksheet(), &origin)?;
    book.save_to_buffer().map_err(SheetError::excel)
}

/// The day that the workbook is of: it must not change from run to run.
fn made(assessment: &Assessment) -> Date {
    let published = assessment.displayed(Display::Published);
    published.and_then(|cursor| cursor.date()).unwrap_or(date(2000, 1, 1))
}

/// What the items of some answers ask, by path.
fn notes(answers: &[Cursor<'_>]) -> HashMap<String, Vec<String>> {
    let notes = answers
        .iter()
        .filter_map(|cursor| Some((cursor.path(), note::guidance(cursor.item()?))));
    notes.collect()
}

/// What stands above the first part: for whom the workbook is, what is to be done with it, and what was found that is of no cell.
fn head(pen: &mut Pen<'_, '_>, title: &str, whole: bool, others: &[&Finding]) -> Result<(), SheetError> {
    pen.line(NOTICE, Words::Right)?;
    pen.line(HOW, Words::Plain)?;
    for finding in others {
        pen.line(&note::sentence(finding), Words::Plain)?;
    }
    pen.line(title, if whole { Words::Name } else { Words::Title })?;
    pen.line("", Words::Plain)
}

/// What stands below the cover: what ※ means, and the form's label.
fn foot(pen: &mut Pen<'_, '_>, legend: &str, label: &str) -> Result<(), SheetError> {
    pen.line("", Words::Plain)?;
    if !legend.is_empty() {
        pen.line(legend, Words::Plain)?;
    }
    pen.line(&format!("[{label}]"), Words::Right)
}

/// What of a worksheet is printed, how, and that only its answers can be changed.
fn page(
    sheet: &mut Worksheet,
    leaf: &Leaf<'_>,
    paper: &Paper,
    rows: u32,
    header: Option<u32>,
) -> Result<(), SheetError> {
    for (column, width) in (0..).zip(&paper.columns) {
        sheet
            .set_column_width_pixels(column, u32::from(*width))
            .map_err(SheetError::excel)?;
    }
    // LibreOffice prints what is hidden, if it has an area.
    if !leaf.spare {
        sheet
            .set_print_area(0, 0, rows.saturating_sub(1), paper.last())
            .map_err(SheetError::excel)?;
    }
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    sheet
        .set_margins(0.6, 0.6, 0.65, 0.65, 0.3, 0.3)
        .set_print_center_horizontally(true);
    sheet.set_screen_gridlines(false);
    if paper.lying {
        sheet.set_landscape();
    }
    if let Some(header) = header.filter(|_| paper.lying) {
        sheet.set_repeat_rows(header, header).map_err(SheetError::excel)?;
        sheet.set_freeze_panes(header + 1, 0).map_err(SheetError::excel)?;
    }
    sheet.set_hidden(leaf.spare);
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// The sheet that says where the workbook comes from.
fn hidden(sheet: &mut Worksheet, origin: &Origin) -> Result<(), SheetError> {
    sheet
        .set_name(origin::SHEET)
        .map_err(SheetError::excel)?
        .set_very_hidden(true)
        .protect();
    for (row, texts) in (0..).zip(origin.rows()) {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text).map_err(SheetError::excel)?;
        }
    }
    Ok(())
}

/// A text in a header, where & begins a code and no more than 255 letters stand.
fn plain(text: &str) -> String {
    text.chars().take(60).collect::<String>().replace('&', "&&")
}

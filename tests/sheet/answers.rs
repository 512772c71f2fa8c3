//! Every answer stands in the cell that the hidden sheet names, and nothing else does.

use std::collections::BTreeMap;

use calamine::{Data, Reader as _};
use hyoka::answers::{Assessment, Cursor, Value};
use hyoka::form::Kind;
use hyoka::sheet::Part;

use super::{Book, assessment, at};
use crate::files::{project, samples, yaml};
use crate::tries::tries;

/// What an answer says, cell by cell.
fn said(cursor: &Cursor<'_>) -> Vec<(Part, String)> {
    let whole = |text: String| vec![(Part::Whole, text)];
    match &cursor.answer().unwrap().value {
        Value::Text(text) => whole(text.trim_end_matches('\n').to_owned()),
        Value::Date(date) => whole(date.to_string()),
        Value::Number(number) => whole(number.to_string()),
        Value::Choice(_) => whole(cursor.option().unwrap().text.clone()),
        Value::Tick(ticked) => vec![(Part::Tick, if *ticked { "○" } else { "" }.to_owned())],
        Value::Ticks(_) => cursor
            .ticks()
            .into_iter()
            .flat_map(|(option, tick)| {
                let blank = (!tick.blank.is_empty()).then(|| (Part::Blank(option.text.clone()), tick.blank.clone()));
                [(Part::Option(option.text.clone()), "○".to_owned())]
                    .into_iter()
                    .chain(blank)
            })
            .collect(),
        Value::Texts(pieces) => {
            let texts = (1..)
                .zip(pieces)
                .map(|(at, piece)| (Part::Text(at), piece.text.clone()));
            texts.collect()
        }
        Value::Figures(figures) => (1..)
            .zip(figures)
            .flat_map(|(at, figure)| {
                [
                    (Part::File(at), figure.file.clone()),
                    (Part::Alt(at), figure.alt.trim_end().to_owned()),
                ]
            })
            .collect(),
        Value::Empty => Vec::new(),
        other @ (Value::Group | Value::Withheld | Value::Invalid(_)) => panic!("{}: {other:?}", cursor.path()),
    }
}

/// A cell's text; of a day as ISO writes it.
fn text(data: &Data) -> String {
    match data {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string().trim_end_matches('\n').to_owned(),
    }
}

/// All that an assessment says on its pages, by path and part; without what is empty.
fn expected(assessment: &Assessment) -> BTreeMap<(String, String), String> {
    let form = assessment.form();
    let printed = |cursor: &Cursor<'_>| {
        cursor
            .item()
            .and_then(|item| form.part(item))
            .is_some_and(|part| part.printed)
    };
    let leaves = assessment.top().leaves();
    let said = leaves.iter().filter(|leaf| printed(leaf)).flat_map(|leaf| {
        let path = leaf.path();
        said(leaf)
            .into_iter()
            .map(move |(part, text)| ((path.clone(), format!("{part:?}")), text))
    });
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// All that stands in the cells of a workbook; without what is empty.
fn found(book: &mut Book) -> BTreeMap<(String, String), String> {
    let mut sheets = BTreeMap::new();
    let mut found = BTreeMap::new();
    for place in book.origin.cells.clone() {
        let range = sheets
            .entry(place.sheet.clone())
            .or_insert_with(|| book.reader.worksheet_range(&place.sheet).unwrap());
        let text = range.get_value(at(&place.cell)).map(text).unwrap_or_default();
        if !text.is_empty() {
            let before = found.insert((place.path, format!("{:?}", place.part)), text);
            assert_eq!(before, None, "two cells for one answer");
        }
    }
    found
}

fn hold(name: &str, assessment: &Assessment) {
    let mut book = Book::of(assessment);
    let (expected, found) = (expected(assessment), found(&mut book));
    let differing: Vec<_> = expected
        .iter()
        .filter(|(at, text)| found.get(*at) != Some(*text))
        .collect();
    assert!(differing.is_empty(), "{name}: {differing:?}");
    let more: Vec<_> = found.keys().filter(|at| !expected.contains_key(*at)).collect();
    assert!(more.is_empty(), "{name}: {more:?}");
    assert_eq!(book.origin.source, assessment.source().text(), "{name}");
    assert_eq!(
        (&book.origin.form, &book.origin.edition),
        (&assessment.form().form, &assessment.form().edition)
    );
}

#[test]
fn every_answer_of_every_sample_stands_in_its_cell() {
    let samples = samples();
    assert!(samples.len() > 5);
    for (name, assessment) in samples {
        hold(&name, &assessment);
    }
}

#[test]
fn so_does_every_answer_of_assessments_that_are_wrong() {
    let mut held = 0;
    for path in yaml(&project("tests/check/rules")).iter().step_by(tries(40, 3)) {
        let name = path.display().to_string();
        let read = hyoka::answers::read(hyoka::form::builtin(), &name, &std::fs::read(path).unwrap());
        if read.lost().next().is_some() {
            continue;
        }
        if let Some(assessment) = &read.assessment {
            hold(&name, assessment);
            held += 1;
        }
    }
    assert!(held > 5, "{held}");
}

#[test]
fn every_item_that_the_form_prints_has_a_cell() {
    for form in hyoka::form::builtin().iter() {
        let text = format!("様式: {}\n管理: {{様式の版: {}}}\n", form.name, form.edition);
        let read = hyoka::answers::read(hyoka::form::builtin(), "test.yaml", text.as_bytes());
        let book = Book::of(&read.assessment.unwrap());
        let printed = form
            .items()
            .filter(|item| item.children.is_empty() && item.kind != Kind::Group);
        for item in printed.filter(|item| form.part(item).is_some_and(|part| part.printed)) {
            let has = |path: &str| hyoka::form::path::without_entries(path) == item.path;
            assert!(
                book.origin.cells.iter().any(|place| has(&place.path)),
                "{} {}",
                form.label,
                item.path
            );
        }
    }
}

#[test]
fn a_list_has_one_slot_more_than_is_written() {
    let body = "基本情報:\n  システム:\n    - {番号: 2, システムの名称: 台帳}\n  特定個人情報ファイル名: [給付]\n変更箇所:\n  - {項目: 表紙}\n";
    let book = Book::of(&assessment(body));
    for slot in 1..=3 {
        let path = format!("基本情報/システム[{slot}]/システムの名称");
        assert_eq!(book.places(&path).len(), 1, "{path}");
    }
    assert!(book.places("基本情報/システム[4]/システムの名称").is_empty());
    assert_eq!(book.places("変更箇所[2]/項目").len(), 1);
    assert_eq!(book.places("基本情報/特定個人情報ファイル名").len(), 2);
}

#[test]
fn a_day_and_a_text_keep_what_they_are() {
    let body = "評価書番号: \"007\"\n公表日: 2026-06-30\n特記事項: \"=1+1\"\n";
    let mut book = Book::of(&assessment(body));
    let cell = |book: &mut Book, path: &str| {
        let place = book.places(path)[0].clone();
        book.cell(&place.sheet, &place.cell)
    };
    assert_eq!(cell(&mut book, "評価書番号"), Data::String("007".to_owned()));
    assert_eq!(cell(&mut book, "特記事項"), Data::String("=1+1".to_owned()));
    assert!(matches!(cell(&mut book, "公表日"), Data::DateTime(_)));
}

#[test]
fn what_a_public_copy_withholds_is_there() {
    let body = "特記事項: 内部の事情\n管理: {非公表: [特記事項]}\n";
    let mut book = Book::of(&assessment(body));
    let place = book.places("特記事項")[0].clone();
    assert_eq!(
        book.cell(&place.sheet, &place.cell),
        Data::String("内部の事情".to_owned())
    );
}

//! What can be changed in a workbook, what can be chosen, what is printed, and what is hidden.

use std::collections::BTreeSet;
use std::sync::Arc;

use hyoka::answers::Assessment;
use hyoka::sheet::{Part, Request, SheetError, Wanted, workbook};

use super::package::{Package, all, range};
use super::{Book, NONE, assessment, at};
use crate::files::{project, samples};

fn sample(name: &str) -> Arc<Assessment> {
    samples().into_iter().find(|(path, _)| path == name).unwrap().1
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for name in ["015/juten.yaml", "021/kiso.yaml"] {
        assert!(Book::of(&sample(name)).bytes == Book::of(&sample(name)).bytes, "{name}");
    }
}

#[test]
fn only_answers_can_be_changed() {
    for name in ["012/juten.yaml", "001/zenkomoku.yaml", "001/kiso.yaml"] {
        let book = Book::of(&sample(name));
        let package = Package::of(&book);
        let styles = package.styles();
        for (sheet, xml) in package.worksheets() {
            let protection = all(&xml, "sheetProtection");
            let protection = protection
                .first()
                .unwrap_or_else(|| panic!("{name} {sheet} is not protected"));
            assert_eq!(protection.attribute("sheet"), Some("1"));
            assert_eq!(protection.attribute("password"), None);
            let own = book.origin.cells.iter().filter(|place| place.sheet == sheet);
            let mut answers: BTreeSet<(u32, u32)> = own.map(|place| at(&place.cell)).collect();
            // What is merged with an answer is part of it.
            for merged in all(&xml, "mergeCell") {
                let ((top, left), (bottom, right)) = range(merged.attribute("ref").unwrap());
                if answers.contains(&(top, left)) {
                    answers.extend((top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))));
                }
            }
            let open: BTreeSet<(u32, u32)> = all(&xml, "c")
                .iter()
                .filter(|cell| {
                    let style = cell.attribute("s").map_or(0, |style| style.parse().unwrap());
                    !styles[style].0
                })
                .map(|cell| at(cell.attribute("r").unwrap()))
                .collect();
            assert!(
                open == answers,
                "{name} {sheet}: {:?}",
                open.symmetric_difference(&answers).next()
            );
        }
    }
}

#[test]
fn lists_hold_the_options_of_their_item() {
    for name in ["012/juten.yaml", "001/kiso.yaml", "001/zenkomoku.yaml"] {
        let assessment = sample(name);
        let mut book = Book::of(&assessment);
        let package = Package::of(&book);
        let mut held = 0;
        for (sheet, xml) in package.worksheets() {
            let mut rules = std::collections::BTreeMap::new();
            for rule in all(&xml, "dataValidation") {
                let formula = rule
                    .descendants()
                    .find(|node| node.tag_name().name() == "formula1")
                    .unwrap();
                for cell in rule.attribute("sqref").unwrap().split(' ') {
                    rules.insert(range(cell).0, formula.text().unwrap().to_owned());
                }
            }
            let own: Vec<_> = book
                .origin
                .cells
                .iter()
                .filter(|place| place.sheet == sheet)
                .cloned()
                .collect();
            for place in own {
                let item = assessment
                    .form()
                    .find(&hyoka::form::path::without_entries(&place.path))
                    .unwrap();
                let options: Vec<String> = match place.part {
                    Part::Whole if !item.options.is_empty() => {
                        item.options.iter().map(|one| one.text.clone()).collect()
                    }
                    Part::Tick | Part::Option(_) => vec!["○".to_owned()],
                    _ => Vec::new(),
                };
                let rule = rules.get(&at(&place.cell));
                assert_eq!(rule.is_some(), !options.is_empty(), "{name} {sheet} {}", place.cell);
                let Some(rule) = rule else { continue };
                let listed: Vec<String> = match rule.strip_prefix("hyoka_list!") {
                    Some(cells) => {
                        let ((top, column), (bottom, _)) = range(&cells.replace('$', ""));
                        let column = char::from(b'A' + u8::try_from(column).unwrap());
                        let cells = top..=bottom;
                        cells
                            .map(|row| book.cell("hyoka_list", &format!("{column}{}", row + 1)).to_string())
                            .collect()
                    }
                    None => rule.trim_matches('"').split(',').map(str::to_owned).collect(),
                };
                assert_eq!(listed, options, "{name} {sheet} {}", place.cell);
                held += 1;
            }
        }
        assert!(held > 20, "{name}: {held}");
    }
}

#[test]
fn parts_are_sheets_and_what_nobody_needs_yet_is_hidden() {
    let package = Package::of(&Book::of(&sample("012/juten.yaml")));
    let sheets = package.sheets();
    let of = |state: &str| -> Vec<&str> {
        let those = sheets.iter().filter(|(_, own)| own == state);
        those.map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(of("veryHidden"), ["hyoka_list", "hyoka"]);
    assert_eq!(of("hidden"), ["Ⅱ（追加用）", "（別添1）（追加用）", "Ⅲ（追加用）"]);
    let visible = of("visible");
    assert_eq!(visible[..2], ["表紙", "Ⅰ 基本情報"]);
    assert!(visible.contains(&"Ⅲ（介護保険料賦課・収納ファイル）") && visible.contains(&"（別添2）変更箇所"));
    // A form without any file has the part that it prints.
    let package = Package::of(&Book::of(&assessment("評価書名: 白紙\n")));
    assert!(package.sheets().iter().all(|(_, state)| state != "hidden"));
}

#[test]
fn every_page_is_a4_and_says_for_whom_it_is() {
    let package = Package::of(&Book::of(&sample("012/juten.yaml")));
    for ((sheet, state), (_, xml)) in package.sheets().into_iter().zip(package.worksheets()) {
        if state == "veryHidden" {
            continue;
        }
        let page = all(&xml, "pageSetup")[0];
        assert_eq!(
            (page.attribute("paperSize"), page.attribute("fitToHeight")),
            (Some("9"), Some("0")),
            "{sheet}"
        );
        let lies = page.attribute("orientation") == Some("landscape");
        assert_eq!(lies, sheet.ends_with("変更箇所"), "{sheet}");
        let header = all(&xml, "oddHeader")[0].text().unwrap();
        assert!(header.ends_with("庁内用"), "{header}");
        let tall = all(&xml, "row");
        let tall = tall
            .iter()
            .filter_map(|row| row.attribute("ht"))
            .map(|height| height.parse::<f64>().unwrap());
        assert!(tall.fold(0.0, f64::max) <= 409.0, "{sheet}");
    }
    let book = &package.0["xl/workbook.xml"];
    assert!(book.contains("'（別添2）変更箇所'!$2:$2"), "the header is not repeated");
}

#[test]
fn a_long_text_goes_over_as_many_rows_as_show_it() {
    let text = "長い記載は切れずに見える。".repeat(1500);
    let book = Book::of(&assessment(&format!("特記事項: {text}\n")));
    let place = book.places("特記事項")[0].clone();
    let package = Package::of(&book);
    let (_, xml) = package
        .worksheets()
        .into_iter()
        .find(|(name, _)| *name == place.sheet)
        .unwrap();
    let merges = all(&xml, "mergeCell");
    let merged = merges.iter().map(|node| range(node.attribute("ref").unwrap()));
    let ((top, _), (bottom, _)) = merged.into_iter().find(|(first, _)| *first == at(&place.cell)).unwrap();
    let rows = all(&xml, "row");
    let height: f64 = rows
        .iter()
        .filter(|row| (top + 1..=bottom + 1).contains(&row.attribute("r").unwrap().parse().unwrap()))
        .map(|row| row.attribute("ht").unwrap().parse::<f64>().unwrap())
        .sum();
    // 680 pixels hold 51 letters of 10 points at most, and a line is higher than its letters.
    let lines = f64::from(u32::try_from(text.chars().count() / 51).unwrap());
    assert!(
        height > lines * 12.0 && height < lines * 20.0,
        "{height} for {lines} lines"
    );
}

#[test]
fn a_text_that_no_cell_holds_is_refused_with_its_place() {
    let long = |count: usize| {
        let assessment = assessment(&format!("特記事項: {}\n", "字".repeat(count)));
        let request = Request {
            wanted: Wanted::All,
            findings: NONE,
        };
        workbook(&assessment, &request)
    };
    assert!(long(32_767).is_ok());
    let Err(error @ SheetError::TooLong { length: 32_768, .. }) = long(32_768) else {
        panic!("not refused")
    };
    assert!(
        error.to_string().starts_with("表紙 特記事項 の記載は32768文字"),
        "{error}"
    );
}

#[test]
fn pictures_stand_in_their_place_with_their_words() {
    let name = "assessments/001/zenkomoku.yaml";
    let mut read = hyoka::read(name, &std::fs::read(project(name)).unwrap());
    let assessment = read.assessment.as_mut().unwrap();
    assessment.see_figures(|file| Ok(std::fs::read(project("assessments/001").join(file)).unwrap()));
    let book = Book::of(assessment);
    let package = Package::of(&book);
    let drawings: Vec<&String> = package
        .0
        .iter()
        .filter(|(name, _)| name.starts_with("xl/drawings/drawing"))
        .map(|(_, xml)| xml)
        .collect();
    let [drawing] = drawings[..] else {
        panic!("{}", drawings.len())
    };
    assert!(
        drawing.contains("descr=\"住民票を消除した後の時間の流れの図"),
        "{drawing}"
    );
    let words = &package.0["xl/sharedStrings.xml"];
    assert!(words.contains("図「zenkomoku.zu1.svg」は、Excel に載らない種類"));
}

#[test]
fn findings_are_colours_and_notes_on_request() {
    let body = "評価実施機関名: 見本市\n公表日: 2026-06-30\n";
    let assessment = assessment(body);
    let findings = hyoka::check(&assessment, hyoka::Date::constant(2026, 11, 23));
    let plain = Book::of(&assessment);
    let marked = Book::with(&assessment, Wanted::All, &findings);
    let shade = |book: &Book| {
        let place = book.places("評価実施機関名")[0].clone();
        let package = Package::of(book);
        let (_, xml) = package
            .worksheets()
            .into_iter()
            .find(|(name, _)| *name == place.sheet)
            .unwrap();
        let cells = all(&xml, "c");
        let cell = cells
            .iter()
            .find(|cell| cell.attribute("r") == Some(&place.cell))
            .unwrap();
        package.styles()[cell.attribute("s").unwrap().parse::<usize>().unwrap()]
            .1
            .clone()
    };
    assert_eq!(
        (shade(&plain).as_str(), shade(&marked).as_str()),
        ("FFFFFEF2", "FFFFD98A")
    );
    let notes = |book: &Book| Package::of(book).0["xl/comments1.xml"].clone();
    assert!(notes(&marked).contains("警告[C163]") && !notes(&plain).contains("[C163]"));
    for book in [&plain, &marked] {
        assert!(notes(book).contains("書くこと: ") && notes(book).contains("点検で問われること: "));
    }
}

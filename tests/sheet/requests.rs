//! A workbook of only some items.

use std::collections::BTreeSet;

use hyoka::form::path::without_entries;
use hyoka::sheet::{Request, Wanted, workbook};

use super::package::Package;
use super::{Book, NONE};
use crate::files::samples;

fn juten(wanted: Wanted) -> Book {
    let (_, assessment) = samples()
        .into_iter()
        .find(|(name, _)| name == "012/juten.yaml")
        .unwrap();
    Book::with(&assessment, wanted, NONE)
}

fn items(names: &[&str]) -> Book {
    juten(Wanted::Items(names.iter().map(|name| (*name).to_owned()).collect()))
}

fn paths(book: &Book) -> BTreeSet<&str> {
    book.origin.cells.iter().map(|place| place.path.as_str()).collect()
}

#[test]
fn only_the_items_asked_for_have_cells() {
    for name in ["特定個人情報ファイル/委託", "Ⅱ-4", "Ⅱ－４"] {
        let book = items(&[name]);
        let paths = paths(&book);
        assert!(paths.len() > 30, "{name}: {}", paths.len());
        let within = |path: &&str| without_entries(path).starts_with("特定個人情報ファイル/委託/");
        assert!(paths.iter().all(within), "{name}: {paths:?}");
        assert!(
            paths.contains("特定個人情報ファイル[2]/委託/委託事項[1]/委託内容"),
            "{paths:?}"
        );
    }
    let book = items(&["特定個人情報ファイル[2]/委託", "評価書名"]);
    let paths = paths(&book);
    assert!(paths.contains("評価書名") && !paths.iter().any(|path| path.contains("ファイル[1]")));
}

#[test]
fn what_is_asked_for_stands_below_its_headings_and_whole_is_the_source() {
    let book = items(&["Ⅱ-4"]);
    let package = Package::of(&book);
    let words = &package.0["xl/sharedStrings.xml"];
    for heading in [
        "4. 特定個人情報ファイルの取扱いの委託",
        "委託事項2～5",
        "Ⅱ 特定個人情報ファイルの概要",
    ] {
        assert!(words.contains(heading), "{heading}");
    }
    assert!(!words.contains("5. 特定個人情報の提供・移転") && !words.contains("3. 特定個人情報の入手・使用"));
    let visible: Vec<String> = package
        .sheets()
        .into_iter()
        .filter(|(_, state)| state == "visible")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        visible,
        ["Ⅱ（介護保険資格・給付ファイル）", "Ⅱ（介護保険料賦課・収納ファイル）"]
    );
    assert!(book.origin.source.contains("変更箇所:"));
}

#[test]
fn a_section_gets_what_it_answers_for() {
    let book = juten(Wanted::Unit("介護保険課".to_owned()));
    assert!(paths(&book).contains("基本情報/担当部署/部署"));
    let (_, assessment) = samples()
        .into_iter()
        .find(|(name, _)| name == "012/juten.yaml")
        .unwrap();
    let request = Request {
        wanted: Wanted::Unit("宇宙部".to_owned()),
        findings: NONE,
    };
    assert!(
        workbook(&assessment, &request)
            .unwrap_err()
            .to_string()
            .contains("宇宙部")
    );
}

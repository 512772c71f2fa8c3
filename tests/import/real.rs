//! A published assessment as a text recognition wrote it, against what people made of it. `HYOKA_REAL` names the folder that has both;
//! without it the test says that it held nothing.

use std::path::Path;

use hyoka::pieces::text;

use super::alike::Alike;
use super::{imported, read};

/// Answers of 100 that must be equal, and the rows of 変更箇所.
const EQUAL: f64 = 98.0;
const ROWS: usize = 42;

#[test]
fn a_text_that_was_recognised_gives_the_answers_of_its_pages() {
    let Ok(folder) = std::env::var("HYOKA_REAL") else {
        println!("HYOKA_REAL がないため、実物の評価書では確かめていません");
        return;
    };
    let folder = Path::new(&folder);
    let bytes = std::fs::read(folder.join("kuwana-30.txt")).unwrap();
    let (made, assessment) = imported(&text::read(&bytes));
    let alike = Alike::of(&read(&folder.join("kuwana-30.yaml")), &assessment);
    println!("{} of 100 equal: {alike:#?}", alike.share());
    assert!(alike.share() >= EQUAL, "{alike:#?}");
    assert!(alike.wrong.is_empty(), "{:#?}", alike.wrong);
    assert!(alike.invented.is_empty(), "{:#?}", alike.invented);
    let rows = assessment.top().at("変更箇所").children();
    assert_eq!(rows.len(), ROWS);
    // What could not be read is named for people, in the file and in the report.
    let illegible = assessment.at("管理/判読不能");
    assert_eq!(illegible.texts().len(), 1);
    assert!(made.report.is_open());
}

//! Findings, causes and corrections of documents, with those beside them.

use std::path::{Path, PathBuf};

use hyoka::answers::{Assessment, Read};
use hyoka::body::settings::Settings;
use hyoka::figure::Fault;
use hyoka::finding::Related;
use hyoka::form::builtin;
use hyoka::lsp::definition::{Target, targets};
use hyoka::lsp::desk::Desk;
use hyoka::lsp::document::Document;
use hyoka::lsp::examine::{Examined, Examiner};
use hyoka::lsp::position::Encoding;
use hyoka::lsp::{Surroundings, action};
use hyoka::seal::{Digest, Manifest};
use lsp_types::Uri;

use super::{TODAY, at_caret};

const FAULTY: &str = "tests/check/rules/C115/fires.yaml";

fn document(name: &str, text: &str) -> Document {
    let uri = Uri::parse(&format!("file:///b/assessments/030/{name}")).unwrap();
    Document::new(uri, Some(1), text.to_owned(), Encoding::Utf16)
}

fn examined(text: &str, beside: &[(&str, &str)]) -> Examined {
    let examiner = Examiner::new(builtin(), TODAY);
    let beside = beside
        .iter()
        .map(|(name, text)| examiner.beside(self::document(name, text)))
        .collect();
    let document = document("juten.yaml", text);
    let read = examiner.read(&document);
    examiner.examine(&document, read, beside, None, &Settings::default())
}

fn project(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn an_editor_sees_what_check_says() {
    let text = project(FAULTY);
    let read = hyoka::answers::read(builtin(), "a.yaml", text.as_bytes());
    let mut expected = read.findings.clone();
    expected.extend(hyoka::check::check(&read.assessment.unwrap(), TODAY));
    hyoka::finding::sort(&mut expected);
    assert_eq!(examined(&text, &[]).findings, expected);
    assert!(expected.iter().any(|finding| finding.code == "C115"));
}

#[test]
fn a_change_that_no_row_tells_is_seen_as_it_is_typed() {
    let sealed = project("assessments/012/published/juten.2025-06-30.yaml");
    let examiner = Examiner::new(builtin(), TODAY);
    let told = |text: &str| {
        let before = hyoka::answers::read(builtin(), "before.yaml", sealed.as_bytes());
        let document = document("juten.yaml", text);
        let read = examiner.read(&document);
        let found = examiner
            .examine(&document, read, Vec::new(), Some(&before), &Settings::default())
            .findings;
        let told = found.iter().filter(|finding| finding.code == "H170");
        told.map(|finding| text[finding.span.clone()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&sealed), [""; 0]);
    let edited = sealed.replacen("所属長の役職名: ", "所属長の役職名: 見本", 1);
    assert_ne!(edited, sealed);
    let [place] = &told(&edited)[..] else {
        panic!("one row is missing")
    };
    assert!(place.starts_with("見本"), "{place}");
}

#[test]
fn a_finding_leads_to_its_cause() {
    let text = project(FAULTY);
    let examined = examined(&text, &[]);
    let finding = examined.findings.iter().find(|finding| finding.code == "C115").unwrap();
    let [Target::Cause(cause)] = &targets(&examined, finding.span.start)[..] else {
        panic!("no cause");
    };
    assert_eq!(&text[cause.span.clone()], "再委託しない");
}

#[test]
fn a_cause_may_stand_in_the_document_beside() {
    let examined = examined(
        &project("assessments/012/juten.yaml"),
        &[("kiso.yaml", "様式: 基礎項目評価書\n")],
    );
    let related = |file: &str| Related {
        file: Some(file.into()),
        span: 0..6,
        label: String::new(),
    };
    let found = examined.document_of(&related("/b/assessments/030/kiso.yaml")).unwrap();
    assert_eq!(found.uri.as_str(), "file:///b/assessments/030/kiso.yaml");
    assert!(
        examined
            .document_of(&related("/b/assessments/030/zenkomoku.yaml"))
            .is_none()
    );
}

/// A disk with one 基礎項目評価書.
struct Disk;

impl Surroundings for Disk {
    fn beside(&self, path: &Path) -> Vec<PathBuf> {
        vec![path.with_file_name("kiso.yaml"), path.with_file_name("zenkomoku.yaml")]
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        path.ends_with("kiso.yaml")
            .then(|| "\u{feff}a: 1\n".as_bytes().to_vec())
    }

    fn before(&self, _: &Path, _: &Assessment) -> Option<Read> {
        None
    }

    fn figure(&self, _: &Path, _: &str) -> Result<Vec<u8>, Fault> {
        Err(Fault::NotFound)
    }

    fn settings(&self, _: &Path) -> Settings {
        Settings::default()
    }
}

/// The texts that a document is examined beside.
fn beside(desk: &mut Desk<'_>, uri: &Uri) -> Vec<String> {
    let (_, examined) = desk.examined(uri).unwrap();
    examined
        .beside
        .iter()
        .map(|one| one.document.text().to_owned())
        .collect()
}

#[test]
fn what_lies_beside_counts_as_it_is_open_else_as_it_is_on_disk() {
    let mut desk = Desk::new(&Disk, Examiner::new(builtin(), TODAY), Encoding::Utf16);
    let uri = |name| Uri::parse(&format!("file:///b/030/{name}")).unwrap();
    let (juten, kiso) = (uri("juten.yaml"), uri("kiso.yaml"));
    desk.open(&juten, 1, "様式: 重点項目評価書\n".to_owned());
    assert_eq!(beside(&mut desk, &juten), ["a: 1\n"]);
    assert_eq!(desk.waiting(), []);
    desk.open(&kiso, 1, "b: 2\n".to_owned());
    assert_eq!(desk.waiting(), [juten.clone(), kiso.clone()]);
    assert_eq!(beside(&mut desk, &juten), ["b: 2\n"]);
    desk.close(&kiso);
    assert_eq!(desk.waiting(), std::slice::from_ref(&juten));
    assert_eq!(beside(&mut desk, &juten), ["a: 1\n"]);
    assert!(desk.examined(&kiso).is_none());
}

/// A disk with a copy of a published version that is sealed with a mark of byte order.
struct Sealed;

impl Surroundings for Sealed {
    fn beside(&self, _: &Path) -> Vec<PathBuf> {
        Vec::new()
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let mut manifest = Manifest::default();
        manifest.add(
            "juten.2025-06-30.yaml".to_owned(),
            Digest::of(format!("\u{feff}{COPY}").as_bytes()),
        );
        path.ends_with("published/SHA256SUMS")
            .then(|| manifest.text().into_bytes())
    }

    fn before(&self, _: &Path, _: &Assessment) -> Option<Read> {
        None
    }

    fn figure(&self, _: &Path, _: &str) -> Result<Vec<u8>, Fault> {
        Err(Fault::NotFound)
    }

    fn settings(&self, _: &Path) -> Settings {
        Settings::default()
    }
}

const COPY: &str = "様式: 重点項目評価書\n評価書番号: 12\n";

#[test]
fn a_copy_that_is_changed_in_an_editor_says_so_at_once() {
    let codes = |name: &str, text: &str| {
        let mut desk = Desk::new(&Sealed, Examiner::new(builtin(), TODAY), Encoding::Utf16);
        let uri = Uri::parse(&format!("file:///b/assessments/012/{name}")).unwrap();
        desk.open(&uri, 1, text.to_owned());
        let (_, examined) = desk.examined(&uri).unwrap();
        let codes: Vec<&str> = examined.findings.iter().map(|finding| finding.code).collect();
        codes
    };
    let sealed = |codes: &[&str]| codes.iter().filter(|code| code.starts_with("S11")).count();
    let copy = "published/juten.2025-06-30.yaml";
    for same in [COPY.to_owned(), format!("\u{feff}{COPY}")] {
        assert_eq!(sealed(&codes(copy, &same)), 0);
    }
    assert_eq!(codes(copy, &COPY.replace("12", "13")), ["S114"]);
    let unsealed = codes("published/juten.2024-06-28.yaml", COPY);
    assert!(unsealed.contains(&"S115") && unsealed.len() > 1, "{unsealed:?}");
    assert_eq!(sealed(&codes("juten.2025-06-30.yaml", &COPY.replace("12", "13"))), 0);
}

/// A disk with a figure, and with a sealed copy that has another one of the same name.
struct Redrawn;

const ZENKOMOKU: &str = include_str!("../../assessments/001/zenkomoku.yaml");

fn drawn(word: &str) -> Vec<u8> {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">"#;
    format!("{svg}<text>{word}</text></svg>").into_bytes()
}

impl Surroundings for Redrawn {
    fn beside(&self, _: &Path) -> Vec<PathBuf> {
        Vec::new()
    }

    fn bytes(&self, _: &Path) -> Option<Vec<u8>> {
        None
    }

    fn before(&self, _: &Path, _: &Assessment) -> Option<Read> {
        let mut before = hyoka::answers::read(builtin(), "before.yaml", ZENKOMOKU.as_bytes());
        before.assessment.as_mut()?.see_figures(|_| Ok(drawn("前")));
        Some(before)
    }

    fn figure(&self, _: &Path, _: &str) -> Result<Vec<u8>, Fault> {
        Ok(drawn("後"))
    }

    fn settings(&self, _: &Path) -> Settings {
        Settings::default()
    }
}

#[test]
fn a_figure_that_was_redrawn_is_seen() {
    let codes = |text: &str| {
        let mut desk = Desk::new(&Redrawn, Examiner::new(builtin(), TODAY), Encoding::Utf16);
        let uri = Uri::parse("file:///b/assessments/001/zenkomoku.yaml").unwrap();
        desk.open(&uri, 1, text.to_owned());
        let (_, examined) = desk.examined(&uri).unwrap();
        let codes = examined.findings.iter().map(|finding| finding.code);
        codes.filter(|code| ["H170", "H213"].contains(code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(ZENKOMOKU), ["H170"]);
    let row = "  - 変更日: 2026-06-30\n    項目: （別添1）事務の内容\n    変更前の記載: （図の中身を改めました。）\n    変更後の記載: （図の中身を改めました。）\n";
    assert_eq!(codes(&format!("{ZENKOMOKU}{row}")), [""; 0]);
}

#[test]
fn the_name_of_an_item_leads_to_it() {
    let rows = "変更箇所:\n  - 項目: Ⅱ-4 委託事項2 ③‸委託先名\n";
    let files = "特定個人情報ファイル:\n  - 番号: 1\n    委託:\n      委託事項:\n        - 番号: 1\n          委託先名: 甲\n        - 番号: 2\n          委託先名: 乙\n";
    let (text, offset) = at_caret(&format!("様式: 重点項目評価書\n{files}{rows}"));
    let found = targets(&examined(&text, &[]), offset);
    let [Target::Here(span)] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(&text[span.clone()], "乙");
}

#[test]
fn a_yaml_file_that_is_none_of_ours_is_left_alone() {
    let examiner = Examiner::new(builtin(), TODAY);
    let uri = Uri::parse("file:///b/compose.yaml").unwrap();
    let document = Document::new(uri, Some(1), "services:\n  a: [\n".to_owned(), Encoding::Utf16);
    let read = examiner.read(&document);
    let alone = examiner.examine(&document, read, Vec::new(), None, &Settings::default());
    assert_eq!(alone.findings, []);
    assert!(!examined("services:\n  a: [\n", &[]).findings.is_empty());
}

#[test]
fn corrections_are_offered_where_they_belong() {
    let text = project("docs/examples/fix.yaml");
    let examined = examined(&text, &[]);
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        action::at(&examined, &(start..start))
    };
    let titles = |words| at(words).into_iter().map(|action| action.title).collect::<Vec<_>>();
    assert_eq!(titles("2) 十分である"), ["様式の選択肢「十分である」に改める"]);
    assert_eq!(
        titles("十分にやっている"),
        ["様式の選択肢「十分に行っている」に改める（要確認）"]
    );
    // Taken as it is meant, so that no finding goes with it.
    let loose = at("2026/10/1");
    assert_eq!(loose.len(), 1);
    assert_eq!(loose[0].finding, None);
    assert!(titles("様式:").is_empty());
}

#[test]
fn all_corrections_at_once_are_those_of_fix() {
    let text = project("docs/examples/fix.yaml");
    let document = document("juten.yaml", &text);
    let action = action::all(builtin(), &document, TODAY).unwrap();
    let fixed = hyoka::source::edit::apply(text.as_bytes(), &action.edits).unwrap();
    let wanted = hyoka::fix::Wanted::default();
    assert_eq!(
        fixed,
        hyoka::fix::correct(builtin(), "a.yaml", text.as_bytes(), &wanted, TODAY).bytes
    );
    assert_eq!(action.title, "迷いのない誤りをまとめて直す（7か所）");
}

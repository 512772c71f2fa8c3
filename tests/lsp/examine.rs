//! Findings, causes and corrections of documents, with those beside them.

use hyoka::body::cases::{self, Case};
use hyoka::body::{self, Memory, Open};
use hyoka::finding::{Related, SourceId};
use hyoka::lsp::action;
use hyoka::lsp::definition::{Target, targets};
use hyoka::lsp::desk::Desk;
use hyoka::lsp::document::Document;
use hyoka::lsp::examine::Examined;
use hyoka::lsp::position::Encoding;
use hyoka::lsp::protocol;
use hyoka::seal::{Digest, Manifest};
use lsp_types::{DiagnosticSeverity, Uri};

use super::{TODAY, at_caret};

const FAULTY: &str = "tests/check/rules/C115/fires.yaml";

fn document(name: &str, text: &str) -> Document {
    let uri = Uri::parse(&format!("file:///b/assessments/030/{name}")).unwrap();
    Document::new(uri, Some(1), text.to_owned(), Encoding::Utf16)
}

fn examined(text: &str, beside: &[(&str, &str)]) -> Examined {
    let disk = beside.iter().fold(Memory::default(), |disk, (name, text)| {
        disk.with(format!("/b/assessments/030/{name}"), *text)
    });
    on(&disk, &document("juten.yaml", text))
}

/// What is known of a document that is open over a disk.
fn on(disk: &Memory, document: &Document) -> Examined {
    let shelf = Open::over(disk).with(&document.place(), document.text().as_bytes());
    Examined::of(&shelf, document, TODAY, |_| None)
}

fn project(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn an_editor_sees_what_check_says() {
    let text = project(FAULTY);
    let place = document("juten.yaml", "").place();
    let disk = Memory::default().with(place.path().unwrap(), text.as_str());
    let case = Case {
        // What is missing in a folder, the editor leaves to check.
        complete: false,
        ..cases::of(&disk, &place)
    };
    let expected = body::examine(&disk, &case, TODAY.into()).files.remove(0).findings;
    assert_eq!(examined(&text, &[]).findings, expected);
    assert!(expected.iter().any(|finding| finding.code == "C115"));
}

#[test]
fn a_change_that_no_row_tells_is_seen_as_it_is_typed() {
    let sealed = project("assessments/012/published/juten.2025-06-30.yaml");
    let disk = Memory::default().with("/b/assessments/030/published/juten.2025-06-30.yaml", sealed.as_str());
    let told = |text: &str| {
        let found = on(&disk, &document("juten.yaml", text)).findings;
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
fn a_finding_of_a_rule_on_trial_is_a_hint() {
    let document = document("juten.yaml", &project("tests/check/rules/C214/fires.yaml"));
    let examined = examined(document.text(), &[]);
    let shown = protocol::diagnostics(&document, &examined);
    let of = |code: &str| {
        let mut shown = shown.iter();
        shown.find(|one| one.code == Some(code.to_owned().into())).unwrap()
    };
    assert_eq!(of("C214").severity, Some(DiagnosticSeverity::Hint));
    assert_eq!(of("F101").severity, Some(DiagnosticSeverity::Error));
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
    let related = |source| Related {
        source: Some(source),
        span: 0..6,
        label: String::new(),
    };
    let kiso = examined.beside[0].read.source.id();
    let found = examined.document_of(&related(kiso)).unwrap();
    assert_eq!(found.uri.as_str(), "file:///b/assessments/030/kiso.yaml");
    assert!(examined.document_of(&related(SourceId::new())).is_none());
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
    let disk = Memory::default().with("/b/assessments/030/kiso.yaml", "\u{feff}a: 1\n");
    let mut desk = Desk::new(&disk, TODAY, Encoding::Utf16);
    let uri = |name| Uri::parse(&format!("file:///b/assessments/030/{name}")).unwrap();
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

const COPY: &str = "様式: 重点項目評価書\n評価書番号: 12\n";

#[test]
fn a_copy_that_is_changed_in_an_editor_says_so_at_once() {
    // Sealed with a mark of byte order, which an editor may keep to itself.
    let marked = format!("\u{feff}{COPY}");
    let mut manifest = Manifest::default();
    manifest.add("juten.2025-06-30.yaml".to_owned(), Digest::of(marked.as_bytes()));
    let disk = Memory::default()
        .with("/b/assessments/012/published/juten.2025-06-30.yaml", marked)
        .with("/b/assessments/012/published/SHA256SUMS", manifest.text());
    let codes = |name: &str, text: &str| {
        let mut desk = Desk::new(&disk, TODAY, Encoding::Utf16);
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

const ZENKOMOKU: &str = include_str!("../../assessments/001/zenkomoku.yaml");

fn drawn(word: &str) -> Vec<u8> {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">"#;
    format!("{svg}<text>{word}</text></svg>").into_bytes()
}

#[test]
fn a_figure_that_was_redrawn_is_seen() {
    let copy = "/b/assessments/001/published/zenkomoku.2026-06-30";
    let mut disk = Memory::default().with(format!("{copy}.yaml"), ZENKOMOKU);
    for figure in ["zenkomoku.zu1.svg", "zenkomoku.zu2.png"] {
        disk = disk
            .with(format!("{copy}/{figure}"), drawn("前"))
            .with(format!("/b/assessments/001/{figure}"), drawn("後"));
    }
    let codes = |text: &str| {
        let mut desk = Desk::new(&disk, TODAY, Encoding::Utf16);
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
    let uri = Uri::parse("file:///b/compose.yaml").unwrap();
    let document = Document::new(uri, Some(1), "services:\n  a: [\n".to_owned(), Encoding::Utf16);
    assert_eq!(on(&Memory::default(), &document).findings, []);
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
    let (disk, document) = (Memory::default(), document("juten.yaml", &text));
    let mut desk = Desk::new(&disk, TODAY, Encoding::Utf16);
    desk.open(&document.uri, 1, text.clone());
    let corrected = desk.corrected(&document).unwrap();
    let bytes = corrected.bytes.clone();
    let action = action::all(&document, corrected).unwrap();
    assert_eq!(
        hyoka::source::edit::apply(text.as_bytes(), &action.edits).unwrap(),
        bytes
    );
    assert_eq!(crate::fix::corrected(text.as_bytes(), false).bytes, bytes);
    assert_eq!(action.title, "迷いのない誤りをまとめて直す（7か所）");
}

//! What `hyoka publish` writes and what it refuses to write.

use std::path::Path;
use std::process::{Command, Output};

fn publish(folder: &Path, text: &str, arguments: &[&str]) -> Output {
    let file = folder.join("見本.yaml");
    std::fs::write(&file, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .arg("publish")
        .arg(&file)
        .arg("-o")
        .arg(folder.join("out"))
        .args(arguments)
        .output()
        .unwrap()
}

fn html(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("out").join(name)).unwrap()
}

const DRAFT: &str = "様式: 重点項目評価書\n評価書名: 見本に関する事務 重点項目評価書\n特記事項: 施錠した部屋に置く。\n";

#[test]
fn a_draft_with_gaps_can_be_published() {
    let folder = tempfile::tempdir().unwrap();
    let output = publish(folder.path(), DRAFT, &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(html(folder.path(), "見本.html").contains("施錠した部屋に置く。"));
}

#[test]
fn an_answer_without_a_place_on_the_form_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let output = publish(folder.path(), &format!("{DRAFT}宣告: 見本市は守ります。\n"), &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("F102"));
    assert!(!folder.path().join("out").exists(), "nothing may be written");
}

#[test]
fn a_refused_file_leaves_the_published_one_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), DRAFT, &[]);
    let before = html(folder.path(), "見本.html");
    publish(folder.path(), &DRAFT.replace("施錠", "☑施錠"), &[]);
    assert_eq!(html(folder.path(), "見本.html"), before);
    let names: Vec<_> = std::fs::read_dir(folder.path().join("out")).unwrap().collect();
    assert_eq!(names.len(), 2, "no half-written file may be left: {names:?}");
}

const WITHHOLDING: &str = "管理:\n  非公表:\n    - 項目: 表紙 特記事項\n      理由: 設備の所在を知られるため\n";

#[test]
fn the_public_copy_withholds_what_the_complete_one_tells() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{DRAFT}{WITHHOLDING}");
    assert!(publish(folder.path(), &text, &[]).status.success());
    assert!(publish(folder.path(), &text, &["--complete"]).status.success());
    let public = html(folder.path(), "見本.html");
    assert!(public.contains("（非公表）") && !public.contains("施錠"));
    assert!(html(folder.path(), "見本-提出用.html").contains("施錠した部屋"));
    let pdf = std::fs::read(folder.path().join("out/見本.pdf")).unwrap();
    let attached = |pdf: &[u8]| pdf.windows(13).any(|bytes| bytes == b"/EmbeddedFile");
    assert!(!attached(&pdf), "the source holds what the public copy withholds");
    assert!(attached(
        &std::fs::read(folder.path().join("out/見本-提出用.pdf")).unwrap()
    ));
}

#[test]
fn a_withheld_item_that_is_none_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{DRAFT}{}", WITHHOLDING.replace("特記事項", "特記の事項"));
    let output = publish(folder.path(), &text, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("F109"));
}

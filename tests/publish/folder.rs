//! What `hyoka publish` writes and what it refuses to write.

use std::path::Path;
use std::process::{Command, Output};

use hyoka::answers;
use hyoka::form::builtin;
use hyoka::layout::{self, Copy};
use hyoka::publish::{data, html};

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
}

#[test]
fn what_a_public_copy_withholds_stands_nowhere_in_it() {
    let secret = "地下二階の書庫";
    let text = format!(
        "様式: 重点項目評価書\n特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: {secret}台帳\n    保管・消去:\n      \
         保管場所: {secret}に置く。\n  - 番号: 2\n    特定個人情報ファイル名: 窓口台帳\nリスク対策:\n  - 特定個人情報ファイル名: \
         [窓口台帳]\n    委託:\n      委託しない: true\n変更箇所:\n  - 項目: Ⅱ-6 保管場所\n    変更前の記載: \
         一階の{secret}\n    変更後の記載: 別の場所\n管理:\n  非公表:\n    - 項目: Ⅱ-6 \
         保管場所（{secret}台帳）\n      理由: 所在を知られるため\n    - 項目: Ⅱ-1 \
         特定個人情報ファイル名（{secret}台帳）\n      理由: 所在を知られるため\n"
    );
    let read = answers::read(builtin(), "見本.yaml", text.as_bytes());
    let assessment = read.assessment.unwrap();
    let hidden = layout::withheld(&assessment).unwrap();
    let page = layout::page(&assessment, Copy::Public).unwrap();
    let html = html::print(&page).unwrap();
    assert!(!html.contains(secret) && html.contains("（非公表）") && html.contains("窓口台帳"));
    assert!(!data::yaml(&assessment, &hidden).contains(secret));
    let complete = layout::page(&assessment, Copy::Complete).unwrap();
    assert!(html::print(&complete).unwrap().contains(secret));
}

#[test]
fn the_attached_data_tells_the_same_as_the_file_and_no_notes() {
    let text = include_str!("../../assessments/012/juten.yaml");
    let original = answers::read(builtin(), "juten.yaml", text.as_bytes())
        .assessment
        .unwrap();
    let data = data::yaml(&original, &std::collections::BTreeSet::new());
    let copy = answers::read(builtin(), "copy.yaml", data.as_bytes());
    assert_eq!(copy.findings, []);
    let copy = copy.assessment.unwrap();
    let [one, two] = [&original, &copy].map(|it| layout::page(it, Copy::Complete).unwrap());
    assert!(one == two);
    assert!(!data.contains('#') && !data.contains("見直し実施日"));
}

#[test]
fn an_assessment_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    for number in ["12", "30"] {
        let file = folder.path().join(number).join("juten.yaml");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, format!("様式: 重点項目評価書\n評価書番号: {number}\n")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .arg("publish")
            .arg(&file)
            .arg("-o")
            .arg(folder.path().join("out"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("エラーが"),
            "a draft is told to be one"
        );
    }
    assert!(folder.path().join("out/12-juten.pdf").exists());
    assert!(folder.path().join("out/30-juten.pdf").exists());
}
#[test]
fn a_withheld_item_that_is_none_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{DRAFT}{}", WITHHOLDING.replace("特記事項", "特記の事項"));
    let output = publish(folder.path(), &text, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("F109"));
}

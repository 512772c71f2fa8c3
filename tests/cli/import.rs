//! `hyoka import`: where files go, what is said, and what is never written over.

use std::fs;

use super::{assert_japanese, file, folder, hyoka};
use crate::files::project;

fn example() -> String {
    project("docs/examples/import.txt").to_str().unwrap().to_owned()
}

#[test]
fn an_assessment_lies_in_the_folder_of_its_number_with_what_is_left_beside_it() {
    let folder = folder();
    let out = folder.path().join("市 の評価書");
    let ran = hyoka(&["import", &example(), "-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let yaml = fs::read_to_string(out.join("040/juten.yaml")).unwrap();
    assert!(yaml.contains("システムの名称: 学校給食費管理システム"), "{yaml}");
    let left = fs::read_to_string(out.join("040/juten.読み残し.txt")).unwrap();
    assert!(left.contains("20行目"), "{left}");
    for line in ran.out.lines().filter(|line| !line.contains("040")) {
        assert_japanese(line);
    }
    // What was made is an assessment like any other.
    let checked = hyoka(&["check", out.join("040/juten.yaml").to_str().unwrap()]);
    assert!(checked.out.contains("F101"), "{}", checked.out);
    assert!(!checked.out.contains("F102"), "{}", checked.out);
}

#[test]
fn nothing_is_written_over() {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    fs::create_dir(folder.path().join("040")).unwrap();
    fs::write(folder.path().join("040/juten.yaml"), "様式: 重点項目評価書\n").unwrap();
    let ran = hyoka(&["import", &example(), "-o", out]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("既にある"), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(folder.path().join("040/juten.yaml")).unwrap(),
        "様式: 重点項目評価書\n"
    );
    assert_eq!(fs::read_dir(folder.path().join("040")).unwrap().count(), 1);
}

#[test]
fn a_dry_run_writes_nothing_and_json_keeps_to_its_schema() {
    let folder = folder();
    let out = folder.path().join("x");
    let ran = hyoka(&[
        "import",
        &example(),
        "--dry-run",
        "--format",
        "json",
        "-o",
        out.to_str().unwrap(),
    ]);
    assert_eq!((ran.code, out.exists()), (1, false));
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let schema = hyoka::schemas::find("import").unwrap().schema;
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&printed)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);
    let first = &printed["files"][0]["report"]["answers"][0];
    assert_eq!(
        (&first["item"], &first["places"][0]),
        (&"表紙 評価書番号".into(), &"4行目".into())
    );
}

#[test]
fn a_file_that_is_no_assessment_is_told_and_the_others_come_in() {
    let folder = folder();
    let minutes = file(&folder, "議事録.txt", "議事録\n1. 開会\n");
    let empty = file(&folder, "空.xlsx", "");
    let picture = file(&folder, "写真.png", b"\x89PNG\r\n\x1a\nxxxx");
    let missing = folder.path().join("ない.xlsx");
    let out = folder.path().join("out");
    let ran = hyoka(&[
        "import",
        &minutes,
        &empty,
        &picture,
        missing.to_str().unwrap(),
        &example(),
        "-o",
        out.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 3);
    for (name, words) in [
        ("議事録.txt", "様式が見つかりません"),
        ("空.xlsx", "文字がありません"),
        ("写真.png", "画像のファイル"),
        ("ない.xlsx", "読めません"),
    ] {
        let line = ran
            .err
            .lines()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("{name}: {}", ran.err));
        assert!(line.contains(words), "{line}");
    }
    assert!(out.join("040/juten.yaml").exists());
    assert!(ran.out.contains("5件のうち1件を取り込みました"), "{}", ran.out);
}

//! `hyoka sheet`: where the workbook goes, and what keeps it from being made.

use super::{assert_japanese, fed, file, folder, hyoka};

const SAMPLE: &str = "assessments/012/juten.yaml";

fn text() -> String {
    std::fs::read_to_string(crate::files::project(SAMPLE)).unwrap()
}

#[test]
fn it_is_written_where_asked_or_beside_its_file() {
    let folder = folder();
    let (a, b) = (file(&folder, "a.yaml", text()), file(&folder, "b.yaml", text()));
    let ran = hyoka(&["sheet", &a, &b]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(folder.path().join("a.xlsx").exists() && folder.path().join("b.xlsx").exists());
    let out = folder.path().join("new/c.xlsx");
    let ran = fed(&["sheet", "-", "-o", out.to_str().unwrap()], text().as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(std::fs::read(out).unwrap().starts_with(b"PK"));
}

#[test]
fn what_somebody_may_have_written_in_is_not_written_over() {
    let folder = folder();
    let yaml = file(&folder, "a.yaml", text());
    let out = file(&folder, "a.xlsx", "書き込んだもの");
    let ran = hyoka(&["sheet", &yaml]);
    assert!(ran.code == 2 && ran.err.contains("--overwrite"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "書き込んだもの");
    assert_eq!(hyoka(&["sheet", &yaml, "--overwrite"]).code, 0);
    // What is the same is no loss.
    assert_eq!(hyoka(&["sheet", &yaml]).code, 0);
}

#[test]
fn what_cannot_be_meant_is_said_in_japanese() {
    let folder = folder();
    let yaml = file(&folder, "a.yaml", text());
    let broken = file(&folder, "b.yaml", "様式: 重点項目評価書\n評価書名: [一, 二]\n");
    let out = folder.path().join("o.xlsx");
    let out = out.to_str().unwrap();
    for (arguments, code, words) in [
        (vec!["sheet", &yaml, "-o", "x.ods"], 2, "「.xlsx」で終わる名前"),
        (vec!["sheet", &yaml, &broken, "-o", out], 2, "一つのときに"),
        (vec!["sheet", "-"], 2, "-o に Excel のファイル"),
        (
            vec!["sheet", &yaml, "-o", out, "--items", "委託のすべて"],
            2,
            "という項目は",
        ),
        (vec!["sheet", &yaml, "-o", out, "--items", "管理"], 2, "紙面に載らない"),
        (vec!["sheet", &yaml, "-o", out, "--unit", "宇宙部"], 2, "宇宙部"),
        (
            vec!["sheet", &yaml, "-o", out, "--unit", "福祉部", "--items", "Ⅱ-4"],
            2,
            "--items",
        ),
        (vec!["sheet", &broken, "-o", out], 1, "読めないところ"),
        (vec!["sheet", &yaml, "-o", SAMPLE], 2, "「.xlsx」で終わる名前"),
        (
            vec!["sheet", "assessments/007/published/kiso.2020-03-27.yaml"],
            2,
            "公表した版の写し",
        ),
    ] {
        let ran = hyoka(&arguments);
        assert!(
            ran.code == code && ran.err.contains(words),
            "{arguments:?}: {} {}",
            ran.code,
            ran.err
        );
        assert_japanese(&ran.err.replace("xlsx", ""));
    }
    assert!(!std::path::Path::new(out).exists());
}

#[test]
fn of_many_files_those_of_the_section_are_made() {
    let folder = folder();
    let yaml = file(&folder, "a.yaml", text());
    let other = file(
        &folder,
        "b.yaml",
        "様式: 重点項目評価書\n基本情報: {担当部署: {部署: 税務課}}\n",
    );
    let ran = hyoka(&["sheet", &yaml, &other, "--unit", "福祉部"]);
    assert!(ran.code == 0 && ran.err.contains("注意: "), "{}", ran.err);
    assert!(folder.path().join("a.xlsx").exists() && !folder.path().join("b.xlsx").exists());
    assert_eq!(hyoka(&["sheet", &yaml, &other, "--unit", "宇宙部"]).code, 2);
}

#[test]
fn findings_are_those_of_check() {
    let folder = folder();
    let yaml = file(&folder, "a.yaml", "様式: 重点項目評価書\n評価実施機関名: 見本市\n");
    let sizes: Vec<u64> = [
        &["sheet", &yaml, "--overwrite"][..],
        &["sheet", &yaml, "--overwrite", "--findings", "--today=2026-11-23"],
    ]
    .iter()
    .map(|arguments| {
        assert_eq!(hyoka(arguments).code, 0);
        std::fs::metadata(folder.path().join("a.xlsx")).unwrap().len()
    })
    .collect();
    assert!(sizes[0] < sizes[1], "{sizes:?}");
}

//! `hyoka log`: the versions of an assessment and the items that each changed.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{assert_japanese, hyoka};

/// The folder of one 事務: a file that is worked on and two copies, the older one sealed.
fn case() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let juten = |number: u32, day: &str, occasion: &str, rest: &str| {
        format!(
            "様式: 重点項目評価書\n評価書番号: {number}\n評価書名: 介護保険に関する事務 重点項目評価書\n公表日: {day}\n管理: {{実施種別: {occasion}}}\n{rest}"
        )
    };
    let files = "特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: サーバ室\n";
    let departments = "基本情報:\n  担当部署:\n    部署: 介護課\n";
    for (name, text) in [
        ("juten.yaml", juten(12, "2026-06-30", "修正", departments)),
        (
            "published/juten.2025-06-30.yaml",
            juten(12, "2025-06-30", "再実施", &format!("{departments}{files}")),
        ),
        (
            "published/juten.2024-06-28.yaml",
            juten(12, "2024-06-28", "新規", files),
        ),
        (
            "published/juten.2023-06-28.yaml",
            juten(13, "2023-06-28", "新規", files),
        ),
        ("other.yaml", juten(13, "2026-06-30", "修正", files)),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let sealed = folder.path().join("published/juten.2024-06-28.yaml");
    let ran = hyoka(&["seal", "--adopt", sealed.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    folder
}

fn log(path: &Path, rest: &[&str]) -> super::Ran {
    hyoka(&[&["log", path.to_str().unwrap()], rest].concat())
}

fn json(path: &Path) -> Value {
    let ran = log(path, &["--format=json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// File, state, 公表日, 実施種別 and number of differences of each version.
fn versions(report: &Value) -> Vec<(String, &str, &str, &str, Option<u64>)> {
    let versions = report["versions"].as_array().unwrap().iter();
    versions
        .map(|version| {
            let word = |key: &str| version[key].as_str().unwrap();
            let file = PathBuf::from(word("file"))
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let count = version["changes"]["count"].as_u64();
            (file, word("state"), word("published"), word("occasion"), count)
        })
        .collect()
}

#[test]
fn versions_come_oldest_first_with_what_each_changed() {
    let folder = case();
    let report = json(&folder.path().join("juten.yaml"));
    assert_eq!(
        versions(&report),
        [
            ("juten.2024-06-28.yaml".to_owned(), "sealed", "2024-06-28", "新規", None),
            (
                "juten.2025-06-30.yaml".to_owned(),
                "unsealed",
                "2025-06-30",
                "再実施",
                Some(1)
            ),
            ("juten.yaml".to_owned(), "current", "2026-06-30", "修正", Some(1)),
        ]
    );
    let items = |version: usize| &report["versions"][version]["changes"]["items"];
    assert_eq!(items(1)[0]["item"], "Ⅰ-6①部署");
    assert_eq!(
        (&items(1)[0]["change"], &items(1)[0]["important"]),
        (&Value::from("added"), &Value::from(false))
    );
    assert_eq!(
        (&items(2)[0]["change"], &items(2)[0]["important"]),
        (&Value::from("removed"), &Value::from(true))
    );
    assert_eq!(report["versions"][2]["changes"]["important"], 1);
}

#[test]
fn json_keeps_to_its_schema() {
    let folder = case();
    let schema = hyoka::schemas::find("log").unwrap().schema;
    jsonschema::validate(&schema, &json(&folder.path().join("juten.yaml"))).unwrap();
    for path in crate::files::yaml(&crate::files::project("assessments")) {
        if !path.ends_with("hyoka.yaml") {
            jsonschema::validate(&schema, &json(&path)).unwrap();
        }
    }
}

#[test]
fn a_copy_has_the_history_of_what_it_is_a_copy_of() {
    let folder = case();
    let whole = json(&folder.path().join("juten.yaml"));
    for copy in ["published/juten.2024-06-28.yaml", "published/juten.2025-06-30.yaml"] {
        assert_eq!(json(&folder.path().join(copy)), whole, "{copy}");
    }
    // Of a copy whose file is gone, the other copies.
    std::fs::remove_file(folder.path().join("juten.yaml")).unwrap();
    let rest = json(&folder.path().join("published/juten.2024-06-28.yaml"));
    assert_eq!(versions(&rest), versions(&whole)[..2]);
    // In its own folder, without a name in front.
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["log", "juten.2025-06-30.yaml", "--format=json"])
        .current_dir(folder.path().join("published"))
        .output()
        .unwrap();
    let inside: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(versions(&inside), versions(&whole)[..2]);
}

#[test]
fn what_is_the_newest_copy_still_is_no_version_of_its_own() {
    let folder = case();
    let file = folder.path().join("juten.yaml");
    std::fs::copy(folder.path().join("published/juten.2025-06-30.yaml"), &file).unwrap();
    assert_eq!(versions(&json(&file)).len(), 2);
    // A comment makes none, another day does.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("# 覚え\n{text}")).unwrap();
    assert_eq!(versions(&json(&file)).len(), 2);
    std::fs::write(&file, text.replace("2025-06-30", "2026-06-30")).unwrap();
    let report = json(&file);
    assert_eq!(versions(&report)[2].4, Some(0));
    assert!(log(&file, &[]).out.contains("違いなし"));
}

#[test]
fn columns_stand_under_each_other_in_full_width_too() {
    let ran = hyoka(&["log", "assessments/012/juten.yaml"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let heads: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("令和")).collect();
    assert_eq!(heads.len(), 3, "{}", ran.out);
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    for column in 1..4 {
        let starts = heads.iter().map(|line| {
            let words: Vec<&str> = line.split("  ").filter(|word| !word.trim().is_empty()).collect();
            width(&line[..line.find(words[column].trim()).unwrap()])
        });
        let starts: Vec<usize> = starts.collect();
        assert!(
            starts.iter().all(|start| *start == starts[0]),
            "{starts:?}\n{}",
            ran.out
        );
    }
    for words in [
        "介護保険に関する事務 重点項目評価書（評価書番号 12）",
        "最初の版",
        "件（※",
        "juten.yaml（書いている版）",
        "\n    Ⅱ-6 保管場所（介護保険資格・給付ファイル） ※\n",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line == line.trim_end()), "{}", ran.out);
}

#[test]
fn what_has_no_history_is_told() {
    let ran = hyoka(&["log", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_japanese(&ran.err);
    assert_eq!(hyoka(&["log", "assessments/012/none.yaml"]).code, 3);
    let folder = case();
    let file = super::file(&folder, "juten.yaml", "様式：重点項目評価書\n");
    let ran = hyoka(&["log", &file]);
    assert!(ran.code == 1 && ran.err.contains("エラー[S104]"), "{ran:?}");
}

#[test]
fn a_copy_that_cannot_be_read_is_not_passed_over() {
    let folder = case();
    super::file(&folder, "published/juten.2022-06-28.yaml", "様式：重点項目評価書\n");
    let ran = log(&folder.path().join("juten.yaml"), &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("juten.2022-06-28.yaml は評価書として読めないので"),
        "{ran:?}"
    );
}

#[test]
fn no_history_is_told_of_a_copy_that_was_changed() {
    let folder = case();
    let copy = folder.path().join("published/juten.2024-06-28.yaml");
    let text = std::fs::read_to_string(&copy).unwrap();
    std::fs::write(&copy, text.replace("サーバ室", "サーバー室")).unwrap();
    for (name, code) in [
        ("juten.yaml", 3),
        ("published/juten.2024-06-28.yaml", 1),
        ("published/juten.2025-06-30.yaml", 3),
    ] {
        let ran = log(&folder.path().join(name), &[]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{name}: {ran:?}");
        assert!(ran.err.contains("封をした後に書き換えられています"), "{ran:?}");
    }
}

//! `hyoka threshold`: the decision from numbers and from an assessment.

use serde_json::Value;

use super::{assert_japanese, file, folder, hyoka};

#[test]
fn numbers_decide() {
    let ran = hyoka(&[
        "threshold",
        "--subjects",
        "12万",
        "--handlers",
        "60",
        "--accident",
        "no",
    ]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("重点項目評価"), "{}", ran.out);
    assert_japanese(&ran.out);
}

#[test]
fn words_of_the_form_are_numbers_too() {
    let plain = hyoka(&[
        "threshold",
        "--subjects",
        "120000",
        "--handlers",
        "60",
        "--accident",
        "no",
    ]);
    let words = hyoka(&[
        "threshold",
        "--subjects",
        "１２万人",
        "--handlers",
        "60人",
        "--accident",
        "なし",
    ]);
    assert_eq!(plain.out, words.out);
}

#[test]
fn an_assessment_decides_and_names_its_answers() {
    let ran = hyoka(&["threshold", "tests/check/rules/F101/silent.yaml"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.contains("Ⅰ-1③対象人数") && ran.out.contains("基礎項目評価"),
        "{}",
        ran.out
    );
}

#[test]
fn json_is_one_object() {
    let ran = hyoka(&["threshold", "--subjects", "1000", "--format", "json"]);
    assert_eq!(ran.code, 0);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(report.is_object(), "{report}");
}

#[test]
fn a_file_without_a_form_ends_with_1_and_its_findings() {
    let folder = folder();
    let ran = hyoka(&["threshold", &file(&folder, "none.yaml", "評価書番号: 1\n")]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("F106"), "{}", ran.err);
}

#[test]
fn a_file_that_is_not_there_ends_with_3() {
    let ran = hyoka(&["threshold", "ない.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert_japanese(&ran.err);
}

#[test]
fn wrong_usage_ends_with_2_and_says_so_in_japanese() {
    for arguments in [
        &["threshold"][..],
        &["threshold", "--subjects", "たくさん"],
        &["threshold", "--subjects", "-5"],
        &["threshold", "--accident", "maybe", "--subjects", "5"],
        &["threshold", "juten.yaml", "--subjects", "5"],
    ] {
        let ran = hyoka(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("エラー: "), "{arguments:?}: {}", ran.err);
        assert_japanese(&ran.err);
    }
}

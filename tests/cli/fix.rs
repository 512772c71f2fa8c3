//! `hyoka fix`: shows before it writes, writes only what it showed, and ends with the code of a formatter.

use serde_json::Value;

use super::{assert_japanese, fed, file, folder, hyoka};

const EXAMPLE: &str = "docs/examples/fix.yaml";
const TODAY: &str = "--today=2026-11-23";

fn example() -> String {
    std::fs::read_to_string(format!("{}/{EXAMPLE}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn without_the_word_nothing_is_written() {
    let folder = folder();
    let path = file(&folder, "juten.yaml", example());
    let ran = hyoka(&["fix", TODAY, &path]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("まだ書き込んでいません"), "{}", ran.out);
    assert!(ran.out.contains("--write"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), example());
}

#[test]
fn what_was_shown_is_written_and_a_second_run_does_nothing() {
    let folder = folder();
    let path = file(&folder, "juten.yaml", example());
    let shown = hyoka(&["fix", TODAY, "--all", &path]).out;
    let ran = hyoka(&["fix", TODAY, "--all", "--write", &path]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines = |out: &str| {
        out.lines()
            .filter(|line| line.starts_with("  "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&shown), lines(&ran.out));
    let written = std::fs::read_to_string(&path).unwrap();
    for line in lines(&shown) {
        if let Some(new) = line.strip_prefix("  + ") {
            assert!(written.contains(new), "{new}");
        }
    }
    let again = hyoka(&["fix", TODAY, "--all", "--write", &path]);
    assert_eq!((again.code, again.out.as_str()), (0, "直すところはありません\n"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    let checked = hyoka(&["check", TODAY, "--ignore", "T112", &path]);
    assert_eq!(checked.out, "1件の評価書に問題は見つかりませんでした\n");
}

#[test]
fn only_the_rules_that_are_named_are_corrected() {
    let folder = folder();
    let path = file(&folder, "juten.yaml", example());
    let ran = hyoka(&["fix", TODAY, "--select", "ｃ１６９,L158", "--write", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let codes: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.starts_with('['))
        .map(|line| &line[1..5])
        .collect();
    assert_eq!(codes, ["C169", "L158"]);
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("公表日: 2026/10/1"), "{written}");
}

#[test]
#[cfg(unix)]
fn permissions_stay_and_a_protected_file_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let path = file(&folder, "juten.yaml", example());
    let set = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o444);
    let ran = hyoka(&["fix", TODAY, "--write", &path]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.err.contains("読み取り専用"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), example());
    set(0o640);
    assert_eq!(hyoka(&["fix", TODAY, "--write", &path]).code, 0);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn sealed_copies_are_left_alone() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("published")).unwrap();
    let path = file(&folder, "published/juten.2026-10-01.yaml", example());
    let ran = hyoka(&["fix", TODAY, "--write", &path]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("公表した版の写し"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), example());
}

#[test]
fn standard_input_is_shown_and_never_written() {
    let ran = fed(&["fix", TODAY, "-"], example().as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("--> 標準入力:"), "{}", ran.out);
    let ran = fed(&["fix", TODAY, "--write", "-"], example().as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_japanese(&ran.err);
}

#[test]
fn what_cannot_be_read_is_explained_and_not_written() {
    let folder = folder();
    for (name, bytes) in [
        ("sjis.yaml", &b"\x97\x6c\x8e\xae: \x8f\x64\x93\x5f\n"[..]),
        (
            "colon.yaml",
            "様式: 重点項目評価書\n評価書番号：21\n宣言: 甲: 乙\n".as_bytes(),
        ),
    ] {
        let path = file(&folder, name, bytes);
        let ran = hyoka(&["fix", TODAY, "--write", &path]);
        assert_eq!(ran.code, 1, "{name}");
        assert!(ran.err.contains("エラー[S1"), "{name}: {}", ran.err);
        assert!(
            ran.out.contains("評価書として読めないため直せません"),
            "{name}: {}",
            ran.out
        );
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_correction_that_would_change_more_is_refused_with_its_place() {
    let text = "様式: 重点項目評価書\n管理: {様式の版: 平成30年5月}\n特記事項: 前\n  公表日：令和8年\n  部署：総務課\n";
    let folder = folder();
    let path = file(&folder, "juten.yaml", text);
    let ran = hyoka(&["fix", TODAY, "--write", &path]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        ran.err.starts_with(&format!("エラー: {path}:4 の直し（")),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("行いませんでした"), "{}", ran.err);
    assert_japanese(&ran.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn check_counts_what_fix_corrects_and_its_json_says_how() {
    let ran = hyoka(&["check", TODAY, EXAMPLE]);
    let last = ran.out.lines().last().unwrap();
    assert_eq!(
        last,
        "5件は hyoka fix で直せます。ほかに1件は hyoka fix --all で直し方の案を見られます"
    );
    let ran = hyoka(&["check", TODAY, "--format", "json", EXAMPLE]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let fixes: Vec<&Value> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding.get("fix"))
        .collect();
    assert_eq!(fixes.iter().filter(|fix| fix["certain"] == true).count(), 5);
    let bytes = example();
    for edit in fixes.iter().flat_map(|fix| fix["edits"].as_array().unwrap()) {
        let at = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
        assert!(bytes.get(at("start")..at("end")).is_some(), "{edit}");
        assert!(edit["text"].is_string(), "{edit}");
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_so_in_japanese() {
    for arguments in [
        &["fix"][..],
        &["fix", "--select", "X999", EXAMPLE],
        &["fix", "--selct", "F108", EXAMPLE],
        &["fix", "--write=yes", EXAMPLE],
    ] {
        let ran = hyoka(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("エラー: "), "{arguments:?}: {}", ran.err);
        assert_japanese(&ran.err);
    }
}

#[test]
fn one_spelling_of_signs_that_print_alike_is_made_only_where_its_rule_is_named() {
    let folder = folder();
    let text = example().replacen("特記事項:", "特記事項: 9時〜17時に、000−0000で受け付ける。", 1);
    assert_ne!(text, example());
    let path = file(&folder, "juten.yaml", &text);
    let all = hyoka(&["fix", TODAY, "--all", &path]);
    assert!(!all.out.contains("F128"), "{}", all.out);
    let ran = hyoka(&["fix", TODAY, "--select", "F128", "--write", &path]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, text.replace('〜', "～").replace('−', "－"));
}

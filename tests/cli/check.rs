//! `hyoka check`: exit codes, the two formats, and files that cannot be read.

use serde_json::Value;

use super::{assert_japanese, fed, file, folder, hyoka};

const CLEAN: &str = "tests/check/rules/F101/silent.yaml";
const FAULTY: &str = "tests/check/rules/F101/fires.yaml";
const TODAY: &str = "--today=2026-11-23";

#[test]
fn a_clean_file_ends_with_0() {
    let ran = hyoka(&["check", TODAY, CLEAN]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "1件の評価書に問題は見つかりませんでした\n");
}

#[test]
fn errors_end_with_1_and_warnings_with_0() {
    let ran = hyoka(&["check", TODAY, FAULTY]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(
        ran.out.ends_with("1件の評価書: エラー 9件、警告 0件、情報 0件\n"),
        "{}",
        ran.out
    );
    let folder = folder();
    let text = std::fs::read_to_string(CLEAN)
        .unwrap()
        .replace("評価実施機関名: 見本市長", "評価実施機関名: 見本市");
    let ran = hyoka(&["check", TODAY, &file(&folder, "warned.yaml", text)]);
    assert!(ran.out.contains("警告[") && !ran.out.contains("エラー["), "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn one_faulty_file_among_clean_ones_ends_with_1() {
    let ran = hyoka(&["check", TODAY, CLEAN, FAULTY, CLEAN, "assessments/012/juten.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("3件の評価書: エラー 9件、"), "{}", ran.out);
}

#[test]
fn the_day_may_be_written_in_japanese() {
    let iso = hyoka(&["check", "--today", "2031-11-23", CLEAN]);
    let era = hyoka(&["check", "--today", "令和13年11月23日", CLEAN]);
    assert!(iso.out.contains("D145"), "{}", iso.out);
    assert_eq!(iso.out, era.out);
}

#[test]
fn standard_input_is_read_as_a_file() {
    let bytes = std::fs::read(FAULTY).unwrap();
    let ran = fed(&["check", TODAY, "-"], &bytes);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("--> 標準入力:"), "{}", ran.out);
    assert_eq!(
        ran.out.matches("エラー[F101]").count(),
        hyoka(&["check", TODAY, FAULTY]).out.matches("エラー[F101]").count()
    );
}

#[test]
fn json_is_one_object_with_findings_and_places() {
    let ran = hyoka(&["check", TODAY, "--format", "json", FAULTY, CLEAN]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!((report["version"].as_u64(), findings.len()), (Some(1), 9));
    assert_eq!(report["summary"]["errors"], 9);
    let date = findings
        .iter()
        .find(|finding| finding["item"] == "表紙 公表日")
        .unwrap();
    assert_eq!(
        (date["code"].as_str(), date["severity"].as_str(), date["file"].as_str()),
        (Some("F101"), Some("error"), Some(FAULTY))
    );
    assert_eq!((date["line"].as_u64(), date["column"].as_u64()), (Some(8), Some(1)));
    assert_eq!(
        (date["end_line"].as_u64(), date["end_column"].as_u64()),
        (Some(8), Some(4))
    );
}

#[test]
fn json_of_a_clean_file_has_no_findings() {
    let ran = hyoka(&["check", TODAY, "--format", "json", CLEAN]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, 0);
    assert_eq!(report["findings"], Value::Array(Vec::new()));
}

#[test]
fn files_that_cannot_be_read_end_with_3() {
    let folder = folder();
    let missing = folder.path().join("ない.yaml").to_str().unwrap().to_owned();
    let below = format!("{}/juten.yaml", file(&folder, "file", ""));
    for (path, reason) in [
        (missing.as_str(), "ファイルもフォルダもありません"),
        (below.as_str(), "フォルダ"),
    ] {
        let ran = hyoka(&["check", path]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{path}");
        let said = format!("エラー: {path} を読めません: ");
        assert!(ran.err.starts_with(&said) && ran.err.contains(reason), "{}", ran.err);
    }
}

#[test]
fn what_can_be_read_is_checked_beside_what_cannot() {
    let ran = hyoka(&["check", TODAY, "ない.yaml", FAULTY]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("ない.yaml を読めません"), "{}", ran.err);
    assert!(
        ran.out.ends_with("1件の評価書: エラー 9件、警告 0件、情報 0件\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_folder_is_checked_with_all_in_it_but_sealed_copies() {
    let folder = folder();
    let text = std::fs::read_to_string(CLEAN).unwrap();
    for name in [
        "assessments/001/juten.yaml",
        "assessments/002/juten.yaml",
        "assessments/002/published/juten.2020-01-01.yaml",
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(
            path,
            text.replace("評価書番号: 21", &format!("評価書番号: \"{}\"", &name[12..15])),
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("hyoka.yaml"), "").unwrap();
    let path = folder.path().to_str().unwrap();
    let ran = hyoka(&["check", TODAY, path]);
    assert!(ran.out.contains("2件の評価書"), "{}", ran.out);
    assert!(
        hyoka(&["check", TODAY, "templates"])
            .err
            .contains("templates に評価書がありません")
    );
}

#[test]
fn a_form_is_missing_only_where_its_whole_folder_was_looked_at() {
    let folder = folder();
    let case = folder.path().join("012");
    std::fs::create_dir(&case).unwrap();
    let juten = case.join("juten.yaml");
    std::fs::copy("assessments/012/juten.yaml", &juten).unwrap();
    let told = |path: &std::path::Path| {
        let ran = hyoka(&["check", TODAY, path.to_str().unwrap()]);
        ran.out.contains("[T112]")
    };
    assert!(told(folder.path()));
    assert!(told(&juten));
    // A form that cannot be read is there all the same.
    std::fs::write(case.join("kiso.yaml"), "様式: [").unwrap();
    assert!(!told(&juten));
    std::fs::rename(case.join("kiso.yaml"), case.join("other.yaml")).unwrap();
    assert!(!told(&juten));
    // A copy under another name comes from anywhere.
    std::fs::remove_file(case.join("other.yaml")).unwrap();
    let lone = case.join("copy.yaml");
    std::fs::rename(&juten, &lone).unwrap();
    assert!(!told(&lone));
    assert!(told(folder.path()));
}

#[test]
#[cfg(target_os = "linux")]
fn what_the_system_says_of_a_broken_disk_is_not_repeated_in_english() {
    let ran = hyoka(&["check", "/proc/self/mem"]);
    assert_eq!(ran.code, 3);
    assert_eq!(
        ran.err,
        "エラー: /proc/self/mem を読めません: 入出力の誤りです（システムの番号 5）\n"
    );
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_ends_with_3() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let path = file(&folder, "juten.yaml", "様式: 重点項目評価書\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // The administrator may read everything.
        return;
    }
    let ran = hyoka(&["check", &path]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("権限がありません"), "{}", ran.err);
}

#[test]
fn a_file_that_is_no_assessment_is_a_finding_and_no_failure() {
    let folder = folder();
    for (name, bytes) in [
        ("empty.yaml", Vec::new()),
        ("excel.xlsx", b"PK\x03\x04\x14\x00".to_vec()),
        ("large.yaml", vec![b'#'; hyoka::source::MAX_BYTES + 10]),
        ("bytes.yaml", (0..=255).collect()),
    ] {
        let ran = hyoka(&["check", &file(&folder, name, bytes)]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{name}");
        assert!(ran.out.contains("エラー["), "{name}: {}", ran.out);
    }
}

#[test]
fn colours_are_for_terminals() {
    let ran = hyoka(&["check", TODAY, FAULTY]);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn wrong_usage_ends_with_2_and_says_so_in_japanese() {
    for arguments in [
        &["check", "tests/cli"][..],
        &["check", "--format", "xml", CLEAN],
        &["check", "--format"],
        &["check", "--today", "きょう", CLEAN],
        &["check", "--today", "2026-02-30", CLEAN],
        &["check", "--todya", "2026-11-23", CLEAN],
        &["check", "--help=x"],
    ] {
        let ran = hyoka(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("エラー: "), "{arguments:?}: {}", ran.err);
        assert_japanese(&ran.err);
    }
}

const FIGURE: &str =
    "様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n    図: 図/流れ.svg\n    代替テキスト: 届出の流れ\n";
const DRAWN: &str = "<svg xmlns='http://www.w3.org/2000/svg'/>";

#[test]
fn a_figure_is_looked_for_beside_its_assessment() {
    let folder = folder();
    let assessment = file(&folder, "zenkomoku.yaml", FIGURE);
    let ran = hyoka(&["check", TODAY, &assessment]);
    assert!(
        ran.out.contains("F114") && ran.out.contains("見つかりません"),
        "{}",
        ran.out
    );
    std::fs::create_dir(folder.path().join("図")).unwrap();
    file(&folder, "図/流れ.svg", DRAWN);
    let ran = hyoka(&["check", TODAY, &assessment]);
    assert!(!ran.out.contains("F11"), "{}", ran.out);
    let large = vec![b' '; 5 * 1024 * 1024 + 1];
    file(&folder, "図/流れ.svg", large);
    let ran = hyoka(&["check", TODAY, &assessment]);
    assert!(
        ran.out.contains("F116") && ran.out.contains("5.1MB（5MBまで）"),
        "{}",
        ran.out
    );
}

#[cfg(unix)]
#[test]
fn a_link_leads_no_figure_in_from_outside() {
    let (inside, outside) = (folder(), folder());
    let secret = file(&outside, "流れ.svg", DRAWN);
    let assessment = file(&inside, "zenkomoku.yaml", FIGURE);
    std::fs::create_dir(inside.path().join("図")).unwrap();
    std::os::unix::fs::symlink(secret, inside.path().join("図/流れ.svg")).unwrap();
    let ran = hyoka(&["check", TODAY, &assessment]);
    assert!(ran.out.contains("フォルダの外のファイルへのリンク"), "{}", ran.out);
}

#[test]
fn rows_of_a_version_that_another_replaced_are_nobodys_work() {
    let folder = folder();
    let version = |day: &str| {
        format!(
            "様式: 重点項目評価書\n評価書番号: 30\n公表日: {day}\n変更箇所:\n  - 変更日: {day}\n    項目: Ⅱ-6 保管場所\n    変更前の記載: 甲\n    変更後の記載: 乙\n    提出時期: 事後\n"
        )
    };
    let old = file(&folder, "old.yaml", version("2025-06-02"));
    let new = file(&folder, "new.yaml", version("2026-12-01"));
    let arguments = [
        "check",
        "--today",
        "2026-11-23",
        "--select",
        "H172,H173",
        "--format",
        "concise",
    ];
    let ran = hyoka(&[&arguments[..], &[&old, &new]].concat());
    let told = |file: &str, words: &str| ran.out.lines().any(|line| line.contains(file) && line.contains(words));
    assert!(told("new.yaml", "エラー[H172]"), "{}", ran.out);
    assert!(
        told("old.yaml", "情報[H173]") && !told("old.yaml", "エラー"),
        "{}",
        ran.out
    );
}

#[test]
fn colours_are_shown_where_nobody_looks_only_when_they_are_asked_for() {
    let printed = |variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hyoka"));
        command
            .args(["check", TODAY, FAULTY])
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(printed(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["));
    for quiet in [
        &[][..],
        &[("CLICOLOR_FORCE", "0")],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
    ] {
        assert!(!printed(quiet).contains('\u{1b}'), "{quiet:?}");
    }
}

#[test]
fn a_result_that_is_not_written_is_told_with_the_sentence_that_the_facts_give() {
    let sample = std::fs::read_to_string(crate::files::project("assessments/003/kiso.yaml")).unwrap();
    let line = "  しきい値判断結果: 基礎項目評価の実施が義務付けられる\n";
    let own = "対象人数: 1,000人以上1万人未満";
    assert!(sample.contains(line) && sample.contains(own));
    for (subjects, sentence) in [
        ("1,000人以上1万人未満", "基礎項目評価の実施が義務付けられる"),
        (
            "10万人以上30万人未満",
            "基礎項目評価及び重点項目評価の実施が義務付けられる",
        ),
        ("30万人以上", "基礎項目評価及び全項目評価の実施が義務付けられる"),
    ] {
        // Left empty, or left out with its part.
        for rest in ["  しきい値判断結果:\n", ""] {
            let text = sample
                .replace(own, &format!("対象人数: {subjects}"))
                .replace(line, rest);
            let ran = fed(&["check", "--select", "F101", "-"], text.as_bytes());
            let told = format!("なので、「{sentence}」と書いてください");
            let because = format!("対象人数が{subjects}");
            assert!(
                ran.code == 1 && ran.out.contains(&because) && ran.out.contains(&told),
                "{subjects}: {}",
                ran.out
            );
        }
    }
}

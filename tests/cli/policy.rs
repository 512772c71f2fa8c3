//! `hyoka check` with chosen rules, settings of a body, and accepted findings.

use serde_json::Value;

use super::{Ran, assert_japanese, fed, file, folder, hyoka};

const WARNED: &str = "tests/check/rules/C163/fires.yaml";
const MISTAKES: &str = "docs/examples/mistakes.yaml";
const CLEAN: &str = "tests/check/rules/F101/silent.yaml";
const TODAY: &str = "--today=2026-11-23";

/// Runs with `--format concise`.
fn concise(arguments: &[&str]) -> Ran {
    // The bodies of these tests have no 基礎項目評価書.
    hyoka(&[&["check", TODAY, "--format", "concise", "--ignore", "T112"], arguments].concat())
}

/// The codes of the findings of a run.
fn codes(ran: &Ran) -> Vec<&str> {
    let codes = ran
        .out
        .lines()
        .filter_map(|line| line.split_once('[')?.1.split_once("] "));
    codes.map(|(code, _)| code).collect()
}

/// A body with one complete assessment whose 評価実施機関名 asks for a warning, and settings.
fn body(settings: &str) -> (tempfile::TempDir, String) {
    let folder = folder();
    std::fs::create_dir_all(folder.path().join("assessments/021")).unwrap();
    let text = std::fs::read_to_string(CLEAN).unwrap();
    let text = text.replace("評価実施機関名: 見本市長", "評価実施機関名: 見本市");
    std::fs::write(folder.path().join("assessments/021/juten.yaml"), text).unwrap();
    std::fs::write(folder.path().join("hyoka.yaml"), settings).unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn warnings_end_with_1_only_when_strict() {
    let only = ["--select", "C163", WARNED];
    assert_eq!((concise(&only).code, codes(&concise(&only))), (0, vec!["C163"]));
    assert_eq!(concise(&["--strict", "--select", "C163", WARNED]).code, 1);
    assert_eq!(concise(&["--strict", CLEAN]).code, 0);
}

#[test]
fn chosen_rules_are_told_and_what_keeps_from_checking() {
    assert_eq!(
        codes(&concise(&["--select", "L,C1", MISTAKES])),
        ["S103", "L152", "C134", "C115"]
    );
    assert_eq!(
        codes(&concise(&[
            "--select", "c1", "--select", "Ｌ", "--ignore", "C115", MISTAKES
        ])),
        ["S103", "L152", "C134"]
    );
    assert_eq!(codes(&concise(&["--ignore", "F、C,D,S", MISTAKES])), ["S103", "L152"]);
}

const TRIED: &str = "tests/check/rules/C214/fires.yaml";

#[test]
fn a_rule_on_trial_is_told_when_asked_for_or_named() {
    assert!(hyoka::check::rule("C214").unwrap().is_trial());
    let tells = |arguments: &[&str]| codes(&concise(&[arguments, &[TRIED]].concat())).contains(&"C214");
    assert!(!tells(&[]));
    assert!(!tells(&["--select", "C2"]));
    assert!(tells(&["--preview"]));
    assert!(tells(&["--select", "C214"]));
    assert!(!tells(&["--preview", "--ignore", "C214"]));
    let text = hyoka(&["check", TODAY, "--select", "C214", TRIED]).out;
    assert!(text.contains("= 試行: "), "{text}");
    let ran = hyoka(&["check", TODAY, "--format", "json", "--select", "C214", TRIED]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(
        (&finding["trial"], &finding["confidence"]),
        (&true.into(), &"low".into())
    );
    let (_folder, path) = body("規則:\n  C214:\n    扱い: 警告\n    理由: 見本市では確かめる\n");
    let file = format!("{path}/assessments/021/juten.yaml");
    std::fs::copy(TRIED, &file).unwrap();
    assert!(codes(&concise(&[&file])).contains(&"C214"));
}

#[test]
fn findings_below_a_confidence_are_left_out() {
    let told = |least: &str| codes(&concise(&["--select", "C163", "--min-confidence", least, WARNED])).len();
    assert_eq!(["low", "中", "medium", "高"].map(told), [1, 1, 1, 0]);
    // What keeps a file from being checked is always told.
    assert_eq!(
        codes(&concise(&["--min-confidence", "high", "--select", "L152", MISTAKES])),
        ["S103"]
    );
    let ran = concise(&["--min-confidence", "最高", WARNED]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「最高」という確かさはありません"), "{}", ran.err);
}

#[test]
fn what_cannot_be_chosen_ends_with_2() {
    for (arguments, said) in [
        (&["--select", "C1155"][..], "「C115」ではありませんか"),
        (&["--ignore", "再委託"], "「再委託」で始まる番号の規則はありません"),
        (&["--ignore", "s103"], "S103 は除けません"),
        (&["--select", "C1", "--ignore", "C"], "確かめる規則が一つも残りません"),
        (&["--select", ","], "規則の番号がありません"),
    ] {
        let ran = concise(&[arguments, &[CLEAN]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert_japanese(&ran.err.replace("hyoka explain", ""));
    }
}

#[test]
fn settings_of_the_body_hold_for_its_files_however_they_are_named() {
    let (folder, path) = body("規則:\n  C163:\n    扱い: エラー\n    理由: 見本市では必ず直す\n");
    let file = folder.path().join("assessments/021/juten.yaml");
    let around = folder.path().join("assessments/../assessments/021");
    for named in [path.as_str(), file.to_str().unwrap(), around.to_str().unwrap()] {
        let ran = concise(&[named]);
        assert_eq!((ran.code, codes(&ran)), (1, vec!["C163"]), "{named}: {}", ran.out);
    }
    let (_folder, off) = body("規則:\n  C16:\n    扱い: しない\n    理由: 略称で公表する\n");
    let ran = concise(&[&off]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "1件の評価書に問題は見つかりませんでした\n")
    );
}

#[test]
fn the_kind_of_the_body_stands_in_for_what_an_assessment_does_not_say() {
    let (folder, path) = body("機関の種別: 行政機関等\n");
    assert_eq!(codes(&concise(&[&path])), Vec::<&str>::new());
    let file = folder.path().join("assessments/021/juten.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let said = text.replacen("管理:\n", "管理:\n  機関の種別: 地方公共団体等\n", 1);
    std::fs::write(&file, said).unwrap();
    assert_eq!(codes(&concise(&[&path])), ["C163"]);
}

#[test]
fn broken_settings_are_told_once_and_are_no_assessment() {
    let (folder, path) = body("規則:\n  C163:\n    扱い: しない\n");
    std::fs::create_dir_all(folder.path().join("assessments/022")).unwrap();
    let one = folder.path().join("assessments/021/juten.yaml");
    std::fs::copy(one, folder.path().join("assessments/022/juten.yaml")).unwrap();
    let ran = concise(&["--ignore", "C198", &path]);
    assert_eq!(
        (ran.code, codes(&ran)),
        (1, vec!["S111", "C163", "C163"]),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("hyoka.yaml:2:3: エラー[S111]"), "{}", ran.out);
    assert!(
        ran.out.ends_with("2件の評価書: エラー 1件、警告 2件、情報 0件\n"),
        "{}",
        ran.out
    );
}

#[test]
fn accepted_findings_are_counted_and_kept_with_their_reason() {
    let file = "tests/check/rules/S113/silent.yaml";
    let ran = concise(&["--select", "C163,C115,S113", file]);
    assert_eq!(
        ran.out,
        "1件の評価書に問題は見つかりませんでした\nほかに、理由を付けて受け入れた指摘 3件\n"
    );
    let ran = hyoka(&["check", TODAY, "--format", "json", "--select", "C163,C115", file]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    assert_eq!(report["summary"]["accepted"], 3);
    let accepted = &report["accepted"][0];
    assert_eq!(accepted["code"], "C163");
    assert_eq!(
        (accepted["line"].as_u64(), accepted["reason"].as_str()),
        (Some(4), Some("市長と教育委員会が共同で実施している"))
    );
}

#[test]
fn what_only_the_whole_body_shows_is_accepted_or_gone_there() {
    let (folder, path) = body("");
    let number = "評価書番号: 21";
    let accepted = format!("{number} # hyoka: C198 統合の途中で、同じ番号を使っている");
    let first = folder.path().join("assessments/021/juten.yaml");
    let text = std::fs::read_to_string(&first).unwrap();
    assert!(text.contains(number));
    std::fs::create_dir_all(folder.path().join("assessments/022")).unwrap();
    let second = folder.path().join("assessments/022/juten.yaml");
    std::fs::write(&second, text.replace(number, &accepted)).unwrap();
    let chosen = ["--select", "C198,S113"];
    let whole = concise(&[&chosen[..], &[&path]].concat());
    assert!(whole.out.ends_with("受け入れた指摘 1件\n"), "{}", whole.out);
    // One file or one folder does not show whether the other still has the number.
    for named in [&second, second.parent().unwrap()].map(|path: &std::path::Path| path.to_str().unwrap()) {
        assert_eq!(codes(&concise(&[&chosen[..], &[named]].concat())), Vec::<&str>::new());
    }
    std::fs::remove_file(&first).unwrap();
    let ran = concise(&[&chosen[..], &[&path]].concat());
    assert_eq!(codes(&ran), ["S113"], "{}", ran.out);
}

#[test]
fn every_format_ends_alike() {
    for format in ["text", "concise", "json", "sarif", "github"] {
        let ran = hyoka(&["check", TODAY, "--format", format, MISTAKES]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{format}");
        for code in ["S103", "L152", "C115"] {
            assert!(ran.out.contains(code), "{format}: {code}");
        }
        assert_eq!(hyoka(&["check", TODAY, "--format", format, CLEAN]).code, 0, "{format}");
    }
    let clean = fed(
        &["check", TODAY, "--format", "github", "-"],
        &std::fs::read(CLEAN).unwrap(),
    );
    assert_eq!((clean.code, clean.out.as_str()), (0, ""));
}

#[test]
fn a_log_says_whether_every_file_could_be_read() {
    for (file, code, whole) in [(CLEAN, 0, true), ("ない.yaml", 3, false)] {
        let ran = hyoka(&["check", TODAY, "--format", "sarif", CLEAN, file]);
        let log: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(ran.code, code);
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], whole);
        assert_eq!(
            log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(),
            hyoka::check::rules().len()
        );
    }
}

#[test]
fn accepted_findings_can_be_left_out_of_what_services_gather() {
    let folder = folder();
    let text = "様式: 重点項目評価書\n# hyoka: C163 見本のため\n評価実施機関名: 見本市\n";
    let path = file(&folder, "a.yaml", text);
    for format in ["sarif", "json"] {
        let all = hyoka(&["check", "--format", format, &path]);
        let told = hyoka(&["check", "--format", format, "--no-accepted", &path]);
        assert!(all.out.contains("見本のため"), "{format}");
        assert!(
            !told.out.contains("見本のため") && told.out.contains("F101"),
            "{format}"
        );
        assert_eq!(all.code, told.code);
    }
}

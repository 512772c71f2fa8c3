//! `hyoka check --write-baseline` and `--baseline`: what a body has and knows of does not fail, what is new does.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Ran, assert_japanese, folder, hyoka};

const FAULTY: &str = "tests/check/rules/C115/fires.yaml";
const TODAY: &str = "--today=2026-11-23";

/// A body whose one assessment has errors.
fn body(settings: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = folder();
    let file = folder.path().join("assessments/021/juten.yaml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::copy(FAULTY, &file).unwrap();
    std::fs::write(folder.path().join("hyoka.yaml"), settings).unwrap();
    (folder, file)
}

fn check(folder: &tempfile::TempDir, arguments: &[&str]) -> Ran {
    hyoka(&[&["check", TODAY, folder.path().to_str().unwrap()], arguments].concat())
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn an_old_assessment_enters_with_what_it_has_and_only_what_is_new_fails() {
    let (folder, file) = body("");
    assert_eq!(check(&folder, &[]).code, 1);
    let written = check(&folder, &["--write-baseline"]);
    assert_eq!(written.code, 0, "{}{}", written.out, written.err);
    assert!(written.err.contains("hyoka.known.json に書きました"), "{}", written.err);
    assert_japanese(&written.err.replace("hyoka.known.json", ""));
    let text = std::fs::read_to_string(folder.path().join("hyoka.known.json")).unwrap();
    let schema = hyoka::schemas::find("baseline").unwrap().schema;
    assert!(
        jsonschema::validator_for(&schema)
            .unwrap()
            .is_valid(&serde_json::from_str(&text).unwrap())
    );
    assert!(
        text.contains("\"file\":\"assessments/021/juten.yaml\",\"code\":\"C115\""),
        "{text}"
    );

    let known = check(&folder, &["--baseline"]);
    assert_eq!(known.code, 0, "{}", known.out);
    assert!(
        known.out.starts_with("1件の評価書に問題は見つかりませんでした\n"),
        "{}",
        known.out
    );
    assert!(known.out.contains("既知の指摘の一覧にある指摘"), "{}", known.out);
    // A baseline is used where it is asked for.
    assert_eq!(check(&folder, &[]).code, 1);

    // Lines that move are no news, another fault is.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("# 覚え書き\n\n{text}")).unwrap();
    assert_eq!(check(&folder, &["--baseline"]).code, 0);
    std::fs::write(&file, format!("{text}部所: 住宅課\n")).unwrap();
    let new = check(&folder, &["--baseline", "--format", "concise"]);
    assert_eq!(new.code, 1);
    assert_eq!(
        new.out.lines().filter(|line| line.contains('[')).count(),
        1,
        "{}",
        new.out
    );
    assert!(new.out.contains("[F102]"), "{}", new.out);
    // It does not enter by writing the baseline again.
    let refused = check(&folder, &["--write-baseline"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("書き換えませんでした"), "{}", refused.err);
}

#[test]
fn what_is_gone_is_told_until_the_baseline_is_written_again() {
    let (folder, file) = body("既知の指摘: hyoka.known.json\n");
    std::fs::write(
        folder.path().join("hyoka.known.json"),
        "{\"version\": 1, \"findings\": []}",
    )
    .unwrap();
    assert_eq!(check(&folder, &[]).code, 1);
    std::fs::remove_file(folder.path().join("hyoka.known.json")).unwrap();
    assert_eq!(check(&folder, &["--write-baseline"]).code, 0);
    // The settings name it, so that nobody need ask.
    assert_eq!(check(&folder, &["--strict"]).code, 0);
    replace(&file, "再委託の有無: 再委託しない", "再委託の有無: 再委託する");
    let gone = check(&folder, &[]);
    assert!(gone.out.contains("もうない指摘が"), "{}", gone.out);
    assert!(
        gone.out.contains("assessments/021/juten.yaml: C115 Ⅱ-4"),
        "{}",
        gone.out
    );
    assert_eq!(check(&folder, &["--strict"]).code, 1);
    // A rule that was not asked misses nothing.
    assert!(!check(&folder, &["--ignore", "C115"]).out.contains("C115"));
    let report: Value = serde_json::from_str(&check(&folder, &["--format", "json"]).out).unwrap();
    assert_eq!(report["gone"][0]["code"], "C115");
    assert!(report["summary"]["known"].as_u64().unwrap() > 0 && !report["known"].as_array().unwrap().is_empty());
    let log: Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).out).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["baselineState"], "unchanged");
}

#[test]
fn one_file_is_held_against_the_baseline_of_its_body() {
    let (folder, file) = body("既知の指摘: hyoka.known.json\n");
    assert_eq!(check(&folder, &["--write-baseline"]).code, 0);
    let one = hyoka(&["check", TODAY, file.to_str().unwrap()]);
    assert_eq!(one.code, 0, "{}", one.out);
    assert!(!one.out.contains("もうない"), "{}", one.out);
    let refused = hyoka(&["check", TODAY, "--write-baseline", file.to_str().unwrap()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("フォルダの全体"), "{}", refused.err);
}

#[test]
fn a_baseline_that_is_missing_or_broken_stops_the_check() {
    let (folder, _) = body("");
    let missing = check(&folder, &["--baseline"]);
    assert_eq!(missing.code, 3, "{}", missing.err);
    std::fs::write(
        folder.path().join("hyoka.known.json"),
        "{\n\"version\": 1,\n\"finding\": []}",
    )
    .unwrap();
    let broken = check(&folder, &["--baseline"]);
    assert_eq!((broken.code, broken.out.as_str()), (2, ""));
    assert!(broken.err.contains("3行目"), "{}", broken.err);
    let narrowed = check(&folder, &["--write-baseline", "--select", "C115"]);
    assert_eq!(narrowed.code, 2);
    assert!(narrowed.err.contains("一緒には使えません"), "{}", narrowed.err);
}

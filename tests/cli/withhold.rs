//! The verbs that show assessments leave out what is withheld, unless they are asked for all, and say which it is.

use std::path::Path;

use super::{Ran, assert_japanese, folder, hyoka};

const SECRET: &str = "地下三階特別書庫乙";

fn text(day: &str, place: &str, rest: &str) -> String {
    format!(
        "様式: 重点項目評価書\n評価書番号: 15\n評価書名: {SECRET}に関する事務 重点項目評価書\n評価実施機関名: 見本市長\n公表日: {day}\n管理:\n  \
         実施種別: 修正\n  非公表:\n    - {{項目: 表紙 評価書名, 理由: 所在を知られるため}}\n    - {{項目: Ⅰ-2 システム1 \
         ①システムの名称, 理由: 所在を知られるため}}\n    - {{項目: Ⅱ-6 保管場所, 理由: 所在を知られるため}}\n基本情報:\n  システム:\n    - 番号: \
         1\n      システムの名称: {SECRET}の鍵\n  担当部署: {{部署: 保険課}}\n特定個人情報ファイル:\n  - 番号: 1\n    \
         特定個人情報ファイル名: 甲ファイル\n    保管・消去: {{保管場所: {place}}}\n{rest}"
    )
}

/// A folder with a version that is worked on and one that was published.
fn case() -> tempfile::TempDir {
    let folder = folder();
    let old = text("2025-06-30", "別館に置く", "");
    let new = text("2026-06-30", &format!("{SECRET}に置く"), "特記事項: 時点を改めた\n");
    std::fs::create_dir_all(folder.path().join("published")).unwrap();
    std::fs::write(folder.path().join("published/juten.2025-06-30.yaml"), old).unwrap();
    std::fs::write(folder.path().join("juten.yaml"), new).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str], complete: bool) -> Ran {
    let paths: Vec<String> = arguments
        .iter()
        .map(|argument| argument.replace('@', folder.to_str().unwrap()))
        .chain(complete.then(|| "--complete".to_owned()))
        .collect();
    hyoka(&paths.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn every_verb_leaves_out_what_is_withheld_and_complete_shows_it() {
    let folder = case();
    let file = "@/juten.yaml";
    let day = "--today=2026-11-23";
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for format in ["text", "json", "csv"] {
        runs.push(vec!["status", day, "--format", format, "@"]);
    }
    for format in ["text", "json"] {
        runs.push(vec!["log", "--format", format, file]);
    }
    for format in ["text", "json", "yaml", "markdown", "html"] {
        runs.push(vec!["diff", "--format", format, file]);
    }
    for arguments in &runs {
        let public = run(folder.path(), arguments, false);
        assert_eq!(public.code, 0, "{arguments:?}: {}", public.err);
        let all = format!("{}{}", public.out, public.err);
        assert!(!all.contains(SECRET) && !all.contains("別館"), "{arguments:?}: {all}");
        let complete = run(folder.path(), arguments, true);
        assert!(
            complete.out.contains(SECRET) && complete.out != public.out,
            "{arguments:?}: {}",
            complete.out
        );
        let says = |ran: &Ran, japanese: &str, key: &str| {
            let all = format!("{}{}", ran.out, ran.err);
            all.contains(japanese) || all.contains(&format!("\"copy\": \"{key}\""))
        };
        assert!(says(&public, "公表用", "public"), "{arguments:?}: {all}");
        assert!(says(&complete, "提出用", "complete"), "{arguments:?}: {}", complete.out);
    }
}

#[test]
fn the_list_of_assessments_is_for_the_public_unless_all_is_asked_for() {
    let folder = case();
    let arguments = ["register", "--today=2026-11-23", "@", "-o", "@/out"];
    let ran = run(folder.path(), &arguments, false);
    // All that is noted is the copy without a seal.
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.lines().all(|line| line.contains("S115")), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let html = read("register.html");
    assert!(!html.contains(SECRET) && html.contains("（非公表）") && html.contains("公表用（非公表とした項目を除く）"));
    assert_eq!(run(folder.path(), &arguments, true).code, 0);
    let html = read("register-提出用.html");
    assert!(html.contains(SECRET) && html.contains("公表しない"));
}

#[test]
fn a_list_that_would_tell_what_is_withheld_elsewhere_is_refused() {
    let folder = case();
    let path = folder.path().join("juten.yaml");
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("保険課", &format!("{SECRET}の鍵"));
    std::fs::write(&path, text).unwrap();
    let ran = run(folder.path(), &["register", "@", "-o", "@/out"], false);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("F123") && ran.err.contains("Ⅰ-2 システム1 ①システムの名称"),
        "{}",
        ran.err
    );
    assert_japanese(ran.err.lines().last().unwrap());
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_name_that_leads_nowhere_keeps_versions_from_being_shown() {
    let folder = case();
    let path = folder.path().join("juten.yaml");
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("項目: Ⅱ-6 保管場所", "項目: Ⅱ-6 保管する場所");
    std::fs::write(&path, text).unwrap();
    for verb in ["diff", "log"] {
        let ran = run(folder.path(), &[verb, "@/juten.yaml"], false);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{verb}");
        assert!(
            ran.err.contains("F109") && ran.err.contains("--complete"),
            "{}",
            ran.err
        );
        assert_eq!(run(folder.path(), &[verb, "@/juten.yaml"], true).code, 0, "{verb}");
    }
    // What stands there is still told, without any of its words.
    let ran = run(folder.path(), &["status", "@"], false);
    assert!(
        ran.code == 0 && !ran.out.contains(SECRET) && ran.out.contains("（非公表）"),
        "{}",
        ran.out
    );
}

//! `hyoka record` as an officer runs it: on copies of the sample city, with their sealed versions beside them.

use std::path::PathBuf;

use super::{Ran, assert_japanese, fed, folder};
use crate::files::project;

/// A copy of a 事務 of the sample city.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let case = Self { folder: folder() };
        std::fs::create_dir_all(case.path("published")).unwrap();
        std::fs::copy(project("assessments/012/juten.yaml"), case.path("juten.yaml")).unwrap();
        for file in ["juten.2025-06-30.yaml", "juten.2024-06-28.yaml", "SHA256SUMS"] {
            let published = format!("published/{file}");
            std::fs::copy(project("assessments/012").join(&published), case.path(&published)).unwrap();
        }
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path("juten.yaml")).unwrap()
    }

    fn write(&self, text: &str) {
        std::fs::write(self.path("juten.yaml"), text).unwrap();
    }

    /// Runs a verb on the assessment.
    fn run(&self, verb: &str, more: &[&str]) -> Ran {
        self.answered(verb, more, "")
    }

    fn answered(&self, verb: &str, more: &[&str], input: &str) -> Ran {
        let path = self.path("juten.yaml");
        let arguments: Vec<&str> = [verb, path.to_str().unwrap()]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let ran = fed(&arguments, input.as_bytes());
        let own = |line: &&str| !line.contains('/');
        for line in ran.out.lines().chain(ran.err.lines()).filter(own) {
            assert_japanese(line);
        }
        ran
    }
}

/// The last rows of the table, those of the version of 2026.
fn without_new_rows(text: &str) -> String {
    let at = text.find("  - 変更日: 2026-06-30").unwrap();
    text[..at].to_owned()
}

#[test]
fn a_version_that_tells_all_has_nothing_to_record() {
    let case = Case::new();
    let before = case.text();
    let ran = case.run("record", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("どれも変更箇所に書かれています"), "{}", ran.out);
    assert_eq!(case.text(), before);
}

#[test]
fn rows_taken_out_are_written_again_and_a_check_is_content() {
    let case = Case::new();
    let without = without_new_rows(&case.text());
    case.write(&without);
    let checked = case.run("check", &["--select", "H170", "--today", "2026-06-30"]);
    assert_eq!(checked.code, 1);
    assert_eq!(checked.out.matches("エラー[H170]").count(), 6, "{}", checked.out);
    let dry = case.run("record", &["--dry-run"]);
    assert!(dry.out.contains("変更箇所に7行を書きます"), "{}", dry.out);
    assert_eq!(case.text(), without);
    let ran = case.run("record", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("変更箇所に7行を書きました"), "{}", ran.out);
    assert!(case.text().starts_with(&without));
    let checked = case.run("check", &["--select", "H170,H171,H213", "--today", "2026-06-30"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let once = case.text();
    case.run("record", &[]);
    assert_eq!(case.text(), once);
}

#[test]
fn an_officer_decides_now_or_later() {
    let case = Case::new();
    case.write(&without_new_rows(&case.text()));
    let ran = case.run("record", &[]);
    assert!(
        ran.out.contains("※の項目の変更が1件、判断を待っています"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("例外の手がかり"), "{}", ran.out);
    let number = ran
        .out
        .split("決めたら: ")
        .nth(1)
        .unwrap()
        .split("--decide ")
        .nth(1)
        .unwrap()
        .split('=')
        .next()
        .unwrap()
        .to_owned();
    let ran = case.run("record", &["--decide", &format!("{number}=軽減")]);
    assert!(ran.out.contains("1行に、提出時期とその説明を書きました"), "{}", ran.out);
    assert!(ran.out.contains("修正:"), "{}", ran.out);
    assert!(
        case.text()
            .contains("提出時期に係る説明: リスクを明らかに軽減させる変更であり、重要な変更に当たらない。\n")
    );
    // He may come to think otherwise.
    let ran = case.run("record", &["--decide", "Ⅲ-3 リスク2 その他の措置=重要な変更"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("再実施:"), "{}", ran.out);
    assert!(
        case.text()
            .contains("提出時期: 事前\n    提出時期に係る説明: 重要な変更に該当するため、変更の前に提出・公表する。\n")
    );
}

#[test]
fn it_asks_one_by_one() {
    let case = Case::new();
    let without = without_new_rows(&case.text());
    case.write(&without);
    // Of what is not ※ only the time is asked.
    let ran = case.answered("record", &["--ask"], "9\n4\n1\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("1) 取扱いを変える前に、提出・公表する"), "{}", ran.err);
    assert!(
        case.text().contains(
            "提出時期: 事前\n    提出時期に係る説明: その他の項目の変更であるが、変更の前に提出・公表する。\n"
        )
    );
    assert!(ran.err.contains("4) リスクを明らかに軽減させる変更"), "{}", ran.err);
    assert!(ran.err.contains("「9」という判断はありません"), "{}", ran.err);
    assert!(!ran.out.contains("判断を待っています"), "{}", ran.out);
    assert!(case.text().contains("リスクを明らかに軽減させる変更であり"));
    // Nothing is decided for one who gives no answer.
    case.write(&without);
    let ran = case.answered("record", &["--ask"], "\n");
    assert!(ran.out.contains("判断を待っています"), "{}", ran.out);
    assert!(case.text().ends_with("提出時期:\n    提出時期に係る説明:\n") || case.text().contains("    提出時期:\n"));
}

#[test]
fn what_is_asked_wrongly_is_said_and_writes_nothing() {
    let case = Case::new();
    let without = without_new_rows(&case.text());
    case.write(&without);
    for (more, words) in [
        (&["--decide", "1"][..], "番号か項目の名称、「=」、判断の順に"),
        (&["--decide", "1=たぶん"], "「たぶん」という判断はありません"),
        (&["--decide", "99=形式的"], "99番の違いはありません"),
        (&["--omit", "3"], "20以上の文字数"),
        (&["--since", "nowhere.yaml"], "nowhere.yaml を読めません"),
    ] {
        let ran = case.run("record", more);
        assert!(ran.code >= 2, "{ran:?}");
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert_eq!(case.text(), without);
    }
    case.write(&without.replacen("公表日: 2026-06-30", "公表日: 2025-06-30", 1));
    let ran = case.run("record", &[]);
    assert!(ran.err.contains("変更日が分かりません"), "{}", ran.err);
    // A text that could not be read would be told as removed.
    let broken = without.replacen("再委託の有無: 再委託しない", "再委託の有無: たぶんしない", 1);
    case.write(&broken);
    let ran = case.run("record", &[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("変更箇所には何も書きませんでした"), "{}", ran.err);
    assert_eq!(case.text(), broken);
    let sealed = case.path("published/juten.2025-06-30.yaml");
    let ran = fed(&["record", sealed.to_str().unwrap()], b"");
    assert!(
        ran.err.contains("公表した版の写しなので、書き込めません"),
        "{}",
        ran.err
    );
}

#[test]
fn an_undecided_change_stops_the_seal() {
    let case = Case::new();
    case.write(&without_new_rows(&case.text()));
    case.run("record", &["--decide", "移転先2=事前"]);
    let ran = case.run("seal", &["--today", "2026-11-23"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("エラー[H173]"), "{}", ran.out);
    assert!(!case.path("published/juten.2026-06-30.yaml").exists());
    case.run("record", &["--decide", "Ⅲ-3 リスク2 その他の措置=軽減"]);
    let ran = case.run("seal", &["--today", "2026-11-23"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn an_undecided_change_stops_the_publication_of_all_but_a_draft() {
    let case = Case::new();
    case.write(&without_new_rows(&case.text()));
    case.run("record", &["--decide", "移転先2=事前"]);
    let out = case.path("out");
    let ran = case.run("publish", &["-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("エラー[H173]"), "{}", ran.out);
    assert!(!out.exists());
    let ran = case.run("publish", &["--draft", "-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    case.run("record", &["--decide", "Ⅲ-3 リスク2 その他の措置=軽減"]);
    let ran = case.run("publish", &["-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_publication_without_a_seal_is_told() {
    let case = Case::new();
    let checked = case.run("check", &["--select", "H221", "--today", "2026-11-23"]);
    assert!(
        checked
            .out
            .contains("情報[H221]: 令和8年6月30日に公表した版に、封がしてありません"),
        "{}",
        checked.out
    );
    let status = case.run("status", &["--today", "2026-11-23"]);
    assert!(status.out.contains("封がありません"), "{}", status.out);
    assert_eq!(case.run("seal", &["--today", "2026-11-23"]).code, 0);
    let checked = case.run("check", &["--select", "H221", "--today", "2026-11-23"]);
    assert!(!checked.out.contains("H221"), "{}", checked.out);
    assert!(
        !case
            .run("status", &["--today", "2026-11-23"])
            .out
            .contains("封がありません")
    );
}

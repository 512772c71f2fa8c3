//! The help: every verb has one, in Japanese, and nothing of it is clap's own English.

use super::{assert_japanese, hyoka};

/// The verbs that the help of the whole lists.
fn verbs() -> Vec<String> {
    let ran = hyoka(&["--help"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let list = ran.out.split("命令:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines()
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_verb_explains_itself_in_japanese() {
    let verbs = verbs();
    assert!(verbs.contains(&"check".to_owned()) && verbs.len() >= 4, "{verbs:?}");
    for verb in &verbs {
        let ran = hyoka(&[verb, "--help"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{verb}");
        assert_eq!(ran.out, hyoka(&[verb, "-h"]).out);
        assert!(ran.out.contains(&format!("使い方: hyoka {verb} ")), "{}", ran.out);
        assert!(!ran.out.contains("[OPTIONS]"), "{}", ran.out);
        assert_japanese(&ran.out);
    }
}

#[test]
fn the_usage_shows_what_must_be_given() {
    for (verb, usage) in [
        ("check", "使い方: hyoka check [選択] [ファイル]...\n"),
        ("diff", "使い方: hyoka diff [選択] <旧> [新]\n"),
        ("explain", "使い方: hyoka explain [選択] [番号か項目]...\n"),
        ("threshold", "使い方: hyoka threshold [選択] [ファイル]\n"),
    ] {
        let out = hyoka(&[verb, "--help"]).out;
        assert!(out.contains(usage), "{out}");
    }
}

#[test]
fn the_help_of_the_whole_is_japanese() {
    let ran = hyoka(&["--help"]);
    assert_japanese(&ran.out);
    assert!(ran.out.contains("使い方: hyoka <命令>\n"), "{}", ran.out);
}

#[test]
fn nothing_to_do_shows_the_help_and_ends_with_2() {
    let ran = hyoka(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("命令:"), "{}", ran.err);
}

#[test]
fn the_word_help_shows_what_the_sign_shows() {
    for (word, sign) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "check"], &["check", "--help"]),
        (&["help", "help"], &["help", "--help"]),
    ] {
        let (word, sign) = (hyoka(word), hyoka(sign));
        assert_eq!((word.code, word.err.as_str()), (0, ""));
        assert_eq!(word.out, sign.out);
    }
    let ran = hyoka(&["help", "chek"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「check」ではありませんか"), "{}", ran.err);
}

#[test]
fn the_version_is_the_packages() {
    let ran = hyoka(&["--version"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out, format!("hyoka {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_verb_that_is_none_is_told_of_with_the_nearest() {
    let ran = hyoka(&["chek"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .starts_with("エラー: 「chek」という命令はありません。「check」ではありませんか\n"),
        "{}",
        ran.err
    );
    assert_japanese(&ran.err);
}

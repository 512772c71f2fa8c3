//! Single corrections, and what is left alone.

use hyoka::body::cases::Case;
use hyoka::body::{Memory, Place};
use hyoka::check::policy::Policy;
use hyoka::fix::{Subject, Wanted, correct};
use jiff::civil::date;

use super::{corrected, hold};

const COMPLETE: &str = include_str!("../check/rules/F101/silent.yaml");

/// The complete document with one passage put in place of another, corrected.
fn after(from: &str, to: &str, likely: bool) -> String {
    assert_eq!(COMPLETE.matches(from).count(), 1, "{from}");
    let slipped = COMPLETE.replacen(from, to, 1);
    String::from_utf8(hold(to, slipped.as_bytes(), likely).bytes).unwrap()
}

/// What stands in the document in place of `from` after `to` was written there and corrected.
fn becomes(from: &str, to: &str, likely: bool) -> String {
    let (before, behind) = COMPLETE.split_once(from).unwrap();
    let after = after(from, to, likely);
    let rest = after.strip_prefix(before).unwrap_or_else(|| panic!("{after}"));
    rest.strip_suffix(behind)
        .unwrap_or_else(|| panic!("{after}"))
        .to_owned()
}

#[test]
fn a_scalar_keeps_its_quotes_and_its_comment() {
    let from = "従業者に対する教育・啓発: 十分に行っている";
    for (to, now) in [
        ("'2) 十分に行っている'", "'十分に行っている'"),
        ("\"２）十分に行っている\"", "\"十分に行っている\""),
        ("2) 十分に行っている  # 確かめた", "十分に行っている  # 確かめた"),
        ("|-\n        2) 十分に行っている", "|-\n        十分に行っている"),
    ] {
        let key = "従業者に対する教育・啓発: ";
        assert_eq!(becomes(from, &format!("{key}{to}"), false), format!("{key}{now}"));
    }
}

#[test]
fn what_only_resembles_an_option_waits_for_a_person() {
    let from = "従業者に対する教育・啓発: 十分に行っている";
    let to = "従業者に対する教育・啓発: 十分にやっている";
    assert_eq!(becomes(from, to, false), to);
    assert_eq!(becomes(from, to, true), from);
    let slipped = COMPLETE.replacen(from, to, 1);
    assert_eq!(corrected(slipped.as_bytes(), false).left, 1);
}

#[test]
fn words_behind_an_option_are_quoted_where_they_must_be() {
    let from = "        - 自己点検\n";
    for (to, now) in [
        ("        - 自己点検\n        - 自己点検\n", "        - 自己点検\n"),
        (
            "        - 自己点検\n        - 自己点検 # 二度目\n",
            "        - 自己点検\n        - 自己点検 # 二度目\n",
        ),
        (
            "        - 自己点検\n        # 注\n        - '自己点検'\n",
            "        - 自己点検\n        # 注\n",
        ),
    ] {
        assert_eq!(becomes(from, to, false), now);
    }
}

#[test]
fn days_are_written_as_files_have_them() {
    let from = "公表日: 2026-10-01";
    let from = if COMPLETE.contains(from) {
        from
    } else {
        COMPLETE.lines().find(|line| line.starts_with("公表日: ")).unwrap()
    };
    let day = from.strip_prefix("公表日: ").unwrap();
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, date] = parts[..] else {
        panic!("{day}")
    };
    let reiwa = year.parse::<u32>().unwrap() - 2018;
    for to in [
        format!("{year}/{month}/{date}"),
        format!("{year}{month}{date}"),
        format!("R{reiwa}.{month}.{date}"),
        format!("'{year}.{month}.{date}'"),
    ] {
        let now = becomes(from, &format!("公表日: {to}"), false);
        assert_eq!(now.replace('\'', ""), from, "{to}");
    }
    // 和暦 is a way of writing that the manual offers.
    let era = format!("公表日: 令和{reiwa}年{month}月{date}日");
    assert_eq!(becomes(from, &era, false), era);
}

#[test]
fn a_sentence_with_a_full_width_colon_is_never_made_an_item() {
    let text = format!(
        "{}\n",
        COMPLETE.replacen(
            "特記事項:\n",
            "特記事項:\n  部署：総務課に確かめること。\n  担当：総務課\n",
            1
        )
    );
    let file = hold("a sentence", text.as_bytes(), false);
    // Its lines stay lines, and that is all.
    let kept = text.replacen("特記事項:\n", "特記事項: |-\n", 1);
    assert_eq!(String::from_utf8(file.bytes).unwrap(), kept);
    // Even where another sign keeps the file from being read.
    let both = text.replacen("\n基本情報:", "\n基本情報：", 1);
    assert_ne!(both, text);
    let file = hold("a sentence and a slip", both.as_bytes(), false);
    assert_eq!(String::from_utf8(file.bytes).unwrap(), kept);
    let refused: Vec<&str> = file.refused.iter().map(|step| &both[step.place.clone()]).collect();
    assert_eq!(refused, ["："]);
}

#[test]
fn a_file_that_stays_unreadable_is_not_touched() {
    for text in ["様式: 重点項目評価書\n評価書番号：21\n宣言: 甲: 乙\n", "甲：乙\n", ""] {
        let file = hold(text, text.as_bytes(), true);
        assert_eq!(file.bytes, text.as_bytes(), "{text}");
        assert!(file.after.assessment.is_none(), "{text}");
    }
    for bytes in [&b"\x97\x6c\x8e\xae: \x8f\x64"[..], b"PK\x03\x04", b"\xff\xfea\0"] {
        let file = corrected(bytes, true);
        assert_eq!((file.bytes.as_slice(), file.made.len()), (bytes, 0));
    }
}

#[test]
fn half_width_kana_in_comments_stay() {
    let text = COMPLETE.replacen("特記事項:\n", "特記事項: |- # ﾒﾓ\n  ｼｽﾃﾑの\n  # ﾃﾞｰﾀ\n# ﾒﾓ\n", 1);
    let file = corrected(text.as_bytes(), false);
    let now = String::from_utf8(file.bytes).unwrap();
    assert_eq!(now, text.replace("ｼｽﾃﾑ", "システム").replace("  # ﾃﾞｰﾀ", "  # データ"));
}

/// A file in which nothing is corrected but the name of its revision.
fn named(text: &str, likely: bool) -> String {
    let wanted = Wanted {
        codes: vec!["F121".to_owned()],
        likely,
    };
    let subject = Subject {
        shelf: &Memory::default(),
        case: &Case {
            files: vec![Place::File("juten.yaml".into())],
            ..Case::default()
        },
        circumstances: date(2026, 11, 23).into(),
        policy: &Policy::default(),
    };
    let file = correct(subject, text.as_bytes(), &wanted);
    assert!(file.refused.is_empty(), "{:?}", file.refused);
    String::from_utf8(file.bytes).unwrap()
}

#[test]
fn the_revision_is_named_where_it_belongs() {
    let form = "様式: 重点項目評価書";
    let edition = &hyoka::form::builtin().newest("juten").unwrap().edition;
    let line = format!("様式の版: {edition}");
    for (text, now) in [
        (format!("{form}\n"), format!("{form}\n管理:\n  {line}\n")),
        (form.to_owned(), format!("{form}\n管理:\n  {line}")),
        (
            format!("\u{feff}# 注\r\n{form} # 様式3\r\n評価書番号: 1\r\n"),
            format!("\u{feff}# 注\r\n{form} # 様式3\r\n管理:\r\n  {line}\r\n評価書番号: 1\r\n"),
        ),
        (
            format!("{form}\n管理: # 印刷されない\n    # 前の担当者から\n    実施種別: 新規\n"),
            format!("{form}\n管理: # 印刷されない\n    {line}\n    # 前の担当者から\n    実施種別: 新規\n"),
        ),
        (
            format!("{form}\n管理:\n評価書番号: 1\n"),
            format!("{form}\n管理:\n  {line}\n評価書番号: 1\n"),
        ),
        (
            format!("{form}\n管理:\n  様式の版:  # 後で\n  実施種別:\n"),
            // What stands behind it would become a comment after a text.
            format!("{form}\n管理:\n  様式の版:  # 後で\n  実施種別:\n"),
        ),
        (
            format!("{form}\n管理:\n  様式の版: ''\n"),
            format!("{form}\n管理:\n  様式の版: '{edition}'\n"),
        ),
        (
            format!("特記事項: |+\n  文\n\n{form}\n"),
            format!("特記事項: |+\n  文\n\n{form}\n管理:\n  {line}\n"),
        ),
        // Between brackets there is no line for it.
        (format!("{{{form}}}\n"), format!("{{{form}}}\n")),
        (
            format!("{form}\n管理: {{実施種別: 新規}}\n"),
            format!("{form}\n管理: {{実施種別: 新規}}\n"),
        ),
    ] {
        assert_eq!(named(&text, true), now, "{text}");
        assert_eq!(named(&now, true), now, "{now}");
    }
}

#[test]
fn a_revision_is_named_without_asking_only_where_no_other_may_be_meant() {
    let old = "様式: 基礎項目評価書\n評価書番号: 1\n";
    assert_eq!(named(old, false), old);
    assert!(named(old, true).contains("  様式の版: 令和6年10月\n"));
    let new = "様式: 基礎項目評価書\n基本情報:\n  規則第9条第2項の適用:\n    適用した: true\n";
    assert!(named(new, false).contains("  様式の版: 令和6年10月\n"));
    // What no revision knows keeps the question open.
    let strange = format!("{new}部署: 総務課\n");
    assert_eq!(named(&strange, false), strange);
}

//! Texts as people copy them: what stands beside, behind or below a label, and what stands nowhere.

use hyoka::form::builtin;
use hyoka::import::{ImportError, Sureness, import};
use hyoka::pieces::text;

use super::imported;

const COVER: &str =
    "特定個人情報保護評価書（重点項目評価書）\n評価書番号\t評価書名\n12\t予防接種に関する事務 重点項目評価書\n";

fn of(text: &str) -> (hyoka::import::Imported, hyoka::Assessment) {
    imported(&text::read(text.as_bytes()))
}

#[test]
fn labels_stand_above_beside_and_before_their_answers() {
    let (_, read) = of(&format!(
        "{COVER}公表日：令和８年４月１日\nⅠ 基本情報\n1. 特定個人情報ファイルを取り扱う事務\n①\t事務の名称\t予防接種に関する事務\n②事務の内容\n一行目\n二行目\n"
    ));
    assert_eq!(read.at("評価書番号").text(), "12");
    assert_eq!(read.at("公表日").date(), Some(hyoka::Date::constant(2026, 4, 1)));
    assert_eq!(read.at("基本情報/事務/事務の名称").text(), "予防接種に関する事務");
    assert_eq!(read.at("基本情報/事務/事務の内容").text(), "一行目\n二行目");
}

#[test]
fn choices_are_read_as_people_leave_them() {
    for left in [
        "[ 10万人以上30万人未満 ]\t<選択肢> 1) 1,000人未満 2) 1,000人以上1万人未満 3) 1万人以上10万人未満 4) 10万人以上30万人未満",
        "４",
        "4)",
        "［１０万人以上３０万人未満］",
        "☐1,000人未満 ☐1,000人以上1万人未満 ☐1万人以上10万人未満 ■10万人以上30万人未満",
        "100,000人以上300,000人未満",
    ] {
        let (made, read) = of(&format!(
            "{COVER}Ⅰ 基本情報\n1. 特定個人情報ファイルを取り扱う事務\n①事務の名称\t予防接種\n③対象人数\t{left}\n"
        ));
        let item = read.at("基本情報/事務/対象人数");
        assert_eq!(
            item.option().map(|option| option.text.as_str()),
            Some("10万人以上30万人未満"),
            "{left}"
        );
        assert_eq!(made.report.left, [], "{left}");
    }
}

#[test]
fn ticks_and_blanks_are_read_as_people_leave_them() {
    for left in [
        "[○] 庁内連携システム [ ] 税務システム [○] その他 （健康管理システム）",
        "○庁内連携システム　○その他（健康管理システム）",
        "☑ 庁内連携システム\n☐ 税務システム\n☑ その他 (健康管理システム)",
        "庁内連携システム、その他（健康管理システム）",
    ] {
        let (_, read) = of(&format!(
            "{COVER}Ⅰ 基本情報\n2. 特定個人情報ファイルを取り扱う事務において使用するシステム\nシステム１\n①システムの名称\t接種台帳\n③他のシステムとの接続\t{left}\n"
        ));
        let ticks: Vec<(String, String)> = read.each("基本情報/システム")[0]
            .at("他のシステムとの接続")
            .ticks()
            .iter()
            .map(|(option, tick)| (option.text.clone(), tick.blank.clone()))
            .collect();
        let wanted = [("庁内連携システム", ""), ("その他", "健康管理システム")];
        assert_eq!(
            ticks,
            wanted.map(|(option, blank)| (option.to_owned(), blank.to_owned())),
            "{left}"
        );
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    let (made, _) = of(&format!(
        "起案用のメモ\n{COVER}Ⅰ 基本情報\n1. 特定個人情報ファイルを取り扱う事務\n見出しの下の文\n③対象人数\t半分くらい\n①事務の名称\t予防接種\n"
    ));
    let left: Vec<&str> = made.report.left.iter().map(|left| left.words.as_str()).collect();
    assert_eq!(left, ["起案用のメモ", "見出しの下の文", "半分くらい"]);
    assert!(made.report.is_open());
}

#[test]
fn what_is_unsure_is_told_as_such() {
    let (made, _) = of(&format!(
        "{COVER}公表日\tあした\nⅠ 基本情報\n1. 特定個人情報ファイルを取り扱う事務\n①事務の名称\t予防接種\n③対象人数\t2\n"
    ));
    let doubtful: Vec<&str> = made
        .report
        .answers
        .iter()
        .filter(|entry| entry.sure == Sureness::Doubtful)
        .map(|entry| entry.item.as_str())
        .collect();
    assert_eq!(doubtful, ["表紙 公表日", "Ⅰ-1③対象人数"]);
}

#[test]
fn a_text_of_another_kind_is_refused() {
    let none = |text: &str| import(builtin(), &text::read(text.as_bytes()), None).err();
    assert_eq!(none(""), Some(ImportError::Empty));
    assert_eq!(none("議事録\n1. 開会\n2. 閉会\n"), Some(ImportError::NoForm));
}

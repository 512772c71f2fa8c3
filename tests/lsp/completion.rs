//! What is offered where: the keys of a group, the options of an item, on text that is half typed.

use hyoka::form::builtin;
use hyoka::lsp::completion::{Offer, complete};

use super::{TODAY, at_caret};

const HEAD: &str = "様式: 重点項目評価書\n";

fn offers(text: &str) -> Vec<Offer> {
    let (text, offset) = at_caret(text);
    complete(builtin(), &text, offset, TODAY)
}

fn labels(text: &str) -> Vec<String> {
    offers(text).into_iter().map(|offer| offer.label).collect()
}

/// The text with the offer of a label taken.
fn taken(text: &str, label: &str) -> String {
    let (plain, offset) = at_caret(text);
    let offers = complete(builtin(), &plain, offset, TODAY);
    let Some(offer) = offers.iter().find(|offer| offer.label == label) else {
        panic!("{label} is not among {offers:?}");
    };
    format!(
        "{}{}{}",
        &plain[..offer.span.start],
        offer.text,
        &plain[offer.span.end..]
    )
}

#[test]
fn a_file_begins_with_its_form() {
    assert_eq!(labels("‸"), ["様式"]);
    assert_eq!(taken("‸", "様式"), "様式: ");
    assert_eq!(
        labels("様式: ‸\n"),
        ["基礎項目評価書", "重点項目評価書", "全項目評価書"]
    );
    assert_eq!(taken("様式:‸", "重点項目評価書"), "様式: 重点項目評価書");
    assert_eq!(taken("様式: 重‸", "重点項目評価書"), "様式: 重点項目評価書");
}

#[test]
fn the_keys_of_the_group_are_offered_that_are_not_there() {
    let text = format!("{HEAD}基本情報:\n  事務:\n    事務の名称: 図書\n    ‸\n    事務の内容: 貸出\n");
    assert_eq!(labels(&text), ["対象人数"]);
    assert!(taken(&text, "対象人数").contains("\n    対象人数: \n"));
    let offers = offers(&format!("{HEAD}基本情報:\n  ‸\n"));
    let work = offers.iter().find(|offer| offer.label == "事務").unwrap();
    assert_eq!(
        (work.text.as_str(), work.detail.as_str()),
        ("事務:", "1. 特定個人情報ファイルを取り扱う事務")
    );
}

#[test]
fn required_keys_come_first() {
    let offers = offers(&format!("{HEAD}‸\n"));
    let required: Vec<bool> = offers.iter().map(|offer| offer.detail.ends_with("（必須）")).collect();
    assert!(required.contains(&true) && required.contains(&false));
    assert!(required.is_sorted_by(|a, b| a >= b), "{offers:?}");
}

#[test]
fn half_a_key_is_replaced_as_a_whole() {
    let text = format!("{HEAD}基本情報:\n  事務:\n    対象‸\n    事務の名称: 図書\n");
    assert!(taken(&text, "対象人数").contains("\n    対象人数: \n    事務の名称"));
    // A key that has its colon keeps its answer.
    let text = format!("{HEAD}基本情報:\n  事務:\n    対象‸人: 1,000人未満\n");
    assert!(taken(&text, "対象人数").ends_with("\n    対象人数: 1,000人未満\n"));
}

#[test]
fn the_options_of_a_choice_are_offered_behind_its_colon() {
    let expected = [
        "1,000人未満",
        "1,000人以上1万人未満",
        "1万人以上10万人未満",
        "10万人以上30万人未満",
    ];
    for end in [
        "対象人数: ‸",
        "対象人数:‸",
        "対象人数: 1万‸人以上 # 注",
        "対象人数:\n      ‸",
    ] {
        assert_eq!(
            labels(&format!("{HEAD}基本情報:\n  事務:\n    {end}\n")),
            expected,
            "{end}"
        );
    }
    let text = format!("{HEAD}基本情報:\n  事務:\n    対象人数: 1万‸人以上 # 注\n");
    assert!(taken(&text, "1,000人未満").ends_with("    対象人数: 1,000人未満 # 注\n"));
}

#[test]
fn the_options_of_several_are_offered_once() {
    let head = format!("{HEAD}基本情報:\n  システム:\n    - 番号: 1\n      他のシステムとの接続:\n");
    let some = format!("{head}        - 税務システム\n        - その他: 予約システム\n");
    let offered = labels(&format!("{some}        - ‸\n"));
    assert!(offered.contains(&"庁内連携システム".to_owned()));
    assert!(!offered.contains(&"税務システム".to_owned()) && !offered.contains(&"その他".to_owned()));
    assert!(taken(&format!("{head}        - 他‸\n"), "その他").ends_with("        - その他: \n"));
    assert!(taken(&format!("{head}        -‸\n"), "税務システム").ends_with("        - 税務システム\n"));
    assert!(taken(&format!("{head}        ‸\n"), "税務システム").ends_with("        - 税務システム\n"));
}

#[test]
fn an_entry_gets_the_number_behind_the_last() {
    let text = format!("{HEAD}基本情報:\n  システム:\n    - 番号: 4\n      システムの名称: 甲\n    ‸\n");
    assert_eq!(labels(&text), ["番号"]);
    assert!(taken(&text, "番号").ends_with("\n    - 番号: 5\n"));
    let text = format!("{HEAD}基本情報:\n  システム:\n    - 番号: 4\n    - ‸\n");
    assert!(taken(&text, "番号").ends_with("\n    - 番号: 5\n"));
    assert!(labels(&text).contains(&"システムの名称".to_owned()));
}

#[test]
fn a_tick_a_day_and_a_revision_are_offered() {
    let text = "様式: 基礎項目評価書\n管理:\n  様式の版: ‸\n";
    assert_eq!(labels(text), ["令和6年10月", "平成31年1月"]);
    assert_eq!(labels(&format!("{HEAD}公表日: ‸\n")), ["2026-11-23"]);
    let tick = format!("{HEAD}リスク対策:\n- 委託:\n    委託しない: ‸\n");
    assert_eq!(labels(&tick), ["true", "false"]);
}

#[test]
fn nothing_is_offered_in_a_text_or_a_comment() {
    for end in [
        "特記事項: |-\n  公‸\n",
        "特記事項: |-\n  公\n\n  ‸\n",
        "# 公‸\n",
        "公表日: 2026-06-01 # ‸\n",
        "特記事項: ‸\n",
        "特記事項: 一行目\n  ‸\n",
        "知らない項目:\n  ‸\n",
    ] {
        assert_eq!(labels(&format!("{HEAD}{end}")), Vec::<String>::new(), "{end}");
    }
}

#[test]
fn a_text_that_cannot_be_read_has_offers_all_the_same() {
    let text = format!("{HEAD}公表日: [2026\n基本情報:\n  事務:\n    事務の名称: a: b: c\n    ‸\n\t公: '\n");
    assert_eq!(labels(&text), ["事務の内容", "対象人数"]);
}

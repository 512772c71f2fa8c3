//! What is told of the item under the cursor.

use hyoka::form::builtin;
use hyoka::lsp::hover::hover;

use super::at_caret;
use crate::form::revision::forms;

fn told(text: &str) -> String {
    let (text, offset) = at_caret(text);
    hover(builtin(), &text, offset)
        .map(|told| told.markdown)
        .unwrap_or_default()
}

#[test]
fn an_item_is_told_with_its_name_guidance_options_law_and_doubt() {
    insta::assert_snapshot!(
        "hover_of_a_choice",
        told("様式: 重点項目評価書\n基本情報:\n  事務:\n    対象人‸数:\n")
    );
}

/// As reading takes it: by the newest of the revisions there would be no such item.
#[test]
fn a_text_that_names_no_revision_is_explained_by_the_one_that_it_fits() {
    let text = "様式: 重点項目評価書\nリスク対策:\n  - 特定個人情報ファイル名: 甲\n    監査:\n      実施の有‸無:\n        - 内部監査\n";
    let told = |text: &str| {
        let (text, offset) = at_caret(text);
        hover(forms(), &text, offset).map(|told| told.markdown)
    };
    assert!(
        told(text).is_some_and(|told| told.contains("Ⅲ-8 実施の有無")),
        "{:?}",
        told(text)
    );
    let named = format!("{text}管理:\n  様式の版: 令和8年4月\n");
    assert_eq!(told(&named), None);
}

#[test]
fn an_entry_is_told_by_its_number() {
    let list = "様式: 重点項目評価書\n基本情報:\n  システム:\n    - 番号: 1\n    - 番号: 7\n      システムの機能: |-\n        文\n        文‸\n";
    assert!(
        told(list).starts_with("**Ⅰ-2 システム7 ②システムの機能**"),
        "{}",
        told(list)
    );
}

#[test]
fn a_text_that_cannot_be_read_is_explained_all_the_same() {
    let text = "様式: 重点項目評価書\n公表日: [2026\n基本情報:\n  事務:\n    事務の名称‸\n    事務の内容‸: '\n";
    assert_eq!(
        told(&text.replacen('‸', "", 2).replace("内容:", "内容‸:"))
            .lines()
            .next(),
        Some("**Ⅰ-1②事務の内容**")
    );
}

#[test]
fn what_the_form_does_not_have_is_not_explained() {
    for text in [
        "様式: 重点項目評価書\n知らない‸: 1\n",
        "a‸: 1\n",
        "‸",
        "様式: 重点項目評価書\n# 公表日‸\n",
    ] {
        assert_eq!(told(text), "");
    }
    assert!(told("様‸式: 重点項目評価書\n").starts_with("**特定個人情報保護評価書（重点項目評価書）**"));
}

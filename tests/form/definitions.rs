//! Form definitions: every built-in one loads, and a broken one is refused with its line and a reason.

use std::path::PathBuf;

use hyoka::form::{builtin, load};

/// A definition in which nothing is wrong; every case breaks one thing of it.
const WHOLE: &str = "\
form: mihon
name: 見本評価書
edition: 令和8年4月
revision: 2026-04
title: 見本評価書
label: 令和8年4月 見本
law: 見本法
legend: ※
contents: 項目一覧
level: juten
options:
  有無:
    - {text: 渡す, count: 渡す先}
    - 渡さない
  人数:
    - {text: 10人未満, from: 0, below: 10}
    - {text: 10人以上, from: 10}
parts:
  - label: 表紙
    items:
      - key: 番号札
        kind: text
        display: number
  - number: Ⅰ
    label: 概要
    key: 概要
    items:
      - key: 人数
        kind: choice
        options: 人数
      - key: 提供
        kind: group
        waived_by: 提供しない
        items:
          - key: 提供しない
            kind: tick
          - key: 提供の有無
            kind: choices
            options: 有無
          - key: 渡す先
            kind: entries
            repeat:
              identity: number
              slots: 5
              groups: [[1, 1], [2, 5]]
              title: 名称
            items:
              - key: 名称
                kind: text
              - key: 開始日
                kind: date
                or_text: true
  - number: 別添
    label: 変更
    key: 変更
    table: true
    repeat:
      identity: position
    items:
      - key: 変更日
        kind: date
";

fn refusal(text: &str) -> String {
    match load("mihon.yaml", text) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

/// What is said of [`WHOLE`] with one passage put in place of another, which it must hold once.
#[track_caller]
fn refused(from: &str, to: &str, said: &str) {
    assert_eq!(WHOLE.matches(from).count(), 1, "{from}");
    let refusal = refusal(&WHOLE.replacen(from, to, 1));
    // What may stand there instead grows with the language.
    assert_eq!(refusal.split(", expected one of").next(), Some(said));
}

#[test]
fn the_definition_that_is_broken_here_is_whole() {
    assert_eq!(refusal(WHOLE), "");
}

#[test]
fn every_definition_is_built_in_and_loads_under_the_name_of_its_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas/forms");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            let form = load(name, &text).unwrap();
            assert_eq!(format!("{}.{}.yaml", form.form, form.revision), name);
            name.to_owned()
        })
        .collect();
    let mut known: Vec<String> = builtin()
        .kept()
        .map(|form| format!("{}.{}.yaml", form.form, form.revision))
        .collect();
    files.sort();
    known.sort();
    assert_eq!(files, known);
}

/// A rule asks by path, whatever the form. Options may differ, since the forms have other bands.
#[test]
fn one_path_holds_one_kind_of_answer_in_every_form() {
    let forms: Vec<_> = builtin().iter().collect();
    for (at, form) in forms.iter().enumerate() {
        for item in form.items().filter(|item| !item.is_part) {
            for other in forms[..at].iter().filter_map(|other| other.find(&item.path)) {
                assert_eq!(other.kind, item.kind, "{}", item.path);
            }
        }
    }
}

#[test]
fn text_that_is_no_yaml() {
    refused(
        "form: mihon",
        "form: [mihon",
        "mihon.yaml:1: かっこ [ ] { } の書き方が正しくありません",
    );
}

#[test]
fn key_twice() {
    refused(
        "name: 見本評価書\n",
        "name: 見本評価書\nname: 評価書\n",
        "mihon.yaml:3: 項目「name」が二度書かれています",
    );
}

#[test]
fn field_that_is_missing() {
    refused("law: 見本法\n", "", "mihon.yaml:1: missing field `law`");
}

#[test]
fn field_that_is_unknown() {
    refused(
        "        display: number\n",
        "        displayed: number\n",
        "mihon.yaml:23: parts[0].items[0]: unknown field `displayed`",
    );
}

#[test]
fn field_that_is_unknown_in_an_option() {
    refused(
        "{text: 10人以上, from: 10}",
        "{text: 10人以上, form: 10}",
        "mihon.yaml:16: options.人数: an option is a text, one with `text` and any of `blank`, `count`, `from`, `below`, `level`, `was`, or a group with `group` and `options`",
    );
}

#[test]
fn kind_that_is_none() {
    refused(
        "            kind: tick\n",
        "            kind: box\n",
        "mihon.yaml:36: parts[1].items[1].items[0].kind: unknown variant `box`",
    );
}

#[test]
fn option_list_that_does_not_exist() {
    refused(
        "options: 人数",
        "options: 人員",
        "mihon.yaml:28: option list `人員` does not exist",
    );
}

#[test]
fn option_list_that_nothing_uses() {
    refused(
        "options:\n  有無:",
        "options:\n  余り:\n    - 甲\n  有無:",
        "mihon.yaml:13: option list `余り` is never used",
    );
}

#[test]
fn option_twice_in_one_list() {
    refused(
        "    - 渡さない\n",
        "    - 渡さない\n    - 渡 さない\n",
        "mihon.yaml:13: option `渡 さない` stands twice in list `有無`",
    );
}

#[test]
fn option_list_without_options() {
    refused(
        "    - {text: 10人未満, from: 0, below: 10}\n    - {text: 10人以上, from: 10}\n",
        "    []\n",
        "mihon.yaml:16: option list `人数` is empty",
    );
}

#[test]
fn band_of_numbers_that_holds_none() {
    refused(
        "from: 0, below: 10",
        "from: 10, below: 10",
        "mihon.yaml:16: option `10人未満` has an empty band",
    );
}

#[test]
fn choice_without_options() {
    refused(
        "        options: 人数\n",
        "",
        "mihon.yaml:28: `人数` is a choice without `options`",
    );
}

#[test]
fn options_of_what_is_no_choice() {
    refused(
        "        display: number\n",
        "        options: 人数\n",
        "mihon.yaml:21: `番号札` has `options` but is no choice",
    );
}

#[test]
fn group_without_items() {
    refused(
        "        display: number\n",
        "      - key: 空\n        kind: group\n",
        "mihon.yaml:23: `空`: only groups and entries have `items`",
    );
}

#[test]
fn entries_without_repeat() {
    refused(
        "kind: entries\n            repeat:\n              identity: number\n              slots: 5\n              groups: [[1, 1], [2, 5]]\n              title: 名称\n",
        "kind: entries\n",
        "mihon.yaml:40: `渡す先`: entries, and only they, have `repeat`",
    );
}

#[test]
fn words_for_what_is_no_date() {
    refused(
        "        display: number\n",
        "        or_text: true\n",
        "mihon.yaml:21: `番号札`: `or_text` is for dates",
    );
}

#[test]
fn key_twice_in_one_group() {
    refused(
        "      - key: 提供\n",
        "      - key: 人数\n        kind: text\n      - key: 提供\n",
        "mihon.yaml:31: key `人数` stands twice in its group",
    );
}

#[test]
fn key_of_an_entry_that_is_its_number() {
    refused(
        "              - key: 名称\n",
        "              - key: 番号\n                kind: text\n              - key: 名称\n",
        "mihon.yaml:48: key `番号` stands twice in its group",
    );
}

#[test]
fn key_with_a_slash() {
    refused(
        "key: 番号札",
        "key: 番号/札",
        "mihon.yaml:21: key `番号/札` is empty or holds one of `/[]`",
    );
}

#[test]
fn note_inside_a_section() {
    refused(
        "          - key: 提供しない\n",
        "          - key: 提供しない\n            note: 注意\n",
        "mihon.yaml:35: `提供しない`: `note` is for items directly below their part",
    );
}

#[test]
fn waiver_that_names_no_box() {
    refused(
        "waived_by: 提供しない",
        "waived_by: 提供の有無",
        "mihon.yaml:31: `waived_by: 提供の有無` names no tick in a group around it",
    );
}

#[test]
fn count_that_names_no_list() {
    refused(
        "count: 渡す先",
        "count: 渡し先",
        "mihon.yaml:37: `count: 渡し先` names no list beside the item",
    );
}

#[test]
fn title_that_names_no_item() {
    refused(
        "title: 名称",
        "title: 名前",
        "mihon.yaml:40: title `名前` is no item of the entry",
    );
}

#[test]
fn identity_by_a_title_that_is_not_given() {
    refused(
        "      identity: position\n",
        "      identity: title\n",
        "mihon.yaml:53: identity `title` needs `title`",
    );
}

#[test]
fn groups_that_do_not_follow() {
    refused(
        "[[1, 1], [2, 5]]",
        "[[1, 1], [3, 5]]",
        "mihon.yaml:40: group 3–5 does not follow the one before",
    );
}

#[test]
fn groups_that_end_before_the_last_slot() {
    refused(
        "[[1, 1], [2, 5]]",
        "[[1, 1], [2, 4]]",
        "mihon.yaml:40: the groups do not end at the last slot",
    );
}

#[test]
fn table_that_does_not_repeat() {
    refused(
        "    repeat:\n      identity: position\n",
        "",
        "mihon.yaml:53: a `table` part needs `repeat`",
    );
}

#[test]
fn parts_of_one_key_that_do_not_repeat_alike() {
    refused(
        "    label: 変更\n    key: 変更\n",
        "    label: 変更\n    key: 概要\n",
        "mihon.yaml:53: parts that share key `概要` must both repeat or not",
    );
}

/// [`WHOLE`] as a later revision, in which an item moved and an option was reworded.
fn revised() -> String {
    let item = "      - key: 人数\n";
    let was = "        number: ①\n        was: [{path: 概要/対象人数, number: Ⅰ-2}]\n";
    let moved = WHOLE.replacen(item, &format!("{item}{was}"), 1);
    moved.replacen("    - 渡さない\n", "    - {text: 渡さない, was: [渡していない]}\n", 1)
}

#[track_caller]
fn refused_of_revised(from: &str, to: &str, said: &str) {
    let text = revised();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    assert_eq!(refusal(&text.replacen(from, to, 1)), said);
}

#[test]
fn an_item_is_found_by_what_it_was() {
    let form = load("mihon.yaml", &revised()).unwrap();
    assert_eq!(form.find("概要/対象人数").unwrap().path, "概要/人数");
    assert!(form.find("概要/対象").is_none());
    let sharing = form.find("概要/提供/提供の有無").unwrap();
    assert_eq!(sharing.reworded("渡していない").unwrap().text, "渡さない");
    assert!(sharing.reworded("渡さない").is_none() && sharing.option("渡していない").is_none());
}

#[test]
fn numbers_twice_in_one_group() {
    refused_of_revised(
        "      - key: 提供\n",
        "      - key: 提供\n        number: ①\n",
        "mihon.yaml:33: `人数` and `提供` of one group have number `①`",
    );
}

#[test]
fn former_path_of_another_item() {
    for (path, line) in [("概要/提供", 37), ("概要/対象人数", 28)] {
        let said = format!("mihon.yaml:{line}: `was: {path}` is the path of another item");
        let was = format!("          - key: 提供しない\n            was: [{{path: {path}}}]\n");
        refused_of_revised("          - key: 提供しない\n", &was, &said);
    }
    refused_of_revised(
        "was: [{path: 概要/対象人数, number: Ⅰ-2}]",
        "was: [{}]",
        "mihon.yaml:28: `人数`: `was` needs `path` or `number`",
    );
}

#[test]
fn former_text_of_another_option() {
    for text in ["渡す", "渡していない, 渡していない"] {
        let first = text.split(',').next().unwrap();
        let said = format!("mihon.yaml:13: `was: {first}` of list `有無` is the text of another option");
        refused_of_revised("was: [渡していない]", &format!("was: [{text}]"), &said);
    }
}

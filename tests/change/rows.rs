//! Which rows two versions give, what they quote and how they are named.

use hyoka::change::{ChangeError, Row, SegmentKind, rows};

use super::{fair, juten, read};

fn changed(old: &str, new: &str) -> Vec<Row> {
    rows(&juten(old), &juten(new)).unwrap()
}

/// 項目, 変更前の記載 and 変更後の記載 of each row.
fn quoted(old: &str, new: &str) -> Vec<[String; 3]> {
    let rows = changed(old, new);
    rows.into_iter().map(|row| [row.item, row.before, row.after]).collect()
}

fn system(number: u32, name: &str) -> String {
    format!("    - 番号: {number}\n      システムの名称: {name}\n")
}

fn systems(list: &[(u32, &str)]) -> String {
    let list: String = list.iter().map(|(number, name)| system(*number, name)).collect();
    format!("基本情報:\n  システム:\n{list}")
}

#[test]
fn a_version_does_not_differ_from_itself() {
    let (old, new) = fair();
    assert_eq!(rows(&old, &old), Ok(Vec::new()));
    assert_eq!(rows(&new, &new), Ok(Vec::new()));
}

#[test]
fn comments_order_width_and_line_ends_are_no_change() {
    let old = "評価書名: 図書に関する事務 重点項目評価書
評価実施機関名: 見本市長
基本情報:
  事務:
    事務の内容: |-
      ・登録
      ・貸出
    対象人数: 1,000人以上1万人未満
  システム:
    - 番号: 1
      システムの名称: 図書システム
      他のシステムとの接続: [宛名システム等, 税務システム]
    - 番号: 2
      システムの名称: 統計システム
リスク対策:
  - 委託:
      委託しない:
";
    let new = "# 覚え書き\r
評価実施機関名: 見本市長\r
評価書名: 図書に関する事務 重点項目評価書   \r
リスク対策:\r
  - 委託: {委託しない: false}\r
基本情報:\r
  システム:\r
    - 番号: 2\r
      システムの名称: 統計システム\r
    - 番号: 1\r
      # 名称は変わっていない\r
      他のシステムとの接続:\r
        - 税務システム\r
        - 宛名システム等\r
      システムの名称: 図書システム\r
  事務:\r
    対象人数: １，０００人以上１万人未満\r
    事務の内容: |+\r
      ・登録\r
      ・貸出\r
\r
";
    assert_eq!(changed(old, new), []);
}

#[test]
fn what_the_form_does_not_compare_gives_no_row() {
    let old = "公表日: 2025-06-02\n管理:\n  実施種別: 新規\n";
    let new = "公表日: 2026-06-01\n管理:\n  実施種別: 修正\n変更箇所:\n  - 変更日: 2026-06-01\n    項目: 表紙\n";
    assert_eq!(changed(old, new), []);
}

#[test]
fn what_is_printed_anyway_is_no_change_when_it_is_written_out() {
    let entry =
        "特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 甲\n    基本情報:\n      全ての記録項目:";
    assert_eq!(changed(entry, &format!("{entry} 別添1を参照。")), []);
}

#[test]
fn a_gap_in_the_numbers_keeps_every_entry_its_counterpart() {
    let old = systems(&[(1, "図書システム"), (2, "統計システム"), (4, "予約システム")]);
    let new = systems(&[(1, "図書システム"), (4, "予約受付システム")]);
    assert_eq!(
        quoted(&old, &new),
        [
            ["Ⅰ-2 システム2", "①システムの名称　統計システム", "削除"],
            ["Ⅰ-2 システム4 ①システムの名称", "予約システム", "予約受付システム"],
        ]
    );
}

#[test]
fn an_added_entry_is_one_row_with_all_it_says() {
    let new = "基本情報:
  システム:
    - 番号: 3
      システムの名称: 予約システム
      システムの機能: |-
        ・予約の受付
        ・順番の管理
      他のシステムとの接続:
        - 税務システム
        - その他: 図書システム
    - 番号: 4
";
    let after = "①システムの名称　予約システム
②システムの機能：
・予約の受付
・順番の管理
③他のシステムとの接続：
[○]税務システム
[○]その他（図書システム）";
    assert_eq!(quoted("", new), [["Ⅰ-2 システム3", "—", after]]);
}

#[test]
fn an_entry_whose_answers_were_emptied_is_removed() {
    let old = systems(&[(1, "図書システム"), (2, "統計システム")]);
    let new = systems(&[(1, "図書システム"), (2, "")]);
    assert_eq!(
        quoted(&old, &new),
        [["Ⅰ-2 システム2", "①システムの名称　統計システム", "削除"]]
    );
}

#[test]
fn an_entry_is_important_where_an_answer_of_it_is_or_the_item_that_counts_it() {
    let file = "特定個人情報ファイル:\n  - 番号: 1\n";
    for (group, list, answer, important) in [
        ("提供・移転", "移転先", "移転先: 福祉部 介護保険課", false),
        ("委託", "委託事項", "再委託: {再委託の有無: 再委託しない}", true),
        ("委託", "委託事項", "委託事項: 運用保守", true),
    ] {
        let with =
            format!("{file}    {group}:\n      {list}:\n        - 番号: 1\n          {answer}\n    備考: なし\n");
        let rows = changed(&format!("{file}    備考: なし\n"), &with);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(rows[0].important, important, "{answer}");
    }
}

#[test]
fn a_count_is_a_row_that_follows_its_entries() {
    let version = |tasks: &[u32]| {
        let tasks: Vec<String> = tasks
            .iter()
            .map(|number| format!("        - 番号: {number}\n          委託事項: 業務{number}\n"))
            .collect();
        let tasks = tasks.concat();
        format!("特定個人情報ファイル:\n  - 番号: 1\n    委託:\n      委託の有無: 委託する\n      委託事項:\n{tasks}")
    };
    let rows = changed(&version(&[1, 2]), &version(&[1, 2, 3]));
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(
        [&rows[0].item, &rows[0].before, &rows[0].after],
        ["Ⅱ-4 委託の有無", "委託する（2）件", "委託する（3）件"]
    );
    assert!(rows[0].important && rows[0].candidate.is_none() && !rows[0].is_to_decide());
    assert!(rows[1].candidate.is_some());
    // As many as before is no other count.
    let moved = changed(&version(&[1, 2]), &version(&[1, 3]));
    assert!(moved.iter().all(|row| row.counted.is_empty()), "{moved:?}");
}

#[test]
fn a_whole_file_names_each_answer_by_its_section() {
    let file = |number: u32, name: &str| format!("  - 番号: {number}\n    特定個人情報ファイル名: {name}\n");
    let old = format!("特定個人情報ファイル:\n{}", file(1, "甲ファイル"));
    let new = format!(
        "特定個人情報ファイル:\n{}{}    基本情報:\n      ファイルの種類: システム用ファイル\n    記録項目: 氏名\n",
        file(1, "甲ファイル"),
        file(2, "乙ファイル")
    );
    assert_eq!(
        quoted(&old, &new),
        [[
            "Ⅱ 特定個人情報ファイルの概要（乙ファイル）",
            "—",
            "Ⅱ-1 特定個人情報ファイル名　乙ファイル\nⅡ-2①ファイルの種類　システム用ファイル\n（別添1）記録項目　氏名",
        ]]
    );
}

#[test]
fn blocks_without_a_number_pair_by_their_file_whatever_their_order() {
    let block =
        |name: &str, audit: &str| format!("  - 特定個人情報ファイル名: [{name}]\n    その他のリスク対策: {audit}\n");
    let old = format!("リスク対策:\n{}{}", block("甲", "点検"), block("乙", "研修"));
    let new = format!("リスク対策:\n{}{}", block("乙", "演習"), block("甲", "点検"));
    assert_eq!(quoted(&old, &new), [["Ⅲ-10 その他のリスク対策（乙）", "研修", "演習"]]);
}

#[test]
fn a_block_under_a_new_name_with_the_same_words_is_the_same_block() {
    let block = |name: &str| {
        format!(
            "リスク対策:\n  - 特定個人情報ファイル名: [{name}]\n    監査:\n      実施の有無: [自己点検]\n    教育・啓発:\n      具体的な方法: 年1回の研修\n    その他のリスク対策: 点検\n"
        )
    };
    assert_eq!(
        quoted(&block("甲ファイル"), &block("乙ファイル")),
        [["Ⅲ-1 特定個人情報ファイル名", "甲ファイル", "乙ファイル"]]
    );
}

#[test]
fn markdown_is_quoted_as_it_is_written() {
    let old = "特記事項: 職員の**研修**を行う。\n";
    let new = "特記事項: 職員の**研修**及び[点検](https://www.example.jp/)を行う。\n";
    let rows = changed(old, new);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].before, "職員の**研修**を行う。");
    assert_eq!(
        rows[0].after,
        "職員の**研修**及び[点検](https://www.example.jp/)を行う。"
    );
}

#[test]
fn ticks_dates_lists_and_choices_are_quoted_as_the_page_prints_them() {
    let old = "基本情報:
  特定個人情報ファイル名: [甲ファイル]
  情報連携: {実施の有無: 未定}
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 甲ファイル
    基本情報: {保有開始日: 令和8年3月予定}
    提供・移転:
      提供・移転の有無: [行っていない]
リスク対策:
  - 特定個人情報ファイル名: [甲ファイル]
    提供・移転:
      提供・移転しない: true
";
    let new = "基本情報:
  特定個人情報ファイル名: [甲ファイル, 乙ファイル]
  情報連携: {実施の有無: 実施する}
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 甲ファイル
    基本情報: {保有開始日: 2026-03-09}
    提供・移転:
      提供・移転の有無: [提供を行っている]
      提供先:
        - {番号: 1, 提供先: 見本県}
        - {番号: 2, 提供先: 見本町}
リスク対策:
  - 特定個人情報ファイル名: [甲ファイル]
    提供・移転:
      提供・移転しない: false
";
    assert_eq!(
        quoted(old, new),
        [
            ["Ⅰ-3 特定個人情報ファイル名", "甲ファイル", "甲ファイル\n乙ファイル"],
            ["Ⅰ-5①実施の有無", "未定", "実施する"],
            ["Ⅱ-2⑤保有開始日", "令和8年3月予定", "令和8年3月9日"],
            ["Ⅱ-5 提供・移転の有無", "[○]行っていない", "[○]提供を行っている（2）件"],
            ["Ⅱ-5 提供先1", "—", "提供先　見本県"],
            ["Ⅱ-5 提供先2", "—", "提供先　見本町"],
            ["Ⅲ-5 提供・移転しない", "[○]提供・移転しない", "[ ]提供・移転しない"],
        ]
    );
}

#[test]
fn an_answer_that_fits_no_option_is_still_compared() {
    let old = "基本情報:\n  情報連携:\n    実施の有無: やる\n";
    let new = "基本情報:\n  情報連携:\n    実施の有無: 実施する\n";
    assert_eq!(quoted(old, new), [["Ⅰ-5①実施の有無", "やる", "実施する"]]);
}

#[test]
fn every_row_can_be_rebuilt_from_its_segments() {
    let (old, new) = fair();
    for row in rows(&old, &new).unwrap() {
        let side = |other| -> String {
            let kept = row.segments.iter().filter(|segment| segment.kind != other);
            kept.map(|segment| segment.text.as_str()).collect()
        };
        let (before, after) = (side(SegmentKind::Inserted), side(SegmentKind::Deleted));
        assert!(
            row.before == before || (row.before == "—" && before.is_empty()),
            "{row:?}"
        );
        assert!(
            row.after == after || (row.after == "削除" && after.is_empty()),
            "{row:?}"
        );
    }
}

#[test]
fn rows_stand_in_the_order_of_the_form_and_know_the_important_items() {
    let (old, new) = fair();
    let rows = rows(&old, &new).unwrap();
    let rows: Vec<(&str, bool)> = rows.iter().map(|row| (row.item.as_str(), row.important)).collect();
    assert_eq!(
        rows,
        [
            ("Ⅰ-1②事務の内容", false),
            ("Ⅰ-1③対象人数", false),
            ("Ⅰ-2 システム1 ③他のシステムとの接続", false),
            ("Ⅰ-2 システム2", false),
            ("Ⅰ-2 システム3", false),
            ("Ⅰ-4 法令上の根拠", true),
            ("Ⅱ-2③対象となる本人の範囲", true),
            ("Ⅱ-3②入手方法", false),
            ("Ⅱ-4 委託事項1 ③委託先名", false),
            ("Ⅱ-4 委託事項1 ④再委託の有無", true),
            ("Ⅱ-4 委託事項1 ⑤再委託の許諾方法", false),
            ("Ⅱ-5 提供・移転の有無", false),
            ("Ⅱ-5 移転先1", false),
            ("Ⅲ-5 提供・移転しない", true),
            ("Ⅴ-1①実施日", false),
        ]
    );
}

#[test]
fn assessments_of_different_forms_are_not_compared() {
    // One form is built in, so the other is one of the test's own.
    let text = include_str!("../../schemas/forms/juten.2018-05.yaml")
        .replace("form: juten", "form: mihon")
        .replace("name: 重点項目評価書", "name: 見本評価書");
    let forms = hyoka::form::Forms::load(&[("mihon.yaml", &text)]).unwrap();
    let other = hyoka::answers::read(&forms, "mihon.yaml", "様式: 見本評価書\n".as_bytes());
    let one = read("juten.yaml", "様式: 重点項目評価書\n");
    assert_eq!(
        rows(&one, &other.assessment.unwrap()),
        Err(ChangeError::DifferentForms {
            old: "重点項目評価書".to_owned(),
            new: "見本評価書".to_owned(),
        })
    );
}

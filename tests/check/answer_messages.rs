//! What an officer sees for one slip in what is answered: keys, options, kinds, numbers, days, and what is not there.

use super::messages::{COMPLETE, slip};

#[test]
fn unknown_key_near_a_known_one() {
    slip("unknown-key-near", "所属長の役職名: ", "所属長の役名: ");
}

#[test]
fn key_at_another_place() {
    slip(
        "key-elsewhere",
        "  他の評価実施機関:\n",
        "  他の評価実施機関:\n  保管場所: 市庁舎\n",
    );
}

#[test]
fn key_of_no_item() {
    slip(
        "unknown-key",
        "  他の評価実施機関:\n",
        "  他の評価実施機関:\n  課内のメモ: 要確認\n",
    );
}

#[test]
fn option_near_a_right_one() {
    slip(
        "option-near",
        "従業者に対する教育・啓発: 十分に行っている",
        "従業者に対する教育・啓発: 十分にやっている",
    );
}

#[test]
fn option_with_its_number() {
    slip(
        "option-numbered",
        "リスクに対する措置の内容: ・ほかの業務の情報は画面に表示しない。\n        リスクへの対策は十分か: 十分である",
        "リスクに対する措置の内容: ・ほかの業務の情報は画面に表示しない。\n        リスクへの対策は十分か: 2) 十分である",
    );
}

#[test]
fn option_far_from_all() {
    slip(
        "option-unknown",
        "対象人数: 1万人以上10万人未満",
        "対象人数: 別紙のとおり",
    );
}

#[test]
fn option_of_several_misspelt() {
    slip(
        "option-of-several",
        "        - 自己点検\n",
        "        - 自己点険\n        - 外部の監査法人による監査: 年1回\n",
    );
}

#[test]
fn list_for_a_text() {
    slip(
        "list-for-text",
        "特記事項:\n",
        "特記事項:\n  - 監査を受けている。\n  - 研修を行っている。\n",
    );
}

#[test]
fn text_for_a_list() {
    slip(
        "text-for-list",
        "      実施の有無:\n        - 自己点検\n",
        "      実施の有無: 自己点検\n",
    );
}

#[test]
fn mapping_for_a_choice() {
    slip(
        "mapping-for-choice",
        "対象人数: 1万人以上10万人未満",
        "対象人数:\n      1万人以上10万人未満: true",
    );
}

#[test]
fn text_for_a_group() {
    slip(
        "text-for-group",
        "    保管・消去:\n      保管場所: ",
        "    保管・消去: ",
    );
}

#[test]
fn text_for_a_box() {
    slip("text-for-box", "提供・移転しない: true", "提供・移転しない: はい");
}

#[test]
fn no_number() {
    slip(
        "number-missing",
        "        - 番号: 2\n          委託事項: ",
        "        - 委託事項: ",
    );
}

#[test]
fn number_without_value() {
    slip("number-empty", "        - 番号: 2\n", "        - 番号:\n");
}

#[test]
fn number_twice() {
    slip("number-twice", "        - 番号: 2\n", "        - 番号: 1\n");
}

#[test]
fn number_out_of_range() {
    slip("number-out-of-range", "        - 番号: 2\n", "        - 番号: 21\n");
}

#[test]
fn more_systems_than_slots() {
    let more: String = (2..=21).fold(String::new(), |text, number| {
        text + &format!("    - 番号: {number}\n      システムの名称: 予備のシステム{number}\n")
    });
    slip(
        "too-many-systems",
        "        - その他: 母子保健システム\n",
        &format!("        - その他: 母子保健システム\n{more}"),
    );
}

#[test]
fn answer_left_empty() {
    slip("answer-empty", "評価実施機関名: 見本市長", "評価実施機関名:");
}

#[test]
fn answer_not_there() {
    slip(
        "answer-missing",
        "    事務の内容: ・相談の申込みを受け付け、面談の結果を記録する。\n",
        "",
    );
}

#[test]
fn group_not_there() {
    slip(
        "group-missing",
        "    監査:\n      実施の有無:\n        - 自己点検\n",
        "",
    );
}

#[test]
fn part_not_there() {
    slip(
        "part-missing",
        &COMPLETE[COMPLETE.find("リスク対策:").unwrap()..COMPLETE.find("開示請求・問合せ:").unwrap()],
        "",
    );
}

#[test]
fn form_not_there() {
    slip("form-missing", "様式: 重点項目評価書\n", "");
}

#[test]
fn form_misspelt() {
    slip("form-misspelt", "様式: 重点項目評価書\n", "様式: 重点評価書\n");
}

#[test]
fn edition_of_the_future() {
    slip(
        "edition-unknown",
        "  様式の版: 平成30年5月\n",
        "  様式の版: 令和20年4月\n",
    );
}

#[test]
fn day_that_the_calendar_lacks() {
    slip("no-such-day", "公表日: 2026-09-30", "公表日: 2026-09-31");
}

#[test]
fn day_outside_its_era() {
    slip("day-outside-era", "公表日: 2026-09-30", "公表日: 平成38年9月30日");
}

#[test]
fn words_for_a_date() {
    slip("words-for-date", "公表日: 2026-09-30", "公表日: 令和8年9月末");
}

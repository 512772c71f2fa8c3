//! Rows of 変更箇所 under all names that people give an item: one that may be withheld is never printed.

use super::{outputs, read};

fn with(item: &str) -> String {
    format!(
        "様式: 重点項目評価書\n評価書番号: 15\n評価書名: 見本の評価書\n管理:\n  非公表:\n    - 項目: Ⅱ-6 保管場所\n      理由: 所在を知られるため\n\
         特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 国民健康保険ファイル\n    保管・消去:\n      保管場所: \
         A棟3階の棚に置く\n変更箇所:\n  - 変更日: 2026-06-30\n    項目: '{item}'\n    変更前の記載: 旧庁舎の地下にある\n    変更後の記載: \
         新庁舎の屋上にある\n    提出時期: 事後\n    提出時期に係る説明: 移設に伴う\n"
    )
}

fn is_printed(item: &str) -> bool {
    let out = outputs(&read(&with(item)), None).unwrap();
    let [before, after, why] = ["旧庁舎", "新庁舎", "移設"].map(|words| out.contains(words));
    assert!(before == after && after == why, "{item}: a row is withheld as a whole");
    before
}

#[test]
fn every_spelling_of_a_withheld_item_is_withheld() {
    let spellings = [
        "Ⅱ-6 保管場所",
        "Ⅱ－６　保管場所",
        "II-6 保管場所",
        "Ⅱ-6",
        "Ⅱ",
        "Ⅱ ファイルの概要",
        "Ⅱ-6 保管・消去",
        "保管場所",
        "保管・消去",
        "2-6 保管場所",
        "ⅱ-6 保管場所",
        "Ⅱ６",
        "Ⅱの6",
        "Ⅱ-4及びⅡ-6",
        "Ⅱ-2～Ⅱ-6",
        "Ⅱ-2～6",
        "Ⅱ-2、Ⅱ-6",
        "Ⅱ-2・6",
        "6.保管場所",
        "（国民健康保険ファイル）Ⅱ-6 保管場所",
        "Ⅱ-6 保管場所（国民健康保険ファイル）",
        "Ⅱ-6 保管場所（旧ファイル）",
        "特定個人情報ファイル[1]/保管・消去/保管場所",
        "特定個人情報ファイル/保管・消去/保管場所",
        "Ⅱファイルの概要（6 保管・消去）",
        "Ⅰ-6 保管場所",
        "Ⅱ-5 保管場所",
        "Ⅱ-3③使用目的、保管場所",
        "保管場所、備考",
        "置き場所について",
        "全体",
        "全般",
        "評価書全体（用語の統一）",
        "-",
        "",
    ];
    let printed: Vec<&str> = spellings.into_iter().filter(|item| is_printed(item)).collect();
    assert_eq!(printed, [] as [&str; 0]);
}

#[test]
fn a_row_that_names_something_else_for_certain_is_printed() {
    let names = [
        "Ⅱ-2⑤保有開始日",
        "Ⅰ-1②事務の内容",
        "I-1-②事務の内容",
        "Ⅰ-2 システム1 ②システムの機能",
        "Ⅱ-4 委託事項1 ③委託先名",
        "Ⅱ-4 委託事項1 ③委託先名（国民健康保険ファイル）",
        "Ⅱ-3③使用目的",
        "Ⅲ-7 その他のリスク及びそのリスクに対する措置",
        "Ⅲ-3 リスク1 リスクに対する措置の内容",
        "Ⅴ-1①実施日",
        "Ⅰ-6①部署、②所属長の役職名",
        "表紙 評価書名",
    ];
    let withheld: Vec<&str> = names.into_iter().filter(|item| !is_printed(item)).collect();
    assert_eq!(withheld, [] as [&str; 0]);
}

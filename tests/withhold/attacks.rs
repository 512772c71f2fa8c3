//! Ways in which withheld words went out once, each a test named after its kind.

use hyoka::change::compare;
use hyoka::check::withheld;
use hyoka::publish::data;
use hyoka::table::procedure::procedure_of;

use super::{outputs, read, refusal};

const SECRET: &str = "金庫番X";

/// An assessment with four systems, two files and a table of changes.
fn text(withheld: &[&str], system: &str, rest: &str) -> String {
    let entry = |name: &&str| format!("    - 項目: {name}\n      理由: 所在を知られるため\n");
    let list = withheld.iter().map(entry).collect::<Vec<_>>().concat();
    format!(
        "様式: 重点項目評価書\n評価書番号: 15\n評価書名: 国民健康保険に関する事務 重点項目評価書\n評価実施機関名: 見本市長\n\
         公表日: 2027-06-30\n管理:\n  非公表:\n{list}基本情報:\n  システム:\n    - 番号: 1\n      システムの名称: 国民健康保険システム\n      \
         システムの機能: 資格を管理する機能\n    - 番号: 2\n      システムの名称: 宛名連携サーバ\n{system}{rest}"
    )
}

fn system4(name: &str) -> String {
    format!(
        "    - 番号: 4\n      システムの名称: {name}\n      システムの機能: 暗号鍵を二人で開ける仕組み\n      他のシステムとの接続: \
         [{{その他: 通信塔丁号装置}}]\n"
    )
}

fn row(item: &str, before: &str, after: &str, why: &str) -> String {
    format!(
        "変更箇所:\n  - 変更日: 2027-06-30\n    項目: {item}\n    変更前の記載: '{before}'\n    変更後の記載: '{after}'\n    \
         提出時期: 事後\n    提出時期に係る説明: '{why}'\n"
    )
}

const NAME: &str = "Ⅰ-2 システム4 ①システムの名称";

#[test]
fn a_row_that_names_what_holds_the_item_is_withheld() {
    let row = row("Ⅰ-2 システム4", "—", "①システムの名称: 金庫番X", "鍵を置くため");
    let out = outputs(&read(&text(&[NAME], &system4(SECRET), &row)), None).unwrap();
    assert!(!out.contains(SECRET) && !out.contains("鍵を置くため"));
    assert!(out.contains("国民健康保険システム"));
}

#[test]
fn a_blank_of_an_option_is_withheld_with_the_row_of_its_system() {
    let item = "Ⅰ-2 システム4 ③他のシステムとの接続";
    for named in ["Ⅰ-2 システム4", "システムの接続", "Ⅰ-2"] {
        let row = row(named, "x", "[○]その他（通信塔丁号装置）", "e");
        let out = outputs(&read(&text(&[item], &system4("鍵の管理"), &row)), None).unwrap();
        assert!(!out.contains("通信塔"), "{named}");
    }
}

#[test]
fn rows_of_another_entry_are_not_withheld() {
    for other in ["Ⅰ-2 システム1 ②システムの機能", "Ⅰ-2 システム1", "Ⅰ-2-システム2-①"] {
        let row = row(other, "前の機能の記載", "後の機能の記載", "時点修正の説明");
        let out = outputs(&read(&text(&[NAME], &system4(SECRET), &row)), None).unwrap();
        assert!(
            out.contains("前の機能の記載") && out.contains("時点修正の説明"),
            "{other}"
        );
    }
}

#[test]
fn a_row_of_several_entries_with_the_withheld_one_is_withheld() {
    for several in ["Ⅰ-2 システム1～4", "Ⅰ-2 システム2、4", "Ⅰ-2 システム2以降", "Ⅰ-2"] {
        let row = row(several, "前の機能の記載", "後の機能の記載", "説明");
        let out = outputs(&read(&text(&[NAME], &system4("鍵庫"), &row)), None).unwrap();
        assert!(!out.contains("前の機能の記載"), "{several}");
    }
}

#[test]
fn an_item_that_is_gone_stays_withheld_in_rows() {
    let before = read(&text(&[NAME, "Ⅰ-2 システム4 ②システムの機能"], &system4(SECRET), ""));
    let row = row(
        "Ⅰ-2 システム4",
        "①システムの名称: 金庫番X ②システムの機能: 暗号鍵を二人で開ける仕組み",
        "削除",
        "廃止のため",
    );
    // Whether or not the officer leaves the names where they were.
    for names in [&[NAME][..], &["Ⅰ-2 システム1 ②システムの機能"]] {
        let out = outputs(&read(&text(names, "", &row)), Some(&before)).unwrap();
        assert!(!out.contains(SECRET) && !out.contains("二人で開ける"), "{names:?}");
    }
    // Without the version before, the row alone tells that there was such an item.
    let out = outputs(&read(&text(&[NAME], "", &row)), None).unwrap();
    assert!(!out.contains(SECRET));
    let none = text(&[NAME], "", "");
    assert!(refusal(&read(&none), None)[0].starts_with("F109"));
}

#[test]
fn a_name_that_only_lacks_its_file_is_still_unknown() {
    let files = "特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 甲ファイル\n    保管・消去: {保管場所: 本館の棚}\n  - \
                 番号: 2\n    特定個人情報ファイル名: 乙ファイル\n    保管・消去: {保管場所: 別館の棚}\n";
    let rest = format!("{files}{}", row("Ⅱ-6 保管場所", "a", "b", "c"));
    let told = refusal(&read(&text(&["Ⅱ-6 保管場所"], "", &rest)), None);
    assert!(told[0].starts_with("F109"), "{told:?}");
}

#[test]
fn a_list_of_assessments_and_their_standing_withhold_too() {
    let names = ["表紙 評価書名", "Ⅰ-2 システム4 ①システムの名称"];
    let text = text(&names, &system4(SECRET), "").replace("国民健康保険に関する事務 重点", "封印された事務 重点");
    let out = outputs(&read(&text), Some(&read(&text))).unwrap();
    assert!(!out.contains(SECRET) && !out.contains("封印された事務"));
}

#[test]
fn a_tick_that_is_withheld_leaves_no_trace_in_the_data() {
    let ticked = |tick: &str| {
        let rest =
            format!("リスク対策:\n  - 特定個人情報ファイル名: [甲ファイル]\n    委託:\n      委託しない: {tick}\n");
        outputs(&read(&text(&["Ⅲ-4 委託しない"], "", &rest)), None).unwrap()
    };
    let none = outputs(
        &read(&text(
            &["Ⅲ-4 委託しない"],
            "",
            "リスク対策:\n  - 特定個人情報ファイル名: [甲ファイル]\n",
        )),
        None,
    );
    let (ticked, not, none) = (ticked("true"), ticked("false"), none.unwrap());
    let differs = |other: &str| {
        ticked
            .lines()
            .zip(other.lines())
            .find(|(a, b)| a != b)
            .map(|(a, b)| format!("{a} / {b}"))
    };
    assert_eq!(differs(&not), None);
    assert_eq!(differs(&none), None);
}

#[test]
fn an_explanation_that_quotes_is_withheld_with_its_row() {
    let row = row(
        "Ⅴ-1①実施日",
        "令和8年6月30日",
        "令和9年6月30日",
        "金庫番Xの入替えのため",
    );
    let out = outputs(&read(&text(&[NAME], &system4(SECRET), &row)), None).unwrap();
    assert!(!out.contains(SECRET));
}

#[test]
fn a_cell_that_names_the_item_by_a_withheld_title_is_withheld() {
    let file = "特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 秘密台帳巳号\n    保管・消去: {保管場所: 本館の棚}\n";
    let rest = format!(
        "{file}{}",
        row("Ⅱ-6 保管場所（秘密台帳巳号）", "前の棚", "後の棚", "整理")
    );
    let out = outputs(&read(&text(&["Ⅱ-1 特定個人情報ファイル名"], "", &rest)), None).unwrap();
    assert!(!out.contains("秘密台帳"));
}

#[test]
fn a_second_mention_is_refused_until_someone_accepts_it_with_a_reason() {
    let with = |comment: &str| {
        let rest = format!("{comment}特記事項: 鍵は{SECRET}で管理する。\n");
        read(&text(&[NAME], &system4(SECRET), &rest))
    };
    let told = refusal(&with(""), None);
    assert!(told[0].starts_with("F123 「表紙 特記事項」に"), "{told:?}");
    assert_eq!(refusal(&with("# hyoka: F123\n"), None), told, "without a reason");
    let out = outputs(&with("# hyoka: F123 製品名は公表済み\n"), None).unwrap();
    assert!(out.contains(SECRET));
}

#[test]
fn an_accepted_row_is_published_and_one_that_quotes_never_is() {
    let with = |after: &str| {
        let row = row("全体", "前の言い回し", after, "文言の統一");
        let row = row.replace("    項目", "    # hyoka: F124 非公表の項目に触れない\n    項目");
        outputs(&read(&text(&[NAME], &system4(SECRET), &row)), None).unwrap()
    };
    assert!(with("後の言い回し").contains("前の言い回し"));
    assert!(!with("金庫番Xの言い回し").contains("前の言い回し"));
}

#[test]
fn a_public_copy_as_the_old_side_reads_withheld_as_withheld() {
    let whole = read(&text(&[NAME, "Ⅰ-2 システム4 ②システムの機能"], &system4(SECRET), ""));
    let public = withheld::public(&whole, None).unwrap().assessment;
    let attached = read(&data::yaml(&public));
    let comparison = compare(&attached, &whole).unwrap();
    assert_eq!(comparison.rows, []);
    let names = [NAME, "Ⅰ-2 システム4 ②システムの機能"];
    assert_eq!(comparison.withheld, names);
    assert!(comparison.notes()[0].contains(NAME));
    let procedure = procedure_of(&attached, &whole, &comparison.rows, false).unwrap();
    assert!(
        procedure.steps.is_empty() && procedure.undecided.is_empty(),
        "{procedure:?}"
    );
}

#[test]
fn words_that_stand_everywhere_raise_no_alarm() {
    let names = [
        "Ⅰ-2 システム4 ①システムの名称",
        "Ⅰ-2 システム4 ②システムの機能",
        "Ⅰ-2 システム1 ②システムの機能",
    ];
    for common in ["なし", "該当なし", "見本市長", "12", "その他", "見本市", "保管場所"] {
        let text = text(
            &names,
            &system4(common),
            &format!("特記事項: {common}。保管場所は{common}、その他は12。\n"),
        );
        assert!(outputs(&read(&text), None).is_ok(), "{common}");
    }
}

#[test]
fn what_withholding_means_is_told_with_its_law_and_never_why() {
    let version = read(&text(&[NAME], &system4(SECRET), "").replace("所在を知られるため", "金庫番Xの型が知られるため"));
    let out = outputs(&version, None).unwrap();
    assert!(!out.contains("知られるため") && !out.contains(SECRET));
    // On the page and in the data.
    let told = "（非公表）は、公表しないこととした項目です。根拠: 特定個人情報保護評価に関する規則第13条";
    assert_eq!(out.matches(told).count(), 2, "{out}");
    let whole = data::yaml(&version);
    assert!(!whole.contains("規則第13条") && whole.contains(SECRET));
    // The data prints the same page again.
    let public = withheld::public(&version, None).unwrap().assessment;
    let again = read(&data::yaml(&public));
    assert_eq!(data::yaml(&again), data::yaml(&public));
}

#[test]
fn words_that_are_drawn_in_a_withheld_picture_are_looked_for() {
    let version = |note: &str| {
        let mut version = read(&format!(
            "様式: 全項目評価書\n評価実施機関名: 見本市長\n特記事項: {note}\n管理:\n  非公表:\n    - {{項目: （別添1）事務の流れ, 理由: \
             所在を知られるため}}\n事務の内容:\n  事務の流れ:\n    - {{図: 甲.svg, 代替テキスト: 見取図}}\n"
        ));
        version.see_figures(|_| {
            let drawn = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"80\"><text x=\"5\" \
                         y=\"30\">特別書庫の鍵を当直員室に置く</text></svg>";
            Ok(drawn.as_bytes().to_vec())
        });
        version
    };
    let told = refusal(&version("当直員室は特別書庫の隣にある"), None);
    assert!(told.len() == 1 && told[0].contains("特記事項"), "{told:?}");
    assert!(outputs(&version("当直員室に電話がある"), None).is_ok());
}

#[test]
fn a_list_that_was_not_read_publishes_nothing() {
    let entry = "    - {項目: Ⅱ-6 保管場所, 理由: 所在を知られるため}\n";
    let other = "    - {項目: Ⅰ-2 システム1 ①システムの名称, 理由: 所在を知られるため}\n";
    let cases = [
        format!("管理:\n  非公開:\n{entry}"),
        format!("管理:\n  公表しない項目:\n{entry}"),
        "管理:\n  非公表: Ⅱ-6 保管場所\n".to_owned(),
        "管理:\n  非公表:\n    項目: Ⅱ-6 保管場所\n".to_owned(),
        format!("管理:\n  非公表:\n{}", entry.replace("項目", "項目名")),
        format!("管理:\n  非公表:\n{}", entry.replace("Ⅱ-6 保管場所", "[Ⅱ-6 保管場所]")),
        format!("管理:\n  非公表:\n{other}  非公表:\n{entry}"),
        format!("管理:\n  実施種別: 修正\n管理:\n  非公表:\n{entry}"),
        format!("管理:\n  公表:\n    非公表:\n  {}", entry.replace('\n', "\n  ")),
        format!("非公表:\n{entry}"),
        format!("基本情報:\n  非公表:\n{entry}"),
    ];
    let whole = |list: &str| {
        read(&format!(
            "様式: 重点項目評価書\n評価実施機関名: 見本市長\n{list}特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 甲ファイル\n    \
             保管・消去: {{保管場所: {SECRET}に置く}}\n"
        ))
    };
    for list in cases {
        let version = whole(&list);
        let told = refusal(&version, None);
        assert!(told.iter().all(|told| told.starts_with("F109")), "{list}: {told:?}");
        let findings = withheld::side_by_side(&[&whole(""), &version]).expect_err(&list);
        assert!(findings.iter().all(|(at, _)| *at == 1), "{list}");
        // Reading tells of it in a check.
        assert_eq!(withheld::findings(&version, None), [], "{list}");
    }
    for list in ["管理:\n  非公表:\n", "管理:\n  担当のメモ: 要らない\n", ""] {
        assert!(outputs(&whole(list), None).is_ok(), "{list}");
    }
}

//! One thing to see each: what is taken, what stays, and how a conflict looks.

use super::{merged, read, text};
use hyoka::merge::{Merged, Refusal, Which};

const TOP: &str = "様式: 重点項目評価書\n";

/// Merges what stands below 様式.
fn below(base: &str, ours: &str, theirs: &str) -> Merged {
    let whole = |body: &str| format!("{TOP}{body}");
    merged(&whole(base), &whole(ours), &whole(theirs)).unwrap()
}

/// The result of a merge without conflicts, below 様式.
fn clean(base: &str, ours: &str, theirs: &str) -> String {
    let merged = below(base, ours, theirs);
    assert_eq!(merged.conflicts, []);
    text(&merged).strip_prefix(TOP).unwrap().to_owned()
}

fn items(merged: &Merged) -> Vec<&str> {
    merged.conflicts.iter().map(|conflict| conflict.item.as_str()).collect()
}

#[test]
fn what_one_changed_is_taken_and_all_else_stays_as_ours_has_it() {
    let base = "評価書番号: 1\n評価書名: 一\n公表日: 2026-01-01\n";
    let ours = "# 覚え書き\n公表日:   2026-02-01   # 予定\n\n\n評価書番号: '1'\n評価書名: 一\n";
    let theirs = "評価書番号: 1\n評価書名: \"二\"\n公表日: 2026-01-01\n";
    assert_eq!(
        clean(base, ours, theirs),
        "# 覚え書き\n公表日:   2026-02-01   # 予定\n\n\n評価書番号: '1'\n評価書名: \"二\"\n"
    );
    assert_eq!(below(base, ours, theirs).taken, ["表紙 評価書名"]);
}

#[test]
fn order_width_and_comments_are_no_change() {
    let base = "公表日: 2026-01-01\n特記事項: なし\n";
    let theirs = "# 直した\n特記事項: なし  # 確かめた\n公表日: 令和8年1月1日\n";
    let merged = below(base, base, theirs);
    assert_eq!(text(&merged), format!("{TOP}{base}"));
    assert_eq!((merged.taken.len(), merged.comments_left), (0, 2));
}

#[test]
fn a_change_of_both_alike_is_made_once() {
    let ours = "公表日: 2026-02-01\n";
    assert_eq!(clean("公表日: 2026-01-01\n", ours, "公表日: 令和8年2月1日\n"), ours);
}

#[test]
fn line_ends_and_the_mark_of_byte_order_stay() {
    let base = "様式: 重点項目評価書\n評価書名: 一\n特記事項: なし\n";
    let ours = "\u{feff}様式: 重点項目評価書\r\n評価書名: 二\r\n特記事項: なし\r\n";
    let theirs = "様式: 重点項目評価書\n評価書名: 一\n特記事項: |-\n  ・三\n  ・四\n";
    let merged = merged(base, ours, theirs).unwrap();
    assert_eq!(
        text(&merged),
        "\u{feff}様式: 重点項目評価書\r\n評価書名: 二\r\n特記事項: |-\r\n  ・三\r\n  ・四\r\n"
    );
}

#[test]
fn what_is_taken_brings_its_comments_and_ours_are_never_lost() {
    let base = "特記事項: なし  # 一\n";
    let ours = "特記事項: なし  # 市長の指示による\n";
    let theirs = "特記事項: |-  # 二\n  ・三\n";
    assert_eq!(
        clean(base, ours, theirs),
        "# 市長の指示による\n特記事項: |-  # 二\n  ・三\n"
    );
}

#[test]
fn a_new_item_comes_behind_the_one_it_follows_in_theirs() {
    let base = "評価書番号: 1\n公表日: 2026-01-01\n";
    let ours = "評価書番号: 1\n公表日: 2026-02-01\n";
    let theirs = "評価書番号: 1\n# 改めた名称\n評価書名: 二\n公表日: 2026-01-01\n";
    assert_eq!(
        clean(base, ours, theirs),
        "評価書番号: 1\n# 改めた名称\n評価書名: 二\n公表日: 2026-02-01\n"
    );
}

#[test]
fn a_group_that_ours_does_not_have_comes_as_a_whole_at_its_depth() {
    let base = "基本情報:\n    他の評価実施機関: なし\n";
    let theirs =
        "基本情報:\n  担当部署:  # 改組\n    部署: 一課\n\n    所属長の役職名: 一課長\n  他の評価実施機関: なし\n";
    assert_eq!(
        clean(base, base, theirs),
        "基本情報:\n    担当部署:  # 改組\n      部署: 一課\n\n      所属長の役職名: 一課長\n    他の評価実施機関: なし\n"
    );
    let emptied = "基本情報:\n    担当部署:\n    他の評価実施機関: なし\n";
    assert_eq!(
        clean(emptied, emptied, theirs),
        "基本情報:\n    担当部署:  # 改組\n      部署: 一課\n\n      所属長の役職名: 一課長\n    他の評価実施機関: なし\n"
    );
}

#[test]
fn an_item_that_theirs_took_out_goes_with_its_lines() {
    let base = "評価書番号: 1\n# 注\n特記事項: |-\n  ・一\n  ・二\n公表日: 2026-01-01\n";
    let theirs = "評価書番号: 1\n公表日: 2026-01-01\n";
    assert_eq!(clean(base, base, theirs), theirs);
    // The last lines of a file, without a line end.
    assert_eq!(
        clean(
            "評価書番号: 1\n特記事項: 一",
            "評価書番号: 1\n特記事項: 一",
            "評価書番号: 1\n"
        ),
        "評価書番号: 1"
    );
    let ours = "評価書番号: 1\n特記事項: 一  # 要確認\n公表日: 2026-01-01\n";
    let base = "評価書番号: 1\n特記事項: 一\n公表日: 2026-01-01\n";
    assert_eq!(
        clean(base, ours, theirs),
        "評価書番号: 1\n# 要確認\n公表日: 2026-01-01\n"
    );
}

#[test]
fn a_conflict_keeps_ours_and_shows_the_others_above_it() {
    let merged = below(
        "評価書番号: 1\n特記事項: なし\n",
        "評価書番号: 1\n特記事項: 一\n",
        "評価書番号: 1\n特記事項: |-\n  ・二\n\n  # 三\n",
    );
    assert_eq!(items(&merged), ["表紙 特記事項"]);
    assert_eq!(
        text(&merged),
        "様式: 重点項目評価書\n評価書番号: 1\n\
         # 【併合の食い違い】表紙 特記事項\n\
         # 相手の記載:\n# 特記事項: |-\n#   ・二\n#\n#   # 三\n\
         # もとの記載:\n# 特記事項: なし\n\
         # 【ここまで】\n\
         特記事項: 一\n"
    );
    let open = read("merged.yaml", &merged.bytes);
    let codes: Vec<&str> = open
        .findings
        .iter()
        .map(|finding| finding.code)
        .filter(|code| !["F101", "F121"].contains(code))
        .collect();
    assert_eq!(codes, ["S116"]);
}

#[test]
fn an_open_conflict_is_never_merged_again() {
    let merged = below("評価書名: 一\n", "評価書名: 二\n", "評価書名: 三\n");
    let open = text(&merged);
    let whole = format!("{TOP}評価書名: 一\n");
    for (ours, theirs, which) in [(&open, &whole, Which::Ours), (&whole, &open, Which::Theirs)] {
        let refused = super::merged(&whole, ours, theirs).unwrap_err();
        assert_eq!(refused, Refusal::Unresolved(which));
    }
    // As git does where two lines of work crossed.
    assert!(super::merged(&open, &whole, &whole).is_ok());
}

#[test]
fn long_texts_merge_line_by_line() {
    let text_of = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| format!("  {line}\n")).collect();
        format!("特記事項: |-\n{}公表日: 2026-01-01\n", lines.concat())
    };
    let base = text_of(&["一", "二", "三", "四"]);
    let merged = below(
        &base,
        &text_of(&["壱", "二", "三", "四"]),
        &text_of(&["一", "二", "三の一", "三の二"]),
    );
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.by_line, ["表紙 特記事項"]);
    assert_eq!(
        text(&merged),
        format!("{TOP}{}", text_of(&["壱", "二", "三の一", "三の二"]))
    );
    let ends = below(
        &base,
        &text_of(&["二", "三", "四"]),
        &text_of(&["一", "二", "三", "四", "五"]),
    );
    assert_eq!(text(&ends), format!("{TOP}{}", text_of(&["二", "三", "四", "五"])));
    let ends = below(
        &base,
        &text_of(&["一", "二", "三", "四", "五"]),
        &text_of(&["三", "四"]),
    );
    assert_eq!(text(&ends), format!("{TOP}{}", text_of(&["三", "四", "五"])));
    // Where ours is no block it becomes one.
    let quoted = "特記事項: \"壱\\n二\\n三\\n四\"  # 注\n公表日: 2026-01-01\n";
    let merged = below(&base, quoted, &text_of(&["一", "二", "三", "死"]));
    assert_eq!(
        text(&merged),
        format!("{TOP}# 注\n{}", text_of(&["壱", "二", "三", "死"]))
    );
}

#[test]
fn only_the_lines_that_both_changed_are_in_conflict() {
    let base = "特記事項: |-\n  一\n  二\n  三\n";
    let merged = below(
        base,
        "特記事項: |-\n  一\n  弐\n  三\n",
        "特記事項: |-\n  一\n  ２\n  参\n",
    );
    assert_eq!(items(&merged), ["表紙 特記事項"]);
    assert_eq!(merged.conflicts[0].theirs.as_deref(), Some("２"));
    assert_eq!(
        text(&merged),
        "様式: 重点項目評価書\n\
         # 【併合の食い違い】表紙 特記事項\n\
         # 文章の2行目、相手の記載:\n#   ２\n\
         # 文章の2行目、もとの記載:\n#   二\n\
         # 文章の2行目、こちらの記載:\n#   弐\n\
         # 【ここまで】\n\
         特記事項: |-\n  一\n  弐\n  参\n"
    );
}

/// 基本情報 with these systems.
fn systems(entries: &[(u32, &str)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(number, name)| format!("    - 番号: {number}\n      システムの名称: {name}\n"))
        .collect();
    format!("基本情報:\n  システム:\n{}", entries.concat())
}

#[test]
fn entries_come_and_go_by_their_numbers() {
    let base = systems(&[(1, "一"), (2, "二"), (4, "四")]);
    let ours = systems(&[(1, "一"), (2, "弐"), (4, "四"), (5, "五")]);
    let theirs = systems(&[(2, "二"), (3, "三"), (4, "四"), (6, "六")]);
    assert_eq!(
        clean(&base, &ours, &theirs),
        systems(&[(2, "弐"), (3, "三"), (4, "四"), (5, "五"), (6, "六")])
    );
}

#[test]
fn two_entries_of_one_number_are_in_conflict() {
    let base = systems(&[(1, "一")]);
    let (ours, theirs) = (systems(&[(1, "一"), (2, "二")]), systems(&[(1, "一"), (2, "弐")]));
    let merged = below(&base, &ours, &theirs);
    assert_eq!(items(&merged), ["Ⅰ-2 システム2"]);
    assert_eq!(
        text(&merged),
        "様式: 重点項目評価書\n基本情報:\n  システム:\n    - 番号: 1\n      システムの名称: 一\n\
         \x20   # 【併合の食い違い】Ⅰ-2 システム2\n\
         \x20   # 相手の記載:\n\
         \x20   # - 番号: 2\n\
         \x20   #   システムの名称: 弐\n\
         \x20   # もとの記載: （ありません）\n\
         \x20   # 【ここまで】\n\
         \x20   - 番号: 2\n      システムの名称: 二\n"
    );
    assert_eq!(clean(&base, &ours, &ours), ours);
}

#[test]
fn an_entry_taken_out_by_one_and_changed_by_the_other_is_in_conflict() {
    let base = systems(&[(1, "一"), (2, "二")]);
    let (gone, changed) = (systems(&[(1, "一")]), systems(&[(1, "一"), (2, "弐")]));
    let kept = below(&base, &changed, &gone);
    assert_eq!(items(&kept), ["Ⅰ-2 システム2"]);
    assert!(
        text(&kept).contains("    # 相手の記載: （ありません）\n"),
        "{}",
        text(&kept)
    );
    assert!(text(&kept).ends_with("    - 番号: 2\n      システムの名称: 弐\n"));
    let lost = below(&base, &gone, &changed);
    assert_eq!(items(&lost), ["Ⅰ-2 システム2"]);
    assert!(text(&lost).contains("    #   システムの名称: 弐\n"), "{}", text(&lost));
    assert!(!text(&lost).contains("\n    - 番号: 2"), "{}", text(&lost));
}

/// 変更箇所 with these rows.
fn rows(rows: &[(&str, &str, &str)]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(item, before, after)| {
            format!(
                "  - 変更日: 2026-06-30\n    項目: {item}\n    変更前の記載: {before}\n    変更後の記載: {after}\n    提出時期: 事後\n"
            )
        })
        .collect();
    format!("変更箇所:\n{}", rows.concat())
}

#[test]
fn rows_of_the_table_of_changes_grow_on_both_sides() {
    let old = ("Ⅰ-1①事務の名称", "一", "二");
    let base = rows(&[old]);
    let (a, b, c) = (
        ("Ⅱ-6 保管場所", "三", "四"),
        ("Ⅲ-8 実施の有無", "五", "六"),
        ("表紙 公表日", "七", "八"),
    );
    assert_eq!(
        clean(&base, &rows(&[old, a, b]), &rows(&[old, b, c])),
        rows(&[old, a, b, c])
    );
    // Nothing was in the table before.
    assert_eq!(clean("", &rows(&[a]), &rows(&[c])), rows(&[a, c]));
    assert_eq!(clean("変更箇所:\n", "変更箇所:\n", &rows(&[c])), rows(&[c]));
}

#[test]
fn cells_of_one_row_are_items_of_their_own() {
    let (x, y) = (("Ⅱ-6 保管場所", "三", "四"), ("Ⅲ-8 実施の有無", "五", "六"));
    let base = rows(&[x, y]);
    let ours = rows(&[x, ("Ⅲ-8 実施の有無", "五の一", "六")]);
    let theirs = rows(&[x, ("Ⅲ-8 実施の有無", "五", "六の一")]);
    assert_eq!(
        clean(&base, &ours, &theirs),
        rows(&[x, ("Ⅲ-8 実施の有無", "五の一", "六の一")])
    );
    let other = rows(&[x, ("Ⅲ-8 実施の有無", "五の二", "六")]);
    assert_eq!(
        items(&below(&base, &ours, &other)),
        ["（別添2）変更箇所 2行目 変更前の記載"]
    );
    assert_eq!(
        clean(&base, &rows(&[y]), &theirs),
        rows(&[("Ⅲ-8 実施の有無", "五", "六の一")])
    );
}

#[test]
fn keys_that_are_no_items_are_not_lost() {
    let base = "評価書名: 一\n覚え: 甲\n";
    assert_eq!(
        clean(base, "評価書名: 二\n覚え: 甲\n", "評価書名: 一\n覚え: 乙\n控え: 丙\n"),
        "評価書名: 二\n覚え: 乙\n控え: 丙\n"
    );
    let merged = below(base, "評価書名: 一\n覚え: 乙\n", "評価書名: 一\n覚え: 丙\n");
    assert_eq!(merged.conflicts.len(), 1);
    assert!(text(&merged).contains("# 覚え: 丙\n"));
}

#[test]
fn without_a_base_what_only_one_says_stands() {
    let whole = |body: &str| format!("{TOP}{body}");
    let merged = merged(
        "",
        &whole("評価書番号: 1\n評価書名: 一\n"),
        &whole("評価書名: 二\n公表日: 2026-01-01\n"),
    )
    .unwrap();
    assert_eq!(items(&merged), ["表紙 評価書名"]);
    assert!(
        text(&merged).ends_with("評価書名: 一\n公表日: 2026-01-01\n"),
        "{}",
        text(&merged)
    );
}

#[test]
fn what_stands_between_brackets_is_taken_out_of_them_and_never_broken() {
    let base = "基本情報:\n  担当部署: {部署: 一課, 所属長の役職名: 一課長}\n";
    let theirs = "基本情報:\n  担当部署: {部署: 二課, 所属長の役職名: 一課長}\n";
    let ours = "基本情報:\n  担当部署:\n    部署: 一課\n    所属長の役職名: 課長\n";
    assert_eq!(
        clean(base, ours, theirs),
        "基本情報:\n  担当部署:\n    部署: 二課\n    所属長の役職名: 課長\n"
    );
    let whole = |body: &str| format!("{TOP}{body}");
    let refused = merged(&whole(base), &whole(theirs), &whole(ours)).unwrap_err();
    assert_eq!(refused, Refusal::Flow("Ⅰ-6②所属長の役職名".to_owned()));
}

#[test]
fn what_is_no_version_of_the_same_assessment_is_refused() {
    let juten = format!("{TOP}評価書名: 一\n");
    let kiso = "様式: 基礎項目評価書\n評価書名: 一\n";
    let old = "様式: 基礎項目評価書\n管理:\n  様式の版: 平成31年1月\n";
    for (ours, theirs) in [(juten.as_str(), kiso), (kiso, old)] {
        let refused = merged(ours, ours, theirs).unwrap_err();
        assert!(
            matches!(
                refused,
                Refusal::Forms {
                    which: Which::Theirs,
                    ..
                }
            ),
            "{refused}"
        );
    }
    for (broken, wanted) in [
        ("様式: [\n", "相手の版が評価書として読めない"),
        ("様式: 重点項目評価書\n評価書名: 一\n評価書名: 二\n", "（S103）"),
        (
            "様式: 重点項目評価書\n基本情報:\n  システム:\n    - システムの名称: 一\n",
            "（F104）",
        ),
    ] {
        let refused = merged(&juten, &juten, broken).unwrap_err();
        assert!(refused.to_string().contains(wanted), "{refused}");
    }
}

#[test]
fn the_conflict_in_the_manual_is_what_a_merge_leaves() {
    let example = |name: &str| std::fs::read_to_string(crate::files::project("docs/examples").join(name)).unwrap();
    let base = example("juten.yaml").replace("\r\n", "\n");
    let with = |words: &str| base.replacen("所属長の役職名: こども課長\n", &format!("所属長の役職名: {words}\n"), 1);
    let merged = merged(&base, &with("こども政策課長"), &with("子育て支援課長")).unwrap();
    assert_eq!(text(&merged), example("conflict.yaml").replace("\r\n", "\n"));
}

#[test]
fn a_group_of_which_theirs_replaced_every_item_keeps_its_place() {
    let base = "基本情報:\n  担当部署:\n    部署: 一課\n  他の評価実施機関: なし\n";
    let theirs = "基本情報:\n  担当部署:\n    所属長の役職名: 課長\n    覚え: 甲\n  他の評価実施機関: なし\n";
    assert_eq!(
        clean(base, base, theirs),
        "基本情報:\n  担当部署:\n    所属長の役職名: 課長\n    覚え: 甲\n  他の評価実施機関: なし\n"
    );
}

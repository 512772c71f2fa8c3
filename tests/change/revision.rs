//! Two revisions of a form side by side: what the form moved, dropped and reworded is told as the form's, never as its
//! author's. The newer one is data of these tests alone.

use hyoka::answers::{self, Assessment};
use hyoka::change::print::{Compared, text};
use hyoka::change::{Cause, compare};

use crate::form::revision::forms;

const OLD: &str = "\
様式: 重点項目評価書
基本情報:
  システム:
    - 番号: 1
      システムの名称: 健康管理システム
      他のシステムとの接続:
        - 税務システム
        - その他: 予約システム
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 健康管理ファイル
    委託:
      委託事項:
        - 番号: 1
          委託内容: 運用
          再委託:
            再委託の有無: 再委託しない
リスク対策:
  - 特定個人情報ファイル名: 健康管理ファイル
    保管・消去:
      その他のリスク及びそのリスクに対する措置: 媒体の廃棄に立ち会う。
    監査:
      実施の有無:
        - 内部監査
  - 特定個人情報ファイル名: 予防接種ファイル
    監査:
      実施の有無:
        - 内部監査
管理:
  様式の版: 平成30年5月
";

const NEW: &str = "\
様式: 重点項目評価書
基本情報:
  システム:
    - 番号: 1
      システムの名称: 健康管理システム
      他のシステムとの接続:
        - 税務システム（標準準拠）
        - その他: 予約システム
      クラウドの利用: 利用する
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 健康管理ファイル
    委託:
      委託事項:
        - 番号: 1
          委託内容: 運用
          再委託:
            再委託の状況: 再委託しない
リスク対策:
  - 特定個人情報ファイル名: 健康管理ファイル
  - 特定個人情報ファイル名: 予防接種ファイル
評価実施手続:
  監査:
    実施の有無:
      - 内部監査
管理:
  様式の版: 令和8年4月
";

fn read(text: &str) -> Assessment {
    let read = answers::read(forms(), "juten.yaml", text.as_bytes());
    let faults: Vec<_> = read.findings.iter().filter(|finding| finding.code != "F101").collect();
    assert!(faults.is_empty(), "{faults:?}");
    read.assessment.unwrap()
}

/// 項目, cause and whether it is a candidate, of each row.
fn rows(old: &str, new: &str) -> Vec<(String, Cause, bool)> {
    let comparison = compare(&read(old), &read(new)).unwrap();
    let rows = comparison.rows.into_iter();
    rows.map(|row| (row.item, row.cause, row.candidate.is_some())).collect()
}

fn row(item: &str, cause: Cause, candidate: bool) -> (String, Cause, bool) {
    (item.to_owned(), cause, candidate)
}

#[test]
fn what_the_form_changed_is_told_as_the_forms() {
    let (old, new) = (read(OLD), read(NEW));
    let comparison = compare(&old, &new).unwrap();
    assert_eq!(
        rows(OLD, NEW),
        [
            row("Ⅰ-2 システム1 ③他のシステムとの接続", Cause::Reworded, false),
            row("Ⅰ-2 システム1 ④クラウドの利用", Cause::Added, false),
            row(
                "Ⅲ-7 その他のリスク及びそのリスクに対する措置（健康管理ファイル）",
                Cause::Dropped,
                false
            ),
        ]
    );
    let compared = Compared {
        comparison: &comparison,
        old: &old,
        new: &new,
        procedure: None,
    };
    let shown = text::print(&compared, 100, false);
    assert!(!shown.contains("重要な変更の候補"), "{shown}");
    let (_, editions) = shown.split_once("\n様式の版が違います").unwrap();
    insta::assert_snapshot!("two_editions", editions);
}

#[test]
fn what_the_author_changed_beside_it_is_the_authors() {
    let changed = NEW.replace("    実施の有無:\n      - 内部監査", "    実施の有無:\n      - 外部監査");
    let changed = changed
        .replace("予約システム", "予約台帳")
        .replace("再委託しない", "再委託する");
    assert_eq!(
        rows(OLD, &changed)
            .into_iter()
            .filter(|(_, cause, _)| *cause == Cause::Author)
            .collect::<Vec<_>>(),
        [
            row("Ⅰ-2 システム1 ③他のシステムとの接続", Cause::Author, false),
            row("Ⅱ-4 委託事項1 ④再委託の状況", Cause::Author, true),
            row("Ⅴ-4 実施の有無", Cause::Author, false),
        ]
    );
}

#[test]
fn what_was_asked_of_each_and_is_asked_once_loses_what_differs() {
    let (head, last) = OLD.rsplit_once("- 内部監査").unwrap();
    let old = format!("{head}- 自己点検{last}");
    let found = rows(&old, NEW);
    let dropped_row = row("Ⅲ-8 実施の有無（予防接種ファイル）", Cause::Dropped, false);
    assert!(found.contains(&dropped_row), "{found:?}");
    assert_eq!(found.len(), 4);
}

#[test]
fn the_older_revision_may_be_the_newer_version() {
    let causes: Vec<Cause> = rows(NEW, OLD).into_iter().map(|(_, cause, _)| cause).collect();
    assert_eq!(causes, [Cause::Reworded, Cause::Dropped, Cause::Added]);
}

#[test]
fn a_path_of_the_older_revision_leads_to_where_the_item_is_now() {
    let new = read(NEW);
    let task = new.at("特定個人情報ファイル/委託/委託事項");
    assert_eq!(task.children()[0].choice("再委託/再委託の有無"), Some("再委託しない"));
    let audits = new.each("リスク対策/監査/実施の有無");
    let names: Vec<String> = audits.iter().map(hyoka::answers::Cursor::name).collect();
    assert_eq!(names, ["Ⅴ-4 実施の有無"]);
    assert!(new.at("リスク対策/監査/実施の有無").has("内部監査"));
    assert!(new.at("リスク対策").children()[1].at("監査/実施の有無").has("内部監査"));
    assert!(new.at("リスク対策/監査/何か").answer().is_none());
}

#[test]
fn a_path_with_entries_of_the_older_revision_leads_there_too() {
    let new = read(NEW);
    let place = |path: &str| new.place(path).path();
    assert_eq!(place("リスク対策[2]/監査/実施の有無"), "評価実施手続/監査/実施の有無");
    let task = "特定個人情報ファイル[1]/委託/委託事項[1]";
    assert_eq!(
        place(&format!("{task}/再委託/再委託の有無")),
        format!("{task}/再委託/再委託の状況")
    );
    let found = new.place(task).find("再委託/再委託の有無").unwrap();
    assert_eq!(found.path(), format!("{task}/再委託/再委託の状況"));
    // What no entry holds, and what no revision has, leads to what would hold it.
    assert_eq!(
        place("特定個人情報ファイル[1]/委託/委託事項[9]/再委託/再委託の有無"),
        "特定個人情報ファイル[1]/委託/委託事項"
    );
    assert!(new.top().find("リスク対策[1]/監査/何か").is_none());
}

/// [`NEW`] with a count.
fn counting(count: &str) -> String {
    NEW.replace(
        "クラウドの利用: 利用する\n",
        &format!("クラウドの利用: 利用する\n      端末の台数: {count}\n"),
    )
}

#[test]
fn a_count_is_the_same_however_it_is_written_and_told_as_forms_print_it() {
    assert_eq!(rows(&counting("1,200"), &counting("１２００")), []);
    let comparison = compare(&read(&counting("0.12万")), &read(&counting("2000"))).unwrap();
    let [row] = &comparison.rows[..] else {
        panic!("{:?}", comparison.rows)
    };
    assert_eq!((row.before.as_str(), row.after.as_str()), ("1,200", "2,000"));
    let page = hyoka::layout::page(&read(&counting("1200")));
    assert!(format!("{page:?}").contains("\"1,200 台\""), "{page:?}");
}

#[test]
fn a_count_that_two_people_changed_is_merged_or_left_open() {
    let reading = |text: &str| answers::read(forms(), "juten.yaml", text.as_bytes());
    let merged = |ours: &str, theirs: &str| {
        let (base, ours, theirs) = (counting("1200"), counting(ours), counting(theirs));
        let (was, here, there) = (reading(&base), reading(&ours), reading(&theirs));
        hyoka::merge::merge(
            forms(),
            &hyoka::merge::Names::of_people(),
            Some(&was),
            &here,
            ours.as_bytes(),
            &there,
        )
        .unwrap()
    };
    let one = merged("1,200", "2000");
    assert!(one.conflicts.is_empty() && String::from_utf8(one.bytes).unwrap().contains("端末の台数: 2000"));
    assert_eq!(merged("1300", "2000").conflicts.len(), 1);
}

#[test]
fn what_is_no_count_is_refused_and_what_is_written_otherwise_has_a_correction() {
    let reading = |count: &str| answers::read(forms(), "juten.yaml", counting(count).as_bytes());
    let loose = reading("1,200").loose;
    let edits = loose[0]
        .fix
        .as_ref()
        .map(|fix| (fix.is_certain(), fix.edits[0].text.as_str()));
    assert_eq!((loose.len(), edits), (1, Some((true, "1200"))));
    assert!(reading("1200").loose.is_empty());
    for (count, message, certain) in [
        ("約1,200", "「約1,200」は、おおよその数です", Some(false)),
        ("たくさん", "「たくさん」は数ではありません", None),
        ("1000億億", "「1000億億」は数ではありません", None),
        ("99999999999999999999", "「99999999999999999999」は大きすぎます", None),
    ] {
        let found = reading(count).findings;
        let own: Vec<_> = found.iter().filter(|finding| finding.code == "F103").collect();
        let [finding] = own[..] else { panic!("{found:?}") };
        assert_eq!(finding.message, message);
        assert_eq!(finding.fix.as_ref().map(hyoka::finding::Fix::is_certain), certain);
    }
    assert!(reading("[1, 2]").findings.iter().any(|finding| finding.code == "F103"));
}

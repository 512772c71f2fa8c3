//! An assessment in the newest revision of its form: item by item where the form has it now, and every other byte as it was.
//! The newer 様式3 is data of these tests alone; that of 様式2 is the ministry's.

pub mod fixtures;

use hyoka::answers::{self, Read};
use hyoka::change::{Cause, compare};
use hyoka::form::{Forms, builtin};
use hyoka::upgrade::{Refusal, Upgraded, What, print, upgrade};

use crate::files::{project, yaml};
use crate::form::revision::forms;

const OLD: &str = "\
# yaml-language-server: $schema=../../schemas/juten.2018-05.schema.json
様式: 重点項目評価書
基本情報:
  システム:
    - 番号: 1
      システムの名称: 健康管理システム   # 令和5年に入れ替え
      他のシステムとの接続:
        - \"税務システム\"
        - その他: 予約システム
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 健康管理ファイル
    委託:
      委託事項:
        - 番号: 1
          委託内容: 運用
          再委託:
            # 契約書の第8条
            再委託の有無: 再委託しない
リスク対策:
  - 特定個人情報ファイル名: 健康管理ファイル
    保管・消去:
      その他のリスク及びそのリスクに対する措置: |-
        媒体の廃棄に立ち会う。

        # 記録を残す。
    # 監査は毎年
    監査:
      実施の有無:
        - 内部監査   # 総務課
        - 自己点検
    教育・啓発:
      具体的な方法: 研修
  - 監査:
      実施の有無: [自己点検, 内部監査]
    特定個人情報ファイル名: 予防接種ファイル
  - 特定個人情報ファイル名: 住民ファイル
    監査:
      実施の有無:
        - 外部監査
評価実施手続:
  第三者点検:
    方法: 附属機関
管理:
  非公表:
    - 項目: Ⅲ-9 教育・啓発（健康管理ファイル）
      理由: 手順が知られるため
  様式の版: 平成30年5月
";

const NEW: &str = "\
# yaml-language-server: $schema=../../schemas/juten.2026-04.schema.json
様式: 重点項目評価書
基本情報:
  システム:
    - 番号: 1
      システムの名称: 健康管理システム   # 令和5年に入れ替え
      他のシステムとの接続:
        - \"税務システム（標準準拠）\"
        - その他: 予約システム
特定個人情報ファイル:
  - 番号: 1
    特定個人情報ファイル名: 健康管理ファイル
    委託:
      委託事項:
        - 番号: 1
          委託内容: 運用
          再委託:
            # 契約書の第8条
            再委託の状況: 再委託しない
リスク対策:
  - 特定個人情報ファイル名: 健康管理ファイル
    保管・消去:
      # 【Ⅲ-7 その他のリスク及びそのリスクに対する措置（健康管理ファイル）】新しい版の様式にない項目です
      # その他のリスク及びそのリスクに対する措置: |-
      #   媒体の廃棄に立ち会う。
      #
      # 記録を残す。
    教育・啓発:
      具体的な方法: 研修
  - 特定個人情報ファイル名: 予防接種ファイル
  - 特定個人情報ファイル名: 住民ファイル
    # 【Ⅲ-8 監査（住民ファイル）】新しい版の様式では一度だけ書く項目で、ほかの欄の記載を移しました
    # 監査:
    #   実施の有無:
    #     - 外部監査
評価実施手続:
  第三者点検:
    方法: 附属機関
  # 監査は毎年
  監査:
    実施の有無:
      - 内部監査   # 総務課
      - 自己点検
管理:
  非公表:
    - 項目: Ⅲ-8 教育・啓発（健康管理ファイル）
      理由: 手順が知られるため
  様式の版: 令和8年4月
";

fn read(forms: &Forms, text: &[u8]) -> Read {
    answers::read(forms, "juten.yaml", text)
}

fn carried(forms: &Forms, text: &[u8]) -> Result<Option<Upgraded>, Refusal> {
    upgrade(forms, &read(forms, text), text)
}

fn done(text: &str) -> Upgraded {
    carried(forms(), text.as_bytes()).unwrap().unwrap()
}

fn text_of(upgraded: &Upgraded) -> &str {
    std::str::from_utf8(&upgraded.bytes).unwrap()
}

#[test]
fn every_item_stands_where_the_form_has_it_and_every_other_byte_as_it_was() {
    pretty_assertions(text_of(&done(OLD)), NEW);
}

fn pretty_assertions(found: &str, wanted: &str) {
    for (at, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "line {}", at + 1);
    }
    assert_eq!(found, wanted);
}

#[test]
fn an_officer_is_told_what_became_of_each_item() {
    let told = print::text(&done(OLD), "juten.yaml", true);
    insta::assert_snapshot!("upgraded", told);
}

#[test]
fn line_ends_and_the_mark_of_byte_order_stay() {
    let marked = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let made = carried(forms(), marked(OLD).as_bytes()).unwrap().unwrap();
    pretty_assertions(text_of(&made), &marked(NEW));
}

#[test]
fn a_second_run_has_nothing_to_do() {
    assert!(carried(forms(), NEW.as_bytes()).unwrap().is_none());
}

#[test]
fn a_comparison_with_the_older_version_finds_nothing_of_an_author() {
    let (old, made) = (read(forms(), OLD.as_bytes()), done(OLD));
    let new = read(forms(), &made.bytes);
    let comparison = compare(&old.assessment.unwrap(), &new.assessment.unwrap()).unwrap();
    let causes: Vec<Cause> = comparison.rows.iter().map(|row| row.cause).collect();
    assert!(causes.iter().all(|cause| *cause != Cause::Author), "{causes:?}");
}

#[test]
fn an_item_comes_in_where_nothing_of_its_section_is_written() {
    let head = "様式: 重点項目評価書\n管理:\n  様式の版: 平成30年5月\n";
    let audit = "リスク対策:\n  - 監査:\n      実施の有無:\n        - 内部監査\n    特定個人情報ファイル名: 甲\n";
    let made = done(&format!("{head}{audit}"));
    let moved = "評価実施手続:\n  監査:\n    実施の有無:\n      - 内部監査\n";
    let head = head.replace("平成30年5月", "令和8年4月");
    let rest = head.strip_prefix("様式: 重点項目評価書\n").unwrap();
    let risk = "リスク対策:\n  - 特定個人情報ファイル名: 甲\n";
    assert_eq!(text_of(&made), format!("様式: 重点項目評価書\n{rest}{risk}{moved}"));
}

#[test]
fn a_name_at_非公表_that_another_item_has_now_is_renamed() {
    let made = done(OLD);
    let withheld = made.steps.iter().filter(|step| matches!(step.what, What::Withheld(_)));
    let names: Vec<&str> = withheld.map(|step| step.item.as_str()).collect();
    assert_eq!(names, ["Ⅲ-9 教育・啓発（健康管理ファイル）"]);
}

#[test]
fn what_cannot_be_carried_is_refused_with_its_reason() {
    let head = "様式: 重点項目評価書\n管理:\n  様式の版: 平成30年5月\n";
    let refused = |text: String| carried(forms(), text.as_bytes()).unwrap_err();
    let flow = "リスク対策: [{特定個人情報ファイル名: 甲, 監査: {実施の有無: [内部監査]}}]\n";
    let layout = refused(format!("{head}{flow}"));
    assert!(
        matches!(&layout, Refusal::Layout(item) if item.contains("監査")),
        "{layout:?}"
    );
    let only = "リスク対策:\n  - 監査:\n      実施の有無:\n        - 内部監査\n";
    assert!(matches!(refused(format!("{head}{only}")), Refusal::Layout(_)));
    assert_eq!(
        refused(format!("{head}基本情報:\n  事務:\n    対象人数: 千人くらい\n")),
        Refusal::Unreadable("F108")
    );
    let unnamed = "様式: 重点項目評価書\nリスク対策:\n  - 監査:\n      実施の有無:\n        - 内部監査\n";
    assert_eq!(refused(unnamed.to_owned()), Refusal::Unnamed);
    assert_eq!(refused("評価書".to_owned()), Refusal::NoAssessment);
}

/// The ministry's own revision of 様式2: nothing moved, nothing was dropped, and some questions are new.
#[test]
fn an_assessment_of_the_sample_city_is_carried_to_the_real_newer_form() {
    let mut count = 0;
    for path in yaml(&project("assessments")) {
        let bytes = std::fs::read(&path).unwrap();
        let before = read(builtin(), &bytes);
        let Some(old) = before
            .assessment
            .as_ref()
            .filter(|old| old.form().revision == "2019-01")
        else {
            continue;
        };
        let made = upgrade(builtin(), &before, &bytes).unwrap().unwrap();
        assert_eq!(made.to, "令和6年10月");
        assert!(made.steps.is_empty(), "{:?}", made.steps);
        assert!(
            made.added
                .iter()
                .any(|added| added.required && added.item.starts_with("Ⅳ-8"))
        );
        let text = String::from_utf8(bytes).unwrap();
        let expected = text
            .replace("様式の版: 平成31年1月", "様式の版: 令和6年10月")
            .replace("kiso.2019-01.schema.json", "kiso.2024-10.schema.json");
        assert_eq!(text_of(&made), expected);
        let new = read(builtin(), &made.bytes).assessment.unwrap();
        let rows = compare(old, &new).unwrap().rows;
        assert!(rows.iter().all(|row| row.cause != Cause::Author));
        count += 1;
    }
    assert!(count > 0);
}

//! What makes a change a candidate for a 重要な変更, and what speaks for an exception.

use hyoka::change::{Cause, ExceptionKind, Row, compare, rows};

use super::{juten, read};

/// The exceptions that the change of a text speaks for, each with its evidence.
fn exceptions(old: &str, new: &str) -> Vec<(ExceptionKind, String)> {
    let rows = rows(&juten(old), &juten(new)).unwrap();
    let candidate = rows.iter().find_map(|row| row.candidate.clone()).unwrap();
    assert!(candidate.law.contains("規則第11条"));
    let exceptions = candidate.exceptions.into_iter();
    exceptions
        .map(|exception| (exception.kind, exception.evidence))
        .collect()
}

fn storage(text: &str) -> String {
    format!("特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: {text}\n")
}

const RISK: &str = "リスク対策:
  - 番号: 1
    使用:
      目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク:
";

fn measure(text: &str) -> String {
    format!("{RISK}        リスクに対する措置の内容: {text}\n")
}

fn kinds(old: &str, new: &str) -> Vec<ExceptionKind> {
    exceptions(old, new).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn only_items_with_a_mark_are_candidates() {
    let old = "特記事項: 甲\n".to_owned() + &storage("一階");
    let new = "特記事項: 乙\n".to_owned() + &storage("二階");
    let rows = rows(&juten(&old), &juten(&new)).unwrap();
    let candidates: Vec<(&str, bool, bool)> = rows
        .iter()
        .map(|row| (row.item.as_str(), row.important, row.candidate.is_some()))
        .collect();
    assert_eq!(
        candidates,
        [("表紙 特記事項", false, false), ("Ⅱ-6 保管場所", true, true)]
    );
}

#[test]
fn slips_of_the_pen_are_known_by_their_reading() {
    let told = |old: &str, new: &str| exceptions(&storage(old), &storage(new));
    assert_eq!(
        told("・鍵による複号を行う。", "・鍵による復号を行う。"),
        [(
            ExceptionKind::Typo,
            "「複号」と「復号」は、同じ読み（フク）の漢字の違いです".to_owned()
        )]
    );
    for (old, new) in [
        ("サーバに置く。", "サーバーに置く。"),
        ("情報を紐づける。", "情報を紐付ける。"),
        ("外から接続できなため", "外から接続できないため"),
        ("ＶＰＮによる接続", "VPNによる接続"),
        ("施錠し記録する。", "施錠し、記録する。"),
    ] {
        assert_eq!(kinds(&storage(old), &storage(new)), [ExceptionKind::Typo], "{old}");
    }
    for (old, new) in [
        ("外へ持ち出さない。", "外へ持ち出す。"),
        ("庁舎に置く。", "国のクラウドに置く。"),
        ("3年保管する。", "5年保管する。"),
        ("暗号化しない。", "暗号化する。"),
    ] {
        assert_eq!(kinds(&storage(old), &storage(new)), [], "{old}");
    }
}

#[test]
fn changes_of_form_are_known_by_the_names_that_differ() {
    let told = |old: &str, new: &str| exceptions(&storage(old), &storage(new));
    let department = |name: &str| format!("基本情報:\n  担当部署:\n    部署: 福祉部 {name}\n");
    let with = |name: &str| department(name) + &storage(&format!("・{name}の執務室に置く。"));
    assert_eq!(
        exceptions(&with("介護福祉課"), &with("介護保険課")),
        [(
            ExceptionKind::Formal,
            "「Ⅰ-6①部署」と同じ、組織の名称の変更（介護福祉課 → 介護保険課）です".to_owned()
        )]
    );
    assert_eq!(
        told("・株式会社見本電算の施設に置く。", "・株式会社見本情報の施設に置く。")[0].0,
        ExceptionKind::Formal
    );
    assert_eq!(
        told("・中央一丁目1番2号の書庫に置く。", "・中央一丁目3番4号の書庫に置く。"),
        [(ExceptionKind::Formal, "所在地や電話番号の違いです".to_owned())]
    );
    let law = |text: &str| format!("基本情報:\n  個人番号の利用:\n    法令上の根拠: {text}\n");
    assert_eq!(
        kinds(
            &law("番号法第9条第1項、別表第一の68の項"),
            &law("番号法第9条第1項、別表の100の項")
        ),
        [ExceptionKind::Formal]
    );
}

#[test]
fn more_measures_lessen_a_risk_and_fewer_do_not() {
    let told = |old: &str, new: &str| kinds(&measure(old), &measure(new));
    assert_eq!(
        told("・施錠する。", "\"・施錠する。\\n・記録する。\""),
        [ExceptionKind::Mitigating]
    );
    assert_eq!(told("\"・施錠する。\\n・記録する。\"", "・施錠する。"), []);
    let scale = |answer: &str| format!("{RISK}        リスクへの対策は十分か: {answer}\n");
    assert_eq!(
        kinds(&scale("課題が残されている"), &scale("十分である")),
        [ExceptionKind::Mitigating]
    );
    assert_eq!(kinds(&scale("十分である"), &scale("課題が残されている")), []);
    let outsourced =
        |answer: &str| format!("特定個人情報ファイル:\n  - 番号: 1\n    委託:\n      委託の有無: {answer}\n");
    assert_eq!(
        kinds(&outsourced("委託する"), &outsourced("委託しない")),
        [ExceptionKind::Mitigating]
    );
    assert_eq!(kinds(&outsourced("委託しない"), &outsourced("委託する")), []);
}

const KISO: &str = "様式: 基礎項目評価書
リスク対策:
  監査:
    実施の有無: [自己点検]
  教育・啓発:
    従業者に対する教育・啓発: 十分に行っている
";

#[test]
fn what_a_new_revision_of_the_form_brings_is_told_apart() {
    let old = read("a.yaml", &format!("{KISO}管理: {{様式の版: 平成31年1月}}\n"));
    let asked = "  人手を介在させる作業:\n    人為的ミスが発生するリスクへの対策は十分か: 十分である\n";
    let new = KISO.replace("  監査:\n", &format!("{asked}  監査:\n"));
    let new = new.replace("[自己点検]", "[自己点検, 内部監査]");
    let new = read("a.yaml", &format!("{new}管理: {{様式の版: 令和6年10月}}\n"));
    let comparison = compare(&old, &new).unwrap();
    let told = |row: &Row| (row.item.clone(), row.was.clone(), row.cause);
    let told: Vec<_> = comparison.rows.iter().map(told).collect();
    let asked = "Ⅳ-8 人為的ミスが発生するリスクへの対策は十分か".to_owned();
    assert_eq!(
        told,
        [
            (asked, None, Cause::Added),
            (
                "Ⅳ-9 実施の有無".to_owned(),
                Some("Ⅳ-8 実施の有無".to_owned()),
                Cause::Author
            )
        ]
    );
    let editions = comparison.editions.unwrap();
    assert_eq!(
        (editions.old.as_str(), editions.new.as_str()),
        ("平成31年1月", "令和6年10月")
    );
    let moved: Vec<(&str, &str)> = editions
        .moved
        .iter()
        .map(|moved| (moved.old.as_str(), moved.new.as_str()))
        .collect();
    assert_eq!(moved, [("Ⅳ-8 監査", "Ⅳ-9 監査"), ("Ⅳ-9 教育・啓発", "Ⅳ-10 教育・啓発")]);
    // Back again, what is no longer asked for is gone by the form.
    let back = compare(&new, &old).unwrap();
    assert_eq!(back.rows.iter().filter(|row| row.cause == Cause::Dropped).count(), 1);
    assert_eq!(compare(&new, &new).unwrap().editions, None);
}

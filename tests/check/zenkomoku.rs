//! The rules that 様式3 and 様式4 share hold 様式4 too: one contradiction each, planted into the sample city's assessment.

use std::collections::BTreeSet;

use hyoka::answers;
use hyoka::check::check;
use hyoka::finding::Severity;
use hyoka::form::builtin;
use jiff::civil::date;

const SAMPLE: &str = include_str!("../../assessments/001/zenkomoku.yaml");

/// The codes of the errors and warnings of a text.
fn codes(text: &str) -> BTreeSet<&'static str> {
    let read = answers::read(builtin(), "zenkomoku.yaml", text.as_bytes());
    let mut findings = read.findings;
    findings.extend(check(&read.assessment.unwrap(), date(2026, 11, 23)));
    let serious = findings.iter().filter(|finding| finding.severity > Severity::Info);
    serious.map(|finding| finding.code).collect()
}

#[test]
fn the_sample_contradicts_itself_nowhere() {
    assert_eq!(codes(SAMPLE), BTreeSet::new());
}

#[test]
fn a_contradiction_is_found_by_its_rule() {
    let planted = [
        (
            "T101",
            "    対象人数: 10万人以上30万人未満",
            "    対象人数: 1万人以上10万人未満",
        ),
        ("C112", "      委託しない: true", "      委託しない: false"),
        ("C113", "      委託しない: false", "      委託しない: true"),
        ("C115", "再委託の有無: 再委託する", "再委託の有無: 再委託しない"),
        (
            "C117",
            "適切な取扱いの確保: 十分に行っている",
            "適切な取扱いの確保: 再委託していない",
        ),
        ("C121", "- 提供を行っている", "- 行っていない"),
        ("C122", "提供・移転しない: false", "提供・移転しない: true"),
        ("C124", "実施の有無: 実施する", "実施の有無: 実施しない"),
        ("C126", "接続しない（提供）: false", "接続しない（提供）: true"),
        ("C127", "接続しない（入手）: true", "接続しない（入手）: false"),
        ("C130", "      - 送付先情報ファイル", "      - 送付先ファイル"),
        ("C131", "全ての記録項目: 別添2を参照。", "全ての記録項目: 別添1を参照。"),
        (
            "C132",
            "記録される項目: 50項目以上",
            "記録される項目: 10項目未満 # 50項目以上",
        ),
        (
            "C160",
            "リスクへの対策は十分か: 特に力を入れている",
            "リスクへの対策は十分か: 課題が残されている",
        ),
        ("C164", "全項目評価書\n評価実施機関名", "評価書\n評価実施機関名"),
        ("C165", "部署: 市民部 市民課", "部署: 市民部 住民課"),
        ("C167", "重大事故: 発生なし", "重大事故: 発生あり"),
        ("C168", "（別添1）の図", "（別添4）の図"),
        (
            "C187",
            "提供する情報の対象となる本人の数: 10万人以上100万人未満",
            "提供する情報の対象となる本人の数: 1,000万人以上",
        ),
        (
            "C189",
            "死者の個人番号: 保管していない\n        具体的な保管方法:",
            "死者の個人番号: 保管していない\n        具体的な保管方法: 書庫",
        ),
        ("D138", "公表日: 2026-06-30", "公表日: 2026-06-01"),
        ("D143", "使用開始日: 2015-10-05", "使用開始日: 2014-10-05"),
        ("D147", "公表日: 2026-06-30", "公表日: 2026-07-31"),
        ("H174", "提出時期: 事後", "提出時期:"),
        ("H178", "項目: Ⅵ-1①実施日", "項目: Ⅵ-1②実施日"),
        ("L152", "番号法第19条第8号\n", "番号法第19条第8号及び別表第二\n"),
    ];
    for (code, from, to) in planted {
        assert!(SAMPLE.contains(from), "{code}: {from}");
        let found = codes(&SAMPLE.replacen(from, to, 1));
        assert!(found.contains(code), "{code} is not among {found:?}");
    }
}

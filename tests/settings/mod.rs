//! `hyoka.yaml`: what is read, what is refused and where, and that its schema says the same.

use hyoka::body::settings::{BodyKind, Read, read};
use hyoka::check::policy::Ruling;
use hyoka::finding::Severity;
use hyoka::form::builtin;
use hyoka::schemas::find;

const WHOLE: &str = "評価実施機関名: 見本市長
機関の種別: 行政機関等
規則:
  C1:
    扱い: 情報
    理由: 段階を踏んで直す
  L152:
    扱い: しない
    理由: |-
      次の版で
      まとめて直す
";

fn settings(text: &str) -> Read {
    read("hyoka.yaml", text.as_bytes())
}

/// Line and message of each finding.
fn refused(text: &str) -> Vec<(usize, String)> {
    let read = settings(text);
    let place = |at| read.source.lines().position(read.source.text(), at).0;
    let findings = read.findings.iter();
    findings
        .map(|finding| (place(finding.span.start), finding.message.clone()))
        .collect()
}

#[test]
fn settings_are_read_with_their_reasons() {
    let read = settings(WHOLE);
    assert_eq!(read.findings, []);
    assert_eq!(read.settings.body.as_deref(), Some("見本市長"));
    assert_eq!(read.settings.kind, Some(BodyKind::National));
    let ruling = |rules: &str, severity, reason: &str| Ruling {
        rules: rules.parse().unwrap(),
        severity,
        reason: reason.to_owned(),
    };
    assert_eq!(
        read.settings.rulings(),
        [
            ruling("C1", Some(Severity::Info), "段階を踏んで直す"),
            ruling("L152", None, "次の版で\nまとめて直す")
        ]
    );
}

#[test]
fn nothing_written_sets_nothing() {
    for text in ["", "# まだ何もない\n", "規則:\n", "評価実施機関名:\n機関の種別:\n"] {
        let read = settings(text);
        assert_eq!(read.findings, [], "{text}");
        assert_eq!(read.settings, hyoka::body::settings::Settings::default(), "{text}");
    }
}

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    for (text, line, message) in [
        ("- 規則\n", 1, "設定は「項目名: 値」の並びで書きます"),
        ("規則: しない\n", 1, "「規則」は、規則の番号ごとに書きます"),
        ("規則: \n  C115: しない\n", 2, "「C115」には、扱いと理由を書きます"),
        (
            "規則: \n  C115:\n    扱い: 情報\n    理由:\n",
            4,
            "C115 の指摘の扱いを変える理由が書かれていません",
        ),
        (
            "規則: \n  C115:\n    理由: 直す\n",
            2,
            "C115 の指摘をどう扱うかが書かれていません",
        ),
        (
            "規則: \n  C115:\n    扱い: 情報\n    理由: 直す\n    期限: 秋\n",
            5,
            "「期限」という設定はありません",
        ),
        (
            "規則: \n  D101:\n    扱い: 情報\n    理由: 直す\n",
            2,
            "D101 の指摘の扱いは変えられません",
        ),
        (
            "規則: \n  再委託:\n    扱い: 情報\n    理由: 直す\n",
            2,
            "「再委託」で始まる番号の規則はありません",
        ),
        ("機関の種別: 市\n", 1, "「機関の種別」に書けない値です"),
        (
            "評価実施機関名:\n  - 見本市長\n",
            2,
            "「評価実施機関名」には文を書きます",
        ),
        ("規則：\n", 1, "「規則」の後の「：」が全角です"),
        ("規則:\n  C115: [\n", 3, "YAML として読めません"),
        ("規則:\n規則:\n", 2, "項目「規則」が二度書かれています"),
    ] {
        let found = refused(text);
        let (at, said) = &found[0];
        assert!(*at == line && said.contains(message), "{text}: {found:?}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_the_rest_holds() {
    let text = format!("{}書式: 明朝\n", WHOLE.replace("扱い: 情報", "扱い: 無視"));
    let messages = refused(&text);
    assert_eq!(
        messages,
        [
            (5, "「扱い」に書けない値です".to_owned()),
            (12, "「書式」という設定はありません".to_owned())
        ]
    );
    assert_eq!(settings(&text).settings.rules.len(), 1);
}

#[test]
fn a_word_nearly_right_is_named() {
    for (text, meant) in [
        ("評価実施機関: 見本市長\n", "評価実施機関名"),
        ("機関の種別: 地方公共団体\n", "地方公共団体等"),
        ("規則:\n  C1155:\n    扱い: 警告\n    理由: 直す\n", "C115"),
        ("規則:\n  C115:\n    扱い: 警告\n    理 由: 直す\n", "理由"),
    ] {
        let found = settings(text).findings;
        assert!(
            found
                .iter()
                .any(|finding| finding.label.contains(&format!("「{meant}」ではありませんか"))),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn the_schema_and_the_reader_agree() {
    let validator = jsonschema::validator_for(&find("hyoka").unwrap().schema).unwrap();
    for (text, sound) in [
        (WHOLE, true),
        ("{}", true),
        ("規則:\n  L:\n    扱い: エラー\n    理由: 期末\n", true),
        ("規則:\n  L:\n    扱い: エラー\n", false),
        ("規則:\n  L:\n    理由: 期末\n", false),
        ("規則:\n  L:\n    扱い: 無視\n    理由: 期末\n", false),
        ("規則:\n  再委託:\n    扱い: エラー\n    理由: 期末\n", false),
        ("規則:\n  L:\n    扱い: エラー\n    理由: ''\n", false),
        ("機関の種別: 市\n", false),
        ("書式: 明朝\n", false),
    ] {
        let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
        assert_eq!(validator.is_valid(&value), sound, "schema: {text}");
        assert_eq!(settings(text).findings.is_empty(), sound, "reader: {text}");
    }
}

#[test]
fn kinds_of_bodies_are_those_of_the_forms() {
    for form in builtin().iter() {
        let Some(item) = form.find("管理/機関の種別") else {
            continue;
        };
        let words: Vec<&str> = item.options.iter().map(|choice| choice.text.as_str()).collect();
        assert_eq!(words, [BodyKind::Local.name(), BodyKind::National.name()]);
    }
}

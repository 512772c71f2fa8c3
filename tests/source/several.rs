//! Faults that do not depend on each other are told in one round, each at its line.

use hyoka::source::Source;

const COMPLETE: &str = include_str!("../check/rules/F101/silent.yaml");

/// The lines of the findings of a text, each once.
fn lines(text: &str) -> Vec<usize> {
    let (source, findings) = Source::read("juten.yaml", text.as_bytes());
    let line = |at: usize| source.lines().position(source.text(), at).0;
    let mut lines: Vec<usize> = findings.iter().map(|finding| line(finding.span.start)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The document with some passages put in place of others, and the lines where they stand.
fn slipped(slips: &[(&str, &str)]) -> (String, Vec<usize>) {
    let mut text = COMPLETE.to_owned();
    let mut wrong = Vec::new();
    for (right, slip) in slips {
        assert_eq!(COMPLETE.matches(right).count(), 1, "{right}");
        let at = COMPLETE.find(right).unwrap();
        wrong.push(COMPLETE[..at].matches('\n').count() + 1);
        text = text.replacen(right, slip, 1);
    }
    wrong.sort_unstable();
    (text, wrong)
}

#[test]
fn four_faults_of_four_parts_are_told_in_one_round() {
    let (text, wrong) = slipped(&[
        ("評価書番号: 21\n", "評価書番号：21\n"),
        (
            "    所属長の役職名: 発達支援課長\n",
            "      所属長の役職名: 発達支援課長\n",
        ),
        ("      保管場所: ・入退室", "      保管場所: @ ・入退室"),
        (
            "    対応方法: 電話で受け付け、記録する。\n",
            "    対応方法: '電話で受け付け、記録する。\n",
        ),
    ]);
    assert_eq!(lines(&text), wrong);
}

#[test]
fn faults_of_one_part_are_told_in_one_round_too() {
    let (text, wrong) = slipped(&[
        ("    事務の名称: 乳幼児", "    事務の名称: %乳幼児"),
        ("      システムの名称: 発達", "      システムの名称: '発達"),
        (
            "    部署: こども部 発達支援課\n    所属長",
            "    部署: こども部: 発達支援課\n    所属長",
        ),
    ]);
    assert_eq!(lines(&text), wrong);
}

#[test]
fn one_fault_is_one_finding() {
    for (right, slip) in [
        (
            "    所属長の役職名: 発達支援課長\n",
            "      所属長の役職名: 発達支援課長\n",
        ),
        (
            "    対応方法: 電話で受け付け、記録する。\n",
            "    対応方法: [電話で受け付け、記録する。\n",
        ),
        ("宣言: |-\n  見本市は", "宣言: |- 見本市は"),
        ("特記事項:\n", "特記事項\n"),
    ] {
        let (text, wrong) = slipped(&[(right, slip)]);
        assert_eq!(lines(&text), wrong, "{slip}");
    }
}

#[test]
fn letters_that_json_writes_as_two_escapes_are_read() {
    let pairs = "\\ud842\\udfb7".repeat(300);
    let keys: Vec<String> = (0..40).map(|key| format!("k{key}: \"{pairs}\"\n")).collect();
    let text = keys.concat();
    let (source, findings) = Source::read("a.yaml", text.as_bytes());
    assert_eq!(findings, []);
    let value = source.root().unwrap().get("k39").unwrap();
    assert_eq!(value.text(), Some("𠮷".repeat(300).as_str()));
    assert_eq!(source.slice(&value.span), format!("\"{pairs}\""));
    // In other quotes they are what they are.
    let (source, _) = Source::read("a.yaml", b"a: '\\ud842\\udfb7'\nb: \\ud842\\udfb7\n");
    assert_eq!(source.root().unwrap().get("a").unwrap().text(), Some("\\ud842\\udfb7"));
}

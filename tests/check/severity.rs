//! How heavy a finding is where that depends on whose work it is or when it was written.

use hyoka::answers;
use hyoka::check::check;
use hyoka::finding::Severity;
use hyoka::form::builtin;
use jiff::civil::date;

/// The severities of the findings of one code, in the order of the text.
fn severities(code: &str, text: &str) -> Vec<Severity> {
    let read = answers::read(builtin(), "a.yaml", format!("様式: 重点項目評価書\n{text}").as_bytes());
    let found = check(read.assessment.as_ref().unwrap(), date(2026, 11, 23));
    let all = read.findings.iter().chain(&found);
    all.filter(|finding| finding.code == code)
        .map(|finding| finding.severity)
        .collect()
}

#[test]
fn a_day_of_the_old_era_stops_nobody_if_it_was_right_when_published() {
    let held = "特定個人情報ファイル: [{番号: 1, 基本情報: {保有開始日: 平成32年4月1日}}]\n";
    let text = |published| format!("公表日: {published}\n特記事項: 平成32年4月1日に始める。\n{held}");
    for (published, severity) in [
        ("2019-04-30", Severity::Info),
        ("平成31年4月30日", Severity::Info),
        ("2019-05-01", Severity::Error),
        ("", Severity::Error),
    ] {
        for code in ["D101", "D144"] {
            assert_eq!(severities(code, &text(published)), [severity], "{code} {published}");
        }
    }
}

#[test]
fn a_day_of_the_old_era_keeps_its_words_on_the_page() {
    let text = "様式: 重点項目評価書\n公表日: 2019-04-30\n特定個人情報ファイル: [{番号: 1, 基本情報: {保有開始日: 平成32年4月1日}}]\n";
    let read = answers::read(builtin(), "a.yaml", text.as_bytes());
    let assessment = read.assessment.unwrap();
    assert_eq!(
        assessment.at("特定個人情報ファイル/基本情報/保有開始日").text(),
        "平成32年4月1日"
    );
}

#[test]
fn an_end_without_its_day_is_an_error_and_a_planned_end_is_not() {
    let text =
        |rest| format!("評価書名: 給付事務 重点項目評価書【令和9年3月31日終了】\n公表日: 2026-04-01\n管理:\n{rest}");
    assert_eq!(
        severities("C148", &text("  実施種別: 修正\n")),
        [Severity::Error, Severity::Info]
    );
    assert_eq!(
        severities("C148", &text("  事務の終了日: 2027-03-31\n")),
        [Severity::Info]
    );
}

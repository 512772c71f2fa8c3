//! The rules of the steps before publication in the cases that their fixtures, one finding a line, cannot show.

use hyoka::answers;
use hyoka::check::check;
use hyoka::finding::{Finding, Severity};
use hyoka::form::builtin;
use jiff::civil::date;

const MANDATORY: &str = "基礎項目評価及び全項目評価の実施が義務付けられる";
const FREE: &str = "基礎項目評価の実施が義務付けられる（任意に全項目評価を実施）";

/// The findings of one rule on an assessment of 様式4 with this result, these steps, and this rest.
fn found(code: &str, result: &str, steps: &str, rest: &str) -> Vec<Finding> {
    let text =
        format!("様式: 全項目評価書\n評価実施手続: {{基礎項目評価: {{しきい値判断結果: {result}}}{steps}}}\n{rest}");
    let read = answers::read(builtin(), "steps.yaml", text.as_bytes());
    assert!(
        read.findings
            .iter()
            .all(|finding| ["F101", "F121"].contains(&finding.code)),
        "{:?}",
        read.findings
    );
    let findings = check(&read.assessment.unwrap(), date(2026, 11, 23));
    findings.into_iter().filter(|finding| finding.code == code).collect()
}

fn consulted(days: &str) -> String {
    format!(", 意見の聴取: {{方法: 公示, 実施日・期間: {days}}}")
}

#[test]
fn a_consultation_that_ends_before_it_begins_is_wrong_even_where_it_is_free() {
    for result in [MANDATORY, FREE] {
        let found = found("D139", result, &consulted("令和8年5月7日から令和8年4月1日まで"), "");
        assert!(found[0].message.contains("始まり（令和8年5月7日）より前"), "{found:?}");
    }
}

#[test]
fn a_short_consultation_is_free_to_be_short() {
    let days = consulted("令和8年4月1日から4月7日まで");
    assert_eq!(found("D139", FREE, &days, ""), []);
    assert_eq!(found("D139", MANDATORY, &days, "").len(), 1);
}

#[test]
fn a_national_body_needs_an_approval_and_no_review() {
    let days = consulted("令和8年4月1日から5月7日まで");
    let lacking = found("C140", MANDATORY, &days, "管理: {機関の種別: 行政機関等}\n");
    assert!(
        lacking.len() == 1 && lacking[0].message.contains("承認日"),
        "{lacking:?}"
    );
    let approved = "管理: {機関の種別: 行政機関等}\n承認日: 2026-06-01\n";
    assert_eq!(found("C140", MANDATORY, &days, approved), []);
}

#[test]
fn an_unknown_body_needs_a_review_or_an_approval() {
    let days = consulted("令和8年4月1日から5月7日まで");
    assert_eq!(found("C140", MANDATORY, &days, "").len(), 1);
    assert_eq!(found("C140", MANDATORY, &days, "承認日: 2026-06-01\n"), []);
}

#[test]
fn nothing_is_left_out_where_the_evaluation_is_free() {
    assert_eq!(found("C140", FREE, "", "管理: {機関の種別: 地方公共団体等}\n"), []);
    let approved = "管理: {機関の種別: 地方公共団体等}\n承認日: 2026-06-01\n";
    assert_eq!(found("C140", FREE, "", approved)[0].severity, Severity::Warning);
}

#[test]
fn an_approval_before_its_submission_is_out_of_order() {
    let steps = ", 委員会の承認: {提出日: 2026-06-10}";
    let found = found("D141", MANDATORY, steps, "承認日: 2026-06-01\n");
    assert!(
        found[0].message.starts_with("委員会の承認（令和8年6月1日）"),
        "{found:?}"
    );
}

#[test]
fn a_national_body_that_is_no_government_is_only_told() {
    let standard =
        "リスク対策: [{保管・消去: {漏えい・滅失・毀損リスク: {NISC政府機関統一基準群: 政府機関ではない}}}]\n";
    let national = found(
        "C191",
        FREE,
        "",
        &format!("管理: {{機関の種別: 行政機関等}}\n{standard}"),
    );
    assert_eq!(national[0].severity, Severity::Info);
    assert_eq!(found("C191", FREE, "", standard), []);
}

#[test]
fn a_register_that_is_not_published_has_no_place() {
    let register = "開示請求・問合せ: {開示・訂正・利用停止請求: {個人情報ファイル簿の公表: 行っていない, 公表場所: 情報公開コーナー}}\n";
    assert_eq!(found("C193", FREE, "", register)[0].severity, Severity::Warning);
}

//! What the law asks for, by what the newer version tells of its differences.

use hyoka::change::rows;
use hyoka::table::decision::Decision;
use hyoka::table::procedure::{Procedure, procedure_of};

use super::read;

/// An assessment whose 保管場所 is told, with a row for its change that is explained so.
fn version(form: &str, body: &str, result: &str, storage: &str, explanation: Option<&str>) -> String {
    let row = explanation.map_or(String::new(), |explanation| {
        format!(
            "変更箇所:\n  - 変更日: 2026-06-01\n    項目: Ⅱ-6 保管場所\n    変更前の記載: 一階\n    変更後の記載: 二階\n    提出時期に係る説明: {explanation}\n"
        )
    });
    format!(
        "様式: {form}\n評価実施手続:\n  基礎項目評価:\n    しきい値判断結果: {result}\n特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: {storage}\n管理:\n  機関の種別: {body}\n{row}"
    )
}

const LOCAL: &str = "地方公共団体等";
const AGENCY: &str = "行政機関等";
const ALL: &str = "基礎項目評価及び全項目評価の実施が義務付けられる";
const MAIN: &str = "基礎項目評価及び重点項目評価の実施が義務付けられる";
const IMPORTANT: &str = "重要な変更に該当するため";

fn asked(old: &str, new: &str) -> Procedure {
    let (old, new) = (read("old.yaml", old), read("new.yaml", new));
    let rows = rows(&old, &new).unwrap();
    procedure_of(&old, &new, &rows, false).unwrap()
}

fn steps(procedure: &Procedure) -> Vec<&str> {
    procedure.steps.iter().map(|step| step.name).collect()
}

#[test]
fn an_important_change_asks_for_the_whole_procedure_of_its_form_and_body() {
    for (form, body, result, names) in [
        (
            "全項目評価書",
            LOCAL,
            ALL,
            &["再実施", "意見の聴取", "第三者点検", "提出・公表"][..],
        ),
        (
            "全項目評価書",
            AGENCY,
            ALL,
            &["再実施", "意見の聴取", "承認", "提出・公表"],
        ),
        (
            "重点項目評価書",
            LOCAL,
            MAIN,
            &["再実施", "意見の聴取・第三者点検", "提出・公表"],
        ),
    ] {
        let old = version(form, body, result, "一階", None);
        let new = version(form, body, result, "二階", Some(IMPORTANT));
        let procedure = asked(&old, &new);
        assert_eq!(steps(&procedure), names, "{form} {body}");
        assert!(procedure.steps[0].what.contains("変更の前に"));
        assert!(procedure.undecided.is_empty());
    }
}

#[test]
fn an_urgent_change_is_evaluated_again_afterwards() {
    let old = version("全項目評価書", LOCAL, ALL, "一階", None);
    let urgent = Decision::Urgent.explanation(true);
    let procedure = asked(&old, &version("全項目評価書", LOCAL, ALL, "二階", Some(urgent)));
    assert_eq!(steps(&procedure), ["再実施", "意見の聴取", "第三者点検", "提出・公表"]);
    assert!(procedure.steps[0].what.contains("変更の後、速やかに"));
    assert!(procedure.steps[0].law.contains("規則第9条第2項"));
    // A contact for emergencies is another matter.
    let contact = "緊急連絡先の名称の変更であり、重要な変更に当たらない。";
    let procedure = asked(&old, &version("全項目評価書", LOCAL, ALL, "二階", Some(contact)));
    assert_eq!(steps(&procedure), ["修正"]);
}

#[test]
fn every_decision_is_followed_by_something_to_do() {
    let old = version("重点項目評価書", LOCAL, MAIN, "一階", None);
    for decision in Decision::offered(true) {
        let explanation = decision.explanation(true);
        let procedure = asked(&old, &version("重点項目評価書", LOCAL, MAIN, "二階", Some(explanation)));
        let first = match decision {
            Decision::Important | Decision::Urgent => "再実施",
            Decision::Typo
            | Decision::Formal
            | Decision::Mitigating
            | Decision::Slight
            | Decision::Ahead
            | Decision::Done => "修正",
        };
        assert_eq!(procedure.steps[0].name, first, "{decision:?}");
        assert!(procedure.undecided.is_empty());
    }
}

#[test]
fn an_exception_asks_for_a_revision_alone() {
    let old = version("全項目評価書", LOCAL, ALL, "一階", None);
    let new = version(
        "全項目評価書",
        LOCAL,
        ALL,
        "二階",
        Some("リスクを明らかに軽減させる変更であり、重要な変更に当たらない。"),
    );
    let procedure = asked(&old, &new);
    assert_eq!(steps(&procedure), ["修正"]);
    assert!(procedure.steps[0].law.contains("第14条"));
}

#[test]
fn before_a_decision_nothing_is_promised() {
    let old = version("重点項目評価書", LOCAL, MAIN, "一階", None);
    for explanation in [None, Some("")] {
        let procedure = asked(&old, &version("重点項目評価書", LOCAL, MAIN, "二階", explanation));
        assert_eq!(procedure.undecided, [0]);
        assert_eq!(steps(&procedure), [] as [&str; 0]);
    }
    assert_eq!(steps(&asked(&old, &old)), [] as [&str; 0]);
}

#[test]
fn a_raised_threshold_result_asks_for_the_evaluation_of_its_level() {
    let light = "基礎項目評価の実施が義務付けられる（任意に重点項目評価を実施）";
    let old = version("重点項目評価書", LOCAL, light, "一階", None);
    let new = version("重点項目評価書", LOCAL, MAIN, "一階", None);
    let procedure = asked(&old, &new);
    let change = procedure.threshold.as_ref().unwrap();
    assert!(change.raised);
    assert_eq!((change.before.as_str(), change.after.as_str()), (light, MAIN));
    assert_eq!(procedure.steps[0].name, "再実施");
    assert!(procedure.steps[0].what.contains("速やかに"));
    // What is no longer mandatory may stay as it is.
    let lowered = asked(&new, &old);
    assert!(!lowered.threshold.as_ref().unwrap().raised);
    assert_eq!(steps(&lowered), ["修正"]);
}

//! `hyoka explain`: the page of a rule, the list of all, and codes that are none.

use hyoka::check::rules;

use super::{assert_japanese, hyoka};

#[test]
fn the_page_of_a_rule_says_what_why_and_on_what_ground() {
    let ran = hyoka(&["explain", "C115"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in [
        "C115",
        "subcontract-scope-without-subcontract",
        "エラー",
        "確かめること: ",
        "なぜ: ",
        "根拠: ",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
}

#[test]
fn a_code_may_be_typed_in_any_width_and_case() {
    let page = hyoka(&["explain", "C115"]).out;
    for code in ["c115", "Ｃ１１５"] {
        assert_eq!(hyoka(&["explain", code]).out, page, "{code}");
    }
}

#[test]
fn the_list_has_a_line_for_every_rule() {
    let ran = hyoka(&["explain"]);
    assert_eq!(ran.code, 0);
    let codes: Vec<&str> = ran.out.lines().filter_map(|line| line.split(' ').next()).collect();
    let known: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert_eq!(codes, known);
}

#[test]
fn an_item_is_explained_by_number_or_name_in_the_form_that_was_meant_or_in_all() {
    let ran = hyoka(&["explain", "平成30年5月", "様式3", "Ⅱ-6"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("Ⅱ-6 保管場所（平成30年5月 様式3 重点項目評価書）\n"),
        "{}",
        ran.out
    );
    for words in [
        "書くこと: ",
        "※: 重要な変更",
        "点検で問われること:",
        "読む人に伝えること: ",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    let all = hyoka(&["explain", "再委託の有無"]).out;
    assert_eq!(all.matches("再委託の有無（").count(), 2, "{all}");
    // Of a whole part a line an item.
    let part = hyoka(&["explain", "様式4 Ⅲ-7"]).out;
    assert!(part.contains("保管・消去") || part.lines().count() > 10, "{part}");
    assert!(!part.contains("点検で問われること:"), "{part}");
    let report: serde_json::Value = serde_json::from_str(&hyoka(&["explain", "Ⅱ-6", "--format=json"]).out).unwrap();
    assert_eq!(report["rules"], serde_json::json!([]));
    assert!(report["items"].as_array().unwrap().len() > 2);
    let schema = hyoka::schemas::find("explain").unwrap().schema;
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report));
}

#[test]
fn an_item_that_no_form_has_ends_with_2() {
    let ran = hyoka(&["explain", "再委託の有むう"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「再委託の有無」ではありませんか"), "{}", ran.err);
}

#[test]
fn an_unknown_code_ends_with_2() {
    let ran = hyoka(&["explain", "C999"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「C999」という番号の規則はありません"), "{}", ran.err);
    assert_japanese(&ran.err);
}

#[test]
fn json_is_one_object_with_rules_that_its_schema_knows() {
    let schema = hyoka::schemas::find("explain").unwrap().schema;
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (arguments, count) in [
        (&["explain", "--format", "json"][..], rules().len()),
        (&["explain", "c115", "--format=json"], 1),
    ] {
        let ran = hyoka(arguments);
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(report["version"], 1);
        assert_eq!(report["rules"].as_array().unwrap().len(), count);
        assert!(validator.is_valid(&report));
    }
    let report = hyoka(&["explain", "C198", "--format", "json"]).out;
    assert!(
        report.contains("\"looks_at\": \"body\"") && report.contains("\"firm\": false"),
        "{report}"
    );
}

#[test]
fn the_page_and_the_json_say_the_same() {
    for rule in rules() {
        let page = hyoka::check::page::text(rule);
        for words in [rule.checks, rule.why, rule.law.text()] {
            assert!(page.contains(words), "{}", rule.code);
        }
    }
}

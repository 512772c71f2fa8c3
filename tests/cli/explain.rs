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
fn an_unknown_code_ends_with_2() {
    let ran = hyoka(&["explain", "C999"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「C999」という番号の規則はありません"), "{}", ran.err);
    assert_japanese(&ran.err);
}

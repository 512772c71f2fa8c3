//! What becomes of findings under settings, chosen rules and comments that accept them.

use hyoka::check::page::LooksAt;
use hyoka::check::policy::{Judged, Policy, Ruling};
use hyoka::check::selector::Selector;
use hyoka::finding::{Finding, Severity};
use hyoka::source::Source;

const BODY: &str = "評価実施機関名: 見本市";

fn finding(code: &'static str, severity: Severity, text: &str, word: &str) -> Finding {
    let at = text.find(word).unwrap();
    Finding::new(code, severity, at..at + word.len())
        .message("違う")
        .label("直す")
}

fn judged(policy: &Policy, text: &str, findings: Vec<Finding>) -> Judged {
    let (source, _) = Source::read("a.yaml", text.as_bytes());
    policy.apply(&source, findings, LooksAt::Together)
}

/// The codes that a policy lets through, of one finding each of a text without comments.
fn through(policy: &Policy) -> Vec<String> {
    let all = [
        ("S103", Severity::Error),
        ("S109", Severity::Warning),
        ("F101", Severity::Error),
        ("F106", Severity::Error),
        ("C115", Severity::Error),
        ("C163", Severity::Warning),
        ("L152", Severity::Warning),
    ];
    let findings = all.map(|(code, severity)| finding(code, severity, BODY, "見本市"));
    let judged = judged(policy, BODY, findings.to_vec());
    let shown = judged.findings.iter();
    shown
        .map(|finding| format!("{}{}", finding.code, &finding.severity.name()[..3]))
        .collect()
}

fn selectors(words: &[&str]) -> Vec<Selector> {
    words.iter().map(|word| word.parse().unwrap()).collect()
}

fn ruling(rules: &str, severity: Option<Severity>) -> Ruling {
    Ruling {
        rules: rules.parse().unwrap(),
        severity,
        reason: "理由".to_owned(),
    }
}

#[test]
fn what_keeps_a_file_from_being_checked_is_told_whatever_is_chosen() {
    let select = Policy {
        select: selectors(&["L"]),
        ..Policy::default()
    };
    assert_eq!(through(&select), ["F106エ", "L152警", "S103エ"]);
    let ignore = Policy {
        ignore: selectors(&["S", "F", "C1", "l152"]),
        ..Policy::default()
    };
    assert_eq!(through(&ignore), ["F106エ", "S103エ"]);
}

#[test]
fn the_narrowest_setting_holds_and_firm_rules_keep_their_severity() {
    let policy = Policy {
        rulings: vec![
            ruling("C115", Some(Severity::Info)),
            ruling("C", None),
            ruling("C1", None),
            ruling("L", Some(Severity::Error)),
            ruling("F", None),
            ruling("S", None),
        ],
        ..Policy::default()
    };
    assert_eq!(through(&policy), ["C115情", "F101エ", "F106エ", "L152エ", "S103エ"]);
}

#[test]
fn strict_fails_on_warnings_and_nothing_fails_on_infos() {
    let strict = Policy {
        strict: true,
        ..Policy::default()
    };
    assert!(strict.fails(0, 1) && strict.fails(1, 0) && !strict.fails(0, 0));
    assert!(Policy::default().fails(1, 0) && !Policy::default().fails(0, 9));
}

#[test]
fn a_choice_that_leaves_no_rule_is_known() {
    let policy = |select: &[&str], ignore: &[&str]| Policy {
        select: selectors(select),
        ignore: selectors(ignore),
        ..Policy::default()
    };
    assert!(policy(&[], &["C"]).leaves_any());
    assert!(policy(&["C"], &["C115"]).leaves_any());
    assert!(!policy(&["C1"], &["C"]).leaves_any());
}

#[test]
fn selectors_take_any_width_and_know_what_was_meant() {
    assert!("ｃ１".parse::<Selector>().unwrap().covers("C115"));
    let meant = |word: &str| word.parse::<Selector>().unwrap_err().meant;
    assert_eq!(meant("C1155"), Some("C115"));
    assert_eq!(meant("B115"), Some("C115"));
    assert_eq!(meant("subcontract-scope-without-subcontract"), Some("C115"));
    assert_eq!(meant("再委託"), None);
    assert_eq!(meant(""), None);
}

#[test]
fn a_comment_accepts_one_code_at_one_line() {
    let text = "a: 見本市 # hyoka: C163 共同で実施する\nb: 見本町\n";
    let findings = vec![
        finding("C163", Severity::Warning, text, "見本市"),
        finding("L152", Severity::Warning, text, "見本市"),
        finding("C163", Severity::Warning, text, "見本町"),
    ];
    let judged = judged(&Policy::default(), text, findings);
    let left: Vec<&str> = judged.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(left, ["L152", "C163"]);
    assert_eq!(judged.accepted.len(), 1);
    assert_eq!(judged.accepted[0].by.reason, "共同で実施する");
}

#[test]
fn a_comment_above_speaks_of_the_next_line_that_is_no_comment() {
    let text = "# hyoka: C163 共同で実施する\n# 覚え書き\na: 見本市\nb: 見本町\n";
    let accepted = |word| {
        judged(
            &Policy::default(),
            text,
            vec![finding("C163", Severity::Warning, text, word)],
        )
    };
    assert_eq!(accepted("見本市").accepted.len(), 1);
    let other = accepted("見本町");
    let codes: Vec<&str> = other.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["S113", "C163"]);
}

#[test]
fn a_blank_line_ends_what_a_comment_above_speaks_of() {
    let text = "# hyoka: C163 共同で実施する\n\na: 見本市\n";
    let judged = judged(
        &Policy::default(),
        text,
        vec![finding("C163", Severity::Warning, text, "見本市")],
    );
    assert_eq!(judged.accepted, []);
    assert_eq!(judged.findings.len(), 2);
}

#[test]
fn an_acceptance_is_not_gone_because_its_rule_is_ignored() {
    let text = "a: 見本市 # hyoka: C163 共同で実施する\n";
    let policy = Policy {
        ignore: selectors(&["C163"]),
        ..Policy::default()
    };
    let judged = judged(&policy, text, vec![finding("C163", Severity::Warning, text, "見本市")]);
    assert_eq!(
        (judged.findings.len(), judged.accepted.len(), judged.used.len()),
        (0, 0, 1)
    );
}

#[test]
fn an_acceptance_of_what_only_a_body_shows_waits() {
    let text = "a: 21 # hyoka: C198 統合の途中で同じ番号を使う\n";
    let judged = judged(&Policy::default(), text, Vec::new());
    assert_eq!((judged.findings.len(), judged.waiting.len()), (0, 1));
    let (source, _) = Source::read("a.yaml", text.as_bytes());
    let later = Policy::default().apply_later(&source, vec![finding("C198", Severity::Error, text, "21")]);
    assert_eq!((later.findings.len(), later.accepted.len()), (0, 1));
    assert_eq!(later.used, judged.waiting);
}

#[test]
fn no_comment_is_read_in_the_authors_text() {
    let text = "a: |-\n  見本市\n  # hyoka: C163 これは文章\n";
    let judged = judged(
        &Policy::default(),
        text,
        vec![finding("C163", Severity::Warning, text, "見本市")],
    );
    assert_eq!((judged.findings.len(), judged.accepted.len()), (1, 0));
}

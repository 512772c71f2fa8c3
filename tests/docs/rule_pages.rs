//! `docs/rules/`: a page a rule and the list of all, written from the registry.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hyoka::check::page::{self, FAMILIES};
use hyoka::check::{Rule, evidence, rules};

use super::{hold, names, root};

/// A longer fixture explains nothing.
const LONGEST_EXAMPLE: usize = 47;

/// The fixture in which the rule fires, if it is a text that a page can show.
fn example(rule: &Rule) -> Option<String> {
    let path = root().join(format!("tests/check/rules/{}/fires.yaml", rule.code));
    let text = std::fs::read_to_string(path).ok()?.replace("\r\n", "\n");
    (text.lines().count() <= LONGEST_EXAMPLE && !text.contains("```")).then(|| text.trim_end().to_owned())
}

fn whole(rule: &Rule) -> String {
    let mut page = page::markdown(rule);
    if let Some(example) = example(rule) {
        let _ = write!(
            page,
            "\n## 見つかる例\n\n`# {}:` の行は、その次の行に対して hyoka が示すメッセージです。評価書の一部だけを示しています。\n\n\
             ```yaml\n{example}\n```\n",
            rule.code,
        );
    }
    page
}

fn list() -> String {
    let of = &evidence::book().of;
    let mut list = format!(
        "# 規則の一覧\n\n\
        `hyoka check` が確かめることの一覧です。同じ説明を `hyoka explain 番号` でも見られます。\n\n\
        重さは三つあります。**エラー**は様式や法令に反しているもの、**警告**はおそらく誤りで人が判断するもの、\
        **情報**は知っておくとよいものです。規則によっては、場合により重さが変わります。\
        **試行**とあるものは、文章の言葉からの推測で、公表された評価書で正しい指摘がまだ確かめられていないものです。`--preview` を付けたとき、\
        番号を名指しで選んだとき、エディタの中でだけ示します。\n\n\
        各ページの「実物での結果」は、市町村などが公表した評価書の全文で、いくつ見つけ、そのうちいくつが誤りだったかです（今ある実物は、{of}）。数が0の規則は、この実物では何も見つけていません。\n\n\
        このフォルダは規則の登録簿から作られています。手で直さず、`CONTRIBUTING.md` の手順で作り直してください。\n"
    );
    for (letter, name, about) in FAMILIES {
        let family: Vec<&Rule> = rules().iter().filter(|rule| rule.code.starts_with(letter)).collect();
        if family.is_empty() {
            continue;
        }
        let _ = write!(
            list,
            "\n## {letter} {name}\n\n{about}。\n\n| 番号 | 重さ | 確かめること |\n|---|---|---|\n"
        );
        for rule in family {
            let checks = rule.checks.replace('|', "\\|");
            let _ = writeln!(
                list,
                "| [{0}]({0}.md) | {1} | {checks} |",
                rule.code,
                page::weight(rule)
            );
        }
    }
    list
}

#[test]
fn pages_of_the_rules_are_what_the_registry_says() {
    for rule in rules() {
        hold(&format!("docs/rules/{}.md", rule.code), &whole(rule));
    }
    hold("docs/rules/README.md", &list());
}

#[test]
fn every_page_belongs_to_a_rule() {
    let mut known: BTreeSet<String> = rules().iter().map(|rule| format!("{}.md", rule.code)).collect();
    known.insert("README.md".to_owned());
    let strangers: Vec<String> = names("docs/rules")
        .into_iter()
        .filter(|name| !known.contains(name))
        .collect();
    assert_eq!(
        strangers,
        Vec::<String>::new(),
        "codes are never reused: say so, or delete the page"
    );
}

#[test]
fn every_rule_is_of_a_family_that_the_list_shows() {
    for rule in rules() {
        assert!(
            FAMILIES.iter().any(|(letter, ..)| rule.code.starts_with(*letter)),
            "{}",
            rule.code
        );
    }
}

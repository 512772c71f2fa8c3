//! Citations and names made from the data of `schemas/law/`, right and wrong ones mixed: each wrong one is told, no right one is.

use std::collections::BTreeMap;

use hyoka::answers;
use hyoka::check::check;
use hyoka::form::builtin;
use hyoka::law::{Kind, Row, State, meanings, names, states};
use jiff::civil::date;

/// The rules that hold texts against the data.
const RULES: [&str; 5] = ["L230", "L231", "L232", "L233", "L234"];

/// A sentence and the rule that tells it.
type Planted = (String, Option<&'static str>);

fn state() -> &'static State {
    states().next().unwrap()
}

/// The rules that speak of each line of 特記事項.
fn told(lines: &[String]) -> BTreeMap<usize, Vec<&'static str>> {
    let head = "様式: 重点項目評価書\n公表日: 2026-06-30\n特記事項: |-\n";
    let mut text = String::from(head);
    for line in lines {
        text.extend(["  ・", line, "\n"]);
    }
    let mut found: BTreeMap<usize, Vec<&'static str>> = BTreeMap::new();
    for (line, code) in findings(&text) {
        found.entry(line - head.lines().count() - 1).or_default().push(code);
    }
    found
}

fn findings(text: &str) -> Vec<(usize, &'static str)> {
    let read = answers::read(builtin(), "planted.yaml", text.as_bytes());
    let assessment = read.assessment.unwrap();
    let found = check(&assessment, date(2026, 11, 23));
    let own = found.into_iter().filter(|finding| RULES.contains(&finding.code));
    own.map(|finding| (text[..finding.span.start].lines().count(), finding.code))
        .collect()
}

fn hold(planted: &[Planted]) {
    let lines: Vec<String> = planted.iter().map(|(line, _)| line.clone()).collect();
    let told = told(&lines);
    for (at, (line, code)) in planted.iter().enumerate() {
        let expected: Vec<&str> = code.iter().copied().collect();
        assert_eq!(told.get(&at).cloned().unwrap_or_default(), expected, "{line}");
    }
}

#[test]
fn every_article_paragraph_and_item_is_known_and_the_next_one_is_not() {
    let mut planted: Vec<Planted> = Vec::new();
    for article in &state().articles {
        let name = article.name();
        let last = article.paragraphs();
        planted.push((format!("番号法{name}による。"), None));
        planted.push((format!("番号法{name}第{last}項の規定"), None));
        planted.push((format!("マイナンバー法{name}第{}項の規定", last + 1), Some("L230")));
        for (at, items) in article.items.iter().enumerate().filter(|(_, items)| **items > 0) {
            let paragraph = at + 1;
            planted.push((format!("番号利用法{name}第{paragraph}項第{items}号に定める場合"), None));
            planted.push((
                format!("番号法{name}第{paragraph}項第{}号に定める場合", items + 1),
                Some("L230"),
            ));
        }
        if article.items.iter().all(|items| *items == 0) {
            planted.push((format!("番号法{name}第1号に定める場合"), Some("L230")));
        }
    }
    for number in [0, 58, 99, 100] {
        planted.push((format!("番号法第{number}条の規定"), Some("L230")));
    }
    planted.push(("番号法第18条の9".to_owned(), Some("L230")));
    assert!(planted.len() > 300);
    hold(&planted);
}

#[test]
fn articles_of_other_laws_are_nobodys_business() {
    let planted: Vec<Planted> = [
        "住民基本台帳法第30条の10、第99条第30項",
        "見本市個人番号の利用に関する条例第99条及び別表第200の項",
        "特定個人情報保護評価に関する規則第99条",
        "特定個人情報保護評価指針第99の9",
        "番号法施行令第99条、番号法施行規則第300条",
        "番号法第9条第2項及び見本市条例第99条第1号",
        "番号法第19条第8号に基づく主務省令第2条の表の200の項",
        "番号法別表の主務省令で定める事務を定める命令第300条",
        "旧番号法第99条、改正前の番号法第98条",
        "番号法附則第99条",
        "地方税法第300条の2第30項第40号",
    ]
    .into_iter()
    .map(|line| (line.to_owned(), None))
    .collect();
    hold(&planted);
}

fn with_row(name: &str, told: &str, basis: &str) -> Vec<&'static str> {
    let text = format!(
        "様式: 重点項目評価書\n評価書名: {name}に関する事務 重点項目評価書\n公表日: 2026-06-30\n基本情報:\n  事務:\n    事務の名称: {name}に関する事務\n    事務の内容: {told}に基づく事務\n  個人番号の利用:\n    法令上の根拠: {basis}\n"
    );
    findings(&text).into_iter().map(|(_, code)| code).collect()
}

#[test]
fn every_row_fits_its_own_law_and_no_row_behind_the_last_does() {
    let rows: Vec<&Row> = state().rows().iter().collect();
    for row in &rows {
        let basis = format!("番号法第9条第1項及び別表の{}の項", row.number);
        assert_eq!(
            with_row(&row.laws[0], &row.laws[0], &basis),
            Vec::<&str>::new(),
            "{}",
            row.number
        );
    }
    for number in ["137", "200", "36の3", "14の3"] {
        let basis = format!("番号法別表第{number}項");
        assert_eq!(with_row("見本", "見本法", &basis), ["L230"], "{number}");
    }
}

#[test]
fn a_row_of_another_law_is_told() {
    for former in &meanings().former_rows {
        let basis = format!("番号法第9条第1項 別表の{}の項", former.number);
        let gone = state().row(&former.number).is_none();
        for word in &former.words {
            let code = if gone { "L230" } else { "L231" };
            assert_eq!(with_row(word, &former.law, &basis), [code], "{word}");
        }
        let both = format!("番号法別表の{}の項", former.now);
        assert_eq!(with_row(&former.words[0], &former.law, &both), Vec::<&str>::new());
    }
    // A law that 別表 names once, beside the row of another one.
    let mut wrong = 0;
    let short = |row: &&Row| row.laws.len() == 1 && row.laws[0].chars().count() > 5 && row.laws[0].ends_with("保険法");
    let rows: Vec<&Row> = state().rows().iter().filter(short).collect();
    for (row, other) in rows.iter().zip(rows.iter().cycle().skip(3)) {
        let (law, stem) = (&row.laws[0], row.laws[0].strip_suffix('法').unwrap());
        if law != &other.laws[0] && !law.contains(other.laws[0].strip_suffix('法').unwrap()) {
            let basis = format!("番号法第9条第1項、別表の{}の項", other.number);
            assert_eq!(with_row(stem, law, &basis), ["L231"], "{law} {}", other.number);
            wrong += 1;
        }
    }
    assert!(wrong > 3, "{wrong}");
}

#[test]
fn a_number_beside_the_words_of_another_provision_is_told() {
    let mut planted: Vec<Planted> = Vec::new();
    for provision in &meanings().provisions {
        let number = provision.number().unwrap();
        let word = &provision.words[0];
        for other in 1..=17 {
            let code = provision.is_wrong(other).then_some("L232");
            match provision.paragraph {
                Some(_) if other <= 16 => {
                    planted.push((format!("{word}（番号法第2条第{other}項）を扱う。"), code));
                    planted.push((format!("番号法第2条第{other}項に規定する{word}をいう。"), code));
                }
                Some(_) => {}
                None => planted.push((format!("番号法第19条第{other}号（{word}に関する提供）"), code)),
            }
        }
        assert!(!provision.is_wrong(number));
    }
    planted.push(("番号法第2条第8項に規定する特定個人情報保護評価".to_owned(), None));
    planted.push((
        "番号法第19条第10号（情報提供ネットワークシステム、条例事務）".to_owned(),
        None,
    ));
    assert!(planted.iter().filter(|(_, code)| code.is_some()).count() > 40);
    hold(&planted);
}

#[test]
fn every_name_is_right_and_one_wrong_letter_makes_it_wrong() {
    let mut planted: Vec<Planted> = Vec::new();
    for named in names().iter() {
        planted.push((format!("職員は{}に基づき扱う。", named.name), None));
        if !named.is_looked_for() || named.name.contains("番号の利用等") {
            continue;
        }
        let letters: Vec<char> = named.name.chars().collect();
        let mut wrong = letters.clone();
        wrong[letters.len() / 2] = '仮';
        let wrong: String = wrong.into_iter().collect();
        planted.push((format!("職員は{wrong}に基づき扱う。"), Some("L233")));
        if named.kind == Kind::Law && letters.len() > 9 {
            let mut short = letters.clone();
            short.remove(letters.len() / 2);
            let short: String = short.into_iter().collect();
            planted.push((format!("これは{short}による。"), Some("L233")));
        }
    }
    assert!(planted.iter().filter(|(_, code)| code.is_some()).count() > 150);
    hold(&planted);
}

#[test]
fn every_number_of_a_law_is_right_and_the_next_one_is_wrong() {
    let mut planted: Vec<Planted> = Vec::new();
    for named in names().iter() {
        let Some(number) = &named.number else { continue };
        let number = &number.text;
        let (before, running) = number.strip_suffix('号').unwrap().rsplit_once('第').unwrap();
        let wrong = format!("{before}第{}号", running.parse::<u32>().unwrap() + 1);
        planted.push((format!("{}（{number}。以下「法」という。）", named.name), None));
        planted.push((format!("{}（{wrong}）", named.name), Some("L234")));
    }
    planted.push(("見本市個人情報条例（平成27年見本市条例第30号）".to_owned(), None));
    planted.push((
        "国民年金法等の一部を改正する法律（平成16年法律第104号）".to_owned(),
        None,
    ));
    assert!(planted.len() > 200);
    hold(&planted);
}

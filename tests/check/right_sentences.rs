//! Sentences as officers rightly write them, put into the sample city's assessments: no rule may say anything of them.

use std::collections::BTreeSet;
use std::path::Path;

use hyoka::answers;
use hyoka::check::check;
use hyoka::form::builtin;
use jiff::civil::date;
use serde_yaml::Value;

const SENTENCES: &str = include_str!("right_sentences.yaml");

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments").join(file);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Code and message of every finding of an assessment.
fn findings(assessment: &Value) -> BTreeSet<(&'static str, String)> {
    let text = serde_yaml::to_string(assessment).unwrap();
    let read = answers::read(builtin(), "a.yaml", text.as_bytes());
    let assessment = read.assessment.unwrap();
    let found = read.findings.into_iter().chain(check(&assessment, date(2026, 11, 23)));
    found.map(|finding| (finding.code, finding.message)).collect()
}

/// The answer at a path such as `変更箇所[-1]/変更後の記載`.
fn at<'a>(mut value: &'a mut Value, path: &str) -> &'a mut Value {
    for step in path.split('/') {
        let (key, index) = match step.split_once('[') {
            Some((key, index)) => (key, Some(index.trim_end_matches(']'))),
            None => (step, None),
        };
        value = &mut value[key];
        if let Some(index) = index {
            let list = value
                .as_sequence_mut()
                .unwrap_or_else(|| panic!("{path}: {key} is no list"));
            let index = index.parse::<usize>().unwrap_or_else(|_| list.len() - 1);
            value = &mut list[index];
        }
    }
    value
}

#[test]
fn nothing_is_said_of_a_right_sentence() {
    let groups: Vec<Value> = serde_yaml::from_str(SENTENCES).unwrap();
    let mut count = 0;
    let mut wrong = Vec::new();
    for group in &groups {
        let (file, path) = (group["評価書"].as_str().unwrap(), group["欄"].as_str().unwrap());
        let before = read(file);
        let known = findings(&before);
        for sentence in group["文"].as_sequence().unwrap() {
            let sentence = sentence.as_str().unwrap();
            let mut after = before.clone();
            let answer = at(&mut after, path);
            let replaced = group["書き換え"].as_bool().unwrap_or_default();
            let kept = answer.as_str().filter(|_| !replaced).unwrap_or_default();
            *answer = Value::from(format!("{kept}\n{sentence}").trim_start());
            count += 1;
            for (code, message) in findings(&after).difference(&known) {
                wrong.push(format!("{code} {message}: {sentence}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 300, "{count}");
}

#[test]
fn a_sentence_that_is_wrong_is_told_by_the_same_way() {
    let before = read("012/juten.yaml");
    let mut after = before.clone();
    *at(&mut after, "特定個人情報ファイル[0]/備考") = Value::from("連絡先は taro@gmail.com である。TODO");
    let (known, found) = (findings(&before), findings(&after));
    let codes: Vec<&str> = found.difference(&known).map(|(code, _)| *code).collect();
    assert_eq!(codes, ["C166", "C211"]);
}

//! The words that rules compare answers with, held to the definitions: a typo would silence a rule, and no compiler sees it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hyoka::form::builtin;

use crate::files::project;

/// What is compared besides options, keys and paths of forms.
const OTHERS: [&str; 13] = [
    "全角",
    "内閣府",
    "緊急",
    "※",
    "別添",
    "4情報",
    "号",
    "法",
    "別表",
    "年",
    "特定個人情報",
    "特定個人情報ファイル",
    "番号法第16条",
];

/// What stands before a word that an answer is compared with.
const BEFORE: [&str; 5] = ["== ", "!= ", "Some(", ".has(", ".tick_of("];

#[test]
fn every_word_that_a_rule_compares_an_answer_with_is_in_some_form() {
    let mut known: BTreeSet<String> = OTHERS.iter().map(|word| (*word).to_owned()).collect();
    for form in builtin().iter() {
        for item in form.items() {
            known.extend([item.key.clone(), item.path.clone()]);
            known.extend(item.options.iter().map(|option| option.text.clone()));
        }
    }
    let mut count = 0;
    let mut unknown = Vec::new();
    for folder in ["src/check", "src/due", "src/table"] {
        for file in sources(&project(folder)) {
            let text = std::fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for (line, word) in compared(code) {
                count += 1;
                if !word.is_ascii() && !known.contains(word) {
                    unknown.push(format!("{}:{line}: 「{word}」", file.display()));
                }
            }
        }
    }
    assert_eq!(unknown, [""; 0]);
    assert!(
        count > 40,
        "only {count} comparisons were found: are they written otherwise now?"
    );
}

/// Each word with its line.
fn compared(code: &str) -> Vec<(usize, &str)> {
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    let mut words = Vec::new();
    for before in BEFORE {
        for (at, _) in code.match_indices(before) {
            words.extend(word(code, &code[at + before.len()..]).map(|word| (line(at), word)));
        }
    }
    for (at, _) in code.match_indices(".contains(&option.text") {
        let before = &code[..at];
        let name = &before[before.trim_end_matches(is_of_constant).len()..];
        let list = code.split_once(&format!("const {name}: ")).map(|(_, list)| list);
        let list = list.and_then(|list| list.split(';').nth(1)).unwrap_or_default();
        words.extend(list.split('"').skip(1).step_by(2).map(|word| (line(at), word)));
    }
    words
}

/// The word that a text begins with, in quotes or as a constant of the same file.
fn word<'c>(code: &'c str, text: &'c str) -> Option<&'c str> {
    if let Some(quoted) = text.strip_prefix('"') {
        return quoted.split('"').next();
    }
    let name = &text[..text.len() - text.trim_start_matches(is_of_constant).len()];
    let (_, value) = code.split_once(&format!("const {name}: &str = \""))?;
    value.split('"').next()
}

fn is_of_constant(c: char) -> bool {
    c.is_ascii_uppercase() || c == '_'
}

/// The Rust files of a folder and those below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

//! Holds what is written for people to what the program does.
//!
//! Pages that the program can write itself are compared with what it would write today. When they are stale, the failure
//! says how to renew them; nothing is written unless `HYOKA_UPDATE` asks for it.

mod domain_rules;
mod evidence;
mod forms;
mod hooks;
mod manual;
mod rule_pages;
mod rules_in_forms;
mod shortcomings;

use std::path::{Path, PathBuf};

const RENEW: &str = "cargo xtask docs";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the project. On Windows a checkout may have put CR LF where we write LF.
fn text(path: &str) -> String {
    let bytes = std::fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    String::from_utf8(bytes)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .replace("\r\n", "\n")
}

/// Names of the files of a folder of the project, sorted.
fn names(folder: &str) -> Vec<String> {
    let path = root().join(folder);
    let mut names: Vec<String> = std::fs::read_dir(&path)
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Fails where a page is not what the program would write; with `HYOKA_UPDATE` writes it instead.
fn hold(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("HYOKA_UPDATE").is_some() {
        write(&file, wanted);
        return;
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if found == wanted {
        return;
    }
    let line = found
        .lines()
        .zip(wanted.lines())
        .position(|(found, wanted)| found != wanted)
        .unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
    panic!(
        "{path}:{} is stale:\n  is        {}\n  should be {}\nRenew it with: {RENEW}",
        line + 1,
        found.lines().nth(line).unwrap_or("(nothing)"),
        wanted.lines().nth(line).unwrap_or("(nothing)"),
    );
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

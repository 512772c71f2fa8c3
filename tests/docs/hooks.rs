//! `.pre-commit-hooks.yaml`: what it calls is there.

use std::process::Command;

use serde::Deserialize;

use super::{root, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to know that they are there")]
struct Hook {
    id: String,
    name: String,
    description: String,
    language: String,
    entry: String,
    files: String,
    pass_filenames: bool,
}

#[test]
fn the_hook_calls_a_verb_of_the_program() {
    let hooks: Vec<Hook> = serde_yaml::from_str(&text(".pre-commit-hooks.yaml")).unwrap();
    let hook = hooks.iter().find(|hook| hook.id == "hyoka-check").unwrap();
    assert_eq!((hook.language.as_str(), hook.pass_filenames), ("system", false));
    let arguments = hook.entry.strip_prefix("hyoka ").unwrap().split(' ');
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .current_dir(root())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("件の評価書"));
}

#[test]
fn the_manual_shows_how_to_use_the_hook() {
    assert!(text("docs/manual.md").contains("id: hyoka-check"));
}

//! A whole body: many assessments checked at once.

mod callers;
pub mod generate;

use std::process::Command;

/// The whole of it is for `make test`; without optimisation a tenth tells as much in the time.
const COUNT: usize = if cfg!(debug_assertions) { 20 } else { 200 };

#[test]
fn a_synthetic_body_of_200_checks_clean() {
    let folder = tempfile::tempdir().unwrap();
    let files = generate::write(&folder.path().join("assessments"), COUNT, 7);
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["check", "--today", "2026-11-23"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let last = text.lines().last().unwrap_or_default();
    assert!(
        files > COUNT && last.starts_with(&format!("{files}件の評価書: エラー 0件、警告 0件")),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_same_seed_writes_the_same_body() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str, seed: u64| {
        let body = folder.path().join(name);
        generate::write(&body, 5, seed);
        let mut texts = String::new();
        for number in 1..=5 {
            for form in ["kiso", "juten", "zenkomoku"] {
                let path = body.join(format!("{number:04}/{form}.yaml"));
                texts += &std::fs::read_to_string(path).unwrap_or_default();
            }
        }
        assert!(texts.contains("（第5号）"));
        texts
    };
    assert_eq!(text("a", 7), text("b", 7));
    assert_ne!(text("a", 7), text("c", 8));
}

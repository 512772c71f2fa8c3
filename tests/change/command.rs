//! `hyoka diff` as a user runs it: what it prints where, and its exit codes.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const OLD: &str = "tests/change/fair/old.yaml";
const NEW: &str = "tests/change/fair/new.yaml";

/// Runs `hyoka diff` in the project's folder with `input` at standard input.
fn diff(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .arg("diff")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments never reads its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn differences_are_no_failure() {
    for (arguments, last) in [([OLD, NEW], "違い: 15件"), ([OLD, OLD], "違いはありません")] {
        let output = diff(&arguments, "");
        let (out, err) = texts(&output);
        assert_eq!(output.status.code(), Some(0));
        assert!(out.lines().any(|line| line.starts_with(last)), "{out}");
        assert_eq!(err, "");
    }
}

#[test]
fn one_of_the_versions_may_come_from_standard_input() {
    let old = std::fs::read_to_string(OLD).unwrap();
    let (out, _) = texts(&diff(&["-", NEW], &old));
    assert!(out.contains("違い: 15件"), "{out}");
    let output = diff(&["-", "-"], &old);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_that_is_no_assessment_is_told_with_its_place() {
    let output = diff(&[OLD, "-", "--format", "json"], "様式: 重点項目\n評価書番号: [1\n");
    let (out, err) = texts(&output);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out, "");
    assert!(err.contains("標準入力:"), "{err}");
}

#[test]
fn a_file_that_cannot_be_opened_is_no_finding() {
    let output = diff(&[OLD, "tests/change/fair/none.yaml"], "");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn what_could_not_be_read_is_not_passed_over() {
    let output = diff(&[OLD, "-"], "様式: 重点項目評価書\n評価書の名前: 図書の貸出\n");
    let (_, err) = texts(&output);
    assert_eq!(output.status.code(), Some(0));
    assert!(err.contains("読み取りの誤りが1件"), "{err}");
}

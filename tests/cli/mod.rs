//! The program as it is run: what it prints where, and the code it ends with.

mod baseline;
mod bounded;
mod check;
mod deltas;
mod diff;
mod explain;
mod files;
mod fix;
mod git;
mod help;
mod import;
mod log;
mod merge;
mod policy;
mod record;
mod register;
mod repository;
mod seal;
mod sheet;
mod sides;
mod status;
mod terminal;
mod threshold;
mod upgrade;
mod withhold;
mod write;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run gave.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in the project's folder.
fn hyoka(arguments: &[&str]) -> Ran {
    fed(arguments, b"")
}

/// [`hyoka`] with something at standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read closes the pipe; what it says then is what counts.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder for one test, away from the project.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A file with this text in a folder; its path as an argument.
fn file(folder: &tempfile::TempDir, name: &str, text: impl AsRef<[u8]>) -> String {
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Holds a text to Japanese: none of the small words that every English sentence of clap or the system has.
fn assert_japanese(text: &str) {
    const ENGLISH: [&str; 26] = [
        "a",
        "an",
        "and",
        "argument",
        "arguments",
        "cannot",
        "commands",
        "default",
        "directory",
        "error",
        "file",
        "for",
        "found",
        "invalid",
        "is",
        "of",
        "options",
        "or",
        "possible",
        "print",
        "required",
        "the",
        "try",
        "unexpected",
        "usage",
        "values",
    ];
    for line in text.lines() {
        // The name of a folder may hold anything.
        let told: Vec<&str> = line.split(' ').filter(|word| !word.contains('/')).collect();
        let lower = told.join(" ").to_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
        let english = words.find(|word| ENGLISH.contains(word));
        assert_eq!(english, None, "English: {line}");
    }
}

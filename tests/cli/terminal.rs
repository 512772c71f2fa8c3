//! What a file says never acts on a terminal; what goes to a file or to another program stays as it is. A terminal is made by
//! `script`, which CI has; without it only the second is held to it, and the test says so.

use std::process::{Command, Stdio};

use super::{file, folder, hyoka};

const SIGNS: &str = "\\u001b[2J\\u001b]0;pwn\\u0007\\u001b[31m\\b\\u009b1m\\u202e";

fn hostile(rest: &str) -> String {
    format!(
        "様式: 重点項目評価書\n評価書番号: \"1{SIGNS}\"\n評価書名: \"名{SIGNS}\"\n評価実施機関名: \"市{SIGNS}長\"\n公表日: \"二{SIGNS}日\"\n\
         特記事項: \"{SIGNS}１０{rest}\"\n宣告{rest}: \"{SIGNS}\"\n変更箇所:\n  - 項目: \"全体{SIGNS}\"\n    変更日: \"{SIGNS}\"\n"
    )
}

/// What a run writes to a terminal, both ways out together.
fn on_a_terminal(arguments: &[&str]) -> Option<String> {
    let quoted = arguments.iter().map(|argument| format!("'{argument}'"));
    let line = format!(
        "'{}' {}",
        env!("CARGO_BIN_EXE_hyoka"),
        quoted.collect::<Vec<_>>().join(" ")
    );
    let ran = Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output();
    ran.ok()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A verb in each of its formats.
fn each_format<'a>(verb: &'a str, formats: &[&'a str], files: &[&'a str]) -> Vec<Vec<&'a str>> {
    let runs = formats.iter().map(|format| vec![verb, "--format", *format]);
    runs.map(|run| [run, files.to_vec()].concat()).collect()
}

#[test]
fn no_verb_lets_a_file_act_on_a_terminal() {
    let folder = folder();
    let old = file(&folder, "old.yaml", hostile(""));
    let new = file(&folder, "new.yaml", hostile("新"));
    let merged = [hostile(""), hostile("甲"), hostile("乙")];
    let names = ["a.yaml", "b.yaml", "c.yaml"];
    let trio: Vec<String> = names
        .iter()
        .zip(&merged)
        .map(|(name, text)| file(&folder, name, text))
        .collect();
    let mut runs: Vec<Vec<&str>> = Vec::new();
    runs.extend(each_format(
        "check",
        &["text", "concise", "json", "sarif", "github"],
        &[&new],
    ));
    runs.extend(each_format(
        "diff",
        &["text", "yaml", "json", "html", "markdown"],
        &[&old, &new],
    ));
    runs.extend(each_format("status", &["text", "json", "csv", "ics"], &[&new]));
    runs.extend(each_format("log", &["text", "json"], &[&new]));
    runs.push(vec!["fix", "--all", &new]);
    runs.push(vec!["record", "--dry-run", "--since", &old, &new]);
    runs.push(vec!["merge", &trio[0], &trio[1], &trio[2]]);
    runs.push(vec!["threshold", &new]);
    for run in runs {
        let Some(shown) = on_a_terminal(&run) else {
            eprintln!("script がないため、端末での試験を省きました");
            return;
        };
        assert!(!shown.trim().is_empty(), "{run:?}");
        let acts = shown
            .replace('\r', "")
            .chars()
            .find(|c| hyoka::folding::signs::acts(*c));
        assert_eq!(acts, None, "{run:?}: {shown:?}");
    }
}

#[test]
fn a_result_in_a_pipe_is_the_very_bytes() {
    let folder = folder();
    // Raw, as an editor may leave them in a text or a comment.
    let text = "様式: 重点項目評価書\n評価書名: 名\u{202e}前\u{7f} # \u{9b}31m注\u{1b}[2J\n特記事項: 一\n";
    let path = file(&folder, "c.yaml", text);
    let ran = hyoka(&["merge", &path, &path, &path]);
    if ran.code == 0 {
        assert_eq!(ran.out, text);
    } else {
        let text = text.replace(['\u{1b}', '\u{7f}', '\u{9b}'], "");
        let path = file(&folder, "d.yaml", &text);
        let ran = hyoka(&["merge", &path, &path, &path]);
        assert_eq!((ran.code, ran.out.as_str()), (0, text.as_str()), "{}", ran.err);
    }
}

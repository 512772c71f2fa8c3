//! Input that means harm or never ends, given to the program as it is run: each ends in words, in memory in which a harmless one
//! of its size is worked on, and in time that is measured by that one.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Ran, assert_japanese, file, folder};
use crate::files::project;

/// How much longer than the harmless one a harmful input may take: far less than what grows with the square of its size.
const TIMES: u32 = 12;

/// Runs the program with at most so many kilobytes of memory, where the system can say so; stopped after a time.
pub(super) fn bounded(arguments: &[&str], input: &[u8], kilobytes: u32, time: Duration) -> Option<Ran> {
    let program = env!("CARGO_BIN_EXE_hyoka");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\""), program]);
        shell
    } else {
        Command::new(program)
    };
    let mut child = command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let done = ended(child, time);
    feeding.join().unwrap();
    done
}

/// What a child gives; `None` where it does not end in time.
fn ended(mut child: Child, time: Duration) -> Option<Ran> {
    use std::io::Read as _;
    let reading = |mut from: Box<dyn std::io::Read + Send>| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = from.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    };
    let out = reading(Box::new(child.stdout.take().unwrap()));
    let err = reading(Box::new(child.stderr.take().unwrap()));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > time {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let (out, err) = (out.join().unwrap(), err.join().unwrap());
    Some(Ran {
        code: status?.code().unwrap_or(-1),
        out,
        err,
    })
}

/// What a harmless run gives, and how long a harmful one may take.
fn measured(arguments: &[&str], input: &[u8], kilobytes: u32) -> (Ran, Duration) {
    let start = Instant::now();
    let ran = bounded(arguments, input, kilobytes, Duration::from_mins(10)).unwrap();
    (ran, start.elapsed() * TIMES)
}

/// Some hundred megabytes: the program itself, and what it works on.
pub(super) const KILOBYTES: u32 = 700_000;

const KISO: &str = "tests/attached/kiso.yaml";

fn kiso() -> String {
    std::fs::read_to_string(project(KISO)).unwrap()
}

#[test]
fn a_long_answer_without_breaks_is_compared_in_time_that_grows_with_it() {
    let folder = folder();
    let answer = |letters: usize, line: usize| -> String {
        let mut lines = String::new();
        for at in 0..letters / line {
            lines.push_str("  ");
            lines.extend("見本市が行う事務".chars().cycle().skip(at % 8).take(line));
            lines.push('\n');
        }
        kiso().replace("特記事項: なし\n", &format!("特記事項: |-\n{lines}"))
    };
    let old = file(&folder, "old.yaml", kiso());
    // As many letters in short lines.
    let harmless = file(&folder, "harmless.yaml", answer(40_000, 20));
    let (ran, most) = measured(&["diff", &old, &harmless], b"", KILOBYTES);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let long = file(&folder, "long.yaml", answer(40_000, 40_000));
    let ran = bounded(&["diff", &old, &long], b"", KILOBYTES, most).expect("it takes too long");
    assert_eq!(ran.code, 0, "{}", ran.err);
    // All of it is told.
    let letters = ran.out.matches(['見', '本', '市', '行', '事', '務']).count();
    assert!(letters >= 30_000, "{letters}");
}

#[test]
fn as_many_comments_as_lines_are_judged_in_time_that_grows_with_them() {
    let folder = folder();
    let with = |line: &str| format!("{}{}", kiso(), line.repeat(16_000));
    let harmless = file(&folder, "harmless.yaml", with("# 覚え書き: C166 理由\n"));
    let (ran, most) = measured(&["check", "--format=concise", &harmless], b"", KILOBYTES);
    assert!(ran.code < 2, "{}", ran.err);
    for line in ["# hyoka: C166 理由\n", "# hyoka: S101 理由\n"] {
        let path = file(&folder, "kiso.yaml", with(line));
        let ran = bounded(&["check", "--format=concise", &path], b"", KILOBYTES, most).expect("it takes too long");
        assert!(ran.code < 2 && ran.out.lines().count() > 16_000, "{}", ran.err);
    }
}

/// A pipe that nobody writes to; `None` where the system has none.
fn pipe(path: &Path) -> Option<()> {
    let made = Command::new("mkfifo").arg(path).status().ok()?;
    made.success().then_some(())
}

#[test]
fn pipes_and_folders_under_the_name_of_a_file_are_told_and_not_waited_for() {
    let probe = folder();
    if pipe(&probe.path().join("a")).is_none() {
        return;
    }
    let body = || {
        let folder = folder();
        for number in ["003", "012"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments").join(number);
            copy(&from, &folder.path().join("assessments").join(number));
        }
        folder
    };
    let calm = body();
    let (ran, most) = measured(&["check", calm.path().to_str().unwrap()], b"", KILOBYTES);
    assert!(ran.code < 2, "{}", ran.err);
    for make in [(|path: &Path| pipe(path).unwrap()) as fn(&Path), |path| {
        std::fs::create_dir(path).unwrap();
    }] {
        for name in [
            "assessments/003/juten.yaml",
            "assessments/003/new.yaml",
            "assessments/012/published/SHA256SUMS",
            "assessments/hyoka.yaml",
        ] {
            let body = body();
            let path = body.path().join(name);
            let _ = std::fs::remove_file(&path);
            make(&path);
            let whole = body.path().to_str().unwrap();
            for verb in ["check", "status", "register"] {
                let Some(ran) = bounded(&[verb, whole], b"", KILOBYTES, most) else {
                    panic!("{verb} waits for {name}")
                };
                let said = format!("{}{}", ran.out, ran.err);
                assert!(
                    said.contains("ふつうのファイルではありません") || said.contains("フォルダです") || verb != "check",
                    "{verb} {name}: {said}"
                );
                assert!(ran.code != 0 || verb != "check", "{verb} {name}");
            }
        }
    }
    // Beside a file that is checked alone it is told of when it is asked for; as one itself, at once.
    let body = body();
    let beside = body.path().join("assessments/003/juten.yaml");
    let _ = std::fs::remove_file(&beside);
    pipe(&beside).unwrap();
    let kiso = body.path().join("assessments/003/kiso.yaml");
    for verb in ["check", "fix", "log"] {
        assert!(
            bounded(&[verb, kiso.to_str().unwrap()], b"", KILOBYTES, most).is_some(),
            "{verb}"
        );
        let ran = bounded(&[verb, beside.to_str().unwrap()], b"", KILOBYTES, most).expect(verb);
        assert!(
            ran.code == 3 && ran.err.contains("ふつうのファイルではありません"),
            "{verb}: {}",
            ran.err
        );
        assert_japanese(&ran.err.replace(body.path().to_str().unwrap(), ""));
    }
    // What is handed over as open is read like standard input.
    if cfg!(target_os = "linux") {
        let ran = bounded(&["check", "/dev/stdin"], self::kiso().as_bytes(), KILOBYTES, most).unwrap();
        assert!(ran.code < 2, "{}", ran.err);
    }
}

#[test]
fn what_is_no_file_under_the_name_of_a_figure_is_told_and_not_waited_for() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/001");
    let calm = folder();
    copy(&from, calm.path());
    let check = |folder: &Path, most: Duration| {
        let file = folder.join("zenkomoku.yaml");
        bounded(
            &["check", "--select", "F114", file.to_str().unwrap()],
            b"",
            KILOBYTES,
            most,
        )
    };
    let start = Instant::now();
    assert_eq!(check(calm.path(), Duration::from_mins(10)).unwrap().code, 0);
    let most = start.elapsed() * TIMES;
    let device = |path: &Path| {
        #[cfg(unix)]
        std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        #[cfg(not(unix))]
        std::fs::create_dir(path).unwrap();
    };
    for make in [
        (|path: &Path| {
            // Where there are no pipes, a folder does.
            if pipe(path).is_none() {
                std::fs::create_dir(path).unwrap();
            }
        }) as fn(&Path),
        |path| std::fs::create_dir(path).unwrap(),
        device,
    ] {
        let body = folder();
        copy(&from, body.path());
        let figure = body.path().join("zenkomoku.zu1.svg");
        std::fs::remove_file(&figure).unwrap();
        make(&figure);
        let ran = check(body.path(), most).expect("it waits for a figure");
        let told = ran.out.contains("[F114]") && ran.out.contains("図「zenkomoku.zu1.svg」");
        assert!(ran.code == 1 && told, "{} {}", ran.out, ran.err);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}

/// A conversation with the language server: what it says to these bytes.
fn conversation(messages: &[Vec<u8>], limits: &str) -> Vec<Value> {
    let program = env!("CARGO_BIN_EXE_hyoka");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{limits} exec \"$0\" \"$@\""), program]);
        shell
    } else {
        Command::new(program)
    };
    let mut child = command
        .args(["lsp", "--today=2026-11-23"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&messages.concat()).unwrap();
    let ran = ended(child, Duration::from_mins(2)).expect("it does not end");
    drop(stdin);
    let mut heard = Vec::new();
    let mut rest = ran.out.as_str();
    while let Some((head, body)) = rest.split_once("\r\n\r\n") {
        let length: usize = head.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
        heard.push(serde_json::from_str(&body[..length]).unwrap());
        rest = &body[length..];
    }
    assert_eq!(ran.code, 0, "{}", ran.err);
    heard
}

fn framed(message: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{message}", message.len()).into_bytes()
}

fn told(method: &str, params: &Value) -> Vec<u8> {
    framed(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string())
}

fn asked(id: u32, method: &str, params: &Value) -> Vec<u8> {
    framed(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string())
}

/// Messages between the greeting and the farewell of a conversation.
fn within(messages: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut all = vec![asked(1, "initialize", &json!({"capabilities": {}}))];
    all.extend(messages);
    all.extend([asked(2, "shutdown", &Value::Null), told("exit", &Value::Null)]);
    all
}

fn opened(uri: &str, text: &str) -> Vec<u8> {
    let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    told("textDocument/didOpen", &json!({"textDocument": document}))
}

fn symbols(id: u32, uri: &str) -> Vec<u8> {
    asked(
        id,
        "textDocument/documentSymbol",
        &json!({"textDocument": {"uri": uri}}),
    )
}

/// The answer to a request.
fn answer(heard: &[Value], id: u32) -> &Value {
    heard.iter().find(|message| message["id"] == id).unwrap()
}

#[test]
fn what_is_no_message_ends_no_conversation() {
    let text = "様式: 基礎項目評価書\n評価書番号: 3\n";
    for broken in [
        b"Content-Length: 99999999999999\r\n\r\n".to_vec(),
        b"Content-Length: 18446744073709551615\r\n\r\n".to_vec(),
        framed(r#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#),
        framed(r#"{"id":1}"#),
        framed("{\"a"),
        b"a".repeat(200_000),
    ] {
        let heard = conversation(
            &within(vec![broken, opened("untitled:1", text), symbols(5, "untitled:1")]),
            "ulimit -v 700000;",
        );
        let symbols = answer(&heard, 5)["result"].as_array().unwrap();
        assert_eq!(symbols.len(), 2);
        let refused = heard.iter().filter(|message| message["error"].is_object());
        for refusal in refused {
            assert_japanese(
                &refusal["error"]["message"]
                    .as_str()
                    .unwrap()
                    .replace("Content-Length", ""),
            );
        }
    }
    // Half a letter, as JavaScript sends it, is a lost one.
    let halved = String::from_utf8(opened("untitled:1", &format!("{text}評価書名: HALF\n"))).unwrap();
    let halved = halved.split_once("\r\n\r\n").unwrap().1.replace("HALF", r"\ud842");
    let heard = conversation(&within(vec![framed(&halved), symbols(5, "untitled:1")]), "");
    assert_eq!(answer(&heard, 5)["result"].as_array().unwrap().len(), 3);
}

#[test]
fn diagnostics_come_back_under_the_address_that_was_given() {
    for uri in [
        "file:///%E8%A6%8B/評価書 (案)/assessments/021/juten.yaml",
        "file://localhost/a/assessments/021/juten.yaml",
        "file:///a//b/../assessments/021/juten.yaml",
        "file:/a/assessments/021/juten.yaml",
        "file:///c%3A/a/assessments/021/juten.yaml",
        "untitled:評価書-1",
    ] {
        let close = told("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
        // An action asks for the findings, so they are there before the text is closed.
        let action = json!({
            "textDocument": {"uri": uri},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}},
            "context": {"diagnostics": [], "only": ["source.fixAll"]}
        });
        let text = "様式: 重点項目評価書\n評価書番号: 3\n公表日： 2026-06-30\n";
        let heard = conversation(
            &within(vec![
                opened(uri, text),
                asked(5, "textDocument/codeAction", &action),
                close,
            ]),
            "",
        );
        let told: Vec<&Value> = heard
            .iter()
            .filter(|message| message["method"] == "textDocument/publishDiagnostics")
            .collect();
        assert!(
            !told.is_empty() && told.iter().all(|message| message["params"]["uri"] == uri),
            "{uri}: {told:?}"
        );
        let changes = &answer(&heard, 5)["result"][0]["edit"]["changes"];
        assert!(changes.get(uri).is_some(), "{uri}: {changes}");
    }
}

/// As no one else's processes may count, only a user of few can be held to none; where that cannot be arranged nothing is tried.
#[test]
#[cfg(target_os = "linux")]
fn without_threads_the_program_works_alone() {
    let limits = "ulimit -u 1 2>/dev/null;";
    let heard = conversation(
        &within(vec![
            opened("untitled:1", "様式: 基礎項目評価書\n"),
            symbols(5, "untitled:1"),
        ]),
        limits,
    );
    assert_eq!(answer(&heard, 5)["result"].as_array().unwrap().len(), 1);
    let output = Command::new("sh")
        .args([
            "-c",
            &format!("{limits} exec \"$0\" check assessments"),
            env!("CARGO_BIN_EXE_hyoka"),
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
}

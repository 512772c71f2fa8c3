//! Every verb that writes goes through one gate: nothing of an author and nothing sealed is written over, and a result that
//! could not be written is no success.

use std::path::{Path, PathBuf};

use super::{assert_japanese, file, folder, hyoka};
use crate::files::project;

/// A copy of the sample city.
fn city() -> tempfile::TempDir {
    let root = folder();
    copy(&project("assessments"), &root.path().join("w"));
    root
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, target).unwrap();
        }
    }
}

/// Every file below a folder with its bytes, ours that are on the way too.
fn all(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                let target = std::fs::read_link(&path).unwrap();
                found.push((path, target.to_str().unwrap().into()));
            } else if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

const JUTEN: &str = "w/012/juten.yaml";
const OLD: &str = "w/012/published/juten.2024-06-28.yaml";
const COPY: &str = "w/012/published/juten.2025-06-30.yaml";

#[test]
fn no_result_takes_the_place_of_a_sealed_copy_its_list_or_an_authors_file() {
    let city = city();
    let at = |name: &str| city.path().join(name).to_str().unwrap().to_owned();
    let runs: Vec<(Vec<String>, &str)> = [
        (vec!["merge", JUTEN, JUTEN, JUTEN, "-o", COPY], "写しのフォルダ"),
        (vec!["merge", "--driver", JUTEN, COPY, JUTEN], "写しのフォルダ"),
        (
            vec!["merge", JUTEN, JUTEN, JUTEN, "-o", "w/012/kiso.yaml"],
            "既に評価書がある",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=json", "-o", "w/012/published/SHA256SUMS"],
            "写しのフォルダ",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=json", "-o", "w/012/published/new.json"],
            "写しのフォルダ",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=yaml", "-o", "w/012/kiso.yaml"],
            "既に評価書がある",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=yaml", "-o", JUTEN],
            "既に評価書がある",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=html", "-o", "w/hyoka.yaml"],
            "設定のファイル",
        ),
        (
            vec!["diff", OLD, JUTEN, "--format=html", "-o", "w/001/zenkomoku.zu1.svg"],
            "図のファイル",
        ),
        (vec!["check", JUTEN, "--format=json", "-o", JUTEN], "既に評価書がある"),
        (vec!["status", "w", "--format=csv", "-o", COPY], "写しのフォルダ"),
        (vec!["log", JUTEN, "--format=json", "-o", JUTEN], "既に評価書がある"),
        (vec!["explain", "C115", "-o", "w/012/published/x.txt"], "写しのフォルダ"),
        (vec!["threshold", JUTEN, "-o", JUTEN], "既に評価書がある"),
        (vec!["schema", "-o", "w/012/published"], "写しのフォルダ"),
        (vec!["register", "w", "-o", "w/012/published"], "写しのフォルダ"),
        (
            vec!["new", "juten", "-o", "w/012/published/juten.yaml"],
            "写しのフォルダ",
        ),
        (
            vec!["new", "juten", "-o", "w/012/published/juten.2025-06-30/a.yaml"],
            "写しのフォルダ",
        ),
    ]
    .into_iter()
    .map(|(run, words)| {
        let named = run.into_iter().map(|part| {
            if part.starts_with('w') && part != "w" {
                at(part)
            } else if part == "w" {
                at("w")
            } else {
                part.to_owned()
            }
        });
        (named.collect(), words)
    })
    .collect();
    let before = all(city.path());
    for (run, words) in runs {
        let run: Vec<&str> = run.iter().map(String::as_str).collect();
        let ran = hyoka(&run);
        assert!(ran.code == 2 && ran.err.contains(words), "{run:?}: {ran:?}");
        assert_japanese(&ran.err.lines().last().unwrap_or_default().replace(':', " /"));
        assert!(all(city.path()) == before, "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_no_verb_to_a_sealed_copy_or_an_authors_file() {
    use std::os::unix::fs::symlink;
    let city = city();
    let at = |name: &str| city.path().join(name);
    let text = |path: PathBuf| path.to_str().unwrap().to_owned();
    symlink(at("w/012/published"), at("pub")).unwrap();
    symlink(at(COPY), at("one.yaml")).unwrap();
    symlink(at("w/003/kiso.yaml"), at("out.html")).unwrap();
    let before = all(city.path());
    let (old, juten) = (text(at(OLD)), text(at(JUTEN)));
    for run in [
        vec![
            "record".to_owned(),
            text(at("one.yaml")),
            "--since".to_owned(),
            old.clone(),
            "--date=2026-11-01".to_owned(),
        ],
        vec![
            "merge".to_owned(),
            juten.clone(),
            juten.clone(),
            juten.clone(),
            "-o".to_owned(),
            text(at("one.yaml")),
        ],
        vec![
            "diff".to_owned(),
            old.clone(),
            juten.clone(),
            "--format=html".to_owned(),
            "-o".to_owned(),
            text(at("out.html")),
        ],
        vec![
            "diff".to_owned(),
            old.clone(),
            juten.clone(),
            "-o".to_owned(),
            text(at("pub/a.txt")),
        ],
        vec![
            "fix".to_owned(),
            "--write".to_owned(),
            "--all".to_owned(),
            text(at("pub/juten.2025-06-30.yaml")),
        ],
        vec![
            "fix".to_owned(),
            "--write".to_owned(),
            "--all".to_owned(),
            text(at("one.yaml")),
        ],
    ] {
        let run: Vec<&str> = run.iter().map(String::as_str).collect();
        hyoka(&run);
        assert!(all(city.path()) == before, "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_protected_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let out = file(&folder, "old.txt", "old");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o444)).unwrap();
    let ran = hyoka(&["explain", "C115", "-o", &out]);
    assert!(ran.code == 3 && ran.err.contains("読み取り専用"), "{ran:?}");
    assert_eq!(std::fs::read(&out).unwrap(), b"old");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(hyoka(&["explain", "C115", "-o", &out]).code, 0);
}

#[test]
fn a_merge_does_not_lose_what_was_saved_while_it_read() {
    // The third version is standard input, so that the file can be changed after it was read.
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let folder = folder();
    let juten = std::fs::read_to_string(project("assessments/012/juten.yaml")).unwrap();
    let ours = file(&folder, "ours.yaml", &juten);
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["merge", "assessments/012/juten.yaml", &ours, "-", "-o", &ours])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Until it has read ours; it waits for the rest of theirs.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let saved = format!("{juten}# 編集者の仕事\n");
    std::fs::write(&ours, &saved).unwrap();
    let theirs = juten.replace("部署: 福祉部 介護保険課", "部署: 福祉部 介護課");
    child.stdin.take().unwrap().write_all(theirs.as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(3));
    assert!(
        String::from_utf8_lossy(&ran.stderr).contains("読んでいる間に"),
        "{ran:?}"
    );
    assert_eq!(std::fs::read_to_string(&ours).unwrap(), saved);
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_a_full_disk_swallows_is_an_error() {
    use std::process::{Command, Stdio};
    let juten = "assessments/012/juten.yaml";
    for run in [
        &["merge", juten, juten, juten][..],
        &["new", "juten"],
        &["diff", "assessments/012/published/juten.2025-06-30.yaml", juten],
        &["status", "--format=csv"],
        &["status", "--format=ics"],
        &["check", "--format=json"],
        &["log", juten],
        &["explain"],
        &["schema", "juten"],
        &["threshold", "--subjects=10"],
        &["help"],
        &["--version"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ran = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .args(run)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(3), "{run:?}: {err}");
        assert!(
            err.contains("標準出力 に書けません: 空き容量がありません"),
            "{run:?}: {err}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert_eq!(
        (ran.status.code(), ran.stderr.as_slice()),
        (Some(0), &b""[..]),
        "{ran:?}"
    );
}

#[test]
fn every_verb_that_prints_for_a_machine_writes_to_a_file_too() {
    let folder = folder();
    let juten = "assessments/012/juten.yaml";
    for (at, run) in [
        &["check", juten, "--format=json", "--today=2026-07-01"][..],
        &["check", juten, "--format=sarif", "--today=2026-07-01"],
        &["check", juten, "--format=github", "--today=2026-07-01"],
        &["check", juten, "--today=2026-07-01"],
        &["status", "--format=json", "--today=2026-07-01"],
        &["status", "--format=csv", "--today=2026-07-01"],
        &["status", "--format=ics", "--today=2026-07-01"],
        &["log", juten, "--format=json"],
        &["explain", "--format=json"],
        &["threshold", juten, "--format=json"],
        &[
            "diff",
            "assessments/012/published/juten.2025-06-30.yaml",
            juten,
            "--format=json",
        ],
    ]
    .iter()
    .enumerate()
    {
        let printed = hyoka(run);
        let out = folder.path().join(format!("結果/{at}.txt"));
        let name = out.to_str().unwrap();
        let ran = hyoka(&[run, &["-o", name][..]].concat());
        assert_eq!(ran.code, printed.code, "{run:?}: {}", ran.err);
        assert_eq!(ran.out, format!("{name}\n"), "{run:?}");
        assert_eq!(std::fs::read_to_string(&out).unwrap(), printed.out, "{run:?}");
    }
}

#[test]
fn the_message_names_what_refuses() {
    let folder = folder();
    let out = file(&folder, "file", "x");
    let ran = hyoka(&["schema", "-o", &out]);
    assert!(
        ran.code == 3 && ran.err.contains("file はフォルダではありません"),
        "{ran:?}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let locked = folder.path().join("locked");
        std::fs::create_dir(&locked).unwrap();
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).unwrap();
        let target = locked.join("a.txt");
        let ran = hyoka(&["explain", "C115", "-o", target.to_str().unwrap()]);
        // Who may do anything is refused nothing.
        if ran.code != 0 {
            assert!(ran.err.contains("locked に、ファイルを作る権限がありません"), "{ran:?}");
        }
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn a_killed_runs_leftovers_are_cleaned_by_the_next() {
    let folder = folder();
    let left = file(&folder, ".hyoka-Xy12Zz", "half");
    let own = file(&folder, ".hyoka-memo.txt", "mine");
    let out = folder.path().join("a.txt");
    assert_eq!(hyoka(&["explain", "C115", "-o", out.to_str().unwrap()]).code, 0);
    assert!(!Path::new(&left).exists() && Path::new(&own).exists());
}

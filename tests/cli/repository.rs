//! Repositories of git that do not give what `diff --git` asks for: each is told as what it is, with what to do.

use std::path::{Path, PathBuf};

use super::git::{done, git};
use super::{assert_japanese, folder, hyoka};

const NAME: &str = "juten.yaml";

/// A new repository; `None` where there is no git, or none that makes such.
fn empty(options: &[&str]) -> Option<tempfile::TempDir> {
    let temporary = folder();
    let made = std::process::Command::new("git")
        .args(["init", "-q", "-b", "main"])
        .args(options)
        .arg(temporary.path())
        .status();
    made.is_ok_and(|status| status.success()).then_some(temporary)
}

/// A repository with two versions of a file.
pub(super) fn with_two(options: &[&str]) -> Option<tempfile::TempDir> {
    let temporary = empty(options)?;
    for title in ["一", "二"] {
        write(temporary.path(), title);
        done(temporary.path(), &["add", "-A"]);
        done(temporary.path(), &["commit", "-q", "-m", title]);
    }
    Some(temporary)
}

fn write(folder: &Path, title: &str) {
    let text = format!("様式: 重点項目評価書\n評価書名: {title}\n公表日: 2026-06-30\n");
    std::fs::write(folder.join(NAME), text).unwrap();
}

/// What is said of a revision of the file in a folder.
fn said(folder: &Path, revision: &str) -> String {
    let path = folder.join(NAME);
    let ran = hyoka(&["diff", path.to_str().unwrap(), "--git", revision]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    let own = ran.err.replace(path.parent().unwrap().to_str().unwrap(), "");
    // Commands of git are English.
    for command in [
        "git show",
        "git fsck",
        "git status",
        "git config --list",
        "git fetch --unshallow",
        "alternates",
    ] {
        assert_japanese(&own.replace(command, ""));
    }
    ran.err
}

/// The file of an object that lies by itself.
fn object(folder: &Path, name: &str) -> PathBuf {
    let id = git(folder, &["rev-parse", name]).stdout;
    let id = String::from_utf8(id).unwrap();
    let (first, rest) = id.trim().split_at(2);
    folder.join(".git/objects").join(first).join(rest)
}

fn remove(path: &Path) {
    // git protects its objects from writing, which keeps Windows from removing them.
    let mut permissions = path.metadata().unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions).unwrap();
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_repository_of_sha_256_is_read_as_any_other() {
    let Some(temporary) = with_two(&["--object-format=sha256"]) else {
        return;
    };
    let path = temporary.path().join(NAME);
    let ran = hyoka(&["diff", path.to_str().unwrap(), "--git", "HEAD~1"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("[-一-]") && ran.out.contains("{+二+}"), "{}", ran.out);
}

#[test]
fn a_repository_without_a_commit_is_told() {
    let Some(temporary) = empty(&[]) else { return };
    write(temporary.path(), "一");
    for revision in ["HEAD", "HEAD~1", "main"] {
        assert!(said(temporary.path(), revision).contains("まだ一つも版（コミット）がありません"));
    }
}

#[test]
fn broken_settings_of_a_repository_are_told_with_their_file() {
    let Some(temporary) = with_two(&[]) else { return };
    let config = temporary.path().join(".git/config");
    let whole = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{whole}[core\n")).unwrap();
    let told = said(temporary.path(), "HEAD");
    assert!(
        told.contains("git の設定のファイル") && told.contains("config が壊れている"),
        "{told}"
    );
    std::fs::write(&config, whole).unwrap();
    std::fs::write(temporary.path().join(".git/HEAD"), "ref").unwrap();
    let told = said(temporary.path(), "HEAD");
    assert!(told.contains("開けません") || told.contains("壊れている"), "{told}");
}

#[test]
fn what_a_clone_left_behind_is_told_with_how_to_fetch_it() {
    let Some(whole) = with_two(&[]) else { return };
    done(whole.path(), &["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", whole.path().display());
    let beside = folder();
    for (name, option, wanted) in [
        ("shallow", "--depth=1", "浅い複製"),
        ("partial", "--filter=blob:none", "部分的な複製"),
    ] {
        let to = beside.path().join(name);
        let cloned = git(beside.path(), &["clone", "-q", option, &from, to.to_str().unwrap()]);
        if !cloned.status.success() {
            continue;
        }
        let told = said(&to, "HEAD~1");
        assert!(told.contains(wanted), "{told}");
        // What is there is read.
        let path = to.join(NAME);
        assert_eq!(hyoka(&["diff", path.to_str().unwrap(), "--git", "HEAD"]).code, 0);
        // A name that was never given is no matter of what was fetched.
        let told = said(&to, "HEAD~9");
        assert!(told.contains(wanted) || told.contains("「HEAD~9」という版"), "{told}");
    }
}

#[test]
fn lost_and_broken_objects_are_told() {
    for name in ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:juten.yaml"] {
        let Some(temporary) = with_two(&[]) else { return };
        let object = object(temporary.path(), name);
        remove(&object);
        let told = said(temporary.path(), "HEAD~1");
        assert!(told.contains("失われているか、壊れています"), "{name}: {told}");
        assert!(said(temporary.path(), "HEAD~2").contains("HEAD~2"));
        std::fs::write(&object, "").unwrap();
        let told = said(temporary.path(), "HEAD~1");
        assert!(told.contains("失われているか、壊れています"), "{name}: {told}");
    }
}

#[test]
fn objects_borrowed_from_too_many_others_are_refused() {
    let Some(temporary) = with_two(&[]) else { return };
    let others = "../../other/objects\n".repeat(100_000);
    std::fs::write(temporary.path().join(".git/objects/info/alternates"), others).unwrap();
    assert!(said(temporary.path(), "HEAD").contains("借りる先が多すぎる"));
}

#[test]
#[cfg(unix)]
fn pipes_in_a_repository_are_told_and_not_waited_for() {
    for name in [
        ".git/config",
        ".git/HEAD",
        ".git/packed-refs",
        ".git/objects/info/alternates",
        ".git/refs/heads/x",
    ] {
        let Some(temporary) = with_two(&[]) else { return };
        let path = temporary.path().join(name);
        let _ = std::fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        let told = said(temporary.path(), "HEAD");
        assert!(told.contains("ふつうのファイルではないもの"), "{told}");
    }
}

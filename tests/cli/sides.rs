//! `hyoka diff` from the places that a version can come from: a published PDF, and a revision of git.

use std::process::Command;

use super::git::done;
use super::{assert_japanese, file, folder, hyoka};
use crate::attached::{pdf, with_files};
use crate::files::project;

const PDF: &str = "tests/attached/kiso.pdf";
const YAML: &str = "tests/attached/kiso.yaml";

#[test]
fn a_published_pdf_is_a_version_like_its_file() {
    let ran = hyoka(&["diff", PDF, YAML]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("違いはありません"), "{}", ran.out);
    let folder = folder();
    let text = std::fs::read_to_string(project(YAML)).unwrap();
    let new = file(&folder, "kiso.yaml", text.replace("特記事項: なし", "特記事項: あり"));
    for sides in [[PDF, &new], [&new, PDF]] {
        let ran = hyoka(&["diff", sides[0], sides[1]]);
        assert!(ran.out.contains("違い: 1件"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn the_figures_of_a_pdf_are_those_attached_to_it() {
    let text = "様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n    - 図: zu.svg\n      代替テキスト: 流れ\n";
    let drawing = |colour: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"9\" height=\"9\" fill=\"{colour}\"/></svg>"
        )
    };
    let (red, blue) = (drawing("red"), drawing("blue"));
    let temporary = folder();
    let old = file(
        &temporary,
        "old.pdf",
        pdf(&with_files(&[("zenkomoku.yaml", text), ("zu.svg", &red)]), ""),
    );
    let new = file(&temporary, "new.yaml", text);
    file(&temporary, "zu.svg", &red);
    let same = hyoka(&["diff", &old, &new]);
    assert!(same.out.contains("違いはありません"), "{}{}", same.out, same.err);
    file(&temporary, "zu.svg", &blue);
    let redrawn = hyoka(&["diff", &old, &new]);
    assert!(redrawn.out.contains("違い: 1件"), "{}{}", redrawn.out, redrawn.err);
}

#[test]
fn a_pdf_that_carries_no_assessment_is_told_why() {
    let folder = folder();
    let published = std::fs::read(project(PDF)).unwrap();
    for (bytes, wanted) in [
        (published[..5000].to_vec(), "PDF が壊れているため読めません"),
        (
            pdf(&with_files(&[]), ""),
            "PDF に評価書のデータ（YAML）が添付されていません",
        ),
    ] {
        let path = file(&folder, "公表.pdf", bytes);
        let ran = hyoka(&["diff", &path, YAML]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""));
        assert!(ran.err.contains(wanted) && ran.err.contains("公表.pdf"), "{}", ran.err);
    }
    // What is attached may be no assessment.
    let path = file(&folder, "公表.pdf", pdf(&with_files(&[("a.yaml", "a: [1")]), ""));
    let ran = hyoka(&["diff", &path, YAML]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("公表.pdf（添付の a.yaml）:"), "{}", ran.err);
}

#[test]
fn what_lies_under_the_name_of_a_pdf_is_told_as_what_it_is() {
    let folder = folder();
    let shift_jis = b"\x95\x5d\x89\xbf\x8f\x91\n".repeat(3);
    for (bytes, wanted) in [
        (Vec::new(), "中身は空です（0バイト）"),
        (b"\x1F\x8B\x08\0\0\0\0\0".to_vec(), "gzip で圧縮されたもの"),
        (b"<!DOCTYPE html><html><title>404".to_vec(), "ウェブページ（HTML）です"),
        (shift_jis, "文章（Shift_JIS のテキスト）です"),
        (std::fs::read(project(YAML)).unwrap(), "名前の終わりを .yaml に改めて"),
        (
            b"PK\x03\x04....".to_vec(),
            "Excel や Word などのファイル（ZIP 形式）です",
        ),
    ] {
        let path = file(&folder, "公表.pdf", bytes);
        for sides in [[path.as_str(), YAML], [YAML, &path]] {
            let ran = hyoka(&["diff", sides[0], sides[1]]);
            assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{wanted}");
            assert!(ran.err.contains(wanted), "{}", ran.err);
            assert_japanese(&ran.err);
        }
    }
    // What is no text is told so under the name of an assessment, too.
    for (bytes, wanted) in [
        (&b"\x1F\x8B\x08\0\0\0\0\0"[..], "gzip で圧縮されたファイルです"),
        (b"<html><title>404", "ウェブページ（HTML）のファイルです"),
    ] {
        let ran = hyoka(&["check", &file(&folder, "juten.yaml", bytes)]);
        assert!(ran.code == 1 && ran.out.contains(wanted), "{}", ran.out);
    }
}

#[test]
fn of_a_pdf_of_several_assessments_it_is_asked_which() {
    let folder = folder();
    let text = std::fs::read_to_string(project(YAML)).unwrap();
    let other = text.replace("特記事項: なし", "特記事項: あり");
    let joined = pdf(&with_files(&[("kiso.yaml", &text), ("kiso.yaml", &other)]), "");
    let path = file(&folder, "公表.pdf", joined);
    let ran = hyoka(&["diff", &path, YAML]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(
        ran.err.contains("2つ添付されています") && ran.err.contains("1: kiso.yaml、2: kiso.yaml"),
        "{}",
        ran.err
    );
    let (first, second) = (format!("{path}#1"), format!("{path}#2"));
    assert!(hyoka(&["diff", &first, YAML]).out.contains("違いはありません"));
    assert!(hyoka(&["diff", &second, YAML]).out.contains("違い: 1件"));
    assert!(hyoka(&["diff", &first, &second]).out.contains("違い: 1件"));
    let ran = hyoka(&["diff", &format!("{path}#3"), YAML]);
    assert!(ran.code == 3 && ran.err.contains("「3」はありません"), "{}", ran.err);
    assert_japanese(&ran.err);
}

/// A repository with two versions of 見本市/012/重点.yaml, the older under the tag 令和7年; `None` where there is no git.
fn repository() -> Option<tempfile::TempDir> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("git がないため、このテストは行いません");
        return None;
    }
    let temporary = folder();
    let top = temporary.path();
    done(top, &["init", "-q", "-b", "main"]);
    std::fs::write(top.join("読んで.txt"), "別のファイル").unwrap();
    done(top, &["add", "-A"]);
    done(top, &["commit", "-q", "-m", "初め"]);
    done(top, &["tag", "空"]);
    std::fs::create_dir_all(top.join("見本市/012")).unwrap();
    for (tag, title) in [("令和7年", "一"), ("令和8年", "二")] {
        let text = format!("様式: 重点項目評価書\n評価書名: {title}\n公表日: 2026-06-30\n");
        std::fs::write(top.join("見本市/012/重点.yaml"), text).unwrap();
        done(top, &["add", "-A"]);
        done(top, &["commit", "-q", "-m", title]);
        done(top, &["tag", tag]);
    }
    Some(temporary)
}

#[test]
fn a_file_is_compared_with_itself_at_a_revision() {
    let Some(temporary) = repository() else { return };
    let path = temporary.path().join("見本市/012/重点.yaml");
    let path = path.to_str().unwrap();
    for revision in ["HEAD~1", "令和7年", "main^"] {
        let ran = hyoka(&["diff", path, "--git", revision]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("[-一-]") && ran.out.contains("{+二+}"), "{}", ran.out);
    }
    assert!(hyoka(&["diff", path, "--git", "HEAD"]).out.contains("違いはありません"));
    // What is not committed yet is the version of now.
    std::fs::write(path, "様式: 重点項目評価書\n評価書名: 三\n公表日: 2026-06-30\n").unwrap();
    let ran = hyoka(&["diff", path, "--git", "HEAD"]);
    assert!(ran.out.contains("[-二-]") && ran.out.contains("{+三+}"), "{}", ran.out);
    // A second file is the version of now; the first one may be gone.
    let new = file(
        &temporary,
        "新.yaml",
        "様式: 重点項目評価書\n評価書名: 四\n公表日: 2026-06-30\n",
    );
    std::fs::remove_file(path).unwrap();
    let ran = hyoka(&["diff", path, &new, "--git", "令和7年"]);
    assert!(
        ran.out.contains("[-一-]") && ran.out.contains("{+四+}"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn a_second_worktree_and_a_path_from_within_lead_to_the_same_revision() {
    let Some(temporary) = repository() else { return };
    let beside = folder();
    let other = beside.path().join("作業");
    done(
        temporary.path(),
        &["worktree", "add", "-q", other.to_str().unwrap(), "令和8年"],
    );
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["diff", "重点.yaml", "--git", "令和7年"])
        .current_dir(other.join("見本市/012"))
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("[-一-]") && out.contains("{+二+}"), "{out}");
}

#[test]
fn figures_are_those_of_the_revision() {
    let Some(temporary) = repository() else { return };
    let top = temporary.path();
    let text = "様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n    - 図: 図/zu.svg\n      代替テキスト: 流れ\n";
    let drawing = |size: u8| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"{size}\" height=\"9\"/></svg>"
        )
    };
    std::fs::create_dir_all(top.join("見本市/001/図")).unwrap();
    let path = top.join("見本市/001/全項目.yaml");
    std::fs::write(&path, text).unwrap();
    std::fs::write(top.join("見本市/001/図/zu.svg"), drawing(3)).unwrap();
    done(top, &["add", "-A"]);
    done(top, &["commit", "-q", "-m", "図"]);
    let path = path.to_str().unwrap();
    assert!(hyoka(&["diff", path, "--git", "HEAD"]).out.contains("違いはありません"));
    std::fs::write(top.join("見本市/001/図/zu.svg"), drawing(4)).unwrap();
    let ran = hyoka(&["diff", path, "--git", "HEAD"]);
    assert!(ran.out.contains("違い: 1件"), "{}{}", ran.out, ran.err);
}

#[test]
fn what_git_does_not_have_is_told_in_words() {
    let Some(temporary) = repository() else { return };
    let path = temporary.path().join("見本市/012/重点.yaml");
    let path = path.to_str().unwrap();
    let outside = folder();
    let alone = file(&outside, "重点.yaml", "様式: 重点項目評価書\n");
    for (path, revision, wanted) in [
        (path, "令和6年", "「令和6年」という版（コミット、ブランチ、タグ）は"),
        (path, "--all", "「--all」という版"),
        (path, "", "「」という版"),
        (path, "HEAD..HEAD~1", "「HEAD..HEAD~1」という版"),
        (path, "HEAD:読んで.txt", "という版"),
        (path, "空", "「空」の版には、このファイルがありません"),
        (alone.as_str(), "HEAD", "git で管理しているフォルダの中にありません"),
    ] {
        let ran = hyoka(&["diff", path, &format!("--git={revision}")]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{revision}: {}", ran.err);
        assert!(ran.err.contains(wanted), "{revision}: {}", ran.err);
        assert_japanese(&ran.err.replace(revision, "").replace(path, ""));
    }
    assert_eq!(hyoka(&["diff", "-", "--git", "HEAD"]).code, 2);
}

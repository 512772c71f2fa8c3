//! `hyoka merge` as a person runs it, and as git runs it in a repository of its own.

use super::git::{done, git};
use super::{assert_japanese, file, folder, hyoka};
use std::process::Command;

const BASE: &str = "様式: 重点項目評価書\n評価書番号: 1\n評価書名: 一\n特記事項: なし\n";
const OURS: &str = "様式: 重点項目評価書\n評価書番号: 1\n評価書名: 二  # 改めた\n特記事項: なし\n";
const THEIRS: &str = "様式: 重点項目評価書\n評価書番号: 1\n評価書名: 一\n特記事項: あり\n";

#[test]
fn the_merged_file_is_printed_and_what_was_done_is_told_beside_it() {
    let folder = folder();
    let paths = [("a.yaml", BASE), ("b.yaml", OURS), ("c.yaml", THEIRS)].map(|(name, text)| file(&folder, name, text));
    let ran = hyoka(&["merge", &paths[0], &paths[1], &paths[2]]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, OURS.replace("なし", "あり"));
    assert_eq!(ran.err, "相手の版の変更を取り込みました: 1件\n  表紙 特記事項\n");
    let out = folder.path().join("併合.yaml");
    let ran = hyoka(&["merge", &paths[0], &paths[1], &paths[2], "-o", out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(out).unwrap(), OURS.replace("なし", "あり"));
    assert_eq!(std::fs::read_to_string(&paths[1]).unwrap(), OURS);
}

#[test]
fn a_conflict_is_told_with_both_texts() {
    let folder = folder();
    let theirs = BASE.replace("評価書名: 一", "評価書名: 三");
    let paths = [("a.yaml", BASE), ("b.yaml", OURS), ("c.yaml", &theirs)].map(|(name, text)| file(&folder, name, text));
    let ran = hyoka(&[
        "merge",
        "--driver",
        "--path",
        "juten.yaml",
        &paths[0],
        &paths[1],
        &paths[2],
    ]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out, "");
    assert!(
        ran.err
            .contains("食い違い: 表紙 評価書名\n  併合先の記載: 二\n  取り込む記載: 三\n  もとの記載: 一\n"),
        "{}",
        ran.err
    );
    assert_japanese(&ran.err.replace("juten.yaml", ""));
    let ran = hyoka(&["check", &paths[1], "--select", "C115"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("エラー[S116]: 「表紙 評価書名」の併合の食い違いが残っています"),
        "{}",
        ran.out
    );
    // What is still open is not merged over.
    let before = std::fs::read_to_string(&paths[1]).unwrap();
    let ran = hyoka(&["merge", "--driver", &paths[0], &paths[1], &paths[2]]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("前の併合の食い違いが残っています"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&paths[1]).unwrap(), before);
}

#[test]
fn what_cannot_be_merged_is_refused_and_leaves_a_mark_that_stops_everybody() {
    let folder = folder();
    let broken = "様式: 重点項目評価書\n評価書名: [一\n";
    let kiso = "様式: 基礎項目評価書\n";
    for (theirs, wanted) in [
        (
            broken,
            "エラー: juten.yaml: 取り込む版が評価書として読めないため、併合できません",
        ),
        (kiso, "様式か、その版が違うため併合できません"),
    ] {
        let paths =
            [("a.yaml", BASE), ("b.yaml", OURS), ("c.yaml", theirs)].map(|(name, text)| file(&folder, name, text));
        let ran = hyoka(&[
            "merge",
            "--driver",
            "--path",
            "juten.yaml",
            &paths[0],
            &paths[1],
            &paths[2],
        ]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(wanted), "{}", ran.err);
        let marked = std::fs::read_to_string(&paths[1]).unwrap();
        assert!(
            marked.ends_with(OURS) && marked.contains("git show :3:juten.yaml"),
            "{marked}"
        );
        assert!(!marked.contains("相手"), "{marked}");
        let settings = file(
            &folder,
            "hyoka.yaml",
            "規則:\n  S116:\n    扱い: しない\n    理由: 急ぐ\n",
        );
        for more in [&[][..], &["--select=T"], &["--ignore=S"]] {
            let ran = hyoka(&[&["check", &paths[1]][..], more].concat());
            assert!(ran.code == 1 && ran.out.contains("S116"), "{ran:?}");
        }
        std::fs::remove_file(settings).unwrap();
        // A person has both files still.
        let [base, ours, theirs] =
            [("a.yaml", BASE), ("b.yaml", OURS), ("c.yaml", theirs)].map(|(name, text)| file(&folder, name, text));
        let out = folder.path().join("併合.yaml");
        let ran = hyoka(&["merge", &base, &ours, &theirs, "-o", out.to_str().unwrap()]);
        assert!(ran.code == 2 && !out.exists(), "{ran:?}");
        assert_eq!(std::fs::read_to_string(&ours).unwrap(), OURS);
    }
    assert_eq!(hyoka(&["merge", "-", "-", "c.yaml"]).code, 2);
    assert_eq!(hyoka(&["merge", "none.yaml", "none.yaml", "none.yaml"]).code, 3);
}

/// A repository whose two branches changed an assessment; `None` where there is no git.
fn repository(left: &str, right: &str) -> Option<tempfile::TempDir> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("git がないため、このテストは行いません");
        return None;
    }
    let temporary = folder();
    let folder = temporary.path();
    let path = folder.join("assessments/021");
    std::fs::create_dir_all(&path).unwrap();
    let path = path.join("重点.yaml");
    let driver = format!(
        "\"{}\" merge --driver --path %P --ours-label=%X --theirs-label=%Y %O %A %B",
        env!("CARGO_BIN_EXE_hyoka")
    );
    done(folder, &["init", "-q", "-b", "main"]);
    done(folder, &["config", "merge.hyoka.driver", &driver]);
    std::fs::write(folder.join(".gitattributes"), "assessments/*/*.yaml merge=hyoka\n").unwrap();
    let commit = |text: &str| {
        std::fs::write(&path, text).unwrap();
        done(folder, &["add", "-A"]);
        done(folder, &["commit", "-q", "-m", "直した"]);
    };
    commit(BASE);
    done(folder, &["checkout", "-q", "-b", "aite"]);
    commit(right);
    done(folder, &["checkout", "-q", "main"]);
    commit(left);
    Some(temporary)
}

#[test]
fn git_merges_different_items_though_their_lines_are_neighbours() {
    let Some(temporary) = repository(OURS, THEIRS) else {
        return;
    };
    let folder = temporary.path();
    let output = git(folder, &["merge", "-q", "--no-edit", "aite"]);
    assert!(output.status.success(), "{output:?}");
    let merged = std::fs::read_to_string(folder.join("assessments/021/重点.yaml")).unwrap();
    assert_eq!(merged, OURS.replace("なし", "あり"));
}

#[test]
fn git_stops_at_a_conflict_and_goes_on_when_it_is_ended() {
    let Some(temporary) = repository(OURS, &THEIRS.replace("評価書名: 一", "評価書名: 三")) else {
        return;
    };
    let folder = temporary.path();
    let path = folder.join("assessments/021/重点.yaml");
    let output = git(folder, &["merge", "--no-edit", "aite"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("食い違い: 表紙 評価書名"), "{told}");
    let merged = std::fs::read_to_string(&path).unwrap();
    assert!(
        merged.contains("# 評価書名: 三\n") && merged.ends_with("特記事項: あり\n"),
        "{merged}"
    );
    let open = hyoka(&["check", path.to_str().unwrap()]);
    assert!(open.out.contains("S116"), "{}", open.out);
    let ended: Vec<&str> = merged.lines().filter(|line| !line.starts_with('#')).collect();
    std::fs::write(&path, ended.join("\n") + "\n").unwrap();
    done(folder, &["commit", "-q", "-a", "--no-edit"]);
    let ended = hyoka(&["check", path.to_str().unwrap()]);
    assert!(!ended.out.contains("S116"), "{}", ended.out);
}

#[test]
fn a_merge_that_git_cannot_hand_over_keeps_the_other_side_in_sight() {
    let broken = THEIRS
        .replace("評価書番号: 1", "評価書番号：1")
        .replace("あり", "相手の大事な一行");
    let Some(temporary) = repository(OURS, &broken) else {
        return;
    };
    let folder = temporary.path();
    let path = folder.join("assessments/021/重点.yaml");
    let output = git(folder, &["merge", "--no-edit", "aite"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    // Added by someone who sees no mark of git.
    done(folder, &["add", "-A"]);
    let ran = hyoka(&["check", path.to_str().unwrap()]);
    assert!(
        ran.code == 1 && ran.out.contains("「この評価書の全体」の併合の食い違い"),
        "{ran:?}"
    );
    let seal = hyoka(&["seal", path.to_str().unwrap()]);
    assert_eq!(seal.code, 1, "{seal:?}");
}

#[test]
fn in_a_rebase_and_a_stash_nobodys_own_words_are_called_of_another() {
    let own = BASE.replace("評価書名: 一", "評価書名: 自分の名");
    let upstream = BASE.replace("評価書名: 一", "評価書名: 本流の名");
    let Some(temporary) = repository(&upstream, &own) else {
        return;
    };
    let folder = temporary.path();
    let path = folder.join("assessments/021/重点.yaml");
    done(folder, &["checkout", "-q", "aite"]);
    let output = git(folder, &["rebase", "main"]);
    assert!(!output.status.success(), "{output:?}");
    let text = std::fs::read_to_string(&path).unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("【併合の食い違い】") && text.contains("自分の名"),
        "{text}"
    );
    assert!(!text.contains("相手") && !told.contains("相手の"), "{text}\n{told}");
    done(folder, &["rebase", "--abort"]);
    std::fs::write(&path, BASE.replace("評価書名: 一", "評価書名: 取り置いた名")).unwrap();
    done(folder, &["stash", "-q"]);
    std::fs::write(&path, own.replace("自分の名", "あとの名")).unwrap();
    done(folder, &["commit", "-q", "-a", "-m", "あとで"]);
    assert!(!git(folder, &["stash", "pop"]).status.success());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("取り置いた名") && !text.contains("相手"), "{text}");
}

#[test]
fn where_hyoka_is_not_found_git_leaves_marks_of_its_own_which_are_named_as_its() {
    let Some(temporary) = repository(OURS, &BASE.replace("評価書名: 一", "評価書名: 三")) else {
        return;
    };
    let folder = temporary.path();
    // As the manual has it, on a computer without the program.
    let manual = std::fs::read_to_string(crate::files::project("docs/manual.md")).unwrap();
    let line = manual
        .lines()
        .find(|line| line.starts_with("git config merge.hyoka.driver"))
        .unwrap();
    let driver = line.split_once('"').unwrap().1.trim_end_matches('"');
    assert!(driver.contains("command -v hyoka"), "{driver}");
    done(
        folder,
        &[
            "config",
            "merge.hyoka.driver",
            &driver.replace("hyoka", "hyoka-nowhere"),
        ],
    );
    let output = git(folder, &["merge", "--no-edit", "aite"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let path = folder.join("assessments/021/重点.yaml");
    let ran = hyoka(&["check", "--format=concise", path.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.matches("S118").count()), (1, 3), "{ran:?}");
}

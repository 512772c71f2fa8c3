//! What meant harm: files that never end, PDFs that unpack without end, two at once, disks that are full.

#[cfg(unix)]
use super::script;
use super::{copy, hyoka, in_time, tries, writable};

#[test]
fn pdfs_that_mean_harm_are_refused_as_what_they_are() {
    let Some(folder) = tries() else { return };
    for (file, what) in [
        ("pdf-many-figures/1000-bomb-figures.pdf", "大きすぎる"),
        ("pdf-objstm-bomb/xs-bomb-objstm.pdf", "大きすぎる"),
        ("pdf-stack-overflow/xs-deep-root-dict.pdf", "入れ子が深すぎる"),
    ] {
        let file = format!("@/break/{file}");
        let ran = in_time(|| hyoka(&folder, &["diff", &file, "assessments/012/juten.yaml"]));
        assert_eq!(ran.code, 3, "{}", ran.all);
        ran.has(&[what]);
    }
}

#[test]
fn long_files_are_judged_in_time() {
    let Some(folder) = tries() else { return };
    let ran = in_time(|| hyoka(&folder, &["check", "@/break/comments-quadratic/c16000.yaml"]));
    assert!(ran.code <= 1, "{}", ran.code);
    let arguments = [
        "diff",
        "--complete",
        "assessments/003/kiso.yaml",
        "@/break/diff-quadratic/a40000.yaml",
    ];
    let ran = in_time(|| hyoka(&folder, &arguments));
    assert_eq!(ran.code, 0, "{}", ran.all);
}

#[test]
fn what_a_terminal_would_obey_reaches_none() {
    let Some(folder) = tries() else { return };
    let file = "@/break/terminal-escape/kiso.yaml";
    for arguments in [
        &["check", file][..],
        &["status", file],
        &["log", file],
        &["diff", "assessments/003/kiso.yaml", file],
    ] {
        let ran = hyoka(&folder, arguments);
        let obeyed = |c: char| matches!(c, '\u{1b}' | '\u{7}' | '\u{80}'..='\u{9f}');
        assert!(!ran.all.contains(obeyed), "{arguments:?}: {:?}", ran.all);
    }
}

#[test]
fn a_published_row_is_never_written_again() {
    let Some(folder) = tries() else { return };
    let work = tempfile::tempdir().unwrap();
    let from = folder.join("break/record-rewrites-published-row");
    copy(&from, work.path());
    writable(&work.path().join("new.before.yaml"));
    let arguments = ["record", "@/new.before.yaml", "--since", "@/old.yaml"];
    let ran = hyoka(work.path(), &arguments);
    let text = std::fs::read_to_string(work.path().join("new.before.yaml")).unwrap();
    assert!(text.contains("件数と内容が一致することを確認すること"), "{}", ran.all);
}

#[cfg(unix)]
#[test]
fn a_pipe_under_the_name_of_a_file_is_told() {
    let Some(folder) = tries() else { return };
    script(&folder, "break/fifo/run.sh")
        .has(&["rc=3", "w/003/juten.yaml を読めません: ふつうのファイルではありません"]);
}

#[cfg(unix)]
#[test]
fn copies_without_their_list_are_told_by_every_verb() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "break/manifest-gone/run.sh");
    for line in ran.all.lines().filter(|line| line.contains(": rc=")) {
        let has_verb = cfg!(feature = "pdf") || !line.starts_with("publish");
        assert!(!has_verb || !line.ends_with(": 0"), "{line}");
    }
    // No verb made a list without them.
    ran.has(&[
        "check --strict w/012: rc=1",
        "seal w/012/juten.yaml --today 2026-07-20: rc=3",
        "SHA256SUMS: No such file",
    ]);
}

#[cfg(unix)]
#[test]
fn a_file_that_changes_while_it_is_read_is_not_written_over() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "break/merge-lost-edit/run.sh");
    ran.has(&["rc=3", "読んでいる間に"]);
    assert_eq!(
        ran.all.lines().find(|line| line.parse::<u32>().is_ok()),
        Some("1"),
        "{}",
        ran.all
    );
}

#[cfg(unix)]
#[test]
fn two_seals_at_once_lose_no_entry() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "break/seal-race/run.sh");
    assert_eq!(ran.count("juten 1 kiso 1"), 10, "{}", ran.all);
}

#[cfg(unix)]
#[test]
fn no_verb_writes_over_sealed_copies_or_other_assessments() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "break/sealed-overwritten/run.sh");
    assert_eq!((ran.count("kept "), ran.count("OVERWRITTEN")), (5, 0), "{}", ran.all);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "break/stdout-full/run.sh");
    // Four results that went to a full disk; a file with signs of control is the same in a pipe.
    assert_eq!(
        (ran.count("rc=3"), ran.count("rc=0"), ran.count("differ")),
        (4, 0, 0),
        "{}",
        ran.all
    );
}

//! What was misread, misplaced or passed over once.

use std::process::Command;

use hyoka::figure::{Fault, picture};

#[cfg(unix)]
use super::script;
use super::{fixed, hyoka, run, tells, told, tries};

#[test]
fn a_pair_that_the_font_has_passes() {
    let Some(folder) = tries() else { return };
    tells(&folder, "01-ivs-place-name.yaml", &[]);
}

#[test]
fn radicals_are_one_finding_a_field_and_are_mended() {
    let Some(folder) = tries() else { return };
    tells(&folder, "02-kangxi-radicals.yaml", &[("F127", 16)]);
    let fixed = fixed(&folder, "02-kangxi-radicals.yaml");
    let answer = fixed.lines().find(|line| line.contains("対応方法")).unwrap();
    assert!(
        !answer.chars().any(|c| ('\u{2e80}'..='\u{2fdf}').contains(&c)),
        "{answer}"
    );
}

#[test]
fn what_prints_alike_makes_no_row() {
    let Some(folder) = tries() else { return };
    let ran = hyoka(&folder, &["diff", "@/03-lookalike-old.yaml", "@/03-lookalike-new.yaml"]);
    assert_eq!((ran.code, ran.all.trim()), (0, "違いはありません"));
}

#[cfg(unix)]
#[test]
fn a_name_from_another_system_finds_its_file() {
    let Some(folder) = tries() else { return };
    script(&folder, "04-nfd-names.sh").has(&["問題は見つかりませんでした"]);
}

#[test]
fn no_cell_begins_with_a_sign_that_a_spreadsheet_runs() {
    let Some(folder) = tries() else { return };
    for file in ["@/05-csv-formula.yaml", "@/break/csv-formula/kiso.yaml"] {
        let ran = hyoka(
            &folder,
            &["status", "--today=2026-11-23", "--complete", "--format", "csv", file],
        );
        let mut reader = csv_cells(&ran.all);
        assert!(reader.len() > 20, "{}", ran.all);
        reader.retain(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        assert!(reader.is_empty(), "{file}: {reader:?}");
    }
}

/// The cells of a CSV without quotes around them; a sign after `"` is one that begins a cell.
fn csv_cells(text: &str) -> Vec<String> {
    let cells = text.lines().flat_map(|line| line.split(','));
    cells
        .map(|cell| cell.trim_start_matches(['"', '\u{feff}']).to_owned())
        .collect()
}

#[cfg(unix)]
#[test]
fn a_repository_that_cannot_answer_is_told_as_what_it_is() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "06-git-repository.sh");
    ran.has(&["違いはありません", "浅い複製", "git の設定のファイル"]);
}

#[test]
fn of_a_picture_only_what_is_seen_stays() {
    let Some(folder) = tries() else { return };
    for file in [
        "07-png/zenkomoku.zu2.png",
        "break/png-metadata/zenkomoku.zu2.png",
        "break/svg-hidden/zenkomoku.zu1.svg",
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let seen = picture(&bytes).expect("a picture").bytes;
        let has = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        let plain =
            std::fs::read(crate::files::project("assessments/001").join(file.rsplit('/').next().unwrap())).unwrap();
        assert!(seen.len() <= picture(&plain).unwrap().bytes.len() + 64, "{file}");
        for words in [
            b"HIMITSU".as_slice(),
            b"tEXt",
            b"iTXt",
            b"zTXt",
            b"eXIf",
            b"tIME",
            b"acTL",
            b"data-",
            b"<title",
            b"<desc",
            b" id=",
        ] {
            assert!(
                !has(&seen, words) || has(&picture(&plain).unwrap().bytes, words),
                "{file}: {}",
                String::from_utf8_lossy(words)
            );
        }
    }
}

/// Needs the PDF, as `publish` does: CI runs it.
#[cfg(all(unix, feature = "pdf"))]
#[test]
fn nothing_hidden_in_a_picture_is_published() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "07-png-hidden-data.sh");
    assert!(ran.count("[]") >= 2 && ran.count("HIMITSU") == 0, "{}", ran.all);
}

#[test]
fn pictures_that_mean_harm_are_refused_with_their_line() {
    let Some(folder) = tries() else { return };
    let mut tried = 0;
    for entry in std::fs::read_dir(folder.join("break")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with("svg-") && name != "svg-hidden" {
            let bytes = std::fs::read(path.join("zenkomoku.zu1.svg")).unwrap();
            match super::in_time(|| picture(&bytes)) {
                Err(Fault::NoPicture(reason)) => assert!(reason.contains("行目"), "{name}: {reason}"),
                other => panic!("{name}: {other:?}"),
            }
            tried += 1;
        }
    }
    assert!(tried >= 9, "{tried}");
}

#[test]
fn brackets_make_no_link() {
    let Some(folder) = tries() else { return };
    let ran = hyoka(
        &folder,
        &[
            "check",
            "--select",
            "F108",
            "--format",
            "sarif",
            "@/09-sarif-brackets.yaml",
        ],
    );
    ran.has(&[r"\\[市の案内\\](1)"]);
}

#[test]
fn accepted_findings_can_be_left_out() {
    let Some(folder) = tries() else { return };
    let sarif = |more: &[&str]| {
        let arguments = [&["check", "--format", "sarif", "@/10-sarif-suppressed.yaml"], more].concat();
        hyoka(&folder, &arguments).count("\"suppressions\"")
    };
    assert_eq!((sarif(&[]), sarif(&["--no-accepted"])), (1, 0));
}

#[test]
fn marks_of_git_are_named_as_such() {
    let Some(folder) = tries() else { return };
    tells(
        &folder,
        "11-git-marker.yaml",
        &[("S118", 16), ("S118", 18), ("S118", 20)],
    );
}

#[cfg(unix)]
#[test]
fn a_refused_merge_leaves_a_mark() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "11-merge-refused.sh");
    // Refused; a rebase that calls nobody's own words another's; git's own marks.
    ran.has(&[
        "取り込む版が評価書として読めない",
        "エラー[S116]",
        "併合先の記載: 本流の課長",
        "取り込む記載: 自分の課長",
        "エラー[S118]",
    ]);
    assert_eq!(ran.count("相手の記載"), 0, "{}", ran.all);
}

#[test]
fn a_break_that_nobody_sees_is_told_and_mended() {
    let Some(folder) = tries() else { return };
    tells(&folder, "14-u2028.yaml", &[("F119", 16)]);
    assert!(!fixed(&folder, "14-u2028.yaml").contains('\u{2028}'));
}

#[test]
fn signs_of_yaml_in_full_width_are_told_and_mended() {
    let Some(folder) = tries() else { return };
    tells(&folder, "15-full-width-pipe.yaml", &[("F118", 14), ("F118", 16)]);
    let fixed = fixed(&folder, "15-full-width-pipe.yaml");
    assert!(
        fixed.lines().filter(|line| line.ends_with("|-")).count() == 2,
        "{fixed}"
    );
}

#[test]
fn a_blank_that_is_none_is_named_at_its_own_line() {
    let Some(folder) = tries() else { return };
    tells(&folder, "15-nbsp-block.yaml", &[("S104", 16)]);
    tells(&folder, "15-nbsp-indent.yaml", &[("S104", 15), ("S104", 16)]);
    tells(&folder, "15-zero-width-key.yaml", &[("S104", 15)]);
}

#[cfg(unix)]
#[test]
fn no_file_is_passed_over_in_silence() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "16-extension-skipped.sh");
    // Two are read and wrong; the others are named with what to do.
    ran.has(&["exit 3", "041/JUTEN.YAML:7:6", "042/juten.Yml:7:6"]);
    assert_eq!(ran.count("この名前では評価書として読まれません"), 6, "{}", ran.all);
}

#[cfg(unix)]
#[test]
fn copies_of_other_programs_are_told_once_and_not_counted() {
    let Some(folder) = tries() else { return };
    let ran = script(&folder, "17-sync-copies.sh");
    // Six copies, by check and by register; none is an assessment.
    assert_eq!(
        (
            ran.count("評価書に数えません"),
            ran.count("C198"),
            ran.count("1件の評価書")
        ),
        (12, 0, 1),
        "{}",
        ran.all
    );
}

#[test]
fn a_date_of_another_notation_is_offered() {
    let Some(folder) = tries() else { return };
    tells(&folder, "23-dates.yaml", &[("D101", 6), ("D101", 17), ("D101", 20)]);
    let fixed = fixed(&folder, "23-dates.yaml");
    for day in ["公表日: 2026-10-01", "保有開始日: 2027-04-01", "実施日: 2026-10-01"] {
        assert!(fixed.contains(day), "{day}: {fixed}");
    }
}

#[test]
fn an_entry_of_a_calendar_has_one_plain_name() {
    let Some(folder) = tries() else { return };
    let ran = hyoka(
        &folder,
        &["status", "--today=2026-11-23", "--format", "ics", "@/24-uid.yaml"],
    );
    let uids: Vec<&str> = ran.all.lines().filter(|line| line.starts_with("UID:")).collect();
    assert!(
        !uids.is_empty() && uids.iter().all(|uid| uid.is_ascii() && uid.contains("22")),
        "{}",
        ran.all
    );
}

/// Root may write in folders that others may not; of the rest, the script shows the names that are lost.
#[cfg(target_os = "linux")]
#[test]
fn what_refuses_a_file_is_named() {
    let Some(folder) = tries() else { return };
    let work = tempfile::tempdir().unwrap();
    let target = work.path().join("w");
    let mut command = Command::new("sh");
    command
        .arg(folder.join("30-atomic/setup.sh"))
        .arg(&target)
        .arg(env!("CARGO_BIN_EXE_hyoka"));
    let ran = run(&mut command);
    // Another name of the file keeps what it says, or the loss is told.
    let read = |name: &str| std::fs::read(target.join("linked").join(name)).unwrap();
    assert!(
        read("juten.yaml") == read("onaji.yaml") || ran.all.contains("別の名前"),
        "{}",
        ran.all
    );
}

#[test]
fn two_halves_of_a_letter_are_read_as_it() {
    let Some(folder) = tries() else { return };
    let ran = hyoka(&folder, &["check", "--ignore", "F101", "@/31-json-escapes.yaml"]);
    assert_eq!(ran.count("S107"), 0, "{}", ran.all);
    let bytes = std::fs::read(folder.join("31-json-escapes.yaml")).unwrap();
    let read = hyoka::read("juten.yaml", &bytes).assessment.unwrap();
    let answer = read.at("開示請求・問合せ/問合せ/対応方法");
    assert!(answer.text().starts_with('𠮷'), "{}", answer.text());
}

#[test]
fn what_is_made_for_machines_can_go_to_a_file() {
    let Some(folder) = tries() else { return };
    let work = tempfile::tempdir().unwrap();
    let file = "@/05-csv-formula.yaml";
    let runs: [&[&str]; 7] = [
        &["check", "--format", "json", file],
        &["check", "--format", "sarif", file],
        &["check", "--format", "github", file],
        &["status", "--format", "ics", file],
        &["log", "--format", "json", file],
        &["explain", "--format", "json", "C115"],
        &[
            "threshold",
            "--format",
            "json",
            "--subjects",
            "5000",
            "--handlers",
            "100",
            "--accident",
            "no",
        ],
    ];
    for (at, arguments) in runs.iter().enumerate() {
        let target = work.path().join(format!("{at}.txt"));
        let ran = hyoka(&folder, &[arguments, &["-o", target.to_str().unwrap()][..]].concat());
        assert!(
            target.metadata().is_ok_and(|meta| meta.len() > 2),
            "{arguments:?}: {}",
            ran.all
        );
    }
}

#[test]
fn citations_are_held_against_the_law() {
    let Some(folder) = tries() else { return };
    tells(
        &folder,
        "m-L153-item-17.yaml",
        &[("L153", 16), ("L153", 17), ("L153", 18)],
    );
    let told = told(&folder, "m02-m05-law.yaml");
    let count = |code: &str| told.iter().filter(|(found, _)| found == code).count();
    let found = ["L158", "L230", "L232", "L233", "L234"].map(count);
    assert_eq!(found, [1, 6, 1, 3, 2], "{told:?}");
}

#[test]
fn names_on_a_cover_are_held_against_each_other() {
    let Some(folder) = tries() else { return };
    tells(
        &folder,
        "m07-m08-m09-cover.yaml",
        &[("C162", 8), ("C163", 5), ("C243", 4)],
    );
}

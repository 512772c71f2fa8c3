//! Inputs that fell short once, from public reports and trials, each held to its right outcome by its kind.
//!
//! They are not part of the project: they are looked for in the folder that `HYOKA_TRIES` names, else in `../shared/tries` beside the
//! project, and without them nothing is held. CI says so where they are missing.

mod harm;
mod inputs;
mod leaks;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::files::project;

/// Every input and the test that holds it.
const HELD: [(&str, &str); 67] = [
    ("01-ivs-place-name.yaml", "a_pair_that_the_font_has_passes"),
    (
        "02-kangxi-radicals.yaml",
        "radicals_are_one_finding_a_field_and_are_mended",
    ),
    ("03-lookalike-new.yaml", "what_prints_alike_makes_no_row"),
    ("03-lookalike-old.yaml", "what_prints_alike_makes_no_row"),
    ("04-nfd-names.sh", "a_name_from_another_system_finds_its_file"),
    (
        "05-csv-formula.yaml",
        "no_cell_begins_with_a_sign_that_a_spreadsheet_runs",
    ),
    (
        "06-git-repository.sh",
        "a_repository_that_cannot_answer_is_told_as_what_it_is",
    ),
    ("07-png", "of_a_picture_only_what_is_seen_stays"),
    ("07-png-hidden-data.sh", "nothing_hidden_in_a_picture_is_published"),
    (
        "08-withheld-quotes.yaml",
        "withheld_words_in_another_place_are_refused_by_name",
    ),
    ("09-sarif-brackets.yaml", "brackets_make_no_link"),
    ("10-sarif-suppressed.yaml", "accepted_findings_can_be_left_out"),
    ("11-git-marker.yaml", "marks_of_git_are_named_as_such"),
    ("11-merge", "a_refused_merge_leaves_a_mark"),
    ("11-merge-refused.sh", "a_refused_merge_leaves_a_mark"),
    (
        "12-lsp-uri.txt",
        "cli::bounded::diagnostics_come_back_under_the_address_that_was_given",
    ),
    ("14-u2028.yaml", "a_break_that_nobody_sees_is_told_and_mended"),
    (
        "15-full-width-pipe.yaml",
        "signs_of_yaml_in_full_width_are_told_and_mended",
    ),
    ("15-nbsp-block.yaml", "a_blank_that_is_none_is_named_at_its_own_line"),
    ("15-nbsp-indent.yaml", "a_blank_that_is_none_is_named_at_its_own_line"),
    (
        "15-zero-width-key.yaml",
        "a_blank_that_is_none_is_named_at_its_own_line",
    ),
    ("16-extension-skipped.sh", "no_file_is_passed_over_in_silence"),
    ("17-sync", "copies_of_other_programs_are_told_once_and_not_counted"),
    (
        "17-sync-copies.sh",
        "copies_of_other_programs_are_told_once_and_not_counted",
    ),
    ("18-unbroken-words.yaml", "publish::cells, in CI"),
    ("23-dates.yaml", "a_date_of_another_notation_is_offered"),
    ("24-uid.yaml", "an_entry_of_a_calendar_has_one_plain_name"),
    ("30-atomic", "what_refuses_a_file_is_named"),
    ("30-locked-folder.sh", "what_refuses_a_file_is_named"),
    ("31-json-escapes.yaml", "two_halves_of_a_letter_are_read_as_it"),
    ("32-no-output-option.txt", "what_is_made_for_machines_can_go_to_a_file"),
    ("README.md", "the words of all this"),
    ("break", "the rest of this list"),
    ("m-L153-item-17.yaml", "citations_are_held_against_the_law"),
    ("m02-m05-law.yaml", "citations_are_held_against_the_law"),
    ("m07-m08-m09-cover.yaml", "names_on_a_cover_are_held_against_each_other"),
    ("break/blank-section", "leaks"),
    ("break/blank-unclear", "leaks"),
    ("break/comments-quadratic", "long_files_are_judged_in_time"),
    (
        "break/csv-formula",
        "no_cell_begins_with_a_sign_that_a_spreadsheet_runs",
    ),
    ("break/diff-quadratic", "long_files_are_judged_in_time"),
    ("break/entry-func-withheld-row-entry-old", "leaks"),
    ("break/entry-name-withheld-row-entry-old", "leaks"),
    ("break/expl-quote", "leaks"),
    ("break/fifo", "a_pipe_under_the_name_of_a_file_is_told"),
    ("break/leak-record-row", "leaks"),
    ("break/leak-register", "leaks"),
    ("break/leak-removed-item", "leaks"),
    ("break/lsp", "cli::bounded::what_is_no_message_ends_no_conversation"),
    (
        "break/manifest-gone",
        "copies_without_their_list_are_told_by_every_verb",
    ),
    (
        "break/merge-lost-edit",
        "a_file_that_changes_while_it_is_read_is_not_written_over",
    ),
    (
        "break/pdf-many-figures",
        "pdfs_that_mean_harm_are_refused_as_what_they_are",
    ),
    (
        "break/pdf-objstm-bomb",
        "pdfs_that_mean_harm_are_refused_as_what_they_are",
    ),
    (
        "break/pdf-stack-overflow",
        "pdfs_that_mean_harm_are_refused_as_what_they_are",
    ),
    ("break/png-metadata", "of_a_picture_only_what_is_seen_stays"),
    (
        "break/record-rewrites-published-row",
        "a_published_row_is_never_written_again",
    ),
    ("break/repeat-other-item", "leaks"),
    ("break/row-item-cell-names", "leaks"),
    ("break/row-names", "leaks"),
    ("break/seal-race", "two_seals_at_once_lose_no_entry"),
    (
        "break/sealed-overwritten",
        "no_verb_writes_over_sealed_copies_or_other_assessments",
    ),
    ("break/short-unclear", "leaks"),
    ("break/stdout-full", "a_full_disk_is_no_success"),
    ("break/svg-*", "pictures_that_mean_harm_are_refused_with_their_line"),
    ("break/terminal-escape", "what_a_terminal_would_obey_reaches_none"),
    ("break/unclear-one-line-quote", "leaks"),
    ("break/wide-table", "publish::cells, in CI"),
];

/// The folder of the inputs, where there is one; a skipped test says so.
fn tries() -> Option<PathBuf> {
    let beside = project("../shared/tries");
    let named = std::env::var_os("HYOKA_TRIES").map(PathBuf::from);
    let folder = named.unwrap_or(beside);
    if !folder.is_dir() {
        println!("skipped: no folder with inputs that fell short");
        return None;
    }
    Some(folder.canonicalize().unwrap())
}

/// What a run gave, both outputs together.
struct Ran {
    code: i32,
    all: String,
}

impl Ran {
    fn has(&self, words: &[&str]) {
        for words in words {
            assert!(self.all.contains(words), "no {words}: {}", self.all);
        }
    }

    fn count(&self, words: &str) -> usize {
        self.all.matches(words).count()
    }
}

fn run(command: &mut Command) -> Ran {
    let output = command.env_remove("COLUMNS").output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        all: String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program on files of the folder of inputs; `@` stands for it.
fn hyoka(folder: &Path, arguments: &[&str]) -> Ran {
    let root = folder.to_str().unwrap();
    run(Command::new(env!("CARGO_BIN_EXE_hyoka")).args(arguments.iter().map(|argument| argument.replace('@', root))))
}

/// The codes and lines of what a check tells of one file, what is not written left out.
fn told(folder: &Path, file: &str) -> Vec<(String, u64)> {
    let ran = hyoka(
        folder,
        &[
            "check",
            "--today",
            "2026-11-23",
            "--ignore",
            "F101,T",
            "--format",
            "json",
            &format!("@/{file}"),
        ],
    );
    let json = ran.all.find('{').map_or("{}", |at| &ran.all[at..]);
    let report: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {}", ran.all));
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let mut told: Vec<(String, u64)> = findings
        .iter()
        .map(|finding| {
            (
                finding["code"].as_str().unwrap().to_owned(),
                finding["line"].as_u64().unwrap(),
            )
        })
        .collect();
    told.sort();
    told
}

/// Holds what is told to some codes and lines.
fn tells(folder: &Path, file: &str, wanted: &[(&str, u64)]) {
    let told = told(folder, file);
    let told: Vec<(&str, u64)> = told.iter().map(|(code, line)| (code.as_str(), *line)).collect();
    assert_eq!(told, wanted, "{file}");
}

/// A text with all corrections made, written beside nothing.
fn fixed(folder: &Path, file: &str) -> String {
    let work = tempfile::tempdir().unwrap();
    let copy = work.path().join("juten.yaml");
    std::fs::copy(folder.join(file), &copy).unwrap();
    // What was copied from a folder that nobody may write in is not writable either.
    writable(&copy);
    hyoka(work.path(), &["fix", "--all", "--write", "@/juten.yaml"]);
    std::fs::read_to_string(&copy).unwrap()
}

#[expect(clippy::permissions_set_readonly_false, reason = "a temporary file of ours")]
fn writable(file: &Path) {
    let mut rights = std::fs::metadata(file).unwrap().permissions();
    rights.set_readonly(false);
    std::fs::set_permissions(file, rights).unwrap();
}

/// A script of the inputs, in a copy of the project that it may do harm to: the sample city, what it reads of the manual, and
/// this program where a build of it would lie.
#[cfg(unix)]
fn script(folder: &Path, file: &str) -> Ran {
    let root = tempfile::tempdir().unwrap();
    let built = root.path().join("target/release");
    std::fs::create_dir_all(&built).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_hyoka"), built.join("hyoka")).unwrap();
    copy(&project("assessments"), &root.path().join("assessments"));
    copy(&project("docs/examples"), &root.path().join("docs/examples"));
    let work = root.path().join("work");
    std::fs::create_dir(&work).unwrap();
    let mut command = Command::new("bash");
    command
        .arg(folder.join(file))
        .arg(env!("CARGO_BIN_EXE_hyoka"))
        .current_dir(root.path());
    let ran = run(command.env("ROOT", root.path()).env("TMPDIR", &work));
    assert!(
        ran.count("No such file or directory") == 0 || file.contains("manifest-gone"),
        "{}",
        ran.all
    );
    ran
}

/// Copies a folder with what it holds: a link would lead back to ours.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else if path.is_file() {
            std::fs::copy(&path, &copied).unwrap();
            writable(&copied);
        }
    }
}

/// Holds a run to a time that no harmless file of its size needs.
fn in_time<T>(run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = run();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    done
}

#[test]
fn every_input_is_held_by_a_test() {
    let Some(folder) = tries() else { return };
    let names = |folder: &Path, before: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.map(|name| format!("{before}{name}")).collect()
    };
    let mut found = names(&folder, "");
    found.extend(names(&folder.join("break"), "break/"));
    let is_held = |name: &String| {
        let is = |held: &str| held == name || held.strip_suffix('*').is_some_and(|begin| name.starts_with(begin));
        HELD.iter().any(|(held, _)| is(held))
    };
    found.retain(|name| !is_held(name));
    assert!(found.is_empty(), "no test holds {found:?}");
}

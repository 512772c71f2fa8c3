//! `docs/manual.md` and its examples: every example is a file, and every output shown is what the program prints.
//!
//! Fences with these words behind the language are held to the program:
//! `check:FILE` the findings of `hyoka check --today 2026-11-23 FILE`; `run:ARGUMENTS` what `hyoka ARGUMENTS` prints;
//! `part:FILE` lines that stand so in the file, at any indentation.

use std::collections::BTreeSet;
use std::process::Command;

use hyoka::body::{Disk, Open, Place, cases, examine, read};
use hyoka::check::policy::Policy;
use hyoka::check::print::{Checked, Counts, text as print};
use jiff::civil::date;

use super::forms::listed;
use super::{hold, names, root, text};

const MANUAL: &str = "docs/manual.md";
const EXAMPLES: &str = "docs/examples";

/// What `hyoka check --today 2026-11-23` prints of a file.
fn checked(file: &str) -> String {
    let place = Place::File(root().join(file));
    let shelf = Open::over(&Disk);
    let bytes = read::bytes(&Disk, &place).unwrap_or_else(|error| panic!("{error}"));
    // Under the name that a reader of the manual types.
    let place = Place::File(file.into());
    let shelf = shelf.with(&place, bytes);
    let examined = examine(&shelf, &cases::of(&shelf, &place), date(2026, 11, 23).into());
    let one = &examined.files[0];
    let judged = one.judged(&Policy::default(), examined.looked);
    let file = Checked {
        source: &one.read.source,
        findings: &judged.findings,
        others: &[],
    };
    let counts = Counts {
        accepted: judged.accepted.len(),
        ..Counts::of(&file)
    };
    print::file(&file, false) + &print::summary(counts) + "\n"
}

/// What the program prints, run in the folder of the project.
fn ran(arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(arguments.split(' '))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A fence of the manual.
struct Fence<'m> {
    /// `check:docs/examples/x.yaml` and the like; empty for none.
    word: &'m str,
    body: String,
}

/// The manual cut at its fences: the lines before each one, the opening line with them, and the fence.
fn fences(manual: &str) -> Vec<(String, Fence<'_>)> {
    let mut found = Vec::new();
    let mut before = String::new();
    let mut lines = manual.lines();
    while let Some(line) = lines.next() {
        before.push_str(line);
        before.push('\n');
        let Some(info) = line.strip_prefix("```") else { continue };
        let body = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .fold(String::new(), |body, line| body + line + "\n");
        let word = info.split_once(' ').map_or("", |(_, word)| word);
        found.push((std::mem::take(&mut before), Fence { word, body }));
    }
    let rest = Fence {
        word: "",
        body: String::new(),
    };
    found.push((before, rest));
    found
}

/// The manual with today's outputs in its fences.
fn renewed(manual: &str) -> String {
    let mut out = String::new();
    let fences = fences(manual);
    let last = fences.len() - 1;
    for (index, (before, fence)) in fences.into_iter().enumerate() {
        out.push_str(&before);
        if index == last {
            break;
        }
        let body = match fence.word.split_once(':') {
            Some(("check", file)) => checked(file),
            Some(("run", arguments)) => ran(arguments),
            _ => fence.body,
        };
        out.push_str(&body);
        out.push_str("```\n");
    }
    out
}

#[test]
fn outputs_in_the_manual_are_what_the_program_prints() {
    hold(MANUAL, &listed(&renewed(&text(MANUAL))));
}

#[test]
fn examples_and_the_manual_name_each_other() {
    let manual = text(MANUAL);
    let shown: BTreeSet<&str> = manual
        .split(EXAMPLES)
        .skip(1)
        .filter_map(|rest| {
            rest.strip_prefix('/')?
                .split(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c))
                .next()
        })
        .filter(|name| name.contains("yaml") || name.contains("txt"))
        .collect();
    let files = names(EXAMPLES);
    let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(shown, files);
}

#[test]
fn every_example_has_its_findings_in_the_manual() {
    let manual = text(MANUAL);
    for name in names(EXAMPLES) {
        let checked = format!("check:{EXAMPLES}/{name}\n");
        let imported = format!("run:import --dry-run {EXAMPLES}/{name}\n");
        assert!(
            manual.contains(&checked) || manual.contains(&imported),
            "no fence shows what check or import says of {name}"
        );
    }
}

#[test]
fn parts_of_examples_stand_so_in_their_files() {
    for (_, fence) in fences(&text(MANUAL)) {
        let Some(("part", file)) = fence.word.split_once(':') else {
            continue;
        };
        let whole = text(file);
        let whole: Vec<&str> = whole.lines().collect();
        let part: Vec<&str> = fence.body.lines().collect();
        let found = (0..whole.len()).any(|at| stands_at(&whole[at..], &part));
        assert!(found, "{file} does not hold:\n{}", fence.body);
    }
}

/// Whether a file goes on with these lines, all of them moved by the same number of spaces.
fn stands_at(file: &[&str], part: &[&str]) -> bool {
    let Some((first, wanted)) = file.first().zip(part.first()) else {
        return false;
    };
    let Some(moved) = first.strip_suffix(wanted).filter(|moved| moved.trim().is_empty()) else {
        return false;
    };
    part.len() <= file.len()
        && part
            .iter()
            .zip(file)
            .all(|(part, line)| part.is_empty() && line.is_empty() || line.strip_prefix(moved) == Some(part))
}

#[test]
fn commands_in_the_manual_are_the_programs() {
    const VERBS: &[&str] = &[
        "check",
        "diff",
        "explain",
        "fix",
        "help",
        "import",
        "log",
        "lsp",
        "merge",
        "new",
        "publish",
        "record",
        "register",
        "schema",
        "seal",
        "sheet",
        "status",
        "threshold",
    ];
    let manual = text(MANUAL);
    let shells = fences(&manual)
        .into_iter()
        .filter(|(before, _)| before.ends_with("```sh\n"));
    let commands: Vec<String> = shells
        .flat_map(|(_, fence)| fence.body.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| line.strip_prefix("hyoka ").map(str::to_owned))
        .collect();
    let verbs: Vec<&str> = commands
        .iter()
        .filter_map(|command| command.split(' ').next())
        .collect();
    for verb in &verbs {
        assert!(VERBS.contains(verb) || *verb == "--version", "hyoka {verb}");
    }
    for verb in VERBS {
        assert!(verbs.contains(verb), "the manual never shows hyoka {verb}");
    }
}

#[test]
fn contents_of_the_manual_list_every_chapter() {
    let manual = text(MANUAL);
    let listed: Vec<String> = manual
        .lines()
        .map_while(|line| (!line.starts_with("## ")).then_some(line))
        .filter_map(|line| line.strip_prefix("- ").map(str::to_owned))
        .collect();
    let chapters: Vec<String> = outside_fences(&manual)
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| format!("[{heading}](#{heading})"))
        .collect();
    assert!(chapters.len() > 10);
    assert_eq!(listed, chapters);
}

#[test]
fn every_row_of_a_table_in_the_manual_is_whole() {
    let manual = text(MANUAL);
    let mut columns = None;
    for line in outside_fences(&manual) {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        assert!(line.ends_with('|'), "a row is cut off: {line}");
        let cells = line.replace("\\|", "").matches('|').count();
        assert_eq!(*columns.get_or_insert(cells), cells, "{line}");
    }
}

/// The lines that are no code.
fn outside_fences(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

#[test]
fn commands_in_tables_of_the_manual_are_the_programs() {
    let manual = text(MANUAL);
    let rows = outside_fences(&manual).filter(|line| line.starts_with('|'));
    let spans = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let commands: Vec<&str> = spans.filter_map(|span| span.strip_prefix("hyoka ")).collect();
    assert!(commands.len() > 20);
    for command in commands {
        let verb = command.split(' ').next().unwrap();
        if !cfg!(feature = "pdf") && ["publish", "register"].contains(&verb) {
            continue;
        }
        let help = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .args([verb, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        for option in command.split(' ').filter(|word| word.starts_with('-')) {
            assert!(help.contains(option), "hyoka {verb} has no {option}");
        }
    }
}

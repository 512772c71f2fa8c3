//! That corrections change what they say and nothing else: over every fixture, and over slips planted by a fixed sequence.

mod cases;
mod planted;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files::{project, yaml};
use crate::tries::tries;
use hyoka::body::cases::Case;
use hyoka::body::{Memory, Place};
use hyoka::check::policy::Policy;
use hyoka::fix::{Corrected, Subject, Wanted, correct};
use hyoka::publish::{Fonts, glyphs};
use hyoka::source::Source;
use jiff::civil::date;

/// Corrects a text on 2026-11-23, the day all fixtures speak of.
pub fn corrected(bytes: &[u8], likely: bool) -> Corrected {
    let wanted = Wanted {
        codes: Vec::new(),
        likely,
    };
    let subject = Subject {
        shelf: &Memory::default(),
        case: &Case {
            files: vec![Place::File("juten.yaml".into())],
            ..Case::default()
        },
        circumstances: date(2026, 11, 23).into(),
        policy: &Policy::default(),
    };
    correct(subject, bytes, &wanted)
}

fn text_of(bytes: &[u8]) -> String {
    Source::read("text.yaml", bytes).0.text().to_owned()
}

/// Every assessment of the fixtures, the examples and the sample city.
fn files() -> Vec<PathBuf> {
    let folders = ["assessments", "docs/examples", "tests/check/rules"].map(project);
    let found: Vec<PathBuf> = folders.iter().flat_map(|folder| yaml(folder)).collect();
    assert!(found.len() > 100, "{found:?}");
    found
}

/// Holds a correction to its word: what stands outside its places is there again, byte for byte and in order; comments
/// stay; what is left is refused or waits for a person; and a second run does nothing.
fn hold(name: &str, bytes: &[u8], likely: bool) -> Corrected {
    let file = corrected(bytes, likely);
    let (old, new) = (text_of(bytes), text_of(&file.bytes));
    let mark = |bytes: &[u8]| bytes.starts_with(b"\xEF\xBB\xBF");
    assert_eq!(mark(bytes), mark(&file.bytes), "{name}");
    if file.made.is_empty() {
        assert_eq!(bytes, file.bytes, "{name}");
    }
    let mut kept = Vec::new();
    let mut end = 0;
    for step in &file.made {
        assert!(old.get(step.place.clone()).is_some(), "{name}: {step:?}");
        if step.place.start > end {
            kept.push(&old[end..step.place.start]);
        }
        end = end.max(step.place.end);
    }
    let last = &old[end..];
    let mut rest = new
        .strip_suffix(last)
        .unwrap_or_else(|| panic!("{name}: the end changed"));
    for (index, kept) in kept.into_iter().enumerate() {
        let at = rest.find(kept).unwrap_or_else(|| panic!("{name}: 「{kept}」 is lost"));
        assert!(index > 0 || at == 0 || file.made[0].place.start == 0, "{name}");
        rest = &rest[at + kept.len()..];
    }
    let comments = |text: &str| -> Vec<String> {
        let lines = text.split(['\n', '\r']);
        lines
            .map(str::trim)
            .filter(|line| line.starts_with('#'))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(comments(&old), comments(&new), "{name}");
    let again = corrected(&file.bytes, likely);
    assert_eq!(again.made, [], "{name}");
    assert_eq!(again.bytes, file.bytes, "{name}");
    let open = file.after.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let open = open.filter(|fix| likely || fix.is_certain()).count();
    assert!(
        open == 0 || !file.refused.is_empty(),
        "{name}: {:?}",
        file.after.findings
    );
    file
}

#[test]
fn corrections_change_only_their_own_places() {
    let mut made = 0;
    for path in files().into_iter().step_by(tries(4, 1)) {
        let bytes = std::fs::read(&path).unwrap();
        // Padded up to the limit of what is read: nothing to correct, and long.
        if bytes.starts_with(b"# pad: ") {
            continue;
        }
        let name = path.display().to_string();
        for likely in [false, true] {
            made += hold(&name, &bytes, likely).made.len();
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let (unix, windows) = (corrected(text.as_bytes(), true), hold(&name, windows.as_bytes(), true));
        let unix = String::from_utf8(unix.bytes).unwrap().replace('\n', "\r\n");
        assert_eq!(format!("\u{feff}{unix}").into_bytes(), windows.bytes, "{name}");
    }
    assert!(made > tries(1, 30), "{made}");
}

#[test]
fn the_manual_names_the_rules_that_have_corrections() {
    let manual = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual.md")).unwrap();
    let table = manual
        .split("迷いなく直すもの |")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| "));
    let mut named: BTreeSet<String> = rows.map(|row| row[..4].to_owned()).collect();
    // Which characters have a shape is known only where fonts are built in (`make fonts`).
    if Fonts::built_in().is_none() {
        named.remove(glyphs::CODE);
    }
    let mut found = BTreeSet::new();
    for path in files() {
        let file = corrected(&std::fs::read(path).unwrap(), true);
        found.extend(file.made.iter().map(|step| step.code.to_owned()));
    }
    assert_eq!(named, found, "left: the table, right: what the fixtures have corrected");
}

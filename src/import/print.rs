//! The report as text: what came in, and what a person must look at.

use std::fmt::Write as _;

use super::report::{Leftover, Report, Sureness};

/// How many lines of each kind are shown; the file of leftovers has them all.
const SHOWN: usize = 20;

/// A few lines on one document. `name` is the file that was read.
#[must_use]
pub fn text(report: &Report, name: &str) -> String {
    let mut out = String::new();
    let count = |sure: Sureness| report.answers.iter().filter(|entry| entry.sure == sure).count();
    let _ = writeln!(out, "{name}: {}（{}）", report.form, edition(report));
    let _ = writeln!(
        out,
        "  読み取った項目 {}件（確実 {}件、ほぼ確実 {}件、要確認 {}件）",
        report.answers.len(),
        count(Sureness::Sure),
        count(Sureness::Likely),
        count(Sureness::Doubtful)
    );
    let doubtful: Vec<String> = report
        .answers
        .iter()
        .filter(|entry| entry.sure == Sureness::Doubtful)
        .map(|entry| format!("{}（{}）: {}", entry.item, entry.places.join("、"), entry.doubt))
        .collect();
    section(&mut out, "確かめてください", &doubtful);
    section(&mut out, "どの項目にも入らなかった文字", &lines(&report.left));
    section(&mut out, "元の文書について", &lines(&report.remarks));
    out
}

/// All that is left to look at, for a file beside the assessment; empty where nothing is.
#[must_use]
pub fn leftovers(report: &Report, name: &str) -> String {
    if !report.is_open() {
        return String::new();
    }
    let mut out = format!("{name} から読み取ったもののうち、人が確かめるもの\n");
    let doubtful = report.answers.iter().filter(|entry| entry.sure == Sureness::Doubtful);
    let doubtful: Vec<String> = doubtful
        .map(|entry| format!("{}（{}）: {}", entry.item, entry.places.join("、"), entry.doubt))
        .collect();
    for (heading, lines) in [
        ("確かめてください", doubtful),
        ("どの項目にも入らなかった文字", whole(&report.left)),
        ("元の文書について", whole(&report.remarks)),
    ] {
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n■ {heading}");
        for line in lines {
            let _ = writeln!(out, "・{line}");
        }
    }
    out
}

fn edition(report: &Report) -> String {
    match (report.printed.as_str(), report.other_edition) {
        ("", _) => format!("版の表示がないため、{}の版として読みました", report.edition),
        (printed, true) => format!(
            "文書の表示は「{printed}」ですが、この版はないため、{}の版として読みました",
            report.edition
        ),
        (_, false) => format!("{}の版", report.edition),
    }
}

fn section(out: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {heading} {}件", lines.len());
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(out, "    {line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(out, "    ほか{}件", lines.len() - SHOWN);
    }
}

fn lines(left: &[Leftover]) -> Vec<String> {
    left.iter().map(|one| line(one, &short(&one.words))).collect()
}

fn whole(left: &[Leftover]) -> Vec<String> {
    left.iter().map(|one| line(one, &one.words)).collect()
}

fn line(one: &Leftover, words: &str) -> String {
    let about = if one.about.is_empty() { "" } else { " " };
    let colon = if words.is_empty() { "" } else { ": " };
    format!("{}{about}{}{colon}{words}", one.place, one.about)
}

/// The first words of a text on one line.
fn short(words: &str) -> String {
    let line = words.replace('\n', " ");
    let cut: String = line.chars().take(60).collect();
    if cut.len() < line.len() {
        format!("{cut}…")
    } else {
        cut
    }
}

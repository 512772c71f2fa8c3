//! `hyoka check`: all findings of some assessments or of a whole body, sorted by place.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;

use super::examine::examine;
use super::selection::{self, Case};
use super::{Failure, exit, files, in_turn, output, today};
use crate::check::across::Memory;
use crate::check::print::json::{self, JsonFinding};
use crate::check::print::{Checked, Counts, text};
use crate::finding::Finding;
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイルかフォルダ（- は標準入力）。書かなければ、すべての評価書
    #[arg(value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 出力の形: text（既定）、json
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What the check of one 事務 leaves behind. Its files are forgotten, so that a body of any size fits.
#[derive(Default)]
struct Outcome {
    printed: String,
    findings: Vec<JsonFinding>,
    counts: Counts,
    failures: Vec<Failure>,
    memory: Memory,
}

struct Checker {
    today: Date,
    format: Format,
    colour: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let selection = selection::select(&arguments.files)?;
    let checker = Checker {
        today: today::or_now(arguments.today),
        format: arguments.format,
        colour: output::colour(),
    };
    let mut numbered = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for case in selection.cases {
        numbered.push((paths.len(), case));
        paths.extend(numbered.last().map(|(_, case)| case.files.clone()).unwrap_or_default());
    }
    let mut whole = Outcome::default();
    in_turn::each(
        &numbered,
        |(first, case)| checker.case(*first, case),
        |outcome| Checker::add(&mut whole, outcome),
    );
    if selection.whole {
        let memory = std::mem::take(&mut whole.memory);
        Checker::add(&mut whole, checker.across(memory, &paths));
    }
    match checker.format {
        Format::Text if whole.counts.files == 0 => {}
        Format::Text => output::print(&text::end(whole.counts)),
        Format::Json => output::print(&output::json(&json::report_of(whole.findings, whole.counts))),
    }
    let code = match (whole.failures.first(), whole.counts.errors) {
        (Some(_), _) => exit::IO,
        (None, 0) => exit::CLEAN,
        (None, _) => exit::FINDINGS,
    };
    Ok(ExitCode::from(code))
}

impl Checker {
    /// Checks the files of one 事務, each alone and all together. `first` is the number of its first file.
    fn case(&self, first: usize, case: &Case) -> Outcome {
        let mut examined = examine(case, self.today);
        let mut outcome = Outcome {
            failures: std::mem::take(&mut examined.failures),
            ..Outcome::default()
        };
        let others: Vec<Arc<Source>> = examined.assessments().map(|one| Arc::clone(one.source())).collect();
        for one in &examined.files {
            if let Some(assessment) = &one.read.assessment {
                let number = u32::try_from(first + one.index).unwrap_or(u32::MAX);
                outcome.memory.remember(number, assessment);
            }
            let checked = Checked {
                source: &one.read.source,
                findings: &one.findings,
                others: &others,
            };
            outcome.counts += Counts::of(&checked);
            self.print(&checked, &mut outcome);
        }
        outcome
    }

    /// Tells where the assessments of a body do not agree. Only those concerned are read again.
    fn across(&self, memory: Memory, paths: &[PathBuf]) -> Outcome {
        let mut outcome = Outcome::default();
        let again = |file: u32| paths.get(file as usize).and_then(|path| files::read(path).ok());
        for conflict in memory.conflicts() {
            let (Some(at), Some(because)) = (again(conflict.at.file), again(conflict.because.file)) else {
                continue;
            };
            let (Some(place), Some(cause)) = (&at.assessment, &because.assessment) else {
                continue;
            };
            let findings: Vec<Finding> = conflict.finding(place, cause).into_iter().collect();
            let others = [Arc::clone(&because.source)];
            let checked = Checked {
                source: &at.source,
                findings: &findings,
                others: &others,
            };
            outcome.counts += Counts::more(&checked);
            self.print(&checked, &mut outcome);
        }
        outcome
    }

    fn print(&self, checked: &Checked<'_>, outcome: &mut Outcome) {
        match self.format {
            Format::Text => outcome.printed.push_str(&text::file(checked, self.colour)),
            Format::Json => outcome.findings.extend(json::findings(checked)),
        }
    }

    /// Prints what can be printed, and keeps the rest for the end.
    fn add(whole: &mut Outcome, outcome: Outcome) {
        output::print(&outcome.printed);
        for failure in &outcome.failures {
            output::error(&failure.to_string());
        }
        whole.findings.extend(outcome.findings);
        whole.failures.extend(outcome.failures);
        whole.counts += outcome.counts;
        whole.memory.merge(outcome.memory);
    }
}

//! `hyoka check`: all findings of some files, sorted by place.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{Failure, exit, files, output, today};
use crate::answers::Assessment;
use crate::check::print::{Checked, count, json, text};
use crate::finding::{Finding, Severity};
use crate::publish::{Fonts, glyphs};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル（- は標準入力）
    #[arg(required = true, value_name = "ファイル")]
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

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let today = today::or_now(arguments.today);
    let mut read = Vec::new();
    for path in &arguments.files {
        let mut one = files::read(path)?;
        if let Some(assessment) = &one.assessment {
            let mut findings = crate::check::check(assessment, today);
            findings.extend(unprintable(assessment));
            one.findings.extend(findings);
            crate::finding::sort(&mut one.findings);
        }
        read.push(one);
    }
    let checked: Vec<Checked<'_>> = read
        .iter()
        .map(|one| Checked {
            source: &one.source,
            findings: &one.findings,
        })
        .collect();
    match arguments.format {
        Format::Text => output::print(&text::print(&checked, output::colour())),
        Format::Json => output::print(&output::json(&json::report(&checked))),
    }
    let failed = count(&checked, Severity::Error) > 0;
    Ok(ExitCode::from(if failed { exit::FINDINGS } else { exit::CLEAN }))
}

/// Characters that no font has. The fonts built in answer at once; the system's are looked at only for what these lack.
fn unprintable(assessment: &Assessment) -> Vec<Finding> {
    let missing = |fonts: Fonts| glyphs::missing(assessment, &fonts);
    match Fonts::built_in().map(missing) {
        Some(findings) if findings.is_empty() => findings,
        _ => Fonts::find(None).map(missing).unwrap_or_default(),
    }
}

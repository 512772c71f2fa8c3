//! `hyoka register`: 計画管理書 of a body, as PDF, HTML and Excel.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::answers::Read;
use crate::body::cases::{self, Case};
use crate::body::{Disk, Place, in_turn, read, store, versions};
use crate::due::Version;
use crate::publish::html;
use crate::register::{self, Entry, Head, Known};

/// The name of the files; the extension tells them apart.
const NAME: &str = "register";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のフォルダ（書かなければ、すべての評価書）
    #[arg(value_name = "フォルダ")]
    folders: Vec<PathBuf>,
    /// 書き出すフォルダ
    #[arg(short, long, value_name = "フォルダ")]
    output: PathBuf,
    /// 作成日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
    /// フォントを探すフォルダ
    #[cfg(feature = "pdf")]
    #[arg(long, value_name = "フォルダ")]
    fonts: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let selection = cases::select(&Disk, &arguments.folders)?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut failures: Vec<Failure> = output::aside(&selection.aside);
    let today = today::or_now(arguments.today);
    in_turn::each(
        &selection.cases,
        |chosen| case(chosen, today),
        |(entry, mut failed)| {
            entries.extend(entry);
            failures.append(&mut failed);
        },
    );
    for failure in &failures {
        output::error(&failure.to_string());
    }
    if !failures.is_empty() {
        return Err(Failure::Unlisted);
    }
    register::sort(&mut entries);
    let head = Head {
        body: register::body(&entries),
        day: today,
    };
    let page = register::page(&head, &entries);
    let mut made = vec![
        ("html", html::print(&page).map_err(Failure::drawing)?.into_bytes()),
        ("xlsx", register::workbook(&head, &entries).map_err(Failure::drawing)?),
    ];
    #[cfg(feature = "pdf")]
    made.push(("pdf", pdf(arguments, &page, head.day)?));
    made.sort_by_key(|(extension, _)| *extension);
    let made: Vec<(PathBuf, Vec<u8>)> = made
        .into_iter()
        .map(|(extension, bytes)| (arguments.output.join(format!("{NAME}.{extension}")), bytes))
        .collect();
    output::write_all(&made)?;
    Ok(ExitCode::from(exit::CLEAN))
}

/// The row of one 事務, and what could not be read.
fn case(case: &Case, today: Date) -> (Option<Entry>, Vec<Failure>) {
    let mut read: Vec<(&Place, Read)> = Vec::new();
    let mut failures = Vec::new();
    for place in case.files.iter().chain(&case.beside) {
        match read::read(&Disk, place) {
            Ok(one) if one.assessment.is_none() => failures.push(Failure::NoAssessment(place.name())),
            Ok(one) => read.push((place, one)),
            Err(failure) => failures.push(failure.into()),
        }
    }
    match store::intact(&Disk, case) {
        Ok(copies) => output::unsealed(&copies),
        Err(failure) => {
            failures.push(failure.into());
            return (None, failures);
        }
    }
    let mut known = Vec::new();
    for (place, one) in &read {
        let Some(assessment) = &one.assessment else { continue };
        let copies = match versions::of(&Disk, place, assessment, output::unread_copy) {
            Ok(copies) => copies,
            Err(failure) => {
                failures.push(failure.into());
                continue;
            }
        };
        let copies = copies
            .iter()
            .filter_map(|copy| copy.assessment.as_ref())
            .map(Version::of);
        known.push(Known {
            assessment,
            copies: copies.collect(),
        });
    }
    (register::entry(&known, today), failures)
}

#[cfg(feature = "pdf")]
fn pdf(arguments: &Arguments, page: &crate::layout::Page, date: Date) -> Result<Vec<u8>, Failure> {
    use crate::publish::pdf::{Meta, Printer};
    let fonts = crate::publish::Fonts::find(arguments.fonts.as_deref()).map_err(Failure::drawing)?;
    let printer = Printer::new(&fonts).map_err(Failure::drawing)?;
    let meta = Meta {
        date,
        ident: NAME.to_owned(),
        attachment: None,
    };
    printer.print(page, &meta).map_err(Failure::drawing)
}

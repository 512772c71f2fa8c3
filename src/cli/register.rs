//! `hyoka register`: 計画管理書 of a body, as PDF, HTML and Excel.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;

use super::public::{copy, told, told_of};
use super::{Failure, exit, output, today};
use crate::answers::{Assessment, Copy};
use crate::body::cases::{self, Case};
use crate::body::{Disk, Place, in_turn, read, store, versions};
use crate::check::withheld;
use crate::due::Version;
use crate::finding::Finding;
use crate::publish::html;
use crate::register::{self, Entry, Head, Known};
use crate::source::Source;

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
    /// 提出用の一覧を作る（管理の「非公表」に挙げた項目も載せる）
    #[arg(long)]
    complete: bool,
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
    let copy = copy(arguments.complete);
    let mut refused = false;
    in_turn::each(
        &selection.cases,
        |one| case(one, today, copy),
        |listed| {
            entries.extend(listed.entry);
            failures.extend(listed.failures);
            for (source, findings) in listed.refused {
                refused = true;
                output::refused(&source, &findings);
            }
        },
    );
    for failure in &failures {
        output::error(&failure.to_string());
    }
    if !failures.is_empty() {
        return Err(Failure::Unlisted);
    }
    if refused {
        output::error("非公表とした項目の扱いを決められないため、一覧を作りませんでした");
        return Ok(ExitCode::from(exit::FINDINGS));
    }
    register::sort(&mut entries);
    let head = Head {
        body: register::body(&entries),
        day: today,
        copy,
    };
    let page = register::page(&head, &entries);
    let mut made = vec![
        ("html", html::print(&page).map_err(Failure::drawing)?.into_bytes()),
        ("xlsx", register::workbook(&head, &entries).map_err(Failure::drawing)?),
    ];
    #[cfg(feature = "pdf")]
    made.push(("pdf", pdf(arguments, &page, head.day)?));
    made.sort_by_key(|(extension, _)| *extension);
    let name = match copy {
        Copy::Public => NAME.to_owned(),
        Copy::Complete => format!("{NAME}-提出用"),
    };
    let made: Vec<(PathBuf, Vec<u8>)> = made
        .into_iter()
        .map(|(extension, bytes)| (arguments.output.join(format!("{name}.{extension}")), bytes))
        .collect();
    output::write_all(&made)?;
    Ok(ExitCode::from(exit::CLEAN))
}

/// What one 事務 adds to the list.
struct Listed {
    entry: Option<Entry>,
    failures: Vec<Failure>,
    /// What keeps an assessment from being listed for the public.
    refused: Vec<(Arc<Source>, Vec<Finding>)>,
}

/// The row of one 事務, and what could not be read.
fn case(case: &Case, today: Date, copy: Copy) -> Listed {
    let mut read: Vec<(&Place, Assessment)> = Vec::new();
    let mut listed = Listed {
        entry: None,
        failures: Vec::new(),
        refused: Vec::new(),
    };
    for place in case.files.iter().chain(&case.beside) {
        match read::read(&Disk, place) {
            Ok(one) if one.assessment.is_none() => listed.failures.push(Failure::NoAssessment(place.name())),
            Ok(one) => read.extend(one.assessment.map(|assessment| (place, assessment))),
            Err(failure) => listed.failures.push(failure.into()),
        }
    }
    match store::intact(&Disk, case) {
        Ok(copies) => output::unsealed(&copies),
        Err(failure) => {
            listed.failures.push(failure.into());
            return listed;
        }
    }
    let mut publics = Vec::new();
    for (place, assessment) in &read {
        match told(place, assessment, copy) {
            Ok(Ok(public)) => publics.push(public),
            Ok(Err(findings)) => listed.refused.push((Arc::clone(assessment.source()), findings)),
            Err(failure) => listed.failures.push(failure),
        }
    }
    if publics.len() < read.len() {
        return listed;
    }
    let mut known = Vec::new();
    for ((place, whole), public) in read.iter().zip(&publics) {
        let copies = match versions::of(&Disk, place, whole, output::unread_copy) {
            Ok(copies) => copies,
            Err(failure) => {
                listed.failures.push(failure.into());
                continue;
            }
        };
        let copies = copies.iter().filter_map(|copy| copy.assessment.as_ref());
        known.push(Known {
            assessment: told_of(whole, public.as_ref()),
            copies: copies.map(Version::of).collect(),
        });
    }
    listed.entry = register::entry(&known, today);
    for ((_, assessment), public) in read.iter().zip(&publics) {
        let words = public.as_ref().map(|public| &public.words);
        let cells = listed.entry.iter().map(|entry| &entry.cells).collect::<Vec<_>>();
        let strays = words.map(|words| words.strays(&cells)).unwrap_or_default();
        let stray = |(words, of): &(String, String)| withheld::stray(assessment, "一覧", words, of);
        let strays: Vec<Finding> = strays.iter().map(stray).collect();
        if !strays.is_empty() {
            listed.refused.push((Arc::clone(assessment.source()), strays));
        }
    }
    listed
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

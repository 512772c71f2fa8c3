//! `hyoka status`: where each assessment stands and what is due. Of each 事務 only its rows are kept.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use super::public::{copy, told};
use super::{Failure, exit, output, today};
use crate::answers::{Assessment, Copy, Read};
use crate::body::bodies::Bodies;
use crate::body::cases::{self, Case};
use crate::body::examine::{Examined, One};
use crate::body::{Disk, Place, copies, examine, in_turn, read, store};
use crate::check::Circumstances;
use crate::check::page::LooksAt;
use crate::check::policy::Policy;
use crate::check::print::{Checked, Counts};
use crate::due::Version;
use crate::due::version::{number, same};
use crate::folding::fold;
use crate::form::Level;
use crate::status::print::{Status, csv, ics, json, text};
use crate::status::{self, Known, Row};
use crate::withhold;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイルかフォルダ（- は標準入力）。書かなければ、すべての評価書
    #[arg(value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 出力の形: text（既定）、json、csv（表計算ソフト用）、ics（カレンダー用）
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 書き出すファイル（書かなければ、画面に出す）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
    /// この日数のうちに期限の来るもの（過ぎたものを含む）だけを示す
    #[arg(long, value_parser = days, value_name = "日数")]
    within: Option<u32>,
    /// 非公表とした項目も示す（公表しないでください）
    #[arg(long)]
    complete: bool,
    /// 期限を過ぎたものがあれば、終了コードを1にする
    #[arg(long)]
    strict: bool,
    /// 今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Ics,
}

/// Reads a number of days, also with 日 and in full width.
fn days(text: &str) -> Result<u32, String> {
    let folded = fold(text);
    let digits = folded.strip_suffix('日').unwrap_or(&folded);
    digits
        .parse()
        .map_err(|_| "「90」のように、日数を書いてください".to_owned())
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let selection = cases::select(&Disk, &arguments.files)?;
    let today = today::or_now(arguments.today);
    let copy = copy(arguments.complete);
    let mut rows: Vec<Row> = Vec::new();
    let misnamed = output::aside(&selection.aside);
    for failure in &misnamed {
        output::error(&failure.to_string());
    }
    let mut failed = !misnamed.is_empty();
    in_turn::each(
        &selection.cases,
        |case| rows_of(case, today, copy),
        |(found, failures)| {
            rows.extend(found);
            failed |= !failures.is_empty();
            for failure in failures {
                output::error(&failure.to_string());
            }
        },
    );
    let late = rows.iter().any(|row| row.is_overdue(today));
    if let Some(days) = arguments.within {
        rows.retain_mut(|row| row.keep_within(days, today));
    }
    status::sort(&mut rows, today);
    let status = Status {
        rows: &rows,
        today,
        copy,
    };
    // What is made for other programs has no room to say it.
    if matches!(arguments.format, Format::Csv | Format::Ics)
        && let Some(audience) = status.audience()
    {
        output::note(&audience);
    }
    let file = arguments.output.as_deref();
    let text = match arguments.format {
        Format::Text => text::print(&status, output::width_of(file)),
        Format::Json => output::json(&json::report(&status)),
        Format::Csv => csv::print(&status),
        Format::Ics => ics::print(&status),
    };
    output::result(file, &text)?;
    Ok(ExitCode::from(match (failed, arguments.strict && late) {
        (true, _) => exit::IO,
        (false, true) => exit::FINDINGS,
        (false, false) => exit::CLEAN,
    }))
}

/// The rows of one 事務: its newest assessments, each with what its older versions tell.
fn rows_of(case: &Case, today: Date, copy: Copy) -> (Vec<Row>, Vec<Failure>) {
    let ruling = ruled(case, today);
    let (circumstances, policy) = match ruling {
        Ok(found) => found,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let mut examined = examine(&Disk, case, circumstances);
    examined.unread.iter().for_each(output::unread_copy);
    let mut failures: Vec<Failure> = examined.failures.drain(..).map(Failure::Body).collect();
    let unsealed = store::intact(&Disk, case);
    let intact = unsealed.is_ok();
    match unsealed {
        Ok(copies) => output::unsealed(&copies),
        Err(failure) => failures.push(failure.into()),
    }
    let mut rows = Vec::new();
    for one in &examined.files {
        let counts = counts(one, &policy, examined.looked);
        let Some(assessment) = &one.read.assessment else {
            rows.push(Row::unreadable(one.read.source.name(), counts));
            continue;
        };
        let versions = examined.assessments().filter(|other| same(assessment, other));
        let (older, newer): (Vec<_>, Vec<_>) = versions
            .filter(|other| other.source().name() != assessment.source().name())
            .map(Version::of)
            .partition(|other| is_older(other, &Version::of(assessment)));
        if !newer.is_empty() {
            continue;
        }
        // What a broken seal leaves tells nothing for certain, and was told to be broken.
        let copies = if intact {
            sealed(&one.place, assessment, &mut failures)
        } else {
            Vec::new()
        };
        let kiso = kiso(&examined, assessment);
        let public = |one: &Assessment| public(&place_of(&examined, one), one, copy);
        let (own, kiso_told) = (public(assessment), kiso.and_then(public));
        let known = Known {
            assessment: own.as_ref().unwrap_or(assessment),
            kiso: kiso.map(|kiso| kiso_told.as_ref().unwrap_or(kiso)),
            older: &older,
            copies: &copies,
        };
        let mut row = Row::of(&known, counts, today);
        row.withheld = withhold::lists_any(assessment);
        // Another version has taken the place of a sealed copy, and what is due is due of that.
        if one.place.is_copy() {
            row.due.clear();
        }
        rows.push(row);
    }
    (rows, failures)
}

/// What the public may see of an assessment; `None` where that is all. Where nobody can tell what it withholds, it is nothing.
fn public(place: &Place, assessment: &Assessment, copy: Copy) -> Option<Assessment> {
    match told(place, assessment, copy) {
        Ok(Ok(public)) => public.map(|public| public.assessment),
        Ok(Err(_)) | Err(_) => Some(withhold::nothing(assessment)),
    }
}

/// The file that an assessment was read from.
fn place_of(examined: &Examined, assessment: &Assessment) -> Place {
    let asked = examined.files.iter().map(|one| (&one.place, &one.read));
    let beside = examined.beside.iter().map(|(place, read)| (place, read));
    let is_its = |read: &Read| read.source.id() == assessment.source().id();
    let found = asked.chain(beside).find(|(_, read)| is_its(read));
    found.map_or_else(
        || Place::of(Path::new(assessment.source().name())),
        |(place, _)| place.clone(),
    )
}

/// Whether a version gives way to another; of two with the same day neither does.
fn is_older(version: &Version, than: &Version) -> bool {
    match (version.published, than.published) {
        (Some(day), Some(other)) => day <= other,
        (Some(_), None) => true,
        (None, other) => other.is_none(),
    }
}

/// What the sealed copies of an assessment tell, one file at a time.
fn sealed(place: &Place, assessment: &Assessment, failures: &mut Vec<Failure>) -> Vec<Version> {
    let mut versions = Vec::new();
    let mut fail = |failure: crate::body::Failure| failures.push(failure.into());
    for copy in copies::of(&Disk, place).map_err(&mut fail).unwrap_or_default() {
        if let Ok(read) = read::read(&Disk, &copy).map_err(&mut fail)
            && let Some(sealed) = read.assessment.as_ref().filter(|sealed| same(assessment, sealed))
        {
            versions.push(Version::of(sealed));
        }
    }
    versions
}

/// 基礎項目評価書 of the same 事務, the newest where there are several; none for 基礎項目評価書 itself.
fn kiso<'a>(examined: &'a Examined, assessment: &Assessment) -> Option<&'a Assessment> {
    if assessment.form().level <= Level::Kiso {
        return None;
    }
    examined
        .assessments()
        .filter(|other| other.form().level == Level::Kiso && number(other) == number(assessment))
        .max_by_key(|other| Version::of(other).published)
}

fn counts(one: &One, policy: &Policy, looked: LooksAt) -> Counts {
    let judged = one.judged(policy, looked);
    Counts::of(&Checked {
        source: &one.read.source,
        findings: &judged.findings,
        others: &[],
    })
}

/// The settings of the body that a case belongs to, as a check takes them.
fn ruled(case: &Case, today: Date) -> Result<(Circumstances, Policy), Failure> {
    let (body, _) = Bodies::default().of_case(&Disk, case)?;
    Ok((body.settings.circumstances(today), body.settings.policy()))
}

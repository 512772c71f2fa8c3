//! `hyoka sheet`: an assessment as the Excel form, for colleagues who write there.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::body::examine::to_publish;
use crate::body::{Disk, Place, listing, read, write};
use crate::finding::Finding;
use crate::sheet::{Request, SelectionError, SheetError, Wanted, workbook};

/// How the names of workbooks end.
const EXTENSION: &str = "xlsx";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル（- は標準入力）
    #[arg(required = true, value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 書き出す Excel のファイル（書かなければ、評価書の隣に、同じ名前の .xlsx を作る）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
    /// 載せる項目（例: 特定個人情報ファイル/委託、Ⅱ-4）。いくつもあれば「,」で区切る
    #[arg(long, value_delimiter = ',', value_name = "項目", conflicts_with = "unit")]
    items: Vec<String>,
    /// この部署が担当部署か事務担当部署である項目だけを載せる（例: 福祉部）
    #[arg(long, value_name = "部署")]
    unit: Option<String>,
    /// check の指摘を、欄の色と説明で示す
    #[arg(long)]
    findings: bool,
    /// 既にある Excel のファイルに上書きする
    #[arg(long)]
    overwrite: bool,
    /// --findings で今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

impl Arguments {
    fn wanted(&self) -> Wanted {
        match &self.unit {
            Some(unit) => Wanted::Unit(unit.clone()),
            None if self.items.is_empty() => Wanted::All,
            None => Wanted::Items(self.items.clone()),
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let targets = targets(arguments)?;
    // Told before anything is made.
    for (_, target) in &targets {
        write::may_hold_result(target)?;
    }
    // A copy that was named is told as such, and nothing is made of it.
    let mut refused = targets.len() < arguments.files.len();
    let (mut made, mut absent) = (Vec::new(), Vec::new());
    for (place, target) in &targets {
        match book(place, arguments) {
            Ok(Some(bytes)) => made.push((target.clone(), bytes)),
            Ok(None) => refused = true,
            // Of many, those of a section are asked for.
            Err(Refused::NoUnit(words)) if targets.len() > 1 => absent.push(words),
            Err(Refused::NoUnit(words)) => return Err(Failure::Usage(words)),
            Err(Refused::Failed(failure)) => return Err(failure),
        }
    }
    if made.is_empty() && !absent.is_empty() {
        return Err(Failure::Usage(absent.join("\n")));
    }
    for words in &absent {
        output::note(&format!("注意: {words}"));
    }
    for (target, bytes) in &made {
        if !arguments.overwrite && is_another(target, bytes) {
            return Err(Failure::Usage(format!(
                "{} は既にあります。だれかが書き込んだものかもしれないので、上書きしません。-o に別の名前を書くか、要らなければ --overwrite を付けてください",
                target.display()
            )));
        }
    }
    if !made.is_empty() {
        output::write_all(&made)?;
    }
    Ok(ExitCode::from(if refused { exit::FINDINGS } else { exit::CLEAN }))
}

/// Each file with the name of its workbook.
fn targets(arguments: &Arguments) -> Result<Vec<(Place, PathBuf)>, Failure> {
    if arguments.output.is_some() && arguments.files.len() > 1 {
        return Err(Failure::Usage(
            "-o は、評価書のファイルが一つのときに書けます。いくつもあれば、それぞれの隣に作ります".to_owned(),
        ));
    }
    let mut targets = Vec::new();
    for path in &arguments.files {
        let place = Place::of(path);
        if let Some(aside) = listing::copy(&Disk, &place) {
            output::aside(&[aside]);
            continue;
        }
        let target = match (&arguments.output, place.path()) {
            (Some(target), _) => named(target)?,
            // A folder of published versions holds those alone.
            (None, Some(_)) if place.is_copy() => {
                return Err(Failure::Usage(format!(
                    "{} は公表した版の写しなので、隣には何も作りません。-o に Excel のファイルを書いてください",
                    place.name()
                )));
            }
            (None, Some(path)) => path.with_extension(EXTENSION),
            (None, None) => {
                return Err(Failure::Usage(
                    "標準入力の評価書は、-o に Excel のファイルを書いてください".to_owned(),
                ));
            }
        };
        targets.push((place, target));
    }
    Ok(targets)
}

/// The name that was asked for, where Excel would open it.
fn named(target: &Path) -> Result<PathBuf, Failure> {
    let is_workbook = target
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION));
    if is_workbook {
        return Ok(target.to_owned());
    }
    Err(Failure::Usage(format!(
        "-o には、{0}.{EXTENSION} のように「.{EXTENSION}」で終わる名前を書いてください",
        target.display()
    )))
}

/// Why there is no workbook of a file.
enum Refused {
    /// Nothing in it is of the section that was asked for.
    NoUnit(String),
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for Refused {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

/// The workbook of a file; `None` where something in it cannot be read, which is told.
fn book(place: &Place, arguments: &Arguments) -> Result<Option<Vec<u8>>, Refused> {
    let (read, findings): (_, Vec<Finding>) = if arguments.findings {
        let made = to_publish(&Disk, place, today::or_now(arguments.today))?;
        made.unread.iter().for_each(output::unread_copy);
        output::unsealed(&made.unsealed);
        (made.read, made.findings)
    } else {
        (read::read(&Disk, place)?, Vec::new())
    };
    let lost: Vec<Finding> = read.lost().cloned().collect();
    let name = place.name();
    let Some(assessment) = read.assessment.as_ref().filter(|_| lost.is_empty()) else {
        let told = if lost.is_empty() { &read.findings } else { &lost };
        output::refused(&read.source, told);
        output::error(&format!(
            "{name} には読めないところがあり、そのままでは Excel に載らないため、作りませんでした"
        ));
        return Ok(None);
    };
    let request = Request {
        wanted: arguments.wanted(),
        findings: &findings,
    };
    match workbook(assessment, &request) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error @ SheetError::Selection(SelectionError::NoUnit(_))) => {
            Err(Refused::NoUnit(format!("{name}: {error}")))
        }
        Err(error) => Err(Refused::Failed(Failure::Usage(format!("{name}: {error}")))),
    }
}

/// Whether something else lies where a workbook shall be written.
fn is_another(target: &Path, bytes: &[u8]) -> bool {
    let Ok(there) = std::fs::metadata(target) else {
        return false;
    };
    let is_as_long = there.len() == bytes.len() as u64;
    !is_as_long || std::fs::read(target).map_or(true, |there| there != bytes)
}

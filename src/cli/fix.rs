//! `hyoka fix`: shows the corrections of some files, and writes them on request.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::answers::Read;
use crate::body::bodies::Bodies;
use crate::body::{Disk, Place, cases, read, store};
use crate::check::policy::Policy;
use crate::check::print::Checked;
use crate::check::rule;
use crate::fix::{Corrected, Subject, Wanted, correct, print};
use crate::seal::FOLDER as SEALED;

/// Nobody reads more refusals of one file.
const MOST: usize = 20;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル（- は標準入力）
    #[arg(required = true, value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// ファイルに書き込む。付けなければ、直すところを示すだけで、ファイルは変えない
    #[arg(long)]
    write: bool,
    /// 似た言葉からの推測など、人が確かめるべき直しも含める
    #[arg(long)]
    all: bool,
    /// 直す規則の番号をコンマで区切って書く（例: C148,F108）。書かなければ、すべて
    #[arg(long, value_name = "番号", value_delimiter = ',', action = clap::ArgAction::Set, value_parser = code)]
    select: Vec<String>,
    /// 今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let places: Vec<Place> = arguments.files.iter().map(|path| Place::of(path)).collect();
    if arguments.write && places.iter().any(|place| place.path().is_none()) {
        return Err(Failure::Usage(
            "標準入力には書き込めません。--write を付けるときは、ファイルを書いてください".to_owned(),
        ));
    }
    let today = today::or_now(arguments.today);
    let wanted = Wanted {
        codes: arguments.select.clone(),
        likely: arguments.all,
    };
    let mut done = Vec::new();
    let mut pending = false;
    let mut bodies = Bodies::default();
    for place in &places {
        let name = place.name();
        if place.is_copy() {
            let copy = read::read(&Disk, place)?;
            if copy.assessment.is_none() {
                pending = true;
                tell(&copy);
            }
            output::note(&format!(
                "{name} は、公表した版の写し（{SEALED} のファイル）なので直しません"
            ));
            continue;
        }
        let case = cases::of(&Disk, place);
        match store::intact(&Disk, &case) {
            Ok(copies) => output::unsealed(&copies),
            // What stands in the file can be corrected all the same.
            Err(failure) => {
                pending = true;
                output::error(&failure.to_string());
            }
        }
        let bytes = read::bytes(&Disk, place)?;
        let (body, _) = bodies.of(&Disk, place)?;
        let policy = Policy {
            // Who names a rule on trial wants it.
            preview: !arguments.select.is_empty(),
            ..body.settings.policy()
        };
        let subject = Subject {
            shelf: &Disk,
            case: &case,
            circumstances: body.settings.circumstances(today),
            policy: &policy,
        };
        let file = correct(subject, &bytes, &wanted);
        output::painted(&print::text(&file, output::colour()));
        pending |= !file.refused.is_empty() || file.after.assessment.is_none();
        explain(&file);
        if !file.made.is_empty() {
            match place.path().filter(|_| arguments.write) {
                Some(path) => output::edit(path, &bytes, &file.bytes)?,
                None => pending = true,
            }
        }
        done.push(file);
    }
    output::print(&print::summary(&done, arguments.write));
    Ok(ExitCode::from(if pending { exit::FINDINGS } else { exit::CLEAN }))
}

/// Says what was not corrected, and why a file cannot be read at all.
fn explain(file: &Corrected) {
    for step in file.refused.iter().take(MOST) {
        output::error(&print::refusal(file, step));
    }
    if let Some(left @ 1..) = file.refused.len().checked_sub(MOST) {
        output::error(&format!("ほかに{left}か所の直しも行いませんでした"));
    }
    if file.after.assessment.is_none() {
        tell(&file.after);
    }
}

/// Says what is wrong with a file that is no assessment.
fn tell(read: &Read) {
    let checked = [Checked {
        source: &read.source,
        findings: &read.findings,
        others: &[],
    }];
    output::remark_on(&checked);
}

/// A rule's code, typed in any width and case.
fn code(text: &str) -> Result<String, String> {
    let code = crate::folding::fold(text);
    match rule(&code) {
        Some(rule) => Ok(rule.code.to_owned()),
        None => Err("この番号の規則はありません。hyoka explain で一覧を見られます".to_owned()),
    }
}

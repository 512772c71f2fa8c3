//! `hyoka threshold`: which evaluation is mandatory, from numbers or from an assessment.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::body::{Disk, Place, read};
use crate::check::facts::threshold;
use crate::check::print::Checked;
use crate::folding::fold;
use crate::number::{self, NumberError};
use crate::threshold::print::{self, Report, Said};
use crate::threshold::{Count, Facts};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル（- は標準入力）。人数などを書くときは書かない
    #[arg(value_name = "ファイル", conflicts_with_all = ["subjects", "handlers", "accident"])]
    file: Option<PathBuf>,
    /// 対象人数（例: 120000）。事務で保有するすべてのファイルに記録される本人の総数
    #[arg(long, value_name = "人数", value_parser = people, allow_negative_numbers = true)]
    subjects: Option<u64>,
    /// 取扱者数。委託先の従業者を含む
    #[arg(long, value_name = "人数", value_parser = people, allow_negative_numbers = true)]
    handlers: Option<u64>,
    /// 過去1年以内に特定個人情報に関する重大事故が発生したか: yes（あり）、no（なし）
    #[arg(long, value_name = "有無", value_parser = yes_or_no)]
    accident: Option<bool>,
    /// 出力の形: text（既定）、json
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 書き出すファイル（書かなければ、画面に出す）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let report = match &arguments.file {
        Some(path) => match of_file(path)? {
            Ok(report) => report,
            Err(code) => return Ok(code),
        },
        None if arguments.subjects.is_none() => {
            let words = "評価書のファイルか、--subjects と対象人数を書いてください（例: hyoka threshold --subjects 120000 --handlers 60 --accident no）";
            return Err(Failure::Usage(words.to_owned()));
        }
        None => {
            let count = |number: Option<u64>| number.map_or(Count::UNKNOWN, Count::exactly);
            let facts = Facts {
                subjects: count(arguments.subjects),
                handlers: count(arguments.handlers),
                accident: arguments.accident,
            };
            print::report(&facts, |_| Vec::new())
        }
    };
    let text = match arguments.format {
        Format::Text => print::text(&report),
        Format::Json => output::json(&report),
    };
    output::result(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::from(exit::CLEAN))
}

/// The report on an assessment; the exit code where the file is none, after its findings are printed.
fn of_file(path: &Path) -> Result<Result<Report, ExitCode>, Failure> {
    let read = read::read(&Disk, &Place::of(path))?;
    let Some(assessment) = &read.assessment else {
        let checked = Checked {
            source: &read.source,
            findings: &read.findings,
            others: &[],
        };
        output::remark_on(&[checked]);
        return Ok(Err(ExitCode::from(exit::FINDINGS)));
    };
    let found = threshold::of(assessment);
    let said = |fact| {
        let one = |place: &crate::answers::Cursor<'_>| {
            place.option().map(|option| Said {
                item: place.name(),
                answer: option.text.clone(),
            })
        };
        let counted = found.counted(fact).map(|place| Said {
            item: place.name(),
            answer: format!("{}人", number::format(place.number().unwrap_or_default())),
        });
        found.places(fact).iter().filter_map(one).chain(counted).collect()
    };
    Ok(Ok(print::report(&found.facts, said)))
}

/// Reads a head count as people write it.
fn people(text: &str) -> Result<u64, String> {
    number::parse(text).map_err(|error| match error {
        NumberError::TooLarge => "人数が大きすぎます".to_owned(),
        NumberError::NotANumber | NumberError::Vague(_) => {
            "人数を 120000、12万、2.5万人 のような、数えた数で書いてください".to_owned()
        }
    })
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match fold(text).to_lowercase().as_str() {
        "yes" | "あり" | "有" | "発生あり" => Ok(true),
        "no" | "なし" | "無" | "発生なし" => Ok(false),
        _ => Err("yes（あり）か no（なし）を書いてください".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["120000", "120,000", "１２０，０００人", "12万", "12万人"] {
            assert_eq!(people(text), Ok(120_000), "{text}");
        }
        for text in [
            "",
            "人",
            "万",
            "-5",
            "1.5",
            "十二万",
            "99999999999999999999",
            "9999999999999999999万",
        ] {
            assert!(people(text).is_err(), "{text}");
        }
    }

    #[test]
    fn accidents_are_told_in_either_language() {
        assert_eq!(yes_or_no("yes"), Ok(true));
        assert_eq!(yes_or_no("あり"), Ok(true));
        assert_eq!(yes_or_no("NO"), Ok(false));
        assert_eq!(yes_or_no("なし"), Ok(false));
        assert!(yes_or_no("不明").is_err());
    }
}

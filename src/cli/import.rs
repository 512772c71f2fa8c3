//! `hyoka import`: what exists comes in, from Excel, OpenDocument, texts and web pages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::attached::{self, AttachedError};
use crate::body::{self, write};
use crate::form::builtin;
use crate::import::{Imported, Outcome, Outcomes, Report, import, print};
use crate::pieces;

/// Where assessments lie if nobody says where.
const FOLDER: &str = "assessments";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 取り込むファイル（Excel、OpenDocument、文章、ウェブページ、hyoka で作った PDF）
    #[arg(required = true, value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 評価書を置くフォルダ。この中に評価書番号ごとのフォルダを作る
    #[arg(short, long, value_name = "フォルダ", default_value = FOLDER)]
    output: PathBuf,
    /// 様式の名前（例: juten、様式2）。書かなければ、文書の表示や見出しから判断する
    #[arg(long, value_name = "様式")]
    form: Option<String>,
    /// 読み取った結果の出し方
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 読み取れるかを示すだけで、ファイルは作らない
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let form = match &arguments.form {
        None => None,
        Some(name) => Some(builtin().called(name).ok_or_else(|| {
            Failure::Usage(format!(
                "「{name}」という様式はありません。hyoka new で様式の一覧を見られます"
            ))
        })?),
    };
    let mut files = Vec::new();
    for file in &arguments.files {
        let name = file.display().to_string();
        let made = body::foreign(file, pieces::MAX_BYTES)
            .map_err(Failure::from)
            .and_then(|bytes| {
                let made = taken(&bytes, form)?;
                let path = place(&arguments.output, file, &made);
                if !arguments.dry_run {
                    put(&path, &made, &name)?;
                }
                Ok((path, made.report))
            });
        files.push(match made {
            Ok((path, report)) => Outcome {
                assessment: (!arguments.dry_run).then(|| path.display().to_string()),
                error: None,
                report: Some(report),
                file: name,
            },
            Err(failure) => Outcome {
                assessment: None,
                error: Some(failure.to_string()),
                report: None,
                file: name,
            },
        });
    }
    let outcomes = Outcomes { files };
    match arguments.format {
        Format::Json => output::print(&output::json(&outcomes)),
        Format::Text => tell(&outcomes),
    }
    let is_open = |outcome: &Outcome| outcome.report.as_ref().is_none_or(Report::is_open);
    let failed = outcomes.files.iter().any(|outcome| outcome.error.is_some());
    Ok(ExitCode::from(match (failed, outcomes.files.iter().any(is_open)) {
        (true, _) => exit::IO,
        (false, true) => exit::FINDINGS,
        (false, false) => exit::CLEAN,
    }))
}

/// The assessment in a file: of a PDF of ours the data that it carries.
fn taken(bytes: &[u8], form: Option<&std::sync::Arc<crate::form::Form>>) -> Result<Imported, Failure> {
    if attached::is_pdf(bytes) {
        match attached::read(bytes) {
            Ok(carried) => return crate::import::carried(builtin(), carried).map_err(Failure::drawing),
            Err(AttachedError::Nothing) => {}
            Err(error) => return Err(Failure::drawing(error)),
        }
    }
    let document = pieces::read(bytes).map_err(Failure::drawing)?;
    import(builtin(), &document, form).map_err(Failure::drawing)
}

/// Where an assessment belongs: assessments/012/juten.yaml.
fn place(folder: &Path, file: &Path, made: &Imported) -> PathBuf {
    let stem = || {
        file.file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let number = made
        .number
        .as_deref()
        .filter(|number| !number.is_empty())
        .map_or_else(stem, |number| {
            let width = if number.bytes().all(|b| b.is_ascii_digit()) {
                3
            } else {
                0
            };
            format!("{number:0>width$}")
        });
    folder.join(number).join(format!("{}.yaml", made.form.form))
}

/// Writes an assessment with its figures and what is left to look at; nothing where one of the files is there.
fn put(path: &Path, made: &Imported, name: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (file, bytes) in &made.figures {
        files.push((folder.join(file), bytes.clone()));
    }
    let left = print::leftovers(&made.report, name);
    if !left.is_empty() {
        files.push((
            folder.join(format!("{}.読み残し.txt", made.form.form)),
            left.into_bytes(),
        ));
    }
    files.push((path.to_owned(), made.yaml.clone().into_bytes()));
    if let Some((there, _)) = files.iter().find(|(file, _)| file.symlink_metadata().is_ok()) {
        return Err(Failure::Usage(format!(
            "{} は既にあるため、取り込みませんでした。別のフォルダを -o で指定するか、今あるファイルを移してから、もう一度取り込んでください",
            there.display()
        )));
    }
    for (file, bytes) in &files {
        write::new(file, bytes)?;
    }
    Ok(())
}

fn tell(outcomes: &Outcomes) {
    for outcome in &outcomes.files {
        if let Some(error) = &outcome.error {
            output::error(&format!("{}: {error}", outcome.file));
        }
        if let Some(report) = &outcome.report {
            output::print(&print::text(report, &outcome.file));
        }
        if let Some(path) = &outcome.assessment {
            output::print(&format!(
                "  {path} を作りました。hyoka check {path} で確かめてください\n"
            ));
        }
    }
    if outcomes.files.len() > 1 {
        let made = outcomes.files.iter().filter(|outcome| outcome.error.is_none()).count();
        let closed = |outcome: &&Outcome| outcome.report.as_ref().is_some_and(|report| !report.is_open());
        let closed = outcomes.files.iter().filter(closed).count();
        output::print(&format!(
            "{}件のうち{made}件を取り込みました。{}件に確かめるものがあります\n",
            outcomes.files.len(),
            made - closed
        ));
    }
}

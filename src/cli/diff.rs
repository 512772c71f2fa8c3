//! `hyoka diff`: what differs between two versions of one assessment.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::public::{SideBySide, copy};
use super::{Failure, exit, output};
use crate::answers::Read;
use crate::body::bodies::agency;
use crate::body::{Disk, Place, cases, side, store, versions, write};
use crate::change::print::review::review;
use crate::change::print::{Compared, json, markdown, text, yaml};
use crate::check::print::Checked;
use crate::publish::review as page;
use crate::table::procedure::procedure_of;
use crate::withhold;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 変更前の評価書のファイル。公表した PDF でもよい（- は標準入力）
    #[arg(value_name = "旧")]
    old: PathBuf,
    /// 変更後の評価書のファイル（- は標準入力）。書かなければ、一つ目のファイルを、その最後に公表した版の写しと比べる
    #[arg(value_name = "新")]
    new: Option<PathBuf>,
    /// 旧に書いたファイルの、git のこの版（コミット、ブランチ、タグ）での内容を、変更前とする（例: --git HEAD）。新を書かなければ、いまの同じファイルと比べる
    #[arg(long, value_name = "版")]
    #[cfg(feature = "git")]
    git: Option<String>,
    /// この hyoka では使えない
    #[arg(long, value_name = "版", hide = true)]
    #[cfg(not(feature = "git"))]
    git: Option<String>,
    /// 出力の形: text（既定）、yaml（変更箇所に貼り付ける行）、json、html（回覧用のページ）、markdown、pdf（新旧対照表。-o が要ります）
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 非公表とした項目も比べる（公表しないでください）
    #[arg(long)]
    complete: bool,
    /// 書き出すファイル（書かなければ、画面に出す）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
    /// フォントを探すフォルダ（pdf のとき）
    #[cfg(feature = "pdf")]
    #[arg(long, value_name = "フォルダ")]
    fonts: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Yaml,
    Json,
    Html,
    Markdown,
    #[cfg(feature = "pdf")]
    Pdf,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    refuse_output(arguments)?;
    let (old, new) = sides(arguments)?;
    let (Some(before), Some(after)) = (&old.assessment, &new.assessment) else {
        let unread: Vec<Checked<'_>> = [&old, &new]
            .into_iter()
            .filter(|read| read.assessment.is_none())
            .map(|read| Checked {
                source: &read.source,
                findings: &read.findings,
                others: &[],
            })
            .collect();
        output::remark_on(&unread);
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    let copy = copy(arguments.complete);
    let withheld = [before, after].into_iter().any(withhold::lists_any);
    let Some(told) = SideBySide::of(&[before, after], copy) else {
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    let (before, after) = (told.version(0, before), told.version(1, after));
    let mut comparison = crate::change::compare(before, after)?;
    comparison.leaves_out = withheld.then_some(copy);
    for read in [&old, &new] {
        warn_of_unread(read);
    }
    let procedure = procedure_of(
        before,
        after,
        &comparison.rows,
        agency(&Disk, &Place::of(new_path(arguments)))?,
    );
    let compared = Compared {
        old: before,
        new: after,
        comparison: &comparison,
        procedure: procedure.as_ref(),
    };
    if !told.is_clean(after, "新旧の違い", &review(&compared)) {
        return Ok(ExitCode::from(exit::FINDINGS));
    }
    let width = output::width_of(arguments.output.as_deref());
    let colour = arguments.output.is_none() && matches!(arguments.format, Format::Text) && output::colour();
    let text = match arguments.format {
        Format::Text => text::print(&compared, width, colour),
        Format::Yaml => yaml::print(&compared),
        Format::Json => output::json(&json::report(&compared)),
        Format::Markdown => markdown::print(&compared),
        Format::Html => page::print(&review(&compared)).map_err(Failure::drawing)?,
        #[cfg(feature = "pdf")]
        Format::Pdf => return side_by_side(arguments, &compared),
    };
    if colour {
        output::painted(&text);
    } else {
        output::result(arguments.output.as_deref(), &text)?;
    }
    Ok(ExitCode::from(exit::CLEAN))
}

/// The file of the newer version.
fn new_path(arguments: &Arguments) -> &Path {
    arguments.new.as_deref().unwrap_or(&arguments.old)
}

/// Writes 新旧対照表.
#[cfg(feature = "pdf")]
fn side_by_side(arguments: &Arguments, compared: &Compared<'_>) -> Result<ExitCode, Failure> {
    let pdf = super::side_by_side::pdf(compared, arguments.fonts.as_deref())?;
    let (Some(pdf), Some(path)) = (pdf, &arguments.output) else {
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    output::write(path, &pdf)?;
    Ok(ExitCode::from(exit::CLEAN))
}

/// Refuses an output that would take the place of an author's file, and a PDF for the screen.
fn refuse_output(arguments: &Arguments) -> Result<(), Failure> {
    let Some(output) = &arguments.output else {
        #[cfg(feature = "pdf")]
        if matches!(arguments.format, Format::Pdf) {
            return Err(Failure::Usage(
                "pdf は画面に出せません。-o 新旧対照表.pdf のように、書き出すファイルを指定してください".to_owned(),
            ));
        }
        return Ok(());
    };
    // Told before anything is read or drawn.
    Ok(write::may_hold_result(output)?)
}

/// The two versions that the arguments name.
fn sides(arguments: &Arguments) -> Result<(Read, Read), Failure> {
    let old = Place::of(&arguments.old);
    let new = arguments.new.as_deref().map(Place::of);
    #[cfg(feature = "git")]
    if let Some(revision) = &arguments.git {
        let path = old
            .path()
            .ok_or_else(|| Failure::Usage("--git は、標準入力には使えません。ファイルを書いてください".to_owned()))?;
        let before = side::at_revision(crate::form::builtin(), path, revision)?;
        return Ok((before, side::version(&Disk, new.as_ref().unwrap_or(&old))?));
    }
    #[cfg(not(feature = "git"))]
    if arguments.git.is_some() {
        return Err(Failure::Usage(
            "この hyoka は git の版を読めない作りです。--git を使うには、配布されている hyoka に替えてください。変更前のファイルがあれば、旧と新の二つのファイルを書いて比べられます".to_owned(),
        ));
    }
    let Some(new) = new else {
        let new = &old;
        // Of a copy what it reads as tells.
        if !new.is_copy() {
            output::unsealed(&store::intact(&Disk, &cases::of(&Disk, new))?);
        }
        let read = side::version(&Disk, new)?;
        let before = match &read.assessment {
            Some(assessment) => versions::before(&Disk, new, assessment, output::unread_copy)?,
            // What is wrong with it is told where it should be compared.
            None => Some(side::version(&Disk, new)?),
        };
        let before = before.ok_or_else(|| {
            let ways = if cfg!(feature = "git") {
                "旧と新の二つのファイルを書くか、--git で前の版を指定してください"
            } else {
                "旧と新の二つのファイルを書いてください"
            };
            Failure::Usage(format!(
                "{} には、比べる前の版の写し（published のファイル）がありません。{ways}",
                new.name()
            ))
        })?;
        return Ok((before, read));
    };
    if old.path().is_none() && new.path().is_none() {
        return Err(Failure::Usage(
            "標準入力から読めるのは、旧と新のどちらか一つです".to_owned(),
        ));
    }
    Ok((side::version(&Disk, &old)?, side::version(&Disk, &new)?))
}

/// What could not be read into an item is in no row: a reader must know.
fn warn_of_unread(read: &Read) {
    let lost = read.lost().count();
    if lost > 0 {
        let name = read.source.name();
        output::note(&format!(
            "注意: {name} には読み取りの誤りが{lost}件あり、そこにある違いは示せないことがあります。hyoka check {name} で確かめてください"
        ));
    }
}

//! `hyoka merge`: joins the changes that two people made to one assessment, for a person or as a merge driver of git.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::answers::{self, Read};
use crate::body::{Disk, Place, read as reading, write};
use crate::check::print::Checked;
use crate::form::builtin;
use crate::merge::{Names, Refusal, Which, merge, print};
use crate::source::leftover;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 二人が直し始めたときの、もとの版のファイル（空のファイルなら、もとの版はないものとする）
    #[arg(value_name = "もと")]
    base: PathBuf,
    /// こちらの版のファイル。書き方や注釈は、このファイルのものが残る
    #[arg(value_name = "こちら")]
    ours: PathBuf,
    /// 相手の版のファイル
    #[arg(value_name = "相手")]
    theirs: PathBuf,
    /// 併合した評価書を書き込むファイル。書かなければ画面に示す
    #[arg(short, long, value_name = "ファイル", conflicts_with = "driver")]
    output: Option<PathBuf>,
    /// git から呼ばれたときの動き。こちらの版のファイルに書き込む
    #[arg(long)]
    driver: bool,
    /// メッセージに示すファイルの名前（git から呼ばれるときに使う）
    #[arg(long, value_name = "名前")]
    path: Option<String>,
    /// こちらの版を git が何と呼ぶか（git から呼ばれるときに使う）
    #[arg(long, value_name = "呼び名", requires = "driver", allow_hyphen_values = true)]
    ours_label: Option<String>,
    /// 相手の版を git が何と呼ぶか（git から呼ばれるときに使う）
    #[arg(long, value_name = "呼び名", requires = "driver", allow_hyphen_values = true)]
    theirs_label: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let sides = [&arguments.base, &arguments.ours, &arguments.theirs].map(|path| Place::of(path));
    let from_stdin = sides.iter().filter(|place| place.path().is_none()).count();
    if from_stdin > 1 || (arguments.driver && from_stdin > 0) {
        return Err(Failure::Usage(
            "標準入力から読めるのは、三つの版のうちどれか一つです（--driver を付けるときは読めません）".to_owned(),
        ));
    }
    let [base, ours, theirs] = sides.map(|place| reading::bytes(&Disk, &place));
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let names = if arguments.driver {
        Names::of_git(arguments.ours_label.as_deref(), arguments.theirs_label.as_deref())
    } else {
        Names::of_people()
    };
    // git hands over an empty file where both sides made the file anew.
    let read_base = (!base.is_empty()).then(|| read(arguments, &names, Which::Base, &base));
    let read_ours = read(arguments, &names, Which::Ours, &ours);
    let read_theirs = read(arguments, &names, Which::Theirs, &theirs);
    let merged = match merge(builtin(), &names, read_base.as_ref(), &read_ours, &ours, &read_theirs) {
        Ok(merged) => merged,
        Err(refusal) => {
            explain(&refusal, read_base.as_ref(), &read_ours, &read_theirs);
            let why = refusal.words(&names);
            if arguments.driver && refusal != Refusal::Unresolved(Which::Ours) {
                mark(arguments, &names, &ours, &why)?;
            }
            let name = arguments.path.as_deref().map(|path| format!("{path}: "));
            return Err(Failure::Usage(format!("{}{why}", name.unwrap_or_default())));
        }
    };
    match target(arguments) {
        Some((path, true)) => output::edit(path, &ours, &merged.bytes)?,
        Some((path, false)) => output::tell(&write::result(path, &merged.bytes)?),
        // What was read as UTF-8 is UTF-8 with edits made.
        None => output::print(&String::from_utf8_lossy(&merged.bytes)),
    }
    if let Some(path) = &arguments.path {
        output::note(&format!("{path} を併合しました"));
    }
    output::note(print::text(&merged, &names).trim_end());
    let code = if merged.conflicts.is_empty() {
        exit::CLEAN
    } else {
        exit::FINDINGS
    };
    Ok(ExitCode::from(code))
}

/// The file that the result goes to, and whether it is that of our version.
fn target(arguments: &Arguments) -> Option<(&Path, bool)> {
    if arguments.driver {
        return Some((&arguments.ours, true));
    }
    let path = arguments.output.as_deref()?;
    let ours = arguments.ours.canonicalize().ok();
    Some((path, ours.is_some() && path.canonicalize().ok() == ours))
}

/// Reads a version. Figures lie beside the author's file, not beside those that git hands over, and are merged by git.
fn read(arguments: &Arguments, names: &Names, which: Which, bytes: &[u8]) -> Read {
    let path = match which {
        Which::Base => &arguments.base,
        Which::Ours => &arguments.ours,
        Which::Theirs => &arguments.theirs,
    };
    let name = match &arguments.path {
        Some(path) => format!("{path}（{}）", names.version(which)),
        None => Place::of(path).name(),
    };
    answers::read(builtin(), &name, bytes)
}

/// Leaves a mark in our version that the other is not in it: git takes it for merged as soon as somebody adds it.
fn mark(arguments: &Arguments, names: &Names, ours: &[u8], why: &str) -> Result<(), Failure> {
    let [ours_name, theirs_name] = [Which::Ours, Which::Theirs].map(|which| names.version(which));
    let mut lines = vec![
        why.to_owned(),
        format!(
            "このファイルは{ours_name}のままで、{theirs_name}の変更は入っていません。二つを見比べ、手で併せてください。"
        ),
    ];
    if let Some(path) = &arguments.path {
        lines.push(format!(
            "{theirs_name}は、git add の前なら git show :3:{path} で見られます。"
        ));
    }
    match leftover::marked(ours, &lines) {
        Some(bytes) => output::edit(&arguments.ours, ours, &bytes),
        None => Ok(()),
    }
}

/// Shows what is wrong with a version that cannot be merged.
fn explain(refusal: &Refusal, base: Option<&Read>, ours: &Read, theirs: &Read) {
    let (Refusal::NoAssessment(which) | Refusal::Unresolved(which) | Refusal::Unreadable { which, .. }) = refusal
    else {
        return;
    };
    let read = match which {
        Which::Base => base,
        Which::Ours => Some(ours),
        Which::Theirs => Some(theirs),
    };
    let Some(read) = read else { return };
    let is_cause = |code: &str| match refusal {
        Refusal::Unreadable { code: cause, .. } => code == *cause,
        Refusal::Unresolved(_) => code == "S116",
        Refusal::NoAssessment(_) | Refusal::Forms { .. } | Refusal::Flow(_) | Refusal::Unproved(_) => true,
    };
    let causes: Vec<_> = read
        .findings
        .iter()
        .filter(|finding| is_cause(finding.code))
        .cloned()
        .collect();
    let checked = [Checked {
        source: &read.source,
        findings: &causes,
        others: &[],
    }];
    output::remark_on(&checked);
}

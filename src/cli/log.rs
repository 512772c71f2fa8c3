//! `hyoka log`: the versions of an assessment, and what changed in each.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::public::{SideBySide, copy};
use super::{Failure, exit, output};
use crate::answers::{Assessment, Read};
use crate::body::{Disk, Place, copies, read, store, versions};
use crate::check::print::Checked;
use crate::due::version::{published, same};
use crate::form::is_named_after;
use crate::history::print::{json, text};
use crate::history::{self, State};
use crate::withhold;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル（公表した版の写しでもよい）
    #[arg(value_name = "ファイル")]
    file: PathBuf,
    /// 非公表とした項目も示す（公表しないでください）
    #[arg(long)]
    complete: bool,
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
    let place = Place::of(&arguments.file);
    if place.path().is_none() {
        return Err(Failure::Usage(
            "標準入力には、版の履歴がありません。評価書のファイルを指定してください".to_owned(),
        ));
    }
    let read = read::read(&Disk, &place)?;
    let (place, read) = match worked_on(&place, &read)? {
        Some(found) => found,
        None => (place, read),
    };
    let Some(last) = &read.assessment else {
        let checked = Checked {
            source: &read.source,
            findings: &read.findings,
            others: &[],
        };
        output::remark_on(&[checked]);
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    let copies = versions::of(&Disk, &place, last, output::unread_copy)?;
    let manifest = store::manifest(&Disk, &place.copies().unwrap_or_default())?;
    let all = copies.iter().filter_map(|copy| copy.assessment.as_ref()).chain([last]);
    let mut all: Vec<(&Assessment, State)> = all
        .map(|version| {
            let file = Place::of(Path::new(version.source().name()));
            let state = match manifest.get(&file.own_name()) {
                _ if !file.is_copy() => State::Current,
                Some(_) => State::Sealed,
                None => State::Unsealed,
            };
            (version, state)
        })
        .collect();
    // What is worked on is the last, whatever its day; a copy of which nothing is worked on stands among the others.
    all.sort_by_key(|(version, state)| (*state == State::Current, published(version)));
    let copy = copy(arguments.complete);
    let versions: Vec<&Assessment> = all.iter().map(|(version, _)| *version).collect();
    let Some(told) = SideBySide::of(&versions, copy) else {
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    let shown = all.iter().enumerate();
    let shown: Vec<(&Assessment, State)> = shown
        .map(|(at, (version, state))| (told.version(at, version), *state))
        .collect();
    let mut history = history::of(&shown)?;
    history.copy = copy;
    history.withheld = versions.iter().any(|version| withhold::lists_any(version));
    if !told.is_clean(last, "版の履歴", &json::report(&history)) {
        return Ok(ExitCode::from(exit::FINDINGS));
    }
    let text = match arguments.format {
        Format::Text => text::print(&history),
        Format::Json => output::json(&json::report(&history)),
    };
    output::result(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::from(exit::CLEAN))
}

/// The file that a sealed copy was made of, as it is now; none where there is none, and of what is no copy.
fn worked_on(copy: &Place, read: &Read) -> Result<Option<(Place, Read)>, Failure> {
    let Some(sealed) = read.assessment.as_ref().filter(|_| copy.is_copy()) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    for place in copies::originals(&Disk, copy)? {
        let read = read::read(&Disk, &place)?;
        if read.assessment.as_ref().is_some_and(|current| same(sealed, current)) {
            found.push((place, read));
        }
    }
    // Of several the one that is named as the body's files are.
    let is_named = |place: &Place| {
        place
            .path()
            .is_some_and(|path| is_named_after(path, &sealed.form().form))
    };
    found.sort_by_key(|(place, _)| !is_named(place));
    Ok(found.into_iter().next())
}

//! `hyoka record`: writes what differs from the version before into 変更箇所.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::answers::Read;
use crate::body::bodies::agency;
use crate::body::{self, Disk, Place, cases, read, side, store, versions};
use crate::check::print::Checked;
use crate::form::builtin;
use crate::record::{Recorded, Renew, Target, Wanted, print, record};
use crate::table::decision::Decision;
use crate::withhold;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 変更箇所に書き込む評価書のファイル
    #[arg(value_name = "ファイル")]
    file: PathBuf,
    /// 比べる前の版のファイル。公表した PDF でもよい（既定は、最後に公表した版の写し）
    #[arg(long, value_name = "旧")]
    since: Option<PathBuf>,
    /// 変更日（既定は評価書の公表日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    date: Option<Date>,
    /// ※の項目の変更をどう判断したか（例: 3=形式的）。番号は hyoka record が示すもの。項目の名称でもよい
    #[arg(long, value_parser = decision, value_name = "番号=判断")]
    decide: Vec<(Target, Decision)>,
    /// ※の項目の変更について、判断を一つずつ尋ねる
    #[arg(long)]
    ask: bool,
    /// 違いと合わない行を、今の記載に合わせて書き改める（例: 3,5）。番号は hyoka record が示すもの。すべてなら「すべて」
    #[arg(long, value_name = "番号", value_delimiter = ',', action = clap::ArgAction::Append, value_parser = renewed)]
    renew: Vec<Renewed>,
    /// この文字数を超える記載は、途中から（以下省略）とする
    #[arg(long, value_parser = letters, value_name = "文字数")]
    omit: Option<usize>,
    /// 書くことを示すだけで、ファイルは変えない
    #[arg(long)]
    dry_run: bool,
}

/// Reads `3=形式的` or `Ⅱ-6 保管場所=重要な変更`.
fn decision(text: &str) -> Result<(Target, Decision), String> {
    let usage = || "「3=形式的」のように、番号か項目の名称、「=」、判断の順に書いてください".to_owned();
    let (target, word) = text.rsplit_once(['=', '＝']).ok_or_else(usage)?;
    let decision = word
        .parse()
        .map_err(|error: crate::table::decision::UnknownDecision| error.to_string())?;
    let folded = crate::folding::fold(target);
    if folded.is_empty() {
        return Err(usage());
    }
    let target = match folded.trim_end_matches('.').parse() {
        Ok(number) => Target::Number(number),
        Err(_) => Target::Name(target.to_owned()),
    };
    Ok((target, decision))
}

/// What one word behind `--renew` asks for.
#[derive(Debug, Clone)]
enum Renewed {
    All,
    One(Target),
}

/// Reads `3`, `Ⅱ-6 保管場所` or `すべて`.
fn renewed(text: &str) -> Result<Renewed, String> {
    let folded = crate::folding::fold(text);
    Ok(match folded.as_str() {
        "" => return Err("番号か項目の名称、すべてなら「すべて」と書いてください".to_owned()),
        "すべて" | "全て" | "all" => Renewed::All,
        _ => Renewed::One(match folded.trim_end_matches('.').parse() {
            Ok(number) => Target::Number(number),
            Err(_) => Target::Name(text.to_owned()),
        }),
    })
}

/// All that is to be written anew.
fn renew(words: &[Renewed]) -> Renew {
    let one = |word: &Renewed| match word {
        Renewed::All => None,
        Renewed::One(target) => Some(target.clone()),
    };
    let targets: Option<Vec<Target>> = words.iter().map(one).collect();
    match targets {
        None => Renew::All,
        Some(targets) if targets.is_empty() => Renew::None,
        Some(targets) => Renew::Of(targets),
    }
}

fn letters(text: &str) -> Result<usize, String> {
    let folded = crate::folding::fold(text);
    let number: usize = folded
        .trim_end_matches("文字")
        .trim_end_matches('字')
        .parse()
        .unwrap_or(0);
    (number >= 20)
        .then_some(number)
        .ok_or_else(|| "20以上の文字数を書いてください".to_owned())
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let path = &arguments.file;
    let place = Place::of(path);
    if place.path().is_none() {
        return Err(Failure::Usage(
            "標準入力には書き込めません。ファイルを書いてください".to_owned(),
        ));
    }
    if place.is_copy() {
        return Err(Failure::Usage(format!(
            "{} は公表した版の写しなので、書き込めません。今の評価書のファイルを書いてください",
            place.name()
        )));
    }
    output::unsealed(&store::intact(&Disk, &cases::of(&Disk, &place))?);
    let bytes = read::bytes(&Disk, &place)?;
    let new = read::bind(&Disk, &place, &bytes)?;
    let old = match (&arguments.since, &new.assessment) {
        (Some(since), _) => side::version(&Disk, &Place::of(since))?,
        (None, Some(assessment)) => versions::before(&Disk, &place, assessment, output::unread_copy)?.ok_or_else(|| {
            Failure::Usage(format!(
                "{} には、比べる前の版の写し（published のファイル）がありません。--since で前の版のファイルを指定してください",
                place.name()
            ))
        })?,
        (None, None) => return Ok(unreadable(&new)),
    };
    let (Some(before), Some(after)) = (&old.assessment, &new.assessment) else {
        return Ok(unreadable(if old.assessment.is_none() { &old } else { &new }));
    };
    // Rows would tell of what was lost as removed.
    if let Some(read) = [&new, &old].into_iter().find(|read| read.lost().next().is_some()) {
        return Ok(unreadable(read));
    }
    let mut wanted = Wanted {
        day: arguments.date,
        most: arguments.omit,
        renew: renew(&arguments.renew),
        decisions: arguments.decide.clone(),
        agency: agency(&Disk, &place)?,
    };
    let attempt = |wanted: &Wanted| record(builtin(), &bytes, after, before, wanted);
    let mut recorded = attempt(&wanted)?;
    let is_open = !recorded.procedure.undecided.is_empty() || !recorded.untimed.is_empty();
    if arguments.ask && is_open {
        wanted.decisions.extend(ask(&recorded)?);
        recorded = attempt(&wanted)?;
    }
    if !arguments.dry_run && recorded.bytes != bytes {
        output::edit(path, &bytes, &recorded.bytes)?;
    }
    output::print(&print::text(&recorded, &place.name(), arguments.dry_run));
    let unseen = crate::change::compare(before, after)?.withheld;
    if !unseen.is_empty() {
        output::note(&format!(
            "「（非公表）」とあるため比べられない項目があり、行にしていません: {}",
            unseen.join("、")
        ));
    }
    if withhold::lists_any(after) {
        output::note(
            "この画面には、非公表とした項目の記載も出ます。公表用の評価書では、その行も「（非公表）」になります",
        );
    }
    Ok(ExitCode::from(exit::CLEAN))
}

fn unreadable(read: &Read) -> ExitCode {
    let errors: Vec<_> = read.lost().cloned().collect();
    let checked = [Checked {
        source: &read.source,
        findings: if errors.is_empty() { &read.findings } else { &errors },
        others: &[],
    }];
    output::remark_on(&checked);
    output::error(&format!(
        "{} に読み取れないところがあるため、変更箇所には何も書きませんでした",
        read.source.name()
    ));
    ExitCode::from(exit::FINDINGS)
}

/// Asks for the decisions, one after the other; an empty line leaves one open.
fn ask(recorded: &Recorded) -> Result<Vec<(Target, Decision)>, Failure> {
    let mut answers = std::io::stdin().lock().lines();
    let mut decided = Vec::new();
    for at in recorded.procedure.undecided.iter().chain(&recorded.untimed) {
        let row = &recorded.differences[*at];
        let offered = Decision::offered(row.is_to_decide());
        output::note(&print::question(*at, row));
        loop {
            if std::io::stdin().is_terminal() {
                output::note("番号を入力してください（後で決めるなら、そのまま Enter）");
            }
            let line = match answers.next() {
                Some(Ok(line)) => line,
                Some(Err(error)) => {
                    let name = "標準入力".to_owned();
                    return Err(body::Failure::Read { name, error }.into());
                }
                None => return Ok(decided),
            };
            if line.trim().is_empty() {
                break;
            }
            match Decision::named(&line, offered) {
                Ok(decision) => {
                    decided.push((Target::Number(at + 1), decision));
                    break;
                }
                Err(error) => output::note(&error.to_string()),
            }
        }
    }
    Ok(decided)
}

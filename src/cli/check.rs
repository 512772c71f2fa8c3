//! `hyoka check`: all findings of some assessments or of a whole body, sorted by place.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::body::bodies::Bodies;
use crate::body::cases::{self, Case};
use crate::body::{Disk, Place, examine, in_turn, read, settings, store, write};
use crate::check::acceptance::Acceptance;
use crate::check::look::across::Memory;
use crate::check::policy::{Judged, Policy};
use crate::check::print::json::{self, JsonAccepted, JsonFinding};
use crate::check::print::{Checked, Counts, concise, github, sarif, text};
use crate::check::selector::{Selector, UnknownCode};
use crate::check::{Circumstances, Rule};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイルかフォルダ（- は標準入力）。書かなければ、すべての評価書
    #[arg(value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 出力の形: text（既定）、concise（一行ずつ）、json、sarif、github
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 書き出すファイル（書かなければ、画面に出す）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
    /// 警告があるときも、終了コードを 1 にする
    #[arg(long)]
    strict: bool,
    /// 指摘する規則（例: C115、L,C1）。番号か、その初めの部分を「,」で区切る
    #[arg(long, value_parser = codes, value_name = "番号")]
    select: Vec<Codes>,
    /// 指摘しない規則（書き方は --select と同じ）
    #[arg(long, value_parser = codes, value_name = "番号")]
    ignore: Vec<Codes>,
    /// 理由を付けて受け入れた指摘を、json と sarif に載せない
    #[arg(long)]
    no_accepted: bool,
    /// 今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Concise,
    Json,
    Sarif,
    Github,
}

/// Codes in one argument.
#[derive(Debug, Clone)]
struct Codes(Vec<Selector>);

fn codes(words: &str) -> Result<Codes, UnknownCode> {
    let found = words.split([',', '、', '，']).filter(|word| !word.trim().is_empty());
    let found: Vec<Selector> = found.map(str::parse).collect::<Result<_, _>>()?;
    if found.is_empty() {
        return Err(UnknownCode {
            word: String::new(),
            meant: None,
        });
    }
    Ok(Codes(found))
}

/// The files of one 事務 and what holds for them.
struct Work {
    /// The number of its first file.
    first: usize,
    case: Case,
    policy: Policy,
    circumstances: Circumstances,
}

/// What the check of one 事務 leaves behind. Its files are forgotten, so that a body of any size fits.
#[derive(Default)]
struct Outcome {
    printed: String,
    findings: Vec<JsonFinding>,
    accepted: Vec<JsonAccepted>,
    counts: Counts,
    failures: Vec<Failure>,
    memory: Memory,
    /// Acceptances of what only all of a body show, each with the number of its file.
    waiting: Vec<(usize, Acceptance)>,
}

struct Checker<'a> {
    format: Format,
    /// Whether accepted findings are told.
    accepted: bool,
    colour: bool,
    /// The file that all of it goes to; without one it is printed as it is found.
    file: Option<&'a Path>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let policy = policy(arguments)?;
    let today = today::or_now(arguments.today);
    let selection = cases::select(&Disk, &arguments.files)?;
    let checker = Checker {
        format: arguments.format,
        accepted: !arguments.no_accepted,
        colour: arguments.output.is_none() && output::colour(),
        file: arguments.output.as_deref(),
    };
    if let Some(path) = checker.file {
        write::may_hold_result(path)?;
    }
    let mut whole = Outcome::default();
    let aside = Outcome {
        failures: output::aside(&selection.aside),
        ..Outcome::default()
    };
    checker.add(&mut whole, aside);
    let mut works: Vec<Work> = Vec::new();
    let mut bodies = Bodies::default();
    let mut first = 0;
    for case in selection.cases {
        let (body, new) = bodies.of_case(&Disk, &case)?;
        if new {
            checker.add(&mut whole, checker.settings(&body, &policy));
        }
        let count = case.files.len();
        works.push(Work {
            first,
            case,
            policy: Policy {
                rulings: body.settings.rulings(),
                ..policy.clone()
            },
            circumstances: body.settings.circumstances(today),
        });
        first += count;
    }
    in_turn::each(
        &works,
        |work| checker.case(work),
        |outcome| checker.add(&mut whole, outcome),
    );
    if selection.whole {
        let memory = std::mem::take(&mut whole.memory);
        let waiting = std::mem::take(&mut whole.waiting);
        let waiting = if selection.body { waiting } else { Vec::new() };
        checker.add(&mut whole, checker.across(memory, waiting, &works));
    }
    let failed = policy.fails(whole.counts.errors, whole.counts.warnings);
    let code = match (whole.failures.first(), failed) {
        (Some(_), _) => exit::IO,
        (None, false) => exit::CLEAN,
        (None, true) => exit::FINDINGS,
    };
    checker.conclude(whole)?;
    Ok(ExitCode::from(code))
}

/// What the arguments say of findings.
fn policy(arguments: &Arguments) -> Result<Policy, Failure> {
    let all = |codes: &[Codes]| codes.iter().flat_map(|codes| codes.0.clone()).collect::<Vec<_>>();
    let policy = Policy {
        select: all(&arguments.select),
        ignore: all(&arguments.ignore),
        strict: arguments.strict,
        rulings: Vec::new(),
    };
    let always = |selector: &&Selector| selector.only().is_some_and(Rule::hides_others);
    if let Some(code) = policy.ignore.iter().find(always) {
        return Err(Failure::Usage(format!(
            "「--ignore」で {} は除けません。この誤りがあると、ほかのことを確かめられないためです",
            code.as_str()
        )));
    }
    if !policy.leaves_any() {
        return Err(Failure::Usage(
            "「--select」と「--ignore」の指定では、確かめる規則が一つも残りません".to_owned(),
        ));
    }
    Ok(policy)
}

impl Checker<'_> {
    /// What is wrong with the settings of a body.
    fn settings(&self, body: &settings::Read, policy: &Policy) -> Outcome {
        let mut outcome = Outcome::default();
        let findings = body.findings.iter().cloned();
        let judged = Judged {
            findings: findings.filter_map(|finding| policy.rule_on(finding)).collect(),
            ..Judged::default()
        };
        self.tell(&body.source, &judged, &[], &mut outcome);
        outcome
    }

    /// Checks the files of one 事務, each alone and all together.
    fn case(&self, work: &Work) -> Outcome {
        let mut examined = examine(&Disk, &work.case, work.circumstances);
        examined.unread.iter().for_each(output::unread_copy);
        let mut outcome = Outcome {
            failures: examined.failures.drain(..).map(Failure::Body).collect(),
            ..Outcome::default()
        };
        // What a change is, and what is due, rests on the versions that were published. Of a copy its own findings tell.
        if !work.case.files.iter().any(Place::is_copy) {
            self.seal(work, &mut outcome);
        }
        let others: Vec<Arc<Source>> = examined.assessments().map(|one| Arc::clone(one.source())).collect();
        for one in examined.files {
            let number = work.first + one.index;
            if let Some(assessment) = &one.read.assessment {
                outcome
                    .memory
                    .remember(u32::try_from(number).unwrap_or(u32::MAX), assessment);
            }
            let judged = work.policy.apply(&one.read.source, one.findings, examined.looked);
            outcome.counts.files += 1;
            self.tell(&one.read.source, &judged, &others, &mut outcome);
            outcome
                .waiting
                .extend(judged.waiting.into_iter().map(|waiting| (number, waiting)));
        }
        outcome
    }

    /// Tells which copies of the versions before are not as they were sealed, each under its own name.
    fn seal(&self, work: &Work, outcome: &mut Outcome) {
        let Some(folder) = work.case.files.iter().find_map(Place::copies) else {
            return;
        };
        let seal = match store::Seal::of(&Disk, &folder) {
            Ok(seal) => seal,
            Err(failure) => return outcome.failures.push(failure.into()),
        };
        for (name, finding) in seal.findings() {
            // Nothing of what it says is to be taken for what was published.
            let (source, _) = Source::read(&name, b"");
            let judged = Judged {
                findings: work.policy.rule_on(finding).into_iter().collect(),
                ..Judged::default()
            };
            self.tell(&source, &judged, &[], outcome);
        }
    }

    /// Tells where the assessments of a body do not agree, and which acceptances of that accept nothing. Only the files
    /// concerned are read again.
    fn across(&self, memory: Memory, mut waiting: Vec<(usize, Acceptance)>, works: &[Work]) -> Outcome {
        let mut outcome = Outcome::default();
        let work = |file: usize| works.get(works.partition_point(|work| work.first <= file).checked_sub(1)?);
        let again = |file: usize| {
            let work = work(file)?;
            let read = read::read(&Disk, work.case.files.get(file - work.first)?).ok()?;
            Some((read, &work.policy))
        };
        for conflict in memory.conflicts() {
            let file = conflict.at.file as usize;
            let (Some((at, policy)), Some((because, _))) = (again(file), again(conflict.because.file as usize)) else {
                continue;
            };
            let (Some(place), Some(cause)) = (&at.assessment, &because.assessment) else {
                continue;
            };
            let findings = conflict.finding(place, cause).into_iter().collect();
            let judged = policy.apply_later(&at.source, findings);
            let used: HashSet<_> = judged.used.iter().filter_map(Acceptance::speaks_of).collect();
            let is_used = |acceptance: &Acceptance| acceptance.speaks_of().is_some_and(|place| used.contains(&place));
            waiting.retain(|(of, acceptance)| *of != file || !is_used(acceptance));
            self.tell(&at.source, &judged, &[Arc::clone(&because.source)], &mut outcome);
        }
        for (file, acceptance) in waiting {
            let Some((read, policy)) = again(file) else { continue };
            let judged = Judged {
                findings: policy.rule_on(acceptance.gone()).into_iter().collect(),
                ..Judged::default()
            };
            self.tell(&read.source, &judged, &[], &mut outcome);
        }
        outcome
    }

    /// Counts and prints what was judged of a file, or keeps it where the format is one whole.
    fn tell(&self, source: &Source, judged: &Judged, others: &[Arc<Source>], outcome: &mut Outcome) {
        let checked = Checked {
            source,
            findings: &judged.findings,
            others,
        };
        outcome.counts += Counts::more(&checked);
        outcome.counts.accepted += judged.accepted.len();
        match self.format {
            Format::Text => outcome.printed.push_str(&text::file(&checked, self.colour)),
            Format::Concise => outcome.printed.push_str(&concise::file(&checked)),
            Format::Github => outcome.printed.push_str(&github::file(&checked)),
            Format::Json | Format::Sarif => {
                outcome.findings.extend(json::findings(&checked));
                if self.accepted {
                    outcome.accepted.extend(json::accepted(&checked, &judged.accepted));
                }
            }
        }
    }

    /// Prints what can be printed, and keeps the rest for the end.
    fn add(&self, whole: &mut Outcome, outcome: Outcome) {
        match (self.file, self.format) {
            (Some(_), _) => whole.printed.push_str(&outcome.printed),
            (None, Format::Text) => output::painted(&outcome.printed),
            (None, Format::Concise | Format::Json | Format::Sarif | Format::Github) => output::print(&outcome.printed),
        }
        for failure in &outcome.failures {
            output::error(&failure.to_string());
        }
        whole.findings.extend(outcome.findings);
        whole.accepted.extend(outcome.accepted);
        whole.failures.extend(outcome.failures);
        whole.counts += outcome.counts;
        whole.memory.merge(outcome.memory);
        whole.waiting.extend(outcome.waiting);
    }

    /// Prints what stands at the end, or writes all of it.
    fn conclude(&self, whole: Outcome) -> Result<(), Failure> {
        let counts = whole.counts;
        let mut text = whole.printed;
        match self.format {
            Format::Text | Format::Concise if counts.files == 0 => {}
            Format::Text | Format::Concise => text.push_str(&text::end(counts)),
            Format::Json => {
                let report = json::report_of(whole.findings, whole.accepted, counts);
                text.push_str(&output::json(&report));
            }
            Format::Sarif => {
                let log = sarif::log(&whole.findings, &whole.accepted, whole.failures.is_empty());
                text.push_str(&output::json(&log));
            }
            Format::Github => {}
        }
        output::result(self.file, &text)
    }
}

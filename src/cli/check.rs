//! `hyoka check`: all findings of some assessments or of a whole body, sorted by place.

mod known;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use known::Book;

use super::{Failure, exit, output, today};
use crate::body::bodies::Bodies;
use crate::body::cases::{self, Case};
use crate::body::{Disk, Place, examine, in_turn, read, settings, store, write};
use crate::check::acceptance::Acceptance;
use crate::check::look::across::Memory;
use crate::check::page::LooksAt;
use crate::check::policy::{Judged, Policy};
use crate::check::print::json::{self, Found};
use crate::check::print::{Checked, Counts, concise, github, sarif, text};
use crate::check::selector::{Selector, UnknownCode};
use crate::check::{Circumstances, Rule};
use crate::finding::Confidence;
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
    /// 試行の規則による指摘も示す
    #[arg(long)]
    preview: bool,
    /// これより確かでない指摘を除く: high（高）、medium（中）、low（低。既定）
    #[arg(long, value_name = "確かさ")]
    min_confidence: Option<Confidence>,
    /// 既知の指摘の一覧にないものだけを、指摘として数える（既定は hyoka.yaml と同じところの hyoka.known.json）
    #[arg(long, value_name = "ファイル", num_args = 0..=1, require_equals = true, default_missing_value = known::FILE)]
    baseline: Option<PathBuf>,
    /// 今ある指摘を、既知の指摘の一覧に書く。既にあれば、なくなったものを除く
    #[arg(long, value_name = "ファイル", num_args = 0..=1, require_equals = true, default_missing_value = known::FILE)]
    write_baseline: Option<PathBuf>,
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
    book: Option<Arc<Book>>,
}

/// What the check of one 事務 leaves behind. Its files are forgotten, so that a body of any size fits.
#[derive(Default)]
struct Outcome {
    printed: String,
    found: Found,
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
    let mut books: Vec<Arc<Book>> = Vec::new();
    let writes = arguments.write_baseline.is_some();
    if writes && !selection.whole {
        return Err(Failure::Usage(
            "既知の指摘の一覧は、フォルダの全体から作ります。ファイルを指定せずに、もう一度実行してください".to_owned(),
        ));
    }
    for case in selection.cases {
        let (body, new) = bodies.of_case(&Disk, &case)?;
        if new {
            checker.add(&mut whole, checker.settings(&body, &policy));
        }
        let asked = arguments.write_baseline.as_ref().or(arguments.baseline.as_ref());
        let path = Book::path_of(asked.map(PathBuf::as_path), &body);
        let book = path.map(|path| open(&mut books, path, writes)).transpose()?;
        let count = case.files.len();
        works.push(Work {
            first,
            case,
            policy: Policy {
                rulings: body.settings.rulings(),
                ..policy.clone()
            },
            circumstances: body.settings.circumstances(today),
            book,
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
    let looked = if selection.whole { LooksAt::Body } else { LooksAt::Since };
    for book in &books {
        // Each body's own settings say what is told.
        let work = works
            .iter()
            .find(|work| work.book.as_ref().is_some_and(|own| Arc::ptr_eq(own, book)));
        let policy = work.map_or(&policy, |work| &work.policy);
        let gone = book.ledger().gone(policy, looked, selection.whole && selection.body);
        if !writes {
            whole.found.gone.extend(gone);
        } else if whole.failures.is_empty() {
            output::note(&book.write(gone.iter().map(|known| known.count).sum())?);
        }
    }
    let failed = policy.fails(whole.counts.errors, whole.counts.warnings + whole.found.gone.len());
    let code = match (whole.failures.first(), failed) {
        (Some(_), _) => exit::IO,
        (None, false) => exit::CLEAN,
        (None, true) => exit::FINDINGS,
    };
    checker.conclude(whole, !books.is_empty())?;
    Ok(ExitCode::from(code))
}

/// The baseline at a path, opened once.
fn open(books: &mut Vec<Arc<Book>>, path: PathBuf, writes: bool) -> Result<Arc<Book>, Failure> {
    if let Some(known) = books.iter().find(|book| book.path() == path) {
        return Ok(Arc::clone(known));
    }
    let book = Arc::new(Book::open(path, writes)?);
    books.push(Arc::clone(&book));
    Ok(book)
}

/// What the arguments say of findings.
fn policy(arguments: &Arguments) -> Result<Policy, Failure> {
    let all = |codes: &[Codes]| codes.iter().flat_map(|codes| codes.0.clone()).collect::<Vec<_>>();
    let policy = Policy {
        select: all(&arguments.select),
        ignore: all(&arguments.ignore),
        strict: arguments.strict,
        preview: arguments.preview,
        min_confidence: arguments.min_confidence,
        rulings: Vec::new(),
    };
    let always = |selector: &&Selector| selector.only().is_some_and(Rule::hides_others);
    if let Some(code) = policy.ignore.iter().find(always) {
        return Err(Failure::Usage(format!(
            "「--ignore」で {} は除けません。この誤りがあると、ほかのことを確かめられないためです",
            code.as_str()
        )));
    }
    let narrowed = !policy.select.is_empty() || !policy.ignore.is_empty() || policy.min_confidence.is_some();
    if narrowed && arguments.write_baseline.is_some() {
        return Err(Failure::Usage(
            "「--write-baseline」は、「--select」「--ignore」「--min-confidence」と一緒には使えません。除いた規則の指摘が一覧から失われるためです"
                .to_owned(),
        ));
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
        self.tell(&body.source, judged, &[], None, &mut outcome);
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
            let mut judged = work.policy.apply(&one.read.source, one.findings, examined.looked);
            outcome.counts.files += 1;
            let waiting = std::mem::take(&mut judged.waiting);
            outcome
                .waiting
                .extend(waiting.into_iter().map(|waiting| (number, waiting)));
            self.tell(&one.read.source, judged, &others, work.book.as_deref(), &mut outcome);
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
            self.tell(&source, judged, &[], None, outcome);
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
            Some((read, work))
        };
        for conflict in memory.conflicts() {
            let file = conflict.at.file as usize;
            let (Some((at, work)), Some((because, _))) = (again(file), again(conflict.because.file as usize)) else {
                continue;
            };
            let (Some(place), Some(cause)) = (&at.assessment, &because.assessment) else {
                continue;
            };
            let findings = conflict.finding(place, cause).into_iter().collect();
            let judged = work.policy.apply_later(&at.source, findings);
            let used: HashSet<_> = judged.used.iter().filter_map(Acceptance::speaks_of).collect();
            let is_used = |acceptance: &Acceptance| acceptance.speaks_of().is_some_and(|place| used.contains(&place));
            waiting.retain(|(of, acceptance)| *of != file || !is_used(acceptance));
            let others = [Arc::clone(&because.source)];
            self.tell(&at.source, judged, &others, work.book.as_deref(), &mut outcome);
        }
        for (file, acceptance) in waiting {
            let Some((read, work)) = again(file) else { continue };
            let judged = Judged {
                findings: work.policy.rule_on(acceptance.gone()).into_iter().collect(),
                ..Judged::default()
            };
            self.tell(&read.source, judged, &[], work.book.as_deref(), &mut outcome);
        }
        outcome
    }

    /// Counts and prints what was judged of a file, or keeps it where the format is one whole.
    fn tell(
        &self,
        source: &Source,
        judged: Judged,
        others: &[Arc<Source>],
        book: Option<&Book>,
        outcome: &mut Outcome,
    ) {
        let (findings, known) = match book {
            Some(book) => book.divide(source, judged.findings),
            None => (judged.findings, Vec::new()),
        };
        let of = |findings| Checked {
            source,
            findings,
            others,
        };
        let checked = of(&findings);
        outcome.counts += Counts::more(&checked);
        outcome.counts.known += known.len();
        outcome.counts.accepted += judged.accepted.len();
        match self.format {
            Format::Text => outcome.printed.push_str(&text::file(&checked, self.colour)),
            Format::Concise => outcome.printed.push_str(&concise::file(&checked)),
            Format::Github => outcome.printed.push_str(&github::file(&checked)),
            Format::Json | Format::Sarif => {
                outcome.found.findings.extend(json::findings(&checked));
                outcome.found.known.extend(json::findings(&of(&known)));
                if self.accepted {
                    let accepted = json::accepted(&checked, &judged.accepted);
                    outcome.found.accepted.extend(accepted);
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
        whole.found.findings.extend(outcome.found.findings);
        whole.found.known.extend(outcome.found.known);
        whole.found.accepted.extend(outcome.found.accepted);
        whole.failures.extend(outcome.failures);
        whole.counts += outcome.counts;
        whole.memory.merge(outcome.memory);
        whole.waiting.extend(outcome.waiting);
    }

    /// Prints what stands at the end, or writes all of it.
    fn conclude(&self, whole: Outcome, baseline: bool) -> Result<(), Failure> {
        let counts = whole.counts;
        let gone = known::told(&whole.found.gone);
        let mut text = whole.printed;
        match self.format {
            Format::Text | Format::Concise if counts.files == 0 => {}
            Format::Text | Format::Concise => text.push_str(&(text::end(counts) + &gone)),
            Format::Json => {
                let report = json::report_of(whole.found, counts);
                text.push_str(&output::json(&report));
            }
            Format::Sarif => {
                let log = sarif::log(&whole.found, whole.failures.is_empty(), baseline);
                text.push_str(&output::json(&log));
                output::lines(&gone);
            }
            Format::Github => output::lines(&gone),
        }
        output::result(self.file, &text)
    }
}

//! `hyoka publish`: the official PDF and HTML of some assessments.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, date};

use super::public::{copy, told, told_of};
use super::{Failure, exit, output, today};
use crate::answers::{Assessment, Copy, Read};
use crate::body::examine::to_publish;
use crate::body::{Disk, Place, listing, read, versions, write};
use crate::check::print::{Checked, text};
use crate::check::withheld;
use crate::finding::{Finding, Severity};
use crate::folding::signs::visible;
use crate::form::Display;
use crate::layout::{self, Page};
use crate::publish::pdf::{Attachment, Meta, Printer};
use crate::publish::{Fonts, data, glyphs, html};

/// The rule that every difference has a row, and those that what a ※ row says of 重要な変更 can stand.
const UNTOLD: &str = "H170";
const UNDECIDED: [&str; 2] = ["H172", "H173"];

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 評価書のファイル
    #[arg(required = true, value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// 書き出すフォルダ
    #[arg(short, long, value_name = "フォルダ")]
    output: PathBuf,
    /// 委員会に提出する版を作る（管理の「非公表」に挙げた項目も載せる）
    #[arg(long)]
    complete: bool,
    /// PDF に記載のデータ（YAML）を添付しない
    #[arg(long)]
    no_source: bool,
    /// 前の版からの違いに変更箇所の行がなくても、下書きとして作る
    #[arg(long)]
    draft: bool,
    /// フォントを探すフォルダ
    #[arg(long, value_name = "フォルダ")]
    fonts: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let targets = targets(arguments)?;
    // Told before anything is drawn.
    for path in targets.iter().flat_map(|(_, stem)| files(arguments, stem)) {
        write::may_hold_result(&path)?;
    }
    let fonts = Fonts::find(arguments.fonts.as_deref()).map_err(Failure::drawing)?;
    let printer = Printer::new(&fonts).map_err(Failure::drawing)?;
    let progress = progress(targets.len());
    // A copy that was named is told as such, and nothing is made of it.
    let mut refused = targets.len() < arguments.files.len();
    for (place, stem) in &targets {
        let name = place.name();
        progress.set_message(visible(&name).into_owned());
        let (read, judged) = progress.suspend(|| checked(place))?;
        let unready = unready(&judged);
        if !unready.is_empty() && !arguments.draft {
            refused = true;
            progress.suspend(|| refuse(&read, &unready, &unready_words(&name, &unready)));
            progress.inc(1);
            continue;
        }
        let before = match &read.assessment {
            Some(assessment) => versions::before(&Disk, place, assessment, |_| {})?,
            None => None,
        };
        let before = before.as_ref().and_then(|read| read.assessment.as_ref());
        match prepare(&read, before, &fonts, arguments) {
            Ok((mut page, meta)) => {
                progress.suspend(|| remind(&name, &judged));
                page.draft = arguments.draft || errors(&judged) > 0;
                page.printed = Some(format!("{stem}.pdf"));
                let pdf = printer.print(&page, &meta).map_err(|error| failed(&name, error))?;
                let page = html::print(&page).map_err(|error| failed(&name, error))?;
                let [as_pdf, as_html] = files(arguments, stem);
                progress.suspend(|| output::write_all(&[(as_pdf, pdf), (as_html, page.into_bytes())]))?;
            }
            Err(findings) => {
                refused = true;
                let is_leak = |finding: &Finding| matches!(finding.code, "F109" | "F123");
                let why = match &read.assessment {
                    Some(_) if findings.iter().any(is_leak) => "公表しないはずの記載が公表されてしまう",
                    Some(_) => "書いたことの一部が紙面に載らない",
                    None => "評価書として読めない",
                };
                let words = format!("{name} は、{why}ため公表用のファイルを作りませんでした");
                progress.suspend(|| refuse(&read, &findings, &words));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(ExitCode::from(if refused { exit::FINDINGS } else { exit::CLEAN }))
}

/// The two files that are made of one.
fn files(arguments: &Arguments, stem: &str) -> [PathBuf; 2] {
    ["pdf", "html"].map(|ending| arguments.output.join(format!("{stem}.{ending}")))
}

/// A file and what a check tells of it.
fn checked(place: &Place) -> Result<(Read, Vec<Finding>), Failure> {
    let made = to_publish(&Disk, place, today::or_now(None))?;
    made.unread.iter().for_each(output::unread_copy);
    output::unsealed(&made.unsealed);
    Ok((made.read, made.findings))
}

/// Says why nothing was made of a file.
fn refuse(read: &Read, findings: &[Finding], words: &str) {
    let checked = [Checked {
        source: &read.source,
        findings,
        others: &[],
    }];
    output::painted(&text::print(&checked, output::colour()));
    output::error(words);
}

fn unready_words(name: &str, unready: &[Finding]) -> String {
    let why = if unready.iter().any(|finding| finding.code == UNTOLD) {
        format!(
            "には変更箇所に書かれていない変更があるため、公表用のファイルを作りませんでした。hyoka record {name} で書き込めます"
        )
    } else {
        format!(
            "には、重要な変更に当たるかどうかの決まっていない変更があるため、公表用のファイルを作りませんでした。\
             hyoka record {name} --decide 番号=判断 で決められます"
        )
    };
    format!("{name} {why}。下書きとして作るなら --draft を付けてください")
}

/// What a reader would not learn, unless someone accepted that: differences from the version before that the table does not
/// tell, and ※ ones of which it does not say what they are.
fn unready(judged: &[Finding]) -> Vec<Finding> {
    let errors = judged.iter().filter(|finding| finding.severity == Severity::Error);
    let stops = |finding: &&Finding| finding.code == UNTOLD || UNDECIDED.contains(&finding.code);
    errors.filter(stops).cloned().collect()
}

fn errors(judged: &[Finding]) -> usize {
    let errors = judged.iter().filter(|finding| finding.severity == Severity::Error);
    errors.count()
}

/// A draft may be published, but nobody should do so unaware.
fn remind(name: &str, judged: &[Finding]) {
    let errors = errors(judged);
    if errors > 0 {
        output::note(&format!(
            "{name} にはエラーが{errors}件あるので、（案）と印刷します。hyoka check {name} で確かめてください"
        ));
    }
}

fn failed(name: &str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
    Failure::DrawingOf {
        name: name.to_owned(),
        error: error.into(),
    }
}

/// Each file with the name of its output. A file named after its form, as all are in a body's folder, gets the
/// 評価書番号 in front, so that one assessment never takes the place of another.
fn targets(arguments: &Arguments) -> Result<Vec<(Place, String)>, Failure> {
    let mut targets: Vec<(Place, String)> = Vec::new();
    for path in &arguments.files {
        let place = Place::of(path);
        if let Some(aside) = listing::copy(&Disk, &place) {
            output::aside(&[aside]);
            continue;
        }
        let read = read::read(&Disk, &place)?;
        // What comes from standard input is called as its file in a body's folder would be.
        let form = read
            .assessment
            .as_ref()
            .map(|assessment| assessment.form().form.clone());
        let stem = match (place.path().and_then(Path::file_stem), form) {
            (Some(stem), _) => stem.to_string_lossy().into_owned(),
            (None, form) => form.unwrap_or_else(|| place.name()),
        };
        let numbered = read
            .assessment
            .as_ref()
            .filter(|assessment| stem.starts_with(&assessment.form().form));
        // A number that is withheld is none that a name could tell.
        let public = numbered.map(|assessment| told(&place, assessment, copy(arguments.complete)));
        let public = public.transpose()?.and_then(Result::ok).flatten();
        let number: String = numbered
            .map(|assessment| number(told_of(assessment, public.as_ref())))
            .unwrap_or_default()
            .chars()
            // 1-2 is another number than 12.
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let number = number.trim_matches('-');
        let mut name = if number.is_empty() {
            stem
        } else {
            format!("{number}-{stem}")
        };
        if arguments.complete {
            name.push_str("-提出用");
        }
        if let Some((other, _)) = targets.iter().find(|(_, taken)| *taken == name) {
            return Err(Failure::Usage(format!(
                "{} と {} は同じ名前「{name}」になります。ファイル名か評価書番号を改めてください",
                other.name(),
                place.name()
            )));
        }
        targets.push((place, name));
    }
    Ok(targets)
}

/// The page tree of a file, or the findings for which it cannot be published: an answer that has no place on the form,
/// a name at 非公表 that is no item, a character that no font has. Other findings are `check`'s business.
fn prepare(
    read: &Read,
    before: Option<&Assessment>,
    fonts: &Fonts,
    arguments: &Arguments,
) -> Result<(Page, Meta), Vec<Finding>> {
    let blocking: Vec<Finding> = read.lost().cloned().collect();
    let Some(assessment) = read.assessment.as_ref().filter(|_| blocking.is_empty()) else {
        return Err(if blocking.is_empty() {
            read.findings.clone()
        } else {
            blocking
        });
    };
    // `check` has the same findings; nothing withheld may be published because nobody ran it.
    let public = match copy(arguments.complete) {
        Copy::Public => Some(withheld::public(assessment, before)?),
        Copy::Complete => None,
    };
    let told = public.as_ref().map_or(assessment, |public| &public.assessment);
    let mut page = layout::page(told);
    if public.is_none() {
        layout::COMPLETE.clone_into(&mut page.notice);
    }
    let glyphs = glyphs::missing(told, fonts);
    if !glyphs.is_empty() {
        return Err(glyphs);
    }
    let unseen = crate::check::unseen_figures(told);
    if !unseen.is_empty() {
        return Err(unseen);
    }
    let data = data::yaml(told);
    let meta = Meta {
        date: published(told),
        ident: format!("{} {}", told.form().form, number(told)),
        attachment: None,
    };
    if let Some(public) = &public {
        let outputs = [
            ("公表用の紙面", public.words.strays(&page)),
            ("添付するデータ", public.words.strays(&data)),
            ("PDF の情報", public.words.strays(&meta.ident)),
        ];
        let strays: Vec<Finding> = outputs
            .iter()
            .flat_map(|(output, strays)| strays.iter().map(move |(words, of)| (output, words, of)))
            .map(|(output, words, of)| withheld::stray(assessment, output, words, of))
            .collect();
        if !strays.is_empty() {
            return Err(strays);
        }
    }
    let attachment = (!arguments.no_source).then(|| Attachment {
        name: format!("{}.yaml", told.form().form),
        bytes: data.into_bytes(),
    });
    let meta = Meta { attachment, ..meta };
    Ok((page, meta))
}

fn published(assessment: &Assessment) -> Date {
    let item = assessment.form().displayed(Display::Published);
    // A draft without a day needs one that does not change from run to run.
    item.and_then(|item| assessment.at(&item.path).date())
        .unwrap_or(date(2000, 1, 1))
}

fn number(assessment: &Assessment) -> &str {
    let item = assessment.form().displayed(Display::Number);
    item.map_or("", |item| assessment.at(&item.path).text())
}

fn progress(length: usize) -> ProgressBar {
    use std::io::IsTerminal;
    if length < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    // The template is a constant and tested by every run on a terminal; without it the bar only looks plainer.
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    // Drawn when it moves, by nobody else: a machine may have no thread left.
    bar.tick();
    bar
}

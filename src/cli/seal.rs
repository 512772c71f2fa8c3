//! `hyoka seal`: keeps a published version as it is, so that a later change of it is seen. All that is asked for, or nothing.

mod adopt;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Failure, exit, output, today};
use crate::answers::{Assessment, Cursor};
use crate::body::bodies::Bodies;
use crate::body::examine::{Examined, One};
use crate::body::store::{Part, Store, Taken};
use crate::body::{Disk, Place, Shelf, cases, examine, read};
use crate::check::policy::Policy;
use crate::check::print::{Checked, text};
use crate::due::version::{number, published};
use crate::figure;
use crate::finding::{Finding, Severity};
use crate::seal::places;
use crate::source::Source;
use crate::wareki;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 公表した評価書のファイル（--adopt を付けるときは、published の写しか、それを含むフォルダ）
    #[arg(required = true, value_name = "ファイル")]
    files: Vec<PathBuf>,
    /// published に既にある写しに、いまのままで封をする。写しは変えない
    #[arg(long)]
    adopt: bool,
    /// 今日とみなす日（既定は今日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
}

/// The folders of copies that versions go to, by their paths.
type Stores = BTreeMap<PathBuf, Store>;

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut stores = Stores::new();
    let told = if arguments.adopt {
        adopt::take(&arguments.files, &mut stores)?
    } else {
        take(arguments, &mut stores)?
    };
    let Some(told) = told else {
        output::error("封をしませんでした。どのファイルも変えていません");
        return Ok(ExitCode::from(exit::FINDINGS));
    };
    for store in stores.into_values() {
        store.write()?;
    }
    output::print(&told);
    Ok(ExitCode::from(exit::CLEAN))
}

/// Takes note of the versions to seal. What to say once they are written; none where one is refused, after it was told why.
fn take(arguments: &Arguments, stores: &mut Stores) -> Result<Option<String>, Failure> {
    for path in &arguments.files {
        refuse_by_name(path)?;
    }
    let today = today::or_now(arguments.today);
    let mut bodies = Bodies::default();
    let mut told = Some(String::new());
    for case in cases::select(&Disk, &arguments.files)?.cases {
        let (body, new) = bodies.of_case(&Disk, &case)?;
        if new && !is_clean(&body.source, &body.findings, &[]) {
            told = None;
        }
        let policy = body.settings.policy();
        let bytes: Vec<Vec<u8>> = case
            .files
            .iter()
            .map(|place| read::bytes(&Disk, place))
            .collect::<Result<_, _>>()?;
        let mut examined = examine(&Disk, &case, body.settings.circumstances(today));
        examined.unread.iter().for_each(output::unread_copy);
        if let Some(failure) = examined.failures.pop() {
            return Err(failure.into());
        }
        let versions = examined.files.iter().zip(bytes);
        let versions: Vec<Option<String>> = versions
            .map(|(one, bytes)| {
                version(
                    &Seen {
                        one,
                        examined: &examined,
                        policy: &policy,
                        today,
                    },
                    bytes,
                    stores,
                )
            })
            .collect::<Result<_, _>>()?;
        for version in versions {
            told = told.zip(version).map(|(told, version)| told + &version);
        }
    }
    Ok(told)
}

/// What can be refused before anything is read.
fn refuse_by_name(path: &Path) -> Result<(), Failure> {
    let name = path.display();
    let place = Place::of(path);
    let why = if place.path().is_none() {
        "標準入力には封をできません。公表した評価書のファイルを指定してください".to_owned()
    } else if path.is_dir() {
        format!(
            "{name} はフォルダです。公表した評価書のファイルを指定してください（既にある写しに封をするときは、--adopt を付けます）"
        )
    } else if place.is_copy() {
        format!(
            "{name} は、公表した版の写しです。公表した評価書のファイルを指定してください（この写しに封をするときは、--adopt を付けます）"
        )
    } else {
        return Ok(());
    };
    Err(Failure::Usage(why))
}

/// A file as it was examined.
struct Seen<'a> {
    one: &'a One,
    examined: &'a Examined,
    policy: &'a Policy,
    today: Date,
}

/// Takes note of one version. What to say once it is written; none where it is refused.
fn version(seen: &Seen<'_>, bytes: Vec<u8>, stores: &mut Stores) -> Result<Option<String>, Failure> {
    let one = seen.one;
    let path = one.place.name();
    let others: Vec<Arc<Source>> = seen
        .examined
        .assessments()
        .map(|one| Arc::clone(one.source()))
        .collect();
    let judged = one.judged(seen.policy, seen.examined.looked);
    if !is_clean(&one.read.source, &judged.findings, &others) {
        output::error(&format!(
            "{path} には誤りがあるので、封をできません。直してから公表し、封をしてください"
        ));
        return Ok(None);
    }
    let Some(assessment) = &one.read.assessment else {
        return Ok(None);
    };
    let Some(day) = published(assessment) else {
        output::error(&format!(
            "{path} には公表日がないので、封をできません。公表した日を書いてください"
        ));
        return Ok(None);
    };
    let date = wareki::format(day);
    if day > seen.today {
        output::error(&format!(
            "{path} の公表日（{date}）は、まだ来ていません。公表してから封をしてください"
        ));
        return Ok(None);
    }
    let name = format!("{}.{day}.yaml", assessment.form().form);
    let parts = parts(&one.place, assessment, name.clone(), bytes)?;
    let folder = one.place.copies().unwrap_or_default();
    let store = open(stores, &folder)?;
    store.whole(&parts)?;
    let copy_path = folder.join(&name);
    let copy = copy_path.display();
    Ok(match store.add(parts)? {
        Ok(true) => Some(format!(
            "{path} に、{date}に公表した版として封をしました\n  写し: {copy}\n"
        )),
        Ok(false) => Some(format!(
            "{path} の{date}の版には、既に封をしてあります\n  写し: {copy}\n"
        )),
        Err((part, why)) => {
            let other = folder.join(&part.name);
            let another = read::read(&Disk, &Place::Copy(copy_path.clone()))
                .ok()
                .and_then(|read| read.assessment);
            let why = match another
                .filter(|another| number(another).is_some_and(|other| number(assessment) != Some(other)))
            {
                Some(_) => format!(
                    "{path} の写しは、評価書番号の違う評価書の写し（{copy}）と同じ名前になります。評価書番号ごとにフォルダを分けてください"
                ),
                None => taken(&path, &other, &date, why),
            };
            output::error(&why);
            None
        }
    })
}

fn taken(path: &str, other: &Path, date: &str, why: Taken) -> String {
    let other = other.display();
    match why {
        Taken::Sealed => format!(
            "{date}に公表した版には既に封がしてあり（{other}）、{path} はそれと違います。公表した版は変えられません。改めたものは、公表日を改めて次の版としてください"
        ),
        Taken::Unsealed => format!(
            "{other} に、{path} と違う、封のない写しがあります。公表したのがその写しなら hyoka seal --adopt でそれに封をし、そうでなければその写しを除いてください"
        ),
    }
}

/// The files of a version, in the order in which they are written: a copy never lies there without its figures.
fn parts(place: &Place, assessment: &Assessment, name: String, bytes: Vec<u8>) -> Result<Vec<Part>, Failure> {
    let rewritten = || Failure::Unsealed(place.name());
    // What was checked is what is sealed.
    if Source::read("", &bytes).0.text() != assessment.source().text() {
        return Err(rewritten());
    }
    let folder = place.folder().unwrap_or(Path::new(""));
    let mut parts: Vec<Part> = Vec::new();
    for figure in assessment.top().leaves().iter().flat_map(Cursor::figures) {
        let [place, _] = places(&name, &figure.file);
        let bytes = Disk.figure(folder, &figure.file).map_err(|_| rewritten())?;
        if assessment.picture(&figure.file) != Some(&figure::picture(&bytes)) {
            return Err(rewritten());
        }
        if parts.iter().all(|part| part.name != place) {
            parts.push(Part { name: place, bytes });
        }
    }
    parts.push(Part { name, bytes });
    Ok(parts)
}

/// The folder of copies at a path, opened once.
fn open<'s>(stores: &'s mut Stores, folder: &Path) -> Result<&'s mut Store, Failure> {
    use std::collections::btree_map::Entry;
    Ok(match stores.entry(folder.to_owned()) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(Store::open(folder)?),
    })
}

/// Whether no finding is an error; prints those that are, as a check does.
fn is_clean(source: &Source, findings: &[Finding], others: &[Arc<Source>]) -> bool {
    let errors: Vec<Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .cloned()
        .collect();
    let checked = Checked {
        source,
        findings: &errors,
        others,
    };
    output::painted(&text::file(&checked, output::colour()));
    errors.is_empty()
}

//! The fixtures of rules, and what they promise.
//!
//! A fixture is a file `fires.yaml`, or a folder `fires` with the assessments of a body for rules that look at several; further
//! ones have a second name, such as `fires.kiso.yaml`. What it promises stands in it, a comment `# CODE: message` above the line of the finding. Where a comment cannot say it,
//! because the file is no UTF-8 or never read, `fires.promises` beside it does: `LINE: message`, a line each. A first line
//! `# pad: N` has a comment added up to N MiB, so that no file of that size need be committed. A file `hyoka.yaml` is read as
//! the settings of the body, and a file in `published/` as a sealed copy, held against the manifest beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::files::{project, yaml};
use hyoka::answers::{Assessment, Miss, Read};
use hyoka::body::bodies::Bodies;
use hyoka::body::cases::Case;
use hyoka::body::examine::One;
use hyoka::body::{Memory, Place, examine, read, settings};
use hyoka::check::look;
use hyoka::check::page::LooksAt;
use hyoka::check::policy::Policy;
use hyoka::finding::Finding;
use hyoka::form::{Forms, builtin};
use jiff::civil::date;

/// What becomes of a file, by its path and its bytes.
type Change<'c> = &'c dyn Fn(&Path, Vec<u8>) -> Vec<u8>;

/// File, line and message.
type Promise = (String, usize, String);

pub struct Fixture {
    path: PathBuf,
    name: String,
    pub files: Vec<(Vec<u8>, Read)>,
    /// What was found in each file, without what only a whole body shows.
    found: Vec<Vec<Finding>>,
}

impl Fixture {
    /// Reads and checks on 2026-11-23, the day all fixtures speak of. What lies in one folder is a 事務 that is whole.
    pub fn read(code: &str, name: &str) -> Self {
        Self::made(code, name, builtin(), &|_, bytes| bytes)
    }

    /// [`Fixture::read`] with other forms, and with every file as `change` makes it of its path below the folder and its bytes.
    pub fn made(code: &str, name: &str, forms: &'static Forms, change: Change<'_>) -> Self {
        let folder = folder(code);
        let path = folder.join(name);
        let paths = if path.is_dir() {
            yaml(&path)
        } else {
            vec![folder.join(format!("{name}.yaml"))]
        };
        let own_name = |file: &PathBuf| file.strip_prefix(&folder).unwrap().to_owned();
        let places: Vec<Place> = paths.iter().map(|file| Place::of(&own_name(file))).collect();
        let shelf = shelf(&folder, forms, change);
        let mut looked = examined(&shelf, &places);
        let (mut files, mut found) = (Vec::new(), Vec::new());
        for place in &places {
            let bytes = read::bytes(&shelf, place).unwrap();
            let one = looked.remove(place);
            let (read, findings) = if let Some(one) = one {
                (one.read, one.findings)
            } else {
                let settings::Read { source, findings, .. } = settings::read(&place.name(), &bytes);
                let read = Read {
                    source,
                    assessment: None,
                    findings: findings.clone(),
                    loose: Vec::new(),
                };
                (read, findings)
            };
            files.push((bytes, read));
            found.push(findings);
        }
        Self {
            name: name.to_owned(),
            path,
            files,
            found,
        }
    }

    /// As `hyoka check` of a body tells them: each finding with the name of its file.
    pub fn findings(&self) -> Vec<(String, Finding)> {
        let names = self.files.iter().map(|(_, read)| read.source.name().to_owned());
        let mut found: BTreeMap<String, Vec<Finding>> = names.zip(self.found.iter().cloned()).collect();
        let mut memory = look::across::Memory::default();
        for (index, (_, read)) in self.files.iter().enumerate() {
            if let Some(assessment) = &read.assessment {
                memory.remember(u32::try_from(index).unwrap(), assessment);
            }
        }
        for conflict in memory.conflicts() {
            let one = |file: u32| self.files[file as usize].1.assessment.as_ref().unwrap();
            let at = one(conflict.at.file);
            let finding = conflict.finding(at, one(conflict.because.file)).unwrap();
            found.get_mut(at.source().name()).unwrap().push(finding);
        }
        // What a rule on trial finds is held to its fixtures as well.
        let told = Policy {
            preview: true,
            ..Policy::default()
        };
        let judged = self.files.iter().flat_map(|(_, read)| {
            let name = read.source.name();
            let own = found.remove(name).unwrap_or_default();
            let judged = told.apply(&read.source, own, LooksAt::Body);
            judged.findings.into_iter().map(|finding| (name.to_owned(), finding))
        });
        judged.collect()
    }

    /// What was asked for on its assessments and their form does not have.
    pub fn misses(&self) -> Vec<Miss> {
        // Rules that look across a body ask, too.
        let _ = self.findings();
        let assessments = self.files.iter().filter_map(|(_, read)| read.assessment.as_ref());
        assessments.flat_map(Assessment::misses).collect()
    }

    /// File, line and message of each finding of a code.
    pub fn found(&self, code: &str) -> BTreeSet<Promise> {
        let place = |(name, finding): (String, Finding)| {
            let source = &self
                .files
                .iter()
                .find(|(_, read)| read.source.name() == name)
                .unwrap()
                .1
                .source;
            let (line, _) = source.lines().position(source.text(), finding.span.start);
            (name, line, finding.message)
        };
        let findings = self.findings().into_iter().filter(|(_, finding)| finding.code == code);
        findings.map(place).collect()
    }

    /// File, line and message of what the fixture promises.
    pub fn promised(&self, code: &str) -> BTreeSet<Promise> {
        let beside = std::fs::read_to_string(self.path.with_file_name(format!("{}.promises", self.name)));
        let mut promised = BTreeSet::new();
        for (bytes, read) in &self.files {
            let inside = match &beside {
                Ok(text) => promised_beside(text),
                Err(_) => promised_inside(code, &String::from_utf8_lossy(bytes)),
            };
            let name = read.source.name();
            promised.extend(
                inside
                    .into_iter()
                    .map(|(line, message)| (name.to_owned(), line, message)),
            );
        }
        promised
    }
}

/// The folder with the fixtures of a rule.
pub fn folder(code: &str) -> PathBuf {
    project(&format!("tests/check/rules/{code}"))
}

/// The names of a rule's fixtures: `fires`, `silent`, and those of other forms and other sides, such as `fires.kiso`.
pub fn names(code: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder(code)).unwrap();
    let files = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = files.map(|file| file.strip_suffix(".yaml").map(str::to_owned).unwrap_or(file));
    let is_fixture = |name: &String| {
        let kind = name.split('.').next().unwrap_or_default();
        ["fires", "silent"].contains(&kind) && !name.ends_with(".promises")
    };
    names.filter(is_fixture).collect()
}

/// All files of a rule's fixtures, as they are meant, by their names in their folder.
fn shelf(folder: &Path, forms: &'static Forms, change: Change<'_>) -> Memory {
    fn add(folder: &Path, below: &Path, mut shelf: Memory, change: Change<'_>) -> Memory {
        for entry in std::fs::read_dir(folder.join(below)).unwrap() {
            let path = below.join(entry.unwrap().file_name());
            let whole = folder.join(&path);
            if whole.is_dir() {
                shelf = add(folder, &path, shelf, change);
            } else {
                let bytes = std::fs::read(&whole).unwrap_or_else(|error| panic!("{}: {error}", whole.display()));
                let bytes = change(&path, padded(bytes));
                shelf = shelf.with(path, bytes);
            }
        }
        shelf
    }
    let shelf = Memory::default().remembering_asked().reading(forms);
    add(folder, Path::new(""), shelf, change)
}

/// What is found at each place but that of settings.
fn examined(shelf: &Memory, places: &[Place]) -> BTreeMap<Place, One> {
    let mut cases: BTreeMap<&Path, Case> = BTreeMap::new();
    for place in places.iter().filter(|place| place.own_name() != settings::FILE) {
        let case = cases.entry(place.folder().unwrap()).or_default();
        case.files.push(place.clone());
        case.complete = true;
    }
    let mut bodies = Bodies::default();
    let mut found = BTreeMap::new();
    for case in cases.values() {
        let (body, _) = bodies.of_case(shelf, case).unwrap();
        let examined = examine(shelf, case, body.settings.circumstances(date(2026, 11, 23)));
        assert!(examined.failures.is_empty(), "{:?}", examined.failures);
        found.extend(examined.files.into_iter().map(|one| (one.place.clone(), one)));
    }
    found
}

fn padded(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(rest) = bytes.strip_prefix(b"# pad: ") {
        let number = rest.split(|byte| *byte == b'\n').next().unwrap();
        let size: usize = std::str::from_utf8(number).unwrap().parse().unwrap();
        bytes.resize(size * 1024 * 1024, b'#');
    }
    bytes
}

fn promised_beside(text: &str) -> Vec<(usize, String)> {
    let promise = |line: &str| {
        let (number, message) = line.split_once(": ").unwrap();
        (number.parse().unwrap(), message.to_owned())
    };
    text.lines().map(promise).collect()
}

fn promised_inside(code: &str, text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mark = format!("# {code}: ");
    let mut promised = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(message) = line.trim_start().strip_prefix(&mark) else {
            continue;
        };
        let target = (index + 1..lines.len()).find(|at| !lines[*at].trim_start().starts_with('#'));
        promised.push((target.map_or(lines.len(), |at| at + 1), message.to_owned()));
    }
    promised
}

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
use hyoka::answers::{self, Read};
use hyoka::body::settings;
use hyoka::check::check;
use hyoka::check::look::across::Memory;
use hyoka::check::look::since::check_since;
use hyoka::check::look::together;
use hyoka::check::page::LooksAt;
use hyoka::check::policy::Policy;
use hyoka::due::version;
use hyoka::figure::Fault;
use hyoka::finding::Finding;
use hyoka::form::builtin;
use hyoka::publish::{Fonts, glyphs};
use hyoka::seal::{self, Manifest};
use jiff::civil::date;

/// File, line and message.
type Promise = (String, usize, String);

pub struct Fixture {
    path: PathBuf,
    name: String,
    pub files: Vec<(Vec<u8>, Read)>,
}

impl Fixture {
    pub fn read(code: &str, name: &str) -> Self {
        let folder = folder(code);
        let path = folder.join(name);
        let mut found = Vec::new();
        if path.is_dir() {
            found = yaml(&path);
        } else {
            found.push(folder.join(format!("{name}.yaml")));
        }
        let read = |file: &PathBuf| {
            let bytes = padded(std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())));
            let name = file.strip_prefix(&folder).unwrap().to_str().unwrap();
            let mut read = if name.ends_with(settings::FILE) {
                let settings::Read { source, findings, .. } = settings::read(name, &bytes);
                Read {
                    source,
                    assessment: None,
                    findings,
                    loose: Vec::new(),
                }
            } else if file.parent().is_some_and(|folder| folder.ends_with(seal::FOLDER)) {
                let sums = std::fs::read(file.with_file_name(seal::MANIFEST)).unwrap_or_default();
                let own = file.file_name().unwrap().to_str().unwrap();
                let look = |name: &str| figure(&file.with_file_name(name));
                seal::read(builtin(), name, &bytes, own, &Manifest::parse(&sums).unwrap(), look)
            } else {
                let mut read = answers::read(builtin(), name, &bytes);
                if let Some(assessment) = &mut read.assessment {
                    assessment.see_figures(|picture| figure(&file.with_file_name(picture)));
                }
                read
            };
            if let Some(assessment) = &mut read.assessment {
                assessment.remember_misses();
            }
            (bytes, read)
        };
        let files = found.iter().map(read).collect();
        Self {
            path,
            name: name.to_owned(),
            files,
        }
    }

    /// Reads and checks on 2026-11-23, the day all fixtures speak of: each finding with the name of its file.
    pub fn findings(&self) -> Vec<(String, Finding)> {
        let today = date(2026, 11, 23);
        let mut found = Vec::new();
        let mut folders: BTreeMap<PathBuf, Vec<&answers::Assessment>> = BTreeMap::new();
        let mut memory = Memory::default();
        for (index, (_, read)) in self.files.iter().enumerate() {
            let name = read.source.name().to_owned();
            let mut add = |findings: Vec<Finding>| {
                found.extend(findings.into_iter().map(|finding| (name.clone(), finding)));
            };
            add(read.findings.clone());
            let Some(assessment) = &read.assessment else { continue };
            add(check(assessment, today));
            if let Some(fonts) = Fonts::built_in() {
                add(glyphs::missing(assessment, fonts));
            }
            memory.remember(u32::try_from(index).unwrap(), assessment);
            let folder = Path::new(&name).parent().unwrap().to_owned();
            if folder.ends_with("published") {
                continue;
            }
            if let Some(before) = self.before(&folder, assessment) {
                add(check_since(before, assessment, today));
            }
            folders.entry(folder).or_default().push(assessment);
        }
        for assessments in folders.values() {
            for (assessment, findings) in assessments
                .iter()
                .zip(together::check_together(assessments, true, today))
            {
                let name = assessment.source().name();
                found.extend(findings.into_iter().map(|finding| (name.to_owned(), finding)));
            }
        }
        for conflict in memory.conflicts() {
            let one = |file: u32| self.files[file as usize].1.assessment.as_ref().unwrap();
            let at = one(conflict.at.file);
            let finding = conflict.finding(at, one(conflict.because.file)).unwrap();
            found.push((at.source().name().to_owned(), finding));
        }
        let judged = self.files.iter().flat_map(|(_, read)| {
            let name = read.source.name();
            let own = found.iter().filter(|(file, _)| file == name);
            let own = own.map(|(_, finding)| finding.clone()).collect();
            let judged = Policy::default().apply(&read.source, own, LooksAt::Body);
            judged.findings.into_iter().map(|finding| (name.to_owned(), finding))
        });
        judged.collect()
    }

    /// The version in `published` that an assessment of a folder follows.
    fn before(&self, folder: &Path, assessment: &answers::Assessment) -> Option<&answers::Assessment> {
        let copies = self.files.iter().filter_map(|(_, read)| read.assessment.as_ref());
        copies
            .filter(|copy| Path::new(copy.source().name()).parent() == Some(&folder.join("published")))
            .filter(|copy| {
                version::same(copy, assessment) && version::published(copy) <= version::published(assessment)
            })
            .max_by_key(|copy| version::published(copy))
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

/// A figure beside a fixture.
fn figure(path: &Path) -> Result<Vec<u8>, Fault> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::NotFound,
        _ => Fault::Unreadable,
    })?;
    Ok(padded(bytes))
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

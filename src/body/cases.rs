//! Which assessments a verb works on: the files and folders it is given, or all of the body. Finds names, reads no file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Failure;
use super::settings::FILE as SETTINGS;
use crate::form::builtin;
use crate::seal::FOLDER as PUBLISHED;

/// Where a body's assessments lie, below the folder of its settings or below the current one.
const ASSESSMENTS: &str = "assessments";

/// The assessments to work on.
#[derive(Debug)]
pub struct Selection {
    /// Those of one 事務 together, in the order of their names.
    pub cases: Vec<Case>,
    /// Whether they are all that a folder holds, so that one may be held against the other.
    pub whole: bool,
    /// Whether they are all of a body, so that what none of them shows is nowhere.
    pub body: bool,
}

/// The files of one 事務.
#[derive(Debug, Default)]
pub struct Case {
    pub files: Vec<PathBuf>,
    /// Files beside them that belong to the same 事務, but were not asked for.
    pub beside: Vec<PathBuf>,
    /// Whether these are all assessments of their folder, so that a form that is missing here is not made.
    pub complete: bool,
}

/// The assessments that the arguments name: files, and all files of folders; without arguments, all of the body whose
/// settings lie in this folder or one around it.
///
/// # Errors
/// A folder that cannot be read or holds no assessment, and no arguments where there is no body.
pub fn select(arguments: &[PathBuf]) -> Result<Selection, Failure> {
    let folders: Vec<PathBuf>;
    let mut whole = true;
    let mut body_named = arguments.is_empty();
    let named = if arguments.is_empty() {
        folders = vec![body()?];
        &folders
    } else {
        arguments
    };
    let mut files = Vec::new();
    let mut in_folders = BTreeSet::new();
    for path in named {
        if path.is_dir() {
            let before = files.len();
            body_named |= path.join(SETTINGS).is_file() || path.join(ASSESSMENTS).is_dir();
            collect(&assessments_in(path), &mut files)?;
            in_folders.extend(files[before..].iter().cloned());
            if files.len() == before {
                return Err(Failure::Usage(format!(
                    "{} に評価書がありません。評価書は {ASSESSMENTS}/030/juten.yaml のように、評価書番号のフォルダに置きます",
                    path.display()
                )));
            }
        } else {
            whole = false;
            files.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| file == Path::new("-") || seen.insert(file.clone()));
    Ok(Selection {
        cases: cases(files, &in_folders),
        whole,
        body: body_named,
    })
}

/// The folder of a body's assessments: `assessments` where there is one, else the folder itself.
fn assessments_in(folder: &Path) -> PathBuf {
    let below = folder.join(ASSESSMENTS);
    if below.is_dir() { below } else { folder.to_owned() }
}

/// The folder with the settings of the body, from here upwards, or this one if it holds assessments.
fn body() -> Result<PathBuf, Failure> {
    // Without `./` in front, as a person would type it.
    if Path::new(ASSESSMENTS).is_dir() {
        return Ok(ASSESSMENTS.into());
    }
    if Path::new(SETTINGS).is_file() {
        return Ok(".".into());
    }
    let around = std::env::current_dir().ok();
    let found = around
        .iter()
        .flat_map(|here| here.ancestors().skip(1))
        .find(|folder| folder.join(SETTINGS).is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::Usage(format!(
            "評価書のファイルかフォルダを指定してください。{SETTINGS} のあるフォルダでは、指定しなければすべての評価書を扱います"
        ))
    })
}

/// Every YAML file of a folder and those in it, except settings, sealed copies and what is hidden.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fail = |error| Failure::Read {
        path: folder.to_owned(),
        error,
    };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        entries.push(entry.map_err(fail)?);
    }
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(fail)?;
        if name.starts_with('.') || name == SETTINGS || name == PUBLISHED {
            continue;
        }
        // A link to a folder could lead around in a circle.
        if kind.is_dir() {
            collect(&path, into)?;
        } else if is_yaml(&path) {
            into.push(path);
        }
    }
    Ok(())
}

/// Whether a file is a sealed copy of a published version.
#[must_use]
pub fn is_sealed(path: &Path) -> bool {
    let Some(folder) = path.parent().filter(|_| path != Path::new("-")) else {
        return false;
    };
    match folder.file_name() {
        Some(name) => name == PUBLISHED,
        // `juten.yaml`, `./juten.yaml`: the copy of whoever works in the folder itself.
        None => here(folder)
            .canonicalize()
            .is_ok_and(|folder| folder.file_name().is_some_and(|name| name == PUBLISHED)),
    }
}

/// The folder of the sealed copies of a file; of a sealed copy, the one that it lies in.
#[must_use]
pub fn sealed_folder(path: &Path) -> PathBuf {
    let around = path.parent().unwrap_or(Path::new(""));
    if is_sealed(path) {
        around.to_owned()
    } else {
        around.join(PUBLISHED)
    }
}

/// The sealed copies beside a file, in the order of their names; of a sealed copy, those that lie with it.
///
/// # Errors
/// A folder of copies that cannot be read.
pub fn sealed_copies(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path == Path::new("-") {
        return Ok(Vec::new());
    }
    let mut copies = copies_in(&sealed_folder(path))?;
    copies.retain(|copy| copy != path);
    Ok(copies)
}

/// The sealed copies in a folder of them, in the order of their names.
///
/// # Errors
/// A folder that cannot be read.
pub fn copies_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut copies = Vec::new();
    if here(folder).is_dir() {
        // A folder in it holds figures of a copy.
        copies = files_in(folder)?;
        copies.retain(|path| is_yaml(path) && !path.is_dir());
    }
    Ok(copies)
}

/// Every folder of sealed copies: a folder itself, or those below it.
///
/// # Errors
/// A folder that cannot be read.
pub fn sealed_folders(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if is_sealed(&folder.join(SETTINGS)) {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for path in files_in(folder)? {
        // A link to a folder could lead around in a circle.
        let is_folder = path.symlink_metadata().is_ok_and(|entry| entry.is_dir());
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_folder && !hidden {
            found.extend(sealed_folders(&path)?);
        }
    }
    Ok(found)
}

/// The files that lie where the copied file of a sealed copy would, in the order of their names.
///
/// # Errors
/// A folder that cannot be read.
pub fn around_copies(copy: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = copy.parent().unwrap_or(Path::new(""));
    let around = match folder.file_name() {
        Some(_) => folder.parent().unwrap_or(Path::new("")).to_owned(),
        None => folder.join(".."),
    };
    let mut files = files_in(&around)?;
    files.retain(|path| {
        let settings = path.file_name().is_some_and(|name| name == SETTINGS);
        is_yaml(path) && !settings && path.is_file()
    });
    Ok(files)
}

/// What lies in a folder, in the order of the names, named as the folder is.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fail = |error| Failure::Read {
        path: folder.to_owned(),
        error,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(here(folder)).map_err(fail)? {
        paths.push(folder.join(entry.map_err(fail)?.file_name()));
    }
    paths.sort();
    Ok(paths)
}

/// A folder by a name that the system knows: without one, the current folder.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Files of one folder are of one 事務; to a file named after its form belong the others so named.
fn cases(files: Vec<PathBuf>, in_folders: &BTreeSet<PathBuf>) -> Vec<Case> {
    let mut cases: Vec<(Option<PathBuf>, Case)> = Vec::new();
    for file in files {
        let folder = file.parent().filter(|_| file != Path::new("-")).map(Path::to_owned);
        match cases.iter_mut().find(|(known, _)| folder.is_some() && *known == folder) {
            Some((_, case)) => case.files.push(file),
            None => cases.push((
                folder,
                Case {
                    files: vec![file],
                    ..Case::default()
                },
            )),
        }
    }
    for (folder, case) in &mut cases {
        let Some(folder) = folder else { continue };
        if case.files.iter().any(|file| is_named_after_form(file)) {
            case.beside = named_after_forms(folder);
            case.beside.retain(|path| !case.files.contains(path) && path.is_file());
            case.complete = is_whole_folder(folder, case);
        }
        case.complete |= case.files.iter().any(|file| in_folders.contains(file));
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

/// The files beside one that are of the same 事務 by their names, whether they exist or not.
#[must_use]
pub fn beside(file: &Path) -> Vec<PathBuf> {
    let Some(folder) = file.parent().filter(|_| is_named_after_form(file)) else {
        return Vec::new();
    };
    let mut names = named_after_forms(folder);
    names.retain(|path| path != file);
    names
}

fn named_after_forms(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = builtin()
        .headings()
        .map(|form| folder.join(format!("{}.yaml", form.form)))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Whether a case leaves no assessment of its folder out. Of a folder that cannot be read this is not known.
fn is_whole_folder(folder: &Path, case: &Case) -> bool {
    let folder = here(folder);
    let name = |path: &Path| path.file_name().map(std::ffi::OsStr::to_owned);
    let known: Vec<_> = case.files.iter().chain(&case.beside).map(|path| name(path)).collect();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().map(|entry| entry.path()).all(|path| {
        let hidden = name(&path).is_some_and(|name| name == SETTINGS || name.to_string_lossy().starts_with('.'));
        hidden || !is_yaml(&path) || known.contains(&name(&path))
    })
}

fn is_named_after_form(file: &Path) -> bool {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    stem.is_some_and(|stem| builtin().headings().any(|form| form.form == stem))
}

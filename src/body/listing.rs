//! What lies in a folder: assessments, settings, folders, and what only looks like one of them. Reads files only where their
//! names leave it open.

use std::io;
use std::path::{Path, PathBuf};

use super::names::{self, CopyKind};
use super::settings::FILE as SETTINGS;
use super::{Place, Shelf, read};
use crate::seal::FOLDER as PUBLISHED;

/// What lies in a folder, each in the order of the names.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// YAML files that are read as assessments.
    pub assessments: Vec<PathBuf>,
    /// Folders to look into.
    pub folders: Vec<PathBuf>,
    /// The settings of the body.
    pub settings: Option<PathBuf>,
    pub aside: Vec<Aside>,
}

/// What is not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// A copy of another file or folder beside it.
    Copy { path: PathBuf, kind: CopyKind },
    /// A name that keeps what was meant from being read.
    Misnamed { path: PathBuf, meant: String },
}

impl Listing {
    /// What lies in a folder itself; nothing of hidden files and sealed copies.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn of(shelf: &dyn Shelf, folder: &Path) -> io::Result<Self> {
        let mut listing = Self::default();
        let entries = shelf.entries(folder)?;
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let seen: Vec<(String, &super::shelf::Entry)> = entries
            .iter()
            .map(|entry| (name(&entry.path), entry))
            .filter(|(name, _)| !name.starts_with('.') && name != PUBLISHED)
            .collect();
        let whole: Vec<(String, &Path)> = seen
            .iter()
            .map(|(name, entry)| (names::folded(name), entry.path.as_path()))
            .collect();
        let beside = |original: &str, path: &Path| {
            let found = whole.iter().find(|(name, other)| name == original && *other != path);
            found.map(|(_, path)| *path)
        };
        let mut settings: Vec<PathBuf> = Vec::new();
        for (name, entry) in &seen {
            let path = &entry.path;
            if let Some((kind, original)) = names::copied(name) {
                let of = beside(&original, path);
                if kind == CopyKind::OpenMark || of.is_some_and(|of| is_copy(shelf, path, of, entry.is_folder)) {
                    let path = path.clone();
                    listing.aside.push(Aside::Copy { path, kind });
                    continue;
                }
            }
            // A folder that is named as a file is told as one when it is read.
            if names::is_settings(name) {
                settings.push(path.clone());
            } else if names::is_yaml(name) {
                listing.assessments.push(path.clone());
            } else if entry.is_folder {
                listing.folders.push(path.clone());
            } else if let Some(meant) = misnamed(shelf, path, name) {
                let path = path.clone();
                listing.aside.push(Aside::Misnamed { path, meant });
            }
        }
        // Of several the one that every disk takes for it.
        settings.sort_by_key(|path| name(path) != SETTINGS);
        let mut settings = settings.into_iter();
        listing.settings = settings.next();
        listing.aside.extend(settings.map(|path| Aside::Misnamed {
            path,
            meant: SETTINGS.to_owned(),
        }));
        Ok(listing)
    }

    /// Whether a file that was meant to be an assessment is not read.
    #[must_use]
    pub fn lacks_any(&self) -> bool {
        let mut aside = self.aside.iter();
        aside.any(|aside| matches!(aside, Aside::Misnamed { meant, .. } if meant != SETTINGS))
    }
}

/// Whether a file that was named is a copy of another beside it.
#[must_use]
pub fn copy(shelf: &dyn Shelf, place: &Place) -> Option<Aside> {
    let Place::File(wanted) = place else { return None };
    names::copied(&place.own_name())?;
    let listing = Listing::of(shelf, wanted.parent().unwrap_or(Path::new(""))).ok()?;
    let mut aside = listing.aside.into_iter();
    aside.find(|aside| matches!(aside, Aside::Copy { path, .. } if path == wanted))
}

/// The settings that lie in a folder, and a file that was meant to be settings and is not read as such. Reads no file.
///
/// # Errors
/// A folder that cannot be read.
pub fn settings(shelf: &dyn Shelf, folder: &Path) -> io::Result<(Option<PathBuf>, Option<PathBuf>)> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut misnamed = None;
    for entry in shelf.entries(folder)? {
        let name = entry
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.to_lowercase().contains("hyoka") && !name.contains('ｈ') {
            continue;
        }
        if names::is_settings(&name) {
            found.push(entry.path);
        } else if !entry.is_folder && names::meant(&name).as_deref() == Some(SETTINGS) {
            misnamed = Some(entry.path);
        }
    }
    found.sort_by_key(|path| path.file_name().is_none_or(|name| name != SETTINGS));
    let mut found = found.into_iter();
    let first = found.next();
    Ok((first, found.next().or(misnamed)))
}

/// Whether a file or folder that is named as a copy is one: an assessment with a number of its own is none.
fn is_copy(shelf: &dyn Shelf, path: &Path, of: &Path, is_folder: bool) -> bool {
    if shelf.is_folder(of) != is_folder {
        return false;
    }
    if !is_folder {
        return number(shelf, path).is_none_or(|number| self::number(shelf, of).is_none_or(|other| number == other));
    }
    let Ok(entries) = shelf.entries(path) else { return true };
    let files = entries.iter().map(|entry| entry.path.as_path());
    let mut both = files.filter_map(|file| Some((number(shelf, file)?, number(shelf, &of.join(file.file_name()?))?)));
    // Nothing says that it is another's.
    both.all(|(one, other)| one == other)
        && entries
            .iter()
            .any(|entry| entry.path.file_name().is_some_and(|name| shelf.is_file(&of.join(name))))
}

/// 評価書番号 as a file has it.
fn number(shelf: &dyn Shelf, path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    if !names::is_yaml(&name) && names::copied(&name).is_none() || !shelf.is_file(path) {
        return None;
    }
    let bytes = read::bytes(shelf, &Place::File(path.to_owned())).ok()?;
    names::number_in(&bytes).filter(|number| !number.is_empty())
}

/// What a file should be called that is not read for its name, but was meant to be.
fn misnamed(shelf: &dyn Shelf, path: &Path, name: &str) -> Option<String> {
    if let Some(meant) = names::meant(name) {
        return Some(meant);
    }
    // A copy of what is not there may be all that is left of it.
    if let Some((_, original)) = names::copied(name).filter(|(_, original)| names::is_yaml(original)) {
        return Some(original);
    }
    if !names::may_lack_ending(name) || !shelf.is_file(path) {
        return None;
    }
    let bytes = read::bytes(shelf, &Place::File(path.to_owned())).ok()?;
    names::is_assessment_text(&bytes).then(|| names::with_ending(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Memory;

    const TEXT: &str = "様式: 重点項目評価書\n評価書番号: 21\n";

    fn names(paths: &[PathBuf]) -> Vec<&str> {
        paths
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap())
            .collect()
    }

    fn listing(files: &[(&str, &str)]) -> Listing {
        let memory = files.iter().fold(Memory::default(), |memory, (name, text)| {
            memory.with(format!("a/{name}"), *text)
        });
        Listing::of(&memory, Path::new("a")).unwrap()
    }

    fn asides(listing: &Listing) -> Vec<String> {
        let own = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let told = listing.aside.iter().map(|aside| match aside {
            Aside::Copy { path, .. } => format!("{} copy", own(path)),
            Aside::Misnamed { path, meant } => format!("{} → {meant}", own(path)),
        });
        told.collect()
    }

    #[test]
    fn every_spelling_is_read_or_named() {
        let read = listing(&[
            ("JUTEN.YAML", TEXT),
            ("kiso.yml", TEXT),
            ("memo.txt", "覚え書き"),
            ("図.svg", "<svg/>"),
        ]);
        assert_eq!(names(&read.assessments), ["JUTEN.YAML", "kiso.yml"]);
        assert_eq!(asides(&read), [""; 0]);
        for name in [
            "juten.yaml.txt",
            "juten．yaml",
            "juten.ｙａｍｌ",
            "juten.yaml ",
            "juten",
            "juten.txt",
            "juten.yaml.bak",
            "juten.yaml.orig",
        ] {
            let found = listing(&[(name, TEXT)]);
            assert_eq!(
                (asides(&found), found.lacks_any()),
                (vec![format!("{name} → juten.yaml")], true)
            );
        }
    }

    #[test]
    fn copies_are_known_beside_what_they_are_of_and_only_there() {
        let copies = [
            "juten (1).yaml",
            "juten - コピー.yaml",
            "juten-DESKTOP-7Q2MIHO.yaml",
            "juten.yaml.bak",
            "juten_BACKUP_12.yaml",
            "~$juten.yaml",
        ];
        for copy in copies {
            let found = listing(&[("juten.yaml", TEXT), (copy, TEXT)]);
            assert_eq!(
                (names(&found.assessments), asides(&found)),
                (vec!["juten.yaml"], vec![format!("{copy} copy")])
            );
            assert!(!found.lacks_any(), "{copy}");
        }
        assert_eq!(
            names(&listing(&[("juten (1).yaml", TEXT)]).assessments),
            ["juten (1).yaml"]
        );
        // Another number is another assessment, however it came to its name.
        let other = TEXT.replace("21", "22");
        let found = listing(&[("juten.yaml", TEXT), ("juten (1).yaml", &other)]);
        assert_eq!((found.assessments.len(), asides(&found)), (2, vec![]));
    }

    #[test]
    fn a_copied_folder_is_known_by_what_is_in_it() {
        let found = listing(&[
            ("012/juten.yaml", TEXT),
            ("012 - コピー/juten.yaml", TEXT),
            ("013/juten.yaml", TEXT),
        ]);
        assert_eq!(
            (names(&found.folders), asides(&found)),
            (vec!["012", "013"], vec!["012 - コピー copy".to_owned()])
        );
        let other = TEXT.replace("21", "22");
        let found = listing(&[("国保/juten.yaml", TEXT), ("国保(2)/juten.yaml", &other)]);
        assert_eq!((found.folders.len(), asides(&found)), (2, vec![]));
    }

    #[test]
    fn settings_are_read_by_any_spelling_that_a_disk_may_have_and_named_otherwise() {
        for name in ["hyoka.yml", "HYOKA.YAML", "hyoka.yaml"] {
            let found = listing(&[(name, "")]);
            assert_eq!(names(found.settings.as_slice()), [name]);
        }
        let two = listing(&[("hyoka.yml", ""), ("hyoka.yaml", "")]);
        assert_eq!(names(two.settings.as_slice()), ["hyoka.yaml"]);
        assert_eq!(asides(&two), ["hyoka.yml → hyoka.yaml"]);
        let text = listing(&[("hyoka.yaml.txt", "")]);
        assert_eq!(
            (text.settings.as_deref(), asides(&text)),
            (None, vec!["hyoka.yaml.txt → hyoka.yaml".to_owned()])
        );
    }
}

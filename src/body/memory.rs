//! The shelf that is a table in memory, for tests and whatever brings its own bytes. Nothing of it is on disk.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::shelf::{Entry, Shelf};
use crate::figure::{self, Fault};
use crate::form::{Forms, builtin};

/// Files by their paths; a folder is where files are.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// None for those that are built in.
    forms: Option<&'static Forms>,
    remembers_asked: bool,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// Lets assessments remember what is asked for in vain.
    #[must_use]
    pub fn remembering_asked(mut self) -> Self {
        self.remembers_asked = true;
        self
    }

    /// Binds assessments to other forms than those that are built in.
    #[must_use]
    pub fn reading(mut self, forms: &'static Forms) -> Self {
        self.forms = Some(forms);
        self
    }

    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), bytes.into());
        self
    }
}

impl Shelf for Memory {
    fn remembers_asked(&self) -> bool {
        self.remembers_asked
    }

    fn forms(&self) -> &Forms {
        self.forms.unwrap_or_else(|| builtin())
    }

    fn loose(&self, name: &str) -> io::Result<Vec<u8>> {
        self.bytes(Path::new(name))
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn figure(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Fault> {
        let path = folder.join(file);
        match self.files.get(&path) {
            Some(bytes) if bytes.len() > figure::MAX_BYTES => Err(figure::too_large(bytes.len() as u64)),
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(&path) => Err(Fault::Unreadable),
            None => Err(Fault::NotFound),
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut found: Vec<Entry> = Vec::new();
        for path in self.files.keys() {
            let Ok(below) = path.strip_prefix(folder) else { continue };
            let mut steps = below.components();
            let Some(first) = steps.next() else { continue };
            let entry = Entry {
                path: folder.join(first),
                is_folder: steps.next().is_some(),
            };
            if found.last() != Some(&entry) {
                found.push(entry);
            }
        }
        if found.is_empty() {
            return Err(ErrorKind::NotFound.into());
        }
        Ok(found)
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.files
            .keys()
            .any(|file| file.starts_with(path) && !self.is_file(path))
    }

    fn whole_name(&self, folder: &Path) -> Option<PathBuf> {
        self.is_folder(folder).then(|| folder.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_where_files_are() {
        let memory = Memory::default()
            .with("a/b/c.yaml", "c")
            .with("a/b/d.yaml", "d")
            .with("a/e.yaml", "e");
        let names = |folder: &str| -> Vec<(PathBuf, bool)> {
            let entries = memory.entries(Path::new(folder)).unwrap_or_default();
            entries.into_iter().map(|entry| (entry.path, entry.is_folder)).collect()
        };
        assert_eq!(names("a"), [("a/b".into(), true), ("a/e.yaml".into(), false)]);
        assert_eq!(
            names("a/b"),
            [("a/b/c.yaml".into(), false), ("a/b/d.yaml".into(), false)]
        );
        assert_eq!(names("b"), []);
        assert!(memory.is_folder(Path::new("a/b")) && !memory.is_folder(Path::new("a/e.yaml")));
        assert_eq!(memory.figure(Path::new("a"), "./b/c.yaml").unwrap(), b"c");
    }
}

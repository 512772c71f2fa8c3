//! The shelf of texts that are open or being worked on, over another that has the rest: an open text counts before its file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::Place;
use super::shelf::{Entry, Shelf};
use crate::figure::Fault;
use crate::form::Forms;

/// Texts at their places, over what lies there else.
pub struct Open<'a> {
    under: &'a dyn Shelf,
    files: BTreeMap<PathBuf, Cow<'a, [u8]>>,
    loose: BTreeMap<String, Cow<'a, [u8]>>,
}

impl<'a> Open<'a> {
    #[must_use]
    pub fn over(under: &'a dyn Shelf) -> Self {
        Self {
            under,
            files: BTreeMap::new(),
            loose: BTreeMap::new(),
        }
    }

    /// Lays a text over what is at its place.
    #[must_use]
    pub fn with(mut self, place: &Place, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        match place {
            Place::Loose(name) => self.loose.insert(name.clone(), bytes.into()),
            Place::File(path) | Place::Copy(path) => self.files.insert(path.clone(), bytes.into()),
        };
        self
    }
}

impl Shelf for Open<'_> {
    fn loose(&self, name: &str) -> io::Result<Vec<u8>> {
        match self.loose.get(name) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.under.loose(name),
        }
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.under.bytes(path),
        }
    }

    fn figure(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Fault> {
        self.under.figure(folder, file)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let own = self.files.keys().filter(|path| path.parent() == Some(folder));
        let own: Vec<&PathBuf> = own.collect();
        let mut found = match self.under.entries(folder) {
            Err(_) if !own.is_empty() => Vec::new(),
            found => found?,
        };
        for path in own {
            if found.iter().all(|known| known.path != *path) {
                found.push(Entry {
                    path: path.clone(),
                    is_folder: false,
                });
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(path) || self.under.is_file(path)
    }

    fn is_there(&self, path: &Path) -> bool {
        self.files.contains_key(path) || self.under.is_there(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.under.is_folder(path)
    }

    fn whole_name(&self, folder: &Path) -> Option<PathBuf> {
        self.under.whole_name(folder)
    }

    fn remembers_asked(&self) -> bool {
        self.under.remembers_asked()
    }

    fn forms(&self) -> &Forms {
        self.under.forms()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Memory;

    #[test]
    fn an_open_text_counts_before_its_file() {
        let disk = Memory::default().with("a/kiso.yaml", "disk").with("a/b.yaml", "b");
        let place = |name: &str| Place::File(name.into());
        let open = Open::over(&disk)
            .with(&place("a/kiso.yaml"), &b"open"[..])
            .with(&place("a/new.yaml"), &b"new"[..]);
        let text = |name: &str| open.bytes(Path::new(name)).ok();
        assert_eq!(text("a/kiso.yaml").unwrap(), b"open");
        assert_eq!(text("a/b.yaml").unwrap(), b"b");
        assert_eq!(text("a/c.yaml"), None);
        let names = open.entries(Path::new("a")).unwrap();
        let names: Vec<PathBuf> = names.into_iter().map(|entry| entry.path).collect();
        assert_eq!(names, ["a/b.yaml", "a/kiso.yaml", "a/new.yaml"].map(PathBuf::from));
    }
}

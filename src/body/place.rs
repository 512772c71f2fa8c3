//! Where a text stands that is worked on: resolved once from what a verb was given, then asked and never guessed again.
//! Reads no text.

use std::path::{Path, PathBuf};

use crate::seal::FOLDER as PUBLISHED;

/// How an argument names standard input.
const STDIN: &str = "-";

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In no file: standard input, or what an editor never saved. Has a name for messages.
    Loose(String),
    File(PathBuf),
    /// Among the copies of published versions.
    Copy(PathBuf),
}

impl Place {
    /// The place that an argument names; `-` is standard input.
    #[must_use]
    pub fn of(argument: &Path) -> Self {
        if argument == Path::new(STDIN) {
            return Self::Loose("標準入力".to_owned());
        }
        if argument.parent().is_some_and(holds_copies) {
            return Self::Copy(argument.to_owned());
        }
        Self::File(argument.to_owned())
    }

    /// Its name in messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Loose(name) => name.clone(),
            Self::File(path) | Self::Copy(path) => path.display().to_string(),
        }
    }

    /// The path of its file, if it has one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Loose(_) => None,
            Self::File(path) | Self::Copy(path) => Some(path),
        }
    }

    /// The folder that it lies in, empty for the current one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.path().map(|path| path.parent().unwrap_or(Path::new("")))
    }

    /// Its name in its folder.
    #[must_use]
    pub fn own_name(&self) -> String {
        let name = self.path().and_then(Path::file_name).unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    #[must_use]
    pub fn is_copy(&self) -> bool {
        matches!(self, Self::Copy(_))
    }

    /// The folder of the copies of its published versions; of a copy, the one that it lies in.
    #[must_use]
    pub fn copies(&self) -> Option<PathBuf> {
        match self {
            Self::Loose(_) => None,
            Self::File(_) => self.folder().map(|folder| folder.join(PUBLISHED)),
            Self::Copy(_) => self.folder().map(Path::to_owned),
        }
    }
}

/// Whether a folder is one of copies.
#[must_use]
pub fn holds_copies(folder: &Path) -> bool {
    match folder.file_name() {
        Some(name) => name == PUBLISHED,
        // Without a name it is where whoever works in it says `juten.yaml` or `./juten.yaml`.
        None => here(folder)
            .canonicalize()
            .is_ok_and(|folder| folder.file_name().is_some_and(|name| name == PUBLISHED)),
    }
}

/// A folder by a name that the system knows: without one, the current folder.
pub(super) fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_standard_input_a_file_or_a_copy() {
        let of = |argument: &str| Place::of(Path::new(argument));
        let input = of("-");
        assert_eq!(
            (input.name().as_str(), input.path(), input.copies()),
            ("標準入力", None, None)
        );
        let file = of("012/juten.yaml");
        assert_eq!(file, Place::File("012/juten.yaml".into()));
        assert_eq!(file.copies().unwrap(), Path::new("012/published"));
        let copy = of("012/published/juten.2025-06-30.yaml");
        assert!(copy.is_copy());
        assert_eq!(copy.copies().unwrap(), Path::new("012/published"));
        assert_eq!(copy.own_name(), "juten.2025-06-30.yaml");
        // A figure of a copy lies in a folder of its own.
        assert!(!of("012/published/juten.2025-06-30/a.yaml").is_copy());
        assert_eq!(of("juten.yaml").copies().unwrap(), Path::new("published"));
        assert_eq!(of("juten.yaml").folder(), Some(Path::new("")));
    }
}

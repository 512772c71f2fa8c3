//! What lies around the assessments: texts, figures and folders by their paths. One trait for all who read, so that the
//! command line, an editor and a test go through the same reading. Knows no assessment.

use std::io;
use std::path::{Path, PathBuf};

use crate::figure::Fault;
use crate::form::{Forms, builtin};

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Named as its folder was.
    pub path: PathBuf,
    /// A folder itself, not a link to one, which could lead around in a circle.
    pub is_folder: bool,
}

/// Gives the bytes of what is asked for, within limits.
pub trait Shelf {
    /// The bytes of a text that lies in no file, by its name.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn loose(&self, name: &str) -> io::Result<Vec<u8>>;

    /// The bytes of a file, of one that is too large a few more than the limit.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The bytes of a figure in a folder or below it.
    ///
    /// # Errors
    /// None there, none that lies within, none that can be read, or one that is too large.
    fn figure(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Fault>;

    /// What lies in a folder, in the order of the names.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    fn is_file(&self, path: &Path) -> bool;

    /// Whether anything has this name, be it a file that can be read or not.
    fn is_there(&self, path: &Path) -> bool {
        self.is_file(path) || self.is_folder(path)
    }

    fn is_folder(&self, path: &Path) -> bool;

    /// A folder by its whole name, however it was named; `None` where there is none.
    fn whole_name(&self, folder: &Path) -> Option<PathBuf>;

    /// Whether an assessment that lies here remembers what is asked for in vain, as the tests of rules want.
    fn remembers_asked(&self) -> bool {
        false
    }

    /// The forms that assessments are bound to.
    fn forms(&self) -> &Forms {
        builtin()
    }
}

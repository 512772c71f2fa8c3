//! Files as they were at a revision of git. Reads a repository's objects and never changes it.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::disk::found;
use super::failure::{Failure, RevisionError};
use super::place::here;
use super::repository;
use crate::attached;
use crate::figure::{self, Fault};
use crate::source::MAX_BYTES;

/// A file at a revision of the repository that it lies in.
pub struct Revision {
    repository: gix::Repository,
    /// The tree of the revision.
    tree: gix::ObjectId,
    /// Where the file lies in the repository.
    inside: PathBuf,
    /// As the user named them.
    path: PathBuf,
    name: String,
}

/// Looks for a revision in the repository that a file lies in. The file itself need not be there any more.
///
/// # Errors
/// No repository, no such revision.
pub fn find(path: &Path, name: &str) -> Result<Revision, Failure> {
    let fail = |error| Failure::Revision {
        path: path.to_owned(),
        error,
    };
    let folder = here(path.parent().unwrap_or(Path::new("")));
    let read = |error| Failure::Read {
        name: folder.display().to_string(),
        error,
    };
    // Links are followed as far as the folder: the file is looked for under the name that it has in the repository.
    let folder = found(folder).canonicalize().map_err(read)?;
    let none = || fail(RevisionError::NoRepository);
    let repository = repository::open(&folder).map_err(fail)?;
    let top = repository.workdir().ok_or_else(none)?.canonicalize().map_err(read)?;
    let below = folder.strip_prefix(&top).map_err(|_| none())?;
    let inside = below.join(path.file_name().ok_or_else(none)?);
    let tree = tree(&repository, name).map_err(fail)?;
    Ok(Revision {
        repository,
        tree,
        inside,
        path: path.to_owned(),
        name: name.to_owned(),
    })
}

/// The tree of a revision.
fn tree(repository: &gix::Repository, name: &str) -> Result<gix::ObjectId, RevisionError> {
    let unknown = || repository::why_unknown(repository, name);
    let found = repository.rev_parse_single(name).map_err(|_| unknown())?;
    let object = found.object().map_err(|_| repository::lost(repository, name))?;
    let is_blob = object.kind == gix::object::Kind::Blob;
    match object.peel_to_tree() {
        Ok(tree) => Ok(tree.id),
        // A single file is no version of all.
        Err(_) if is_blob => Err(RevisionError::NoRevision(name.to_owned())),
        Err(_) => Err(repository::lost(repository, name)),
    }
}

impl Revision {
    /// The bytes of the file, of one that is too large a few more than the limit.
    ///
    /// # Errors
    /// The revision does not have the file.
    pub fn file(&self) -> Result<Vec<u8>, Failure> {
        let bytes = self
            .blob(&self.inside, attached::MAX_BYTES as u64)
            .map_err(|fault| Failure::Revision {
                path: self.path.clone(),
                error: match fault {
                    Fault::NotFound => RevisionError::NoFile(self.name.clone()),
                    Fault::TooLarge(_) => RevisionError::TooLarge(self.name.clone()),
                    Fault::Unreadable | Fault::Outside | Fault::NoPicture(_) => {
                        repository::lost(&self.repository, &self.name)
                    }
                },
            })?;
        let limit = if attached::is_pdf(&bytes) {
            bytes.len()
        } else {
            MAX_BYTES + 1
        };
        Ok(bytes.into_iter().take(limit).collect())
    }

    /// The bytes of a figure, by its name in the assessment.
    ///
    /// # Errors
    /// None there, or none that can be read.
    pub fn beside(&self, file: &str) -> Result<Vec<u8>, Fault> {
        let folder = self.inside.parent().unwrap_or(Path::new(""));
        self.blob(&folder.join(file), figure::MAX_BYTES as u64)
    }

    /// A path as the repository spells it, where its letters are composed otherwise there.
    fn spelt(&self, path: &Path) -> Option<PathBuf> {
        let composed = |name: &str| name.nfc().collect::<String>();
        let mut whole = PathBuf::new();
        let mut tree = self.repository.find_tree(self.tree).ok()?;
        let mut steps = path.iter().peekable();
        while let Some(step) = steps.next() {
            let wanted = composed(step.to_str()?);
            let entry = tree.iter().filter_map(Result::ok).find_map(|entry| {
                let name = std::str::from_utf8(entry.filename()).ok()?;
                (composed(name) == wanted).then(|| (name.to_owned(), entry.object_id()))
            });
            let (name, id) = entry?;
            whole.push(name);
            if steps.peek().is_some() {
                tree = self.repository.find_tree(id).ok()?;
            }
        }
        Some(whole)
    }

    fn blob(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
        let unreadable = || Fault::Unreadable;
        let tree = self.repository.find_tree(self.tree).map_err(|_| unreadable())?;
        let entry = tree.lookup_entry_by_path(path).map_err(|_| unreadable())?;
        let spelt = || {
            self.spelt(path)
                .and_then(|path| tree.lookup_entry_by_path(path).ok().flatten())
        };
        let entry = entry.or_else(spelt);
        let entry = entry.filter(|entry| entry.mode().is_blob()).ok_or(Fault::NotFound)?;
        // Asked before the bytes are: a repository may hold files that would fill the memory.
        let header = self
            .repository
            .find_header(entry.object_id())
            .map_err(|_| unreadable())?;
        if header.size() > limit {
            return Err(figure::too_large(header.size()));
        }
        let mut object = self
            .repository
            .find_object(entry.object_id())
            .map_err(|_| unreadable())?;
        Ok(std::mem::take(&mut object.data))
    }
}

//! The folder of sealed copies on disk: its manifest, whether all is as it was sealed, and what is added to it. Decides
//! nothing about an assessment.

use std::path::{Path, PathBuf};

#[cfg(feature = "cli")]
use super::atomic;
use super::cases::Case;
use super::{Disk, Failure, Place, Shelf, copies, read};
use crate::answers::Read;
use crate::seal::{self, Damage, Digest, MANIFEST, Manifest};

/// A folder of copies: what it holds sealed, and what is to be added.
#[derive(Debug)]
pub struct Store {
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// In the order in which they are written.
    new: Vec<Part>,
}

/// A file of a version, such as `juten.2025-06-30.yaml` or `juten.2025-06-30/図.svg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in the folder.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Why a version cannot be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Another content is sealed under this name.
    Sealed,
    /// Another content lies there that nobody sealed.
    Unsealed,
}

/// Binds the bytes of a sealed copy to its form, held against the manifest of its folder.
///
/// # Errors
/// A manifest that cannot be read.
pub fn bind(shelf: &dyn Shelf, copy: &Place, bytes: &[u8]) -> Result<Read, Failure> {
    let folder = copy.folder().unwrap_or(Path::new(""));
    let manifest = manifest(shelf, folder)?;
    let look = |name: &str| shelf.figure(folder, name);
    let (name, own) = (copy.name(), copy.own_name());
    Ok(seal::read(shelf.forms(), &name, bytes, &own, &manifest, look))
}

/// What is sealed in a folder; nothing where it has no manifest.
///
/// # Errors
/// A manifest that cannot be read, or of which a line is no entry.
pub fn manifest(shelf: &dyn Shelf, folder: &Path) -> Result<Manifest, Failure> {
    use std::io::ErrorKind as K;
    let path = folder.join(MANIFEST);
    let bytes = match read::bytes(shelf, &Place::File(path.clone())) {
        Err(Failure::Read { error, .. }) if matches!(error.kind(), K::NotFound | K::NotADirectory) => {
            return Ok(Manifest::default());
        }
        other => other?,
    };
    Manifest::parse(&bytes).map_err(|broken| Failure::Manifest { path, broken })
}

/// The sealed copies of a file, all of them as they were sealed.
///
/// # Errors
/// A folder that cannot be read, and a seal that is broken.
pub fn whole_copies(shelf: &dyn Shelf, place: &Place) -> Result<Vec<Place>, Failure> {
    if let Some(folder) = place.copies() {
        whole(shelf, &folder, &manifest(shelf, &folder)?, &[])?;
    }
    copies::of(shelf, place)
}

/// Whether all that was sealed beside the files of a 事務 is as it was.
///
/// # Errors
/// A manifest that cannot be read, and a seal that is broken.
pub fn intact(shelf: &dyn Shelf, case: &Case) -> Result<(), Failure> {
    let Some(folder) = case.files.iter().find_map(Place::copies) else {
        return Ok(());
    };
    whole(shelf, &folder, &manifest(shelf, &folder)?, &[])
}

/// Whether all that is sealed in a folder is as it was, apart from files that are told otherwise.
fn whole(shelf: &dyn Shelf, folder: &Path, manifest: &Manifest, except: &[Part]) -> Result<(), Failure> {
    let mut damaged = Vec::new();
    for (name, digest) in manifest.iter() {
        if except.iter().any(|part| part.name == name) {
            continue;
        }
        if let Some(damage) = Damage::of(on_shelf(shelf, folder, name)?.as_deref(), digest) {
            damaged.push((folder.join(name), damage));
        }
    }
    if damaged.is_empty() {
        return Ok(());
    }
    Err(Failure::Damaged(damaged))
}

/// The bytes of a file in a folder of copies; none where it has no such file.
fn on_shelf(shelf: &dyn Shelf, folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Failure> {
    use std::io::ErrorKind as K;
    match read::bytes(shelf, &Place::File(folder.join(name))) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Failure::Read { error, .. })
            if matches!(error.kind(), K::NotFound | K::NotADirectory | K::IsADirectory) =>
        {
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

impl Store {
    /// # Errors
    /// A manifest that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        Ok(Self {
            folder: folder.to_owned(),
            manifest: manifest(&Disk, folder)?,
            new: Vec::new(),
        })
    }

    /// Whether all that is sealed here is as it was. Files of a version that is about to be added may be gone: they are
    /// written again.
    ///
    /// # Errors
    /// A file that cannot be read, and a seal that is broken.
    pub fn whole(&self, version: &[Part]) -> Result<(), Failure> {
        let mut awaited: Vec<Part> = version.iter().chain(&self.new).cloned().collect();
        awaited.retain(|part| matches!(on_shelf(&Disk, &self.folder, &part.name), Ok(None)));
        whole(&Disk, &self.folder, &self.manifest, &awaited)
    }

    /// Takes note of a version to be written. Says whether anything of it is new.
    ///
    /// What lies there already with the same bytes is taken as it is: an earlier run may have been cut short.
    ///
    /// # Errors
    /// A file that cannot be read; where other bytes have the name, which and why.
    pub fn add(&mut self, version: Vec<Part>) -> Result<Result<bool, (Part, Taken)>, Failure> {
        let mut new = Vec::new();
        for part in version {
            let digest = Digest::of(&part.bytes);
            match (
                self.manifest.get(&part.name),
                on_shelf(&Disk, &self.folder, &part.name)?,
            ) {
                (Some(sealed), _) if *sealed != digest => return Ok(Err((part, Taken::Sealed))),
                (None, Some(bytes)) if bytes != part.bytes => return Ok(Err((part, Taken::Unsealed))),
                (Some(_), Some(_)) => {}
                _ => new.push(part),
            }
        }
        let any = !new.is_empty();
        for part in new {
            self.manifest.add(part.name.clone(), Digest::of(&part.bytes));
            self.new.push(part);
        }
        Ok(Ok(any))
    }

    #[cfg(feature = "cli")]
    /// Writes what was added: figures and copies, the manifest last, each as a whole. Where that fails, what this run
    /// wrote is taken away again; where it is cut short, another run goes on from there, since nothing that lies there
    /// has an entry that it does not fit.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write(self) -> Result<(), Failure> {
        if self.new.is_empty() {
            return Ok(());
        }
        let mut written = Vec::new();
        let result = self.write_all(&mut written);
        if result.is_err() {
            for path in written.iter().rev() {
                let _ = std::fs::remove_file(path);
            }
        }
        result
    }

    #[cfg(feature = "cli")]
    fn write_all(&self, written: &mut Vec<PathBuf>) -> Result<(), Failure> {
        for part in &self.new {
            let path = self.folder.join(&part.name);
            if on_shelf(&Disk, &self.folder, &part.name)?.is_none() {
                atomic::save_new(&path, &part.bytes)?;
                written.push(path);
            }
        }
        let path = self.folder.join(MANIFEST);
        // A rename would replace a file that is protected from writing.
        if path.metadata().is_ok_and(|manifest| manifest.permissions().readonly()) {
            let error = std::io::ErrorKind::PermissionDenied.into();
            return Err(Failure::Write { path, error });
        }
        atomic::save(&path, self.manifest.text().as_bytes())
    }
}

//! The folder of sealed copies on disk: its manifest, whether all is as it was sealed, and what is added to it. Decides
//! nothing about an assessment.

use std::path::{Path, PathBuf};

#[cfg(feature = "cli")]
use super::atomic;
use super::cases::Case;
use super::{Failure, cases, disk};
use crate::answers::Read;
use crate::form::builtin;
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
pub fn bind(path: &Path, bytes: &[u8]) -> Result<Read, Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let manifest = manifest(folder)?;
    let look = |name: &str| disk::figure(folder, name);
    let name = disk::name(path);
    Ok(seal::read(builtin(), &name, bytes, &own_name(path), &manifest, look))
}

/// The name of a copy in its folder.
#[must_use]
pub fn own_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// What is sealed in a folder; nothing where it has no manifest.
///
/// # Errors
/// A manifest that cannot be read, or of which a line is no entry.
pub fn manifest(folder: &Path) -> Result<Manifest, Failure> {
    use std::io::ErrorKind as K;
    let path = folder.join(MANIFEST);
    let bytes = match disk::bytes(&path) {
        Err(Failure::Read { error, .. }) if matches!(error.kind(), K::NotFound | K::NotADirectory) => {
            return Ok(Manifest::default());
        }
        other => other?,
    };
    Manifest::parse(&bytes).map_err(|broken| {
        Failure::Seal(format!(
            "{} を読めません。{broken}。封をした写しを確かめられないので、控えや git から、このファイルを元に戻してください",
            path.display()
        ))
    })
}

/// The sealed copies of a file, all of them as they were sealed.
///
/// # Errors
/// A folder that cannot be read, and a seal that is broken.
pub fn copies(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path != Path::new("-") {
        let folder = cases::sealed_folder(path);
        whole(&folder, &manifest(&folder)?, &[])?;
    }
    cases::sealed_copies(path)
}

/// Whether all that was sealed beside the files of a 事務 is as it was.
///
/// # Errors
/// A manifest that cannot be read, and a seal that is broken.
pub fn intact(case: &Case) -> Result<(), Failure> {
    let file = case.files.iter().find(|file| *file != Path::new("-"));
    let Some(file) = file else {
        return Ok(());
    };
    let folder = cases::sealed_folder(file);
    whole(&folder, &manifest(&folder)?, &[])
}

/// Whether all that is sealed in a folder is as it was, apart from files that are told otherwise.
fn whole(folder: &Path, manifest: &Manifest, except: &[Part]) -> Result<(), Failure> {
    let mut damaged = Vec::new();
    for (name, digest) in manifest.iter() {
        if except.iter().any(|part| part.name == name) {
            continue;
        }
        if let Some(damage) = Damage::of(on_disk(folder, name)?.as_deref(), digest) {
            damaged.push(format!("\n  {}: {}", folder.join(name).display(), damage.words()));
        }
    }
    if damaged.is_empty() {
        return Ok(());
    }
    Err(Failure::Seal(format!(
        "公表した版の写しが、封をしたときのままではありません。控えや git から、元に戻してください{}",
        damaged.concat()
    )))
}

/// The bytes of a file in a folder of copies; none where it has no such file.
fn on_disk(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Failure> {
    use std::io::ErrorKind as K;
    match disk::bytes(&folder.join(name)) {
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
            manifest: manifest(folder)?,
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
        awaited.retain(|part| matches!(on_disk(&self.folder, &part.name), Ok(None)));
        whole(&self.folder, &self.manifest, &awaited)
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
            match (self.manifest.get(&part.name), on_disk(&self.folder, &part.name)?) {
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
        let fail = |path: &Path| {
            let path = path.to_owned();
            move |error| Failure::Write { path, error }
        };
        for part in &self.new {
            let path = self.folder.join(&part.name);
            if on_disk(&self.folder, &part.name)?.is_none() {
                atomic::write_new(&path, &part.bytes).map_err(fail(&path))?;
                written.push(path);
            }
        }
        let path = self.folder.join(MANIFEST);
        // A rename would replace a file that is protected from writing.
        if path.metadata().is_ok_and(|manifest| manifest.permissions().readonly()) {
            return Err(fail(&path)(std::io::ErrorKind::PermissionDenied.into()));
        }
        atomic::write(&path, self.manifest.text().as_bytes()).map_err(fail(&path))
    }
}

//! The folder of sealed copies on disk: its manifest, whether all is as it was sealed, and what is added to it. Decides
//! nothing about an assessment.

use std::path::{Path, PathBuf};

use super::cases::Case;
#[cfg(feature = "cli")]
use super::write;
use super::{Disk, Failure, Place, Shelf, copies, read};
use crate::answers::Read;
use crate::finding::Finding;
use crate::seal::{self, Broken, Damage, Digest, MANIFEST, Manifest};
use crate::source::MAX_BYTES;

/// How often a list is written anew that another run wrote over.
#[cfg(feature = "cli")]
const TRIES: u32 = 5;

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
    // What is read in part would leave the rest without a seal.
    let read = match bytes.len() {
        0..=MAX_BYTES => Manifest::parse(&bytes),
        _ => Err(Broken {
            line: 1,
            why: "ファイルが大きすぎます",
        }),
    };
    read.map_err(|broken| Failure::Manifest { path, broken })
}

/// The sealed copies of a file, all of them as they were sealed.
///
/// # Errors
/// A folder that cannot be read, and a seal that is broken.
pub fn whole_copies(shelf: &dyn Shelf, place: &Place) -> Result<Vec<Place>, Failure> {
    if let Some(folder) = place.copies() {
        Seal::of(shelf, &folder)?.whole()?;
    }
    copies::of(shelf, place)
}

/// [`whole_copies`] with those that nothing holds, for whoever says of each whether it is sealed.
///
/// # Errors
/// A folder that cannot be read, and a seal that is broken.
pub fn undamaged_copies(shelf: &dyn Shelf, place: &Place) -> Result<Vec<Place>, Failure> {
    if let Some(folder) = place.copies() {
        Seal::of(shelf, &folder)?.undamaged()?;
    }
    copies::of(shelf, place)
}

/// Whether all that was sealed beside the files of a 事務 is as it was. Copies of which nobody knows that are given back:
/// their folder has no list at all.
///
/// # Errors
/// A manifest that cannot be read, and a seal that is broken.
pub fn intact(shelf: &dyn Shelf, case: &Case) -> Result<Vec<PathBuf>, Failure> {
    match case.files.iter().find_map(Place::copies) {
        Some(folder) => Seal::of(shelf, &folder)?.whole(),
        None => Ok(Vec::new()),
    }
}

/// A folder of copies held against its list.
#[derive(Debug)]
pub struct Seal {
    folder: PathBuf,
    manifest: Manifest,
    /// What is listed and is not what it was.
    damaged: Vec<(PathBuf, Damage)>,
    /// Copies that are not listed.
    unlisted: Vec<PathBuf>,
}

impl Seal {
    /// # Errors
    /// A folder or a manifest that cannot be read.
    pub fn of(shelf: &dyn Shelf, folder: &Path) -> Result<Self, Failure> {
        Self::held(shelf, folder, manifest(shelf, folder)?, &[])
    }

    /// [`Seal::of`] by a manifest that was read, apart from files that are told otherwise.
    fn held(shelf: &dyn Shelf, folder: &Path, manifest: Manifest, except: &[Part]) -> Result<Self, Failure> {
        let is_excepted = |name: &str| except.iter().any(|part| part.name == name);
        let mut damaged = Vec::new();
        for (name, digest) in manifest.iter().filter(|(name, _)| !is_excepted(name)) {
            if let Some(damage) = Damage::of(on_shelf(shelf, folder, name)?.as_deref(), digest) {
                damaged.push((folder.join(name), damage));
            }
        }
        let listed = |copy: &Place| manifest.get(&copy.own_name()).is_some() || is_excepted(&copy.own_name());
        let copies = copies::within(shelf, folder)?.into_iter().filter(|copy| !listed(copy));
        let unlisted = copies.filter_map(|copy| copy.path().map(Path::to_owned)).collect();
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            damaged,
            unlisted,
        })
    }

    /// A finding for each file that is not as it was sealed or that nothing holds to it, with the name of the file.
    #[must_use]
    pub fn findings(&self) -> Vec<(String, Finding)> {
        let name = |path: &Path| path.display().to_string();
        let damaged = self.damaged.iter().map(|(path, damage)| {
            let name = name(path);
            let finding = seal::damaged(&name, *damage);
            (name, finding)
        });
        let unlisted = self.unlisted.iter().map(|path| {
            let name = name(path);
            let finding = seal::missing(&name, &self.manifest);
            (name, finding)
        });
        damaged.chain(unlisted).collect()
    }

    /// Copies that nothing holds to what they were, where nothing says that others are.
    ///
    /// # Errors
    /// A seal that is broken.
    pub fn whole(self) -> Result<Vec<PathBuf>, Failure> {
        self.undamaged()?;
        if self.manifest.is_empty() || self.unlisted.is_empty() {
            return Ok(self.unlisted);
        }
        Err(Failure::Unlisted {
            folder: self.folder,
            copies: self.unlisted,
        })
    }

    fn undamaged(&self) -> Result<(), Failure> {
        if self.damaged.is_empty() {
            return Ok(());
        }
        Err(Failure::Damaged(self.damaged.clone()))
    }
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

    /// Whether all that is sealed here is as it was, and nothing else lies here. Files of a version that is about to be
    /// added may be gone: they are written again.
    ///
    /// # Errors
    /// A file that cannot be read, a seal that is broken, and copies without a seal: a list of the others alone would hide
    /// that nothing holds them.
    pub fn whole(&self, version: &[Part]) -> Result<(), Failure> {
        let seal = self.held(version)?;
        seal.undamaged()?;
        #[cfg(feature = "cli")]
        let mut seal = seal;
        #[cfg(feature = "cli")]
        if !seal.unlisted.is_empty() {
            // Another run may be about to list what it wrote.
            let _lock = write::Lock::on(&self.folder)?;
            let now = manifest(&Disk, &self.folder)?;
            let listed = |path: &Path| {
                now.get(&path.file_name().unwrap_or_default().to_string_lossy())
                    .is_some()
            };
            seal.unlisted.retain(|path| !listed(path));
        }
        if seal.unlisted.is_empty() {
            return Ok(());
        }
        Err(Failure::Unlisted {
            folder: seal.folder,
            copies: seal.unlisted,
        })
    }

    /// [`Store::whole`] where copies without a seal are to get one.
    ///
    /// # Errors
    /// A file that cannot be read, and a seal that is broken.
    pub fn undamaged(&self, version: &[Part]) -> Result<(), Failure> {
        self.held(version)?.undamaged()
    }

    fn held(&self, version: &[Part]) -> Result<Seal, Failure> {
        let mut awaited: Vec<Part> = version.iter().chain(&self.new).cloned().collect();
        awaited.retain(|part| {
            let listed = self.manifest.get(&part.name).is_some();
            !listed || matches!(on_shelf(&Disk, &self.folder, &part.name), Ok(None))
        });
        // What is to be added is in the manifest already, and may not lie there yet.
        Seal::held(&Disk, &self.folder, self.manifest.clone(), &awaited)
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
    pub fn write(mut self) -> Result<(), Failure> {
        if self.new.is_empty() {
            return Ok(());
        }
        let was_there = self.folder.exists();
        let mut written = Vec::new();
        let result = self.write_held(&mut written);
        if result.is_err() {
            for path in written.iter().rev() {
                let _ = std::fs::remove_file(path);
            }
            if !was_there {
                // Only where nothing is in it.
                let _ = std::fs::remove_dir(&self.folder);
            }
        }
        result
    }

    /// Writes while no other run does.
    #[cfg(feature = "cli")]
    fn write_held(&mut self, written: &mut Vec<PathBuf>) -> Result<(), Failure> {
        let _lock = write::Lock::on(&self.folder)?;
        for _ in 0..TRIES {
            // Another run may have sealed something since this one looked.
            let mut now = manifest(&Disk, &self.folder)?;
            for part in &self.new {
                let digest = Digest::of(&part.bytes);
                now.add(part.name.clone(), digest);
                if now.get(&part.name) != Some(&digest) {
                    return Err(Failure::Rewritten(self.folder.join(&part.name)));
                }
            }
            self.manifest = now;
            self.write_all(written)?;
            // Where files cannot be locked, it may have done so in between.
            let after = manifest(&Disk, &self.folder)?;
            if self.new.iter().all(|part| after.get(&part.name).is_some()) {
                return Ok(());
            }
        }
        Err(Failure::Busy(self.folder.clone()))
    }

    #[cfg(feature = "cli")]
    fn write_all(&self, written: &mut Vec<PathBuf>) -> Result<(), Failure> {
        for part in &self.new {
            let path = self.folder.join(&part.name);
            if on_shelf(&Disk, &self.folder, &part.name)?.is_none() {
                write::sealed_copy(&path, &part.bytes)?;
                written.push(path);
            }
        }
        write::manifest(&self.folder.join(MANIFEST), self.manifest.text().as_bytes())
    }
}

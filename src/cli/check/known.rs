//! The baseline of a check: where it lies, its reading and its writing. What is known and what is new, [`crate::check::baseline`]
//! decides.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Failure, output};
use crate::body::{Disk, Place, Shelf as _, read, settings, write};
use crate::check::baseline::{Baseline, Known, Ledger};
use crate::finding::Finding;
use crate::source::Source;

/// Its name where nobody gave it another. No YAML, so that it is taken for no assessment wherever it lies.
pub const FILE: &str = "hyoka.known.json";

/// Nobody reads more of what is gone.
const MOST: usize = 20;

/// A baseline in use.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    /// Its folder by its whole name; none where there is none yet.
    folder: Option<PathBuf>,
    existed: bool,
    ledger: Ledger,
}

impl Book {
    /// Where the baseline of a body lies: as it was asked for, else as the settings say.
    #[must_use]
    pub fn path_of(asked: Option<&Path>, body: &settings::Read) -> Option<PathBuf> {
        let beside = Path::new(body.source.name()).parent().unwrap_or(Path::new(""));
        let set = body.settings.known.as_deref();
        match asked {
            Some(path) if path != Path::new(FILE) || Disk.is_file(path) => Some(path.to_owned()),
            Some(_) => Some(beside.join(set.unwrap_or(FILE))),
            None => Some(beside.join(set?)),
        }
    }

    /// Opens it; one that is to be written need not be there yet.
    ///
    /// # Errors
    /// One that is not there or cannot be read.
    pub fn open(path: PathBuf, writes: bool) -> Result<Self, Failure> {
        let existed = Disk.is_file(&path);
        let ledger = if writes && !existed {
            Ledger::accepting()
        } else {
            let bytes = read::bytes(&Disk, &Place::File(path.clone()))?;
            let baseline = Baseline::read(&String::from_utf8_lossy(&bytes));
            Ledger::of(baseline.map_err(|broken| Failure::Usage(format!("{} の{broken}", path.display())))?)
        };
        Ok(Self {
            folder: Disk.whole_name(path.parent().unwrap_or(Path::new(""))),
            path,
            existed,
            ledger,
        })
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The findings of a file that are new, and those that are known.
    #[must_use]
    pub fn divide(&self, source: &Source, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
        self.ledger.divide(&self.name_of(source), source, findings)
    }

    /// Writes what there is now in place of what there was, unless something is new to one that was there.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write(&self, gone: usize) -> Result<String, Failure> {
        let path = self.path.display();
        let new = self.ledger.new_ones();
        if self.existed && new > 0 {
            return Ok(format!(
                "{path} は書き換えませんでした。一覧にない指摘が{new}件あります。直すか、理由を付けて受け入れてください。\
                 一覧を初めから作り直すときは、このファイルを消してから、もう一度実行してください"
            ));
        }
        let baseline = self.ledger.renewed();
        let count: usize = baseline.findings.iter().map(|known| known.count).sum();
        output::tell(&write::result(&self.path, baseline.text().as_bytes())?);
        let less = if gone > 0 {
            format!("。なくなった{gone}件を除きました")
        } else {
            String::new()
        };
        Ok(format!("既知の指摘{count}件を {path} に書きました{less}"))
    }

    /// The name of a file as seen from the baseline, the same wherever the check is run.
    fn name_of(&self, source: &Source) -> String {
        let path = Path::new(source.name());
        let whole = path.parent().and_then(|folder| Disk.whole_name(folder));
        let below = whole
            .as_ref()
            .zip(self.folder.as_ref())
            .and_then(|(whole, own)| whole.strip_prefix(own).ok());
        let named = below.zip(path.file_name()).map(|(below, name)| below.join(name));
        let path = named.as_deref().unwrap_or(path);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }
}

/// What is told of entries that are gone.
#[must_use]
pub fn told(gone: &[Known]) -> String {
    if gone.is_empty() {
        return String::new();
    }
    let count: usize = gone.iter().map(|known| known.count).sum();
    let mut told = format!(
        "既知の指摘の一覧にあって、もうない指摘が{count}件あります（hyoka check --write-baseline で一覧から除けます）\n"
    );
    for known in gone.iter().take(MOST) {
        let item = if known.item.is_empty() {
            String::new()
        } else {
            format!(" {}", known.item)
        };
        let _ = writeln!(told, "  {}: {}{item}", known.file, known.code);
    }
    if gone.len() > MOST {
        let _ = writeln!(told, "  ほか{}件", gone.len() - MOST);
    }
    told
}

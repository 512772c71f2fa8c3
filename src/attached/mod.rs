//! The assessment that is attached to a published PDF: its YAML and the figures that it names, as bytes. Reads the file's
//! attachments and nothing of its pages; knows no form and trusts no length that the file gives.

mod document;
mod object;

use std::collections::{BTreeMap, BTreeSet};

use document::{Document, MAX_UNPACKED};
use object::{Dict, Object};

use crate::figure;
use crate::source::MAX_BYTES as MAX_YAML;
use crate::source::kind::Kind;

/// The largest PDF that is read, in bytes: an assessment with all its fonts, and some of the largest figures twice, on the page
/// and attached.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How many files may be attached, and how deep their list may be cut into parts.
const MAX_FILES: usize = 1000;
const MAX_DEPTH: usize = 16;
/// The longest name of a file, in bytes: no system has longer ones.
const MAX_NAME: usize = 4096;

/// What a published PDF carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The name of the YAML, such as `juten.yaml`.
    pub name: String,
    pub yaml: Vec<u8>,
    /// The other files by their names: figures.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Why no assessment could be taken out of a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttachedError {
    #[error("PDF が大きすぎます（上限は{}MB）", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("PDF がパスワードなどで保護されているため、添付されたデータを取り出せません")]
    Protected,
    /// What it is instead.
    #[error("名前は PDF ですが、中身は{0}")]
    NoPdf(String),
    #[error("PDF が壊れているため読めません。もう一度ダウンロードするか、元のファイルを確かめてください")]
    Broken,
    #[error("PDF の中のデータの入れ子が深すぎるため読めません。評価書の PDF ではないようです")]
    TooDeep,
    #[error("PDF の中のデータの数が多すぎるため読めません。評価書の PDF ではないようです")]
    TooMany,
    #[error(
        "PDF の中のデータを広げると大きすぎるため読めません（上限は合わせて{}MB）。評価書の PDF ではないようです",
        MAX_UNPACKED / 1024 / 1024
    )]
    TooMuch,
    #[error(
        "PDF に評価書のデータ（YAML）が添付されていません。hyoka publish で作った PDF を指定してください（--no-source を付けて作ったものには添付されません）"
    )]
    Nothing,
    /// The names of the assessments, in their order in the file.
    #[error(
        "PDF に評価書のデータ（YAML）が{}つ添付されています。ファイルの名前の後に #1 のように番号を付けて、どれを使うか指定してください（{}）",
        .0.len(),
        numbered(.0)
    )]
    Several(Vec<String>),
    #[error("PDF に添付された評価書のデータに「{choice}」はありません。次のどれかを指定してください（{}）", numbered(.names))]
    NoSuch { choice: String, names: Vec<String> },
    #[error(
        "PDF に、同じ名前で中身の違う図「{0}」が添付されていて、どの評価書のものか決められません。一つずつの PDF を指定してください"
    )]
    Clashing(String),
    #[error("PDF に添付された {0} が壊れているか、大きすぎるため取り出せません")]
    BrokenFile(String),
}

/// Whether bytes are those of a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    Kind::of(bytes) == Some(Kind::Pdf)
}

/// Takes the assessment out of a PDF.
///
/// # Errors
/// [`AttachedError`] where there is none, or not just one.
pub fn read(bytes: &[u8]) -> Result<Attached, AttachedError> {
    Carried::read(bytes)?.one(None)
}

/// All that a PDF carries: of one into which several were joined, several assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Their names and bytes in their order in the file.
    assessments: Vec<(String, Vec<u8>)>,
    files: BTreeMap<String, Vec<u8>>,
    /// A name that several figures have.
    clashing: Option<String>,
}

impl Carried {
    /// Takes all out of a PDF.
    ///
    /// # Errors
    /// [`AttachedError`] where there is no assessment, or what cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, AttachedError> {
        if bytes.len() > MAX_BYTES {
            return Err(AttachedError::TooLarge);
        }
        let document = Document::read(bytes)?;
        let files = files(&document)?;
        let is_yaml = |name: &str| [".yaml", ".yml"].iter().any(|end| name.to_lowercase().ends_with(end));
        let mut found: Vec<&File> = files.iter().filter(|file| is_yaml(&file.name)).collect();
        if found.len() > 1 && found.iter().any(|file| file.is_source) {
            found.retain(|file| file.is_source);
        }
        let mut carried = Self {
            assessments: Vec::new(),
            files: BTreeMap::new(),
            clashing: None,
        };
        for file in found {
            let bytes = document
                .stream(&file.stream, MAX_YAML)?
                .ok_or_else(|| AttachedError::BrokenFile(file.name.clone()))?;
            let one = (file.name.clone(), bytes.into_owned());
            if !carried.assessments.contains(&one) {
                carried.assessments.push(one);
            }
        }
        if carried.assessments.is_empty() {
            return Err(AttachedError::Nothing);
        }
        for file in files.iter().filter(|file| !is_yaml(&file.name)) {
            // A figure that cannot be taken out is not seen, as one that is not there.
            let Some(bytes) = document.stream(&file.stream, figure::MAX_BYTES)? else {
                continue;
            };
            match carried.files.get(&file.name) {
                Some(other) if *other != *bytes => carried.clashing = Some(file.name.clone()),
                Some(_) => {}
                None => {
                    carried.files.insert(file.name.clone(), bytes.into_owned());
                }
            }
        }
        Ok(carried)
    }

    /// The names of the assessments, in their order in the file.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.assessments.iter().map(|(name, _)| name.clone()).collect()
    }

    /// One of the assessments: the only one, or that of a 1-based number or a name.
    ///
    /// # Errors
    /// Several where none was chosen, none of this number or name, figures of which nobody knows whose they are.
    pub fn one(mut self, choice: Option<&str>) -> Result<Attached, AttachedError> {
        let names = self.names();
        let at = match choice {
            None if names.len() > 1 => return Err(AttachedError::Several(names)),
            None => 0,
            Some(choice) => {
                let number = choice.parse().ok().and_then(|number: usize| number.checked_sub(1));
                let mut named = names.iter().enumerate().filter(|(_, name)| *name == choice);
                let named = match (named.next(), named.next()) {
                    (Some((at, _)), None) => Some(at),
                    _ => None,
                };
                let at = named.or(number.filter(|at| *at < names.len()));
                at.ok_or_else(|| AttachedError::NoSuch {
                    choice: choice.to_owned(),
                    names: names.clone(),
                })?
            }
        };
        if let Some(name) = self.clashing.filter(|_| names.len() > 1) {
            return Err(AttachedError::Clashing(name));
        }
        let (name, yaml) = self.assessments.swap_remove(at);
        Ok(Attached {
            name,
            yaml,
            files: self.files,
        })
    }
}

/// Names with their numbers, such as `1: juten.yaml、2: kiso.yaml`.
fn numbered(names: &[String]) -> String {
    const MOST: usize = 20;
    let shown = names.iter().take(MOST).enumerate();
    let mut words: Vec<String> = shown.map(|(at, name)| format!("{}: {name}", at + 1)).collect();
    if names.len() > MOST {
        words.push("…".to_owned());
    }
    words.join("、")
}

/// One attached file.
struct File {
    name: String,
    /// Named as what the pages were made from.
    is_source: bool,
    stream: Object,
}

/// The files that the document lists as attached, each once.
fn files(document: &Document<'_>) -> Result<Vec<File>, AttachedError> {
    let names = document.dict(&document.root()?, "Names")?.unwrap_or_default();
    let top = document.dict(&names, "EmbeddedFiles")?;
    let mut open: Vec<(Dict, usize)> = top.map(|top| (top, 0)).into_iter().collect();
    let mut files: Vec<File> = Vec::new();
    let (mut known, mut parts) = (BTreeSet::new(), BTreeSet::new());
    let mut looked = 0;
    while let Some((node, depth)) = open.pop() {
        looked += 1;
        if looked > MAX_FILES || files.len() > MAX_FILES {
            return Err(AttachedError::TooMany);
        }
        if depth < MAX_DEPTH {
            // The last one first, since the one that was put down last is looked at next.
            for kid in document.array(&node, "Kids")?.iter().take(MAX_FILES).rev() {
                // Each part of the list once: they may turn in circles.
                let is_new = !matches!(kid, Object::Reference(number) if !parts.insert(*number));
                if is_new && let Some(Object::Dict(kid)) = document.resolved(kid)? {
                    open.push((kid, depth + 1));
                }
            }
        }
        // Names and files by turns: what is no dictionary is a name.
        for file in document.array(&node, "Names")?.iter().take(2 * MAX_FILES) {
            let Some(Object::Dict(file)) = document.resolved(file)? else {
                continue;
            };
            if let Some((file, stream)) = one(document, &file)?
                && known.insert((file.name.clone(), stream))
            {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// A file of the list, and the number of its stream.
fn one(document: &Document<'_>, file: &Dict) -> Result<Option<(File, u32)>, AttachedError> {
    let either = |holder: &Dict| {
        document
            .value(holder, "UF")
            .transpose()
            .or_else(|| document.value(holder, "F").transpose())
    };
    let Some(Object::Text(name)) = either(file).transpose()? else {
        return Ok(None);
    };
    if name.len() > MAX_NAME {
        return Ok(None);
    }
    let Some(held) = document.dict(file, "EF")? else {
        return Ok(None);
    };
    let Some(Object::Reference(stream)) = held.get("UF").or_else(|| held.get("F")) else {
        return Ok(None);
    };
    let relation = document.value(file, "AFRelationship")?;
    let found = File {
        name: text(&name).trim_start_matches('/').to_owned(),
        is_source: relation == Some(Object::Name(b"Source".to_vec())),
        stream: Object::Reference(*stream),
    };
    Ok(Some((found, *stream)))
}

/// The words of a text of a PDF.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // What the rest of the encoding differs in from Latin-1 is in no name of ours.
        _ => encoding_rs::mem::decode_latin1(bytes).into_owned(),
    }
}

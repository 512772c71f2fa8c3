//! The assessment that is attached to a published PDF: its YAML and the figures that it names, as bytes. Reads the file's
//! attachments and nothing of its pages; knows no form and trusts no length that the file gives.

mod document;
mod object;

use std::collections::{BTreeMap, BTreeSet};

use document::{Document, MAX_UNPACKED};
use object::{Dict, Object};

use crate::figure;
use crate::source::MAX_BYTES as MAX_YAML;

/// The largest PDF that is read, in bytes: an assessment with all its fonts, and some of the largest figures twice, on the page
/// and attached.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How many files may be attached, and how deep their list may be cut into parts.
const MAX_FILES: usize = 1000;
const MAX_DEPTH: usize = 16;

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
    #[error("PDF にデータ（YAML）が{0}つ添付されていて、どれが評価書か決められません")]
    Several(usize),
    #[error("PDF に添付された {0} が壊れているか、大きすぎるため取り出せません")]
    BrokenFile(String),
}

/// Whether bytes are those of a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// Takes the assessment out of a PDF.
///
/// # Errors
/// [`AttachedError`] where there is none, or not just one.
pub fn read(bytes: &[u8]) -> Result<Attached, AttachedError> {
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
    let yaml = match found.as_slice() {
        [] => return Err(AttachedError::Nothing),
        [one] => *one,
        several => return Err(AttachedError::Several(several.len())),
    };
    let broken = |file: &File| AttachedError::BrokenFile(file.name.clone());
    let content = |file: &File, limit| document.stream(&file.stream, limit);
    let yaml_bytes = content(yaml, MAX_YAML)?.ok_or_else(|| broken(yaml))?.into_owned();
    let mut figures = BTreeMap::new();
    for file in files.iter().filter(|file| !is_yaml(&file.name)) {
        // A figure that cannot be taken out is not seen, as one that is not there.
        if let Some(bytes) = content(file, figure::MAX_BYTES)? {
            figures.insert(file.name.clone(), bytes.into_owned());
        }
    }
    Ok(Attached {
        name: yaml.name.clone(),
        yaml: yaml_bytes,
        files: figures,
    })
}

/// One attached file.
struct File {
    name: String,
    /// Named as what the pages were made from.
    is_source: bool,
    stream: Object,
}

/// The files that the document lists as attached, each name once.
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
            for kid in document.array(&node, "Kids")?.iter().take(MAX_FILES) {
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
            if let Some(file) = one(document, &file)?
                && known.insert(file.name.clone())
            {
                files.push(file);
            }
        }
    }
    Ok(files)
}

fn one(document: &Document<'_>, file: &Dict) -> Result<Option<File>, AttachedError> {
    let either = |holder: &Dict| {
        document
            .value(holder, "UF")
            .transpose()
            .or_else(|| document.value(holder, "F").transpose())
    };
    let Some(Object::Text(name)) = either(file).transpose()? else {
        return Ok(None);
    };
    let Some(held) = document.dict(file, "EF")? else {
        return Ok(None);
    };
    let Some(stream) = held.get("UF").or_else(|| held.get("F")).cloned() else {
        return Ok(None);
    };
    let relation = document.value(file, "AFRelationship")?;
    Ok(Some(File {
        name: text(&name).trim_start_matches('/').to_owned(),
        is_source: relation == Some(Object::Name(b"Source".to_vec())),
        stream,
    }))
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

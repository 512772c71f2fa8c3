//! The assessment that is attached to a published PDF: its YAML and the figures that it names, as bytes. Reads the file's
//! attachments and nothing of its pages; knows no form and trusts no length that the file gives.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Stream, String as Text};
use hayro_syntax::{LoadPdfError, Pdf};

use crate::figure;
use crate::source::MAX_BYTES as MAX_YAML;

/// The largest PDF that is read, in bytes: an assessment with all its fonts, and some of the largest figures twice, on the page
/// and attached.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How many files may be attached, and how deep their list may be cut into parts.
const MAX_FILES: usize = 1000;
const MAX_DEPTH: usize = 16;
/// How deep arrays and dictionaries may stand in each other. Ours do at 6.
const MAX_NESTING: usize = 200;

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
    if is_too_deep(bytes) {
        return Err(AttachedError::Broken);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => AttachedError::Protected,
        LoadPdfError::Invalid => AttachedError::Broken,
    })?;
    let files = files(&pdf);
    let is_yaml = |name: &str| [".yaml", ".yml"].iter().any(|end| name.to_lowercase().ends_with(end));
    let mut found: Vec<&File<'_>> = files.iter().filter(|file| is_yaml(&file.name)).collect();
    if found.len() > 1 && found.iter().any(|file| file.is_source) {
        found.retain(|file| file.is_source);
    }
    let yaml = match found.as_slice() {
        [] => return Err(AttachedError::Nothing),
        [one] => *one,
        several => return Err(AttachedError::Several(several.len())),
    };
    let broken = |file: &File<'_>| AttachedError::BrokenFile(file.name.clone());
    Ok(Attached {
        name: yaml.name.clone(),
        yaml: content(yaml, MAX_YAML).ok_or_else(|| broken(yaml))?,
        // A figure that cannot be taken out is not seen, as one that is not there.
        files: files
            .iter()
            .filter(|file| !is_yaml(&file.name))
            .filter_map(|file| Some((file.name.clone(), content(file, figure::MAX_BYTES)?)))
            .collect(),
    })
}

/// One attached file.
struct File<'p> {
    name: String,
    /// Named as what the pages were made from.
    is_source: bool,
    stream: Stream<'p>,
}

/// The files that the document lists as attached, each name once.
fn files(pdf: &Pdf) -> Vec<File<'_>> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let names = root.and_then(|root| root.get::<Dict<'_>>(keys::NAMES));
    let mut open: Vec<(Dict<'_>, usize)> = names
        .and_then(|names| names.get::<Dict<'_>>(keys::EMBEDDED_FILES))
        .map(|top| (top, 0))
        .into_iter()
        .collect();
    let mut files: Vec<File<'_>> = Vec::new();
    let mut looked = 0;
    while let Some((node, depth)) = open.pop() {
        looked += 1;
        if looked > MAX_FILES || files.len() > MAX_FILES {
            break;
        }
        if let Some(kids) = node.get::<Array<'_>>(keys::KIDS)
            && depth < MAX_DEPTH
        {
            let kids = kids.iter::<Dict<'_>>().take(MAX_FILES);
            open.extend(kids.map(|kid| (kid, depth + 1)));
        }
        let Some(pairs) = node.get::<Array<'_>>(keys::NAMES) else {
            continue;
        };
        // Names and files by turns: what is no dictionary is a name.
        for file in pairs.iter::<hayro_syntax::object::Object<'_>>().take(2 * MAX_FILES) {
            let file = file.into_dict().and_then(|file| one(&file));
            files.extend(file.filter(|file| files.iter().all(|other| other.name != file.name)));
        }
    }
    files
}

fn one<'p>(file: &Dict<'p>) -> Option<File<'p>> {
    let name = file
        .get::<Text<'_>>(keys::UF)
        .or_else(|| file.get::<Text<'_>>(keys::F))?;
    let held = file.get::<Dict<'p>>(keys::EF)?;
    let stream = held
        .get::<Stream<'p>>(keys::UF)
        .or_else(|| held.get::<Stream<'p>>(keys::F))?;
    let relation = file.get::<Name<'_>>(b"AFRelationship".as_slice());
    Some(File {
        name: text(name.as_bytes()).trim_start_matches('/').to_owned(),
        is_source: relation.is_some_and(|relation| relation.as_ref() == b"Source"),
        stream,
    })
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

/// The bytes of an attached file; `None` where they are broken, or more than the limit.
fn content(file: &File<'_>, limit: usize) -> Option<Vec<u8>> {
    let raw = file.stream.raw_data();
    // Unpacked here and not by the reader, which knows no limit: a small file can be packed to unpack to gigabytes.
    let bytes = match filters(&file.stream).as_slice() {
        [] => raw.into_owned(),
        [one] if one == b"FlateDecode" => {
            let mut bytes = Vec::new();
            let most = u64::try_from(limit).ok()? + 1;
            ZlibDecoder::new(&*raw).take(most).read_to_end(&mut bytes).ok()?;
            bytes
        }
        _ => return None,
    };
    (bytes.len() <= limit).then_some(bytes)
}

/// How a stream is packed, the last packing first.
fn filters(stream: &Stream<'_>) -> Vec<Vec<u8>> {
    let named = |name: Name<'_>| name.as_ref().to_vec();
    let one = stream.dict().get::<Name<'_>>(keys::FILTER).map(named);
    let several = stream.dict().get::<Array<'_>>(keys::FILTER);
    let several = several.map(|array| array.iter::<Name<'_>>().map(named).collect());
    one.map(|one| vec![one]).or(several).unwrap_or_default()
}

/// Whether arrays and dictionaries stand deeper in each other than any file that was not made to do harm has them: the reader
/// follows them however deep they are. What is packed is not looked at.
fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut at = 0;
    let mut streams = true;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        match byte {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            b'(' => at += length_of_text(rest).saturating_sub(1),
            b's' if streams && rest.starts_with(b"stream") => {
                let end = rest.windows(9).position(|window| window == b"endstream");
                streams = end.is_some();
                at += end.unwrap_or(0) + b"stream".len();
                depth = 0;
            }
            // No object reaches into the next one.
            b'e' if rest.starts_with(b"endobj") => depth = 0,
            _ => {}
        }
        if depth > MAX_NESTING {
            return true;
        }
        at += 1;
    }
    false
}

/// How long a text in round brackets is; 1 where it does not end.
fn length_of_text(bytes: &[u8]) -> usize {
    let mut open = 0_usize;
    let mut escaped = false;
    // Texts of a PDF are short; a bracket that is none opens no search through the whole file.
    for (at, byte) in bytes.iter().enumerate().take(1 << 20) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at + 1;
        }
    }
    1
}

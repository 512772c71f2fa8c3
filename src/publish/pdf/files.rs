//! The files that typst sees while it draws one document: templates, data, pictures, the attachment. No file of the disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Drawing, Meta, PdfError, Printer};
use crate::figure::Picture;

const COMMON: &str = include_str!("../../../templates/pdf/common.typ");
const ASSESSMENT: &str = include_str!("../../../templates/pdf/assessment.typ");
const SIDE_BY_SIDE: &str = include_str!("../../../templates/pdf/side-by-side.typ");

/// One id for each file for the whole run, so that typst's caches know them again.
pub(super) struct Files<'a> {
    pub(super) printer: &'a Printer,
    main: &'static Source,
    data: Bytes,
    attachment: Bytes,
    /// By their ids, which are few: the first figure of every document has the first.
    pictures: HashMap<FileId, Bytes>,
}

/// The id of a file of ours.
fn id(name: &str) -> FileId {
    // The names are constants of this file, with a number at most, and plain.
    let path = VirtualPath::new(name).expect("a plain name is a virtual path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The templates: what all documents share, and one for each kind of document.
struct Templates {
    common: Source,
    assessment: Source,
    side_by_side: Source,
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| {
    let source = |name: &str, text: &str| Source::new(id(name), text.to_owned());
    Templates {
        common: source("common.typ", COMMON),
        assessment: source("assessment.typ", ASSESSMENT),
        side_by_side: source("side-by-side.typ", SIDE_BY_SIDE),
    }
});

static DATA: LazyLock<FileId> = LazyLock::new(|| id("page.json"));
static ATTACHMENT: LazyLock<FileId> = LazyLock::new(|| id("attachment"));

#[derive(serde::Serialize)]
struct Data<'a> {
    page: Drawing<'a>,
    attachment: Option<&'a str>,
    /// The names under which typst finds the pictures, by those that the assessment gives them.
    pictures: BTreeMap<&'a str, String>,
    #[serde(rename = "media-types")]
    media_types: BTreeMap<&'a str, &'static str>,
}

impl<'a> Files<'a> {
    pub(super) fn new(printer: &'a Printer, drawing: Drawing<'_>, meta: &Meta) -> Result<Self, PdfError> {
        let none = BTreeMap::new();
        let (main, pictures): (_, &BTreeMap<String, Picture>) = match drawing {
            Drawing::Assessment(page) => (&TEMPLATES.assessment, &page.pictures),
            Drawing::SideBySide(_) => (&TEMPLATES.side_by_side, &none),
        };
        let numbered = || {
            pictures
                .iter()
                .enumerate()
                .map(|(at, (file, picture))| (format!("figure-{at}"), file, picture))
        };
        let data = Data {
            page: drawing,
            pictures: numbered().map(|(path, file, _)| (file.as_str(), path)).collect(),
            media_types: numbered()
                .map(|(_, file, picture)| (file.as_str(), picture.media_type()))
                .collect(),
            attachment: meta.attachment.as_ref().map(|attachment| attachment.name.as_str()),
        };
        let json = serde_json::to_vec(&data).map_err(|error| PdfError(error.to_string()))?;
        let attachment = meta.attachment.as_ref().map(|attachment| attachment.bytes.clone());
        Ok(Self {
            printer,
            main,
            data: Bytes::new(json),
            attachment: Bytes::new(attachment.unwrap_or_default()),
            pictures: numbered()
                .map(|(path, _, picture)| (id(&path), Bytes::new(Arc::clone(&picture.bytes))))
                .collect(),
        })
    }
}

impl World for Files<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.printer.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.printer.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [self.main, &TEMPLATES.common];
        let found = sources.into_iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else if id == *ATTACHMENT {
            Ok(self.attachment.clone())
        } else {
            self.pictures.get(&id).cloned().ok_or(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.printer.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

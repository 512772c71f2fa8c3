//! The official PDF: the page tree drawn by typst, as PDF/A-3a and PDF/UA-1. The same input gives the same bytes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::Fonts;
use crate::layout::Page;

const TEMPLATE: &str = include_str!("../../templates/pdf/assessment.typ");

/// The data of the pages, attached to the PDF so that the next version can be compared with this one.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What is written about the document besides its pages.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Day of publication; the fixed time of the file.
    pub date: jiff::civil::Date,
    /// Stable over the versions of one assessment: form and 評価書番号.
    pub ident: String,
    pub attachment: Option<Attachment>,
}

/// Why typst made no PDF. What an author can cause is looked for before (`glyphs`), so that it is told with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("PDF を作れませんでした: {0}")]
pub struct PdfError(String);

/// Draws a page tree. One printer is kept for many documents: it owns the fonts and typst's library.
pub struct Printer {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    standards: PdfStandards,
}

impl std::fmt::Debug for Printer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Printer({} fonts)", self.fonts.len())
    }
}

impl Printer {
    /// A printer with these fonts.
    ///
    /// # Errors
    /// If the two PDF standards could not go together, which a test of every release would show.
    pub fn new(fonts: &Fonts) -> Result<Self, PdfError> {
        let fonts: Vec<Font> = fonts
            .files()
            .iter()
            .flat_map(|file| Font::iter(Bytes::new(file.clone())))
            .collect();
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            standards: PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
                .map_err(|error| PdfError(error.message().to_string()))?,
        })
    }

    /// Draws one document.
    ///
    /// # Errors
    /// What typst says of the template or of the standards.
    pub fn print(&self, page: &Page, meta: &Meta) -> Result<Vec<u8>, PdfError> {
        let result = self.prepare(page, meta).and_then(|prepared| prepared.draw());
        // Memory for what other documents do not share is given back, also after a failure.
        comemo::evict(5);
        result
    }

    /// The files of one document, as typst sees them: what is left to do is typst's alone.
    ///
    /// [`Printer::print`] is this and [`Prepared::draw`]; benchmarks hold one against the other.
    ///
    /// # Errors
    /// If the page tree could not be written as JSON, which it always can.
    pub fn prepare<'a>(&'a self, page: &Page, meta: &'a Meta) -> Result<Prepared<'a>, PdfError> {
        let world = PageWorld::new(self, page, meta)?;
        Ok(Prepared { world, meta })
    }
}

/// A document that is ready to be drawn.
pub struct Prepared<'a> {
    world: PageWorld<'a>,
    meta: &'a Meta,
}

impl std::fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Prepared({})", self.meta.ident)
    }
}

impl Prepared<'_> {
    /// Lays the pages out and writes the file.
    ///
    /// # Errors
    /// What typst says of the template or of the standards.
    pub fn draw(&self) -> Result<Vec<u8>, PdfError> {
        let Warned { output, .. } = typst::compile::<PagedDocument>(&self.world);
        let document = output.map_err(|errors| explain(&errors))?;
        let date = self.meta.date;
        let (year, month, day) = (date.year(), date.month(), date.day());
        let time = Datetime::from_ymd_hms(
            i32::from(year),
            u8::try_from(month).unwrap_or(1),
            u8::try_from(day).unwrap_or(1),
            0,
            0,
            0,
        );
        let options = PdfOptions {
            ident: Smart::Custom(self.meta.ident.clone()),
            creator: Smart::Custom(Some(concat!("hyoka ", env!("CARGO_PKG_VERSION")).to_owned())),
            timestamp: time.map(Timestamp::new_utc),
            standards: self.world.printer.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| explain(&errors))
    }
}

fn explain(errors: &[SourceDiagnostic]) -> PdfError {
    let mut messages: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    messages.dedup();
    PdfError(messages.join("; "))
}

/// The files that typst sees: the template, the page tree and the attachment. One id each for the whole run, so that
/// typst's caches know them again.
struct PageWorld<'a> {
    printer: &'a Printer,
    data: Bytes,
    attachment: Bytes,
    /// By their ids, which are few: the first figure of every document has the first.
    pictures: HashMap<FileId, Bytes>,
}

struct Ids {
    main: FileId,
    data: FileId,
    attachment: FileId,
}

/// The id of a file of ours.
fn id(name: &str) -> FileId {
    // The names are constants of this file, with a number at most, and plain.
    let path = VirtualPath::new(name).expect("a plain name is a virtual path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

static IDS: LazyLock<Ids> = LazyLock::new(|| Ids {
    main: id("assessment.typ"),
    data: id("page.json"),
    attachment: id("attachment"),
});

static MAIN: LazyLock<Source> = LazyLock::new(|| Source::new(IDS.main, TEMPLATE.to_owned()));

#[derive(serde::Serialize)]
struct Data<'a> {
    page: &'a Page,
    attachment: Option<&'a str>,
    /// The names under which typst finds the pictures, by those that the assessment gives them.
    pictures: BTreeMap<&'a str, String>,
    #[serde(rename = "media-types")]
    media_types: BTreeMap<&'a str, &'static str>,
}

impl<'a> PageWorld<'a> {
    fn new(printer: &'a Printer, page: &Page, meta: &Meta) -> Result<Self, PdfError> {
        let numbered = || {
            page.pictures
                .iter()
                .enumerate()
                .map(|(at, (file, picture))| (format!("figure-{at}"), file, picture))
        };
        let data = Data {
            page,
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
            data: Bytes::new(json),
            attachment: Bytes::new(attachment.unwrap_or_default()),
            pictures: numbered()
                .map(|(path, _, picture)| (id(&path), Bytes::new(Arc::clone(&picture.bytes))))
                .collect(),
        })
    }
}

impl World for PageWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.printer.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.printer.book
    }

    fn main(&self) -> FileId {
        IDS.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == IDS.main {
            Ok(MAIN.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == IDS.data {
            Ok(self.data.clone())
        } else if id == IDS.attachment {
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

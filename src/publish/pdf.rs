//! Documents drawn by typst, as PDF/A-3a and PDF/UA-1: the official PDF of an assessment, and two versions side by side
//! (新旧対照表). The same input gives the same bytes.

mod files;

use std::sync::Once;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::files::Files;
use super::Fonts;
use crate::change::print::review::Review;
use crate::layout::Page;

/// What a document is drawn from; each has a template of its own.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[serde(untagged)]
pub enum Drawing<'a> {
    /// The page tree of an assessment, or of a list of them.
    Assessment(&'a Page),
    /// Two versions, as 新旧対照表.
    SideBySide(&'a Review),
}

impl<'a> From<&'a Page> for Drawing<'a> {
    fn from(page: &'a Page) -> Self {
        Self::Assessment(page)
    }
}

impl<'a> From<&'a Review> for Drawing<'a> {
    fn from(review: &'a Review) -> Self {
        Self::SideBySide(review)
    }
}

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

/// Draws documents. One printer is kept for many documents: it owns the fonts and typst's library.
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
    pub fn print<'d>(&self, drawing: impl Into<Drawing<'d>>, meta: &Meta) -> Result<Vec<u8>, PdfError> {
        let result = self.prepare(drawing, meta).and_then(|prepared| prepared.draw());
        // Memory for what other documents do not share is given back, also after a failure.
        comemo::evict(5);
        result
    }

    /// The files of one document, as typst sees them: what is left to do is typst's alone.
    ///
    /// [`Printer::print`] is this and [`Prepared::draw`]; benchmarks hold one against the other.
    ///
    /// # Errors
    /// If the data could not be written as JSON, which it always can.
    pub fn prepare<'a, 'd>(
        &'a self,
        drawing: impl Into<Drawing<'d>>,
        meta: &'a Meta,
    ) -> Result<Prepared<'a>, PdfError> {
        let files = Files::new(self, drawing.into(), meta)?;
        Ok(Prepared { files, meta })
    }
}

/// A document that is ready to be drawn.
pub struct Prepared<'a> {
    files: Files<'a>,
    meta: &'a Meta,
}

impl std::fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Prepared({})", self.meta.ident)
    }
}

impl Prepared<'_> {
    /// The pages as typst lays them out, before they become a file: where every word and every line stands.
    ///
    /// # Errors
    /// What typst says of the template.
    pub fn pages(&self) -> Result<PagedDocument, PdfError> {
        settle_threads();
        let Warned { output, .. } = typst::compile::<PagedDocument>(&self.files);
        output.map_err(|errors| explain(&errors))
    }

    /// Lays the pages out and writes the file.
    ///
    /// # Errors
    /// What typst says of the template or of the standards.
    pub fn draw(&self) -> Result<Vec<u8>, PdfError> {
        let document = self.pages()?;
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
            standards: self.files.printer.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| explain(&errors))
    }
}

/// typst works on all cores. Where the machine gives no more threads, it works on the one that there is.
fn settle_threads() {
    static SETTLED: Once = Once::new();
    SETTLED.call_once(|| {
        // Some that are made and let go again tell whether there are any: those of all the program can be tried once only.
        if rayon::ThreadPoolBuilder::new().build().is_err() {
            let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
            // Whoever made them before has some.
            let _ = alone.build_global();
        }
    });
}

fn explain(errors: &[SourceDiagnostic]) -> PdfError {
    let mut messages: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    messages.dedup();
    PdfError(messages.join("; "))
}

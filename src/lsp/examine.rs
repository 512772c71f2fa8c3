//! What an editor shows of a text and of those of its 事務: whether it is told anything at all, and where the causes stand.
//! What is wrong with it, [`crate::body::examine()`] says.

use std::path::Path;

use jiff::civil::Date;

use super::document::Document;
use super::outline::Outline;
use crate::answers::{self, Read};
use crate::body::bodies::Bodies;
use crate::body::cases::{self, Case};
use crate::body::settings::Settings;
use crate::body::{Place, Shelf, examine, store};
use crate::check::page::LooksAt;
use crate::finding::{Finding, Related};
use crate::fix::{Corrected, Subject, Wanted, correct};
use crate::form::FORM_KEY;

/// The folder of a body's assessments: what lies in it is one, even before it says so.
const ASSESSMENTS: &str = "assessments";

/// A document of the same 事務.
#[derive(Debug)]
pub struct Beside {
    pub document: Document,
    pub read: Read,
}

/// What is known of a document.
#[derive(Debug)]
pub struct Examined {
    pub read: Read,
    /// In the order of the text.
    pub findings: Vec<Finding>,
    pub beside: Vec<Beside>,
}

impl Examined {
    /// What is known of a document that lies on a shelf as it is. Findings of those beside it are theirs and not told here;
    /// `open` gives those of them that are open.
    #[must_use]
    pub fn of<'d>(
        shelf: &dyn Shelf,
        document: &Document,
        today: Date,
        open: impl Fn(&Path) -> Option<&'d Document>,
    ) -> Self {
        let place = document.place();
        let read = || answers::read(shelf.forms(), &document.name, document.text().as_bytes());
        if !is_assessment(shelf, document, &place) {
            return Self {
                read: read(),
                findings: Vec::new(),
                beside: Vec::new(),
            };
        }
        let settings = settings(shelf, &place);
        let mut examined = examine(shelf, &case(shelf, &place), settings.circumstances(today));
        let policy = settings.policy_of_an_editor();
        let beside = examined.beside.into_iter().filter_map(|(place, read)| {
            let path = place.path()?;
            let on_disk = || document.beside(path, read.source.text());
            let document = open(path).cloned().or_else(on_disk)?;
            Some(Beside { document, read })
        });
        let beside = beside.collect();
        let Some(one) = examined.files.pop() else {
            // Of a seal that cannot be read `hyoka check` tells, with its line.
            let read = read();
            let judged = policy.apply(&read.source, read.findings.clone(), LooksAt::Assessment);
            return Self {
                findings: judged.findings,
                read,
                beside,
            };
        };
        let findings = one.judged(&policy, examined.looked).findings;
        // A copy that is not what was sealed reads as nothing; what an editor shows of it is its text.
        let is_whole = one.read.source.text() == document.text();
        Self {
            findings,
            read: if is_whole { one.read } else { read() },
            beside,
        }
    }

    /// The document that a second place stands in, where it is not the finding's own.
    #[must_use]
    pub fn document_of(&self, related: &Related) -> Option<&Document> {
        let id = related.source?;
        let beside = self.beside.iter().find(|one| one.read.source.id() == id)?;
        Some(&beside.document)
    }
}

/// What `hyoka fix` makes of a document; `None` for a copy of a published version, which stays as it is.
#[must_use]
pub fn corrected(shelf: &dyn Shelf, document: &Document, today: Date) -> Option<Corrected> {
    let place = document.place();
    if place.is_copy() {
        return None;
    }
    let settings = settings(shelf, &place);
    let subject = Subject {
        shelf,
        case: &case(shelf, &place),
        circumstances: settings.circumstances(today),
        policy: &settings.policy(),
    };
    Some(correct(subject, document.text().as_bytes(), &Wanted::default()))
}

/// The 事務 of a document. A form that is not there yet may be the next one written: that it is missing, `hyoka check`
/// tells.
fn case(shelf: &dyn Shelf, place: &Place) -> Case {
    Case {
        complete: false,
        ..cases::of(shelf, place)
    }
}

/// The settings of the body that a document belongs to, as they are now. What cannot be read changes nothing.
fn settings(shelf: &dyn Shelf, place: &Place) -> Settings {
    let body = place.path().map(|_| Bodies::default().of(shelf, place));
    match body {
        Some(Ok((body, _))) => body.settings.clone(),
        _ => Settings::default(),
    }
}

/// Whether a text means to be an assessment. An editor sends every YAML file that is open, and most are none of ours.
fn is_assessment(shelf: &dyn Shelf, document: &Document, place: &Place) -> bool {
    let folders = document.folder().into_iter().flat_map(|folder| folder.iter());
    let lies_there = folders.into_iter().any(|folder| folder == ASSESSMENTS);
    lies_there || Outline::new(document.text()).find(None, FORM_KEY).is_some() || is_sealed(shelf, place)
}

/// Whether a seal names a text, whatever it says now.
fn is_sealed(shelf: &dyn Shelf, place: &Place) -> bool {
    let folder = place.copies().filter(|_| place.is_copy());
    let manifest = folder.and_then(|folder| store::manifest(shelf, &folder).ok());
    manifest.is_some_and(|manifest| manifest.get(&place.own_name()).is_some())
}

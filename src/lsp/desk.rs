//! The texts that an editor has open, what is known of each, and which of them wait to be examined anew.
//! What lies beside them on disk is asked for, never read here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use lsp_types::Uri;

use super::document::{Document, MARK};
use super::examine::{Examined, corrected};
use super::position::Encoding;
use crate::body::{Open, Place, Shelf};
use crate::fix::Corrected;

/// The open texts.
pub struct Desk<'a> {
    /// What lies on disk.
    shelf: &'a dyn Shelf,
    today: Date,
    encoding: Encoding,
    documents: BTreeMap<Uri, Document>,
    examined: BTreeMap<Uri, Examined>,
    waiting: BTreeSet<Uri>,
}

impl<'a> Desk<'a> {
    #[must_use]
    pub fn new(shelf: &'a dyn Shelf, today: Date, encoding: Encoding) -> Self {
        Self {
            shelf,
            today,
            encoding,
            documents: BTreeMap::new(),
            examined: BTreeMap::new(),
            waiting: BTreeSet::new(),
        }
    }

    /// Puts a text on the desk.
    pub fn open(&mut self, uri: &Uri, version: i32, text: String) {
        let document = Document::new(uri.clone(), Some(version), text, self.encoding);
        self.documents.insert(uri.clone(), document);
        self.touch(uri);
    }

    /// Lets a change be made to a text that is open.
    pub fn change(&mut self, uri: &Uri, change: impl FnOnce(&mut Document)) {
        if let Some(document) = self.documents.get_mut(uri) {
            change(document);
            self.touch(uri);
        }
    }

    /// Takes a text away; from now on its file counts again.
    pub fn close(&mut self, uri: &Uri) {
        self.touch(uri);
        self.documents.remove(uri);
        self.examined.remove(uri);
        self.waiting.remove(uri);
    }

    /// All are to be examined anew: something changed on disk.
    pub fn touch_all(&mut self) {
        self.waiting.extend(self.documents.keys().cloned());
    }

    /// What is wrong with a text may depend on those in the same folder.
    fn touch(&mut self, uri: &Uri) {
        let Some(touched) = self.documents.get(uri) else { return };
        let near = |document: &&Document| document.folder().is_some() && document.folder() == touched.folder();
        let near: Vec<Uri> = self
            .documents
            .values()
            .filter(near)
            .map(|document| document.uri.clone())
            .collect();
        self.waiting.extend(near);
        self.waiting.insert(uri.clone());
    }

    /// Those to be examined anew.
    #[must_use]
    pub fn waiting(&self) -> Vec<Uri> {
        self.waiting.iter().cloned().collect()
    }

    #[must_use]
    pub fn document(&self, uri: &Uri) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// A text and what is known of it as it is now; `None` for one that is not open.
    pub fn examined(&mut self, uri: &Uri) -> Option<(&Document, &Examined)> {
        if !self.documents.contains_key(uri) {
            return None;
        }
        if self.waiting.remove(uri) || !self.examined.contains_key(uri) {
            let open = |path: &Path| {
                self.documents
                    .values()
                    .find(|other| other.path.as_deref() == Some(path))
            };
            let examined = Examined::of(&self.open_texts(), self.documents.get(uri)?, self.today, open);
            self.examined.insert(uri.clone(), examined);
        }
        Some((self.documents.get(uri)?, self.examined.get(uri)?))
    }

    /// What `hyoka fix` makes of a text.
    #[must_use]
    pub fn corrected(&self, document: &Document) -> Option<Corrected> {
        corrected(&self.open_texts(), document, self.today)
    }

    /// The texts that are open, over those on disk.
    fn open_texts(&self) -> Open<'_> {
        let documents = self.documents.values();
        documents.fold(Open::over(self.shelf), |open, document| {
            let place = document.place();
            let bytes = self.bytes(document, &place);
            open.with(&place, bytes)
        })
    }

    /// The bytes that a text would have as a file. An editor may keep the mark of byte order to itself, and a seal holds a
    /// copy to every byte.
    fn bytes<'d>(&self, document: &'d Document, place: &Place) -> Cow<'d, [u8]> {
        let mut mark = [0; 4];
        let mark = MARK.encode_utf8(&mut mark).as_bytes();
        let path = place.path().filter(|_| place.is_copy());
        let marked = path.is_some_and(|path| self.shelf.bytes(path).is_ok_and(|bytes| bytes.starts_with(mark)));
        if marked {
            [mark, document.text().as_bytes()].concat().into()
        } else {
            document.text().as_bytes().into()
        }
    }
}

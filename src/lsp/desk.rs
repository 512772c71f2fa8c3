//! The texts that an editor has open, what is known of each, and which of them wait to be examined anew.
//! What lies beside them on disk is asked for, never read here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::Uri;

use super::document::{Document, MARK};
use super::examine::{Beside, Examined, Examiner};
use super::position::Encoding;
use crate::answers::{Assessment, Read};
use crate::body::settings::Settings;
use crate::figure::Fault;
use crate::finding::{Finding, Severity, sort};
use crate::seal::{self, FOLDER, MANIFEST, Manifest};

/// What lies on disk around the files that an editor shows.
pub trait Surroundings {
    /// The files that may belong to the same 事務 as one, whether they exist or not.
    fn beside(&self, path: &Path) -> Vec<PathBuf>;
    /// The bytes of a file, if it can be read.
    fn bytes(&self, path: &Path) -> Option<Vec<u8>>;
    /// The sealed copy that a version being written follows; `None` where there is none, or none that can be read.
    fn before(&self, path: &Path, assessment: &Assessment) -> Option<Read>;
    /// The bytes of a figure by the name that the assessment at a path gives it.
    ///
    /// # Errors
    /// Why there are none.
    fn figure(&self, path: &Path, file: &str) -> Result<Vec<u8>, Fault>;
    /// The settings of the body that a file belongs to, as they are now.
    fn settings(&self, path: &Path) -> Settings;
}

/// The open texts.
pub struct Desk<'a> {
    surroundings: &'a dyn Surroundings,
    examiner: Examiner<'a>,
    encoding: Encoding,
    documents: BTreeMap<Uri, Document>,
    examined: BTreeMap<Uri, Examined>,
    waiting: BTreeSet<Uri>,
}

impl<'a> Desk<'a> {
    #[must_use]
    pub fn new(surroundings: &'a dyn Surroundings, examiner: Examiner<'a>, encoding: Encoding) -> Self {
        Self {
            surroundings,
            examiner,
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
        let document = self.documents.get(uri)?;
        if self.waiting.remove(uri) || !self.examined.contains_key(uri) {
            let path = document.path.as_deref();
            let settings = path.map(|path| self.surroundings.settings(path)).unwrap_or_default();
            let mut read = self.examiner.read(document);
            let mut before = None;
            if let (Some(path), Some(assessment)) = (path, &mut read.assessment) {
                assessment.see_figures(|file| self.surroundings.figure(path, file));
                before = self.surroundings.before(path, assessment);
            }
            let beside = self.beside(document);
            let mut examined = self
                .examiner
                .examine(document, read, beside, before.as_ref(), &settings);
            match self.seal(document) {
                // What else is wrong with it is beside the point: it is to be as it was.
                Some(changed) if changed.severity == Severity::Error => examined.findings = vec![changed],
                unsealed => {
                    // Not every folder of this name holds assessments.
                    let unsealed = unsealed.filter(|_| examined.read.assessment.is_some());
                    let told = unsealed.and_then(|finding| settings.policy().rule_on(finding));
                    examined.findings.extend(told);
                    sort(&mut examined.findings);
                }
            }
            self.examined.insert(uri.clone(), examined);
        }
        Some((document, self.examined.get(uri)?))
    }

    /// What the seal of a copy of a published version says of it. Of its figures `hyoka check` tells.
    fn seal(&self, document: &Document) -> Option<Finding> {
        let path = document.path.as_deref()?;
        let folder = path.parent().filter(|folder| folder.ends_with(FOLDER))?;
        let file = path.file_name()?.to_str()?;
        let manifest = self.surroundings.bytes(&folder.join(MANIFEST)).unwrap_or_default();
        // Of one that cannot be read `hyoka check` tells, with its line.
        let manifest = Manifest::parse(&manifest).ok()?;
        let judge = |text: &str| seal::judge(&document.name, text.as_bytes(), file, &manifest);
        // An editor may keep the mark of byte order to itself.
        let bare = document.text();
        judge(bare).filter(|_| judge(&format!("{MARK}{bare}")).is_some())
    }

    /// The others of the same 事務: as they are on the desk, else as they are on disk.
    fn beside(&self, document: &Document) -> Vec<Beside> {
        let Some(path) = &document.path else { return Vec::new() };
        let at = |path: &Path| {
            self.documents
                .values()
                .find(|other| other.path.as_deref() == Some(path))
        };
        let documents = self.surroundings.beside(path).into_iter().filter_map(|path| {
            if let Some(open) = at(&path) {
                return Some(open.clone());
            }
            // What cannot be read as text is told when it is opened.
            let text = String::from_utf8(self.surroundings.bytes(&path)?).ok()?;
            let text = text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text);
            Document::on_disk(&path, text, self.encoding)
        });
        documents.map(|document| self.examiner.beside(document)).collect()
    }
}

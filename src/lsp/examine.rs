//! What is wrong with a document and with those of its 事務 that lie beside it, at one moment.
//! The one place where findings pass before they become diagnostics; draws nothing and answers nobody.

use jiff::civil::Date;

use super::document::Document;
use super::outline::Outline;
use crate::answers::{self, Assessment, Read};
use crate::body::settings::Settings;
use crate::check::check;
use crate::check::look::{since, together};
use crate::check::page::LooksAt;
use crate::finding::{Finding, Related};
use crate::form::{FORM_KEY, Forms};
use crate::publish::glyphs;

/// The folder of a body's assessments: what lies in it is one, even before it says so.
const ASSESSMENTS: &str = "assessments";

/// Knows what a check needs besides the texts.
#[derive(Debug)]
pub struct Examiner<'f> {
    forms: &'f Forms,
    today: Date,
}

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

impl<'f> Examiner<'f> {
    #[must_use]
    pub fn new(forms: &'f Forms, today: Date) -> Self {
        Self { forms, today }
    }

    /// Reads a document that lies beside another.
    #[must_use]
    pub fn beside(&self, document: Document) -> Beside {
        Beside {
            read: self.read(&document),
            document,
        }
    }

    /// Examines a document that was read. Findings of those beside it are theirs and not told here. `before` is the
    /// published version that it follows.
    #[must_use]
    pub fn examine(
        &self,
        document: &Document,
        read: Read,
        beside: Vec<Beside>,
        before: Option<&Read>,
        settings: &Settings,
    ) -> Examined {
        let findings = if is_assessment(document) {
            self.findings(&read, &beside, before, settings)
        } else {
            Vec::new()
        };
        Examined { read, findings, beside }
    }

    /// Reads a document; its figures are not looked for.
    #[must_use]
    pub fn read(&self, document: &Document) -> Read {
        answers::read(self.forms, &document.name, document.text().as_bytes())
    }

    /// All findings of one assessment that an editor shows, without what its body has accepted or switched off.
    fn findings(&self, read: &Read, beside: &[Beside], before: Option<&Read>, settings: &Settings) -> Vec<Finding> {
        let mut findings = read.findings.clone();
        let mut looked = LooksAt::Assessment;
        if let Some(assessment) = &read.assessment {
            findings.extend(check(assessment, settings.circumstances(self.today)));
            findings.extend(glyphs::unprintable(assessment));
            let before = before.and_then(|read| read.assessment.as_ref());
            since::add(&mut findings, before, assessment, self.today);
            let others = beside.iter().filter_map(|one| one.read.assessment.as_ref());
            let case: Vec<&Assessment> = std::iter::once(assessment).chain(others).collect();
            if case.len() > 1 {
                looked = LooksAt::Together;
            }
            // A form that is not there yet may be the next one written: that it is missing, `hyoka check` tells.
            let mut shared = together::check_together(&case, false, self.today);
            findings.append(&mut shared.swap_remove(0));
        }
        settings.policy().apply(&read.source, findings, looked).findings
    }
}

impl Examined {
    /// The document that a second place stands in, where it is not the finding's own.
    #[must_use]
    pub fn document_of(&self, related: &Related) -> Option<&Document> {
        let name = related.file.as_deref()?;
        let mut documents = self.beside.iter().map(|one| &one.document);
        documents.find(|document| document.name == name)
    }
}

/// Whether a text means to be an assessment. An editor sends every YAML file that is open, and most are none of ours.
fn is_assessment(document: &Document) -> bool {
    let folders = document.folder().into_iter().flat_map(|folder| folder.iter());
    let lies_there = folders.into_iter().any(|folder| folder == ASSESSMENTS);
    lies_there || Outline::new(document.text()).find(None, FORM_KEY).is_some()
}

//! An assessment bound to its form. Every item of the form has an answer here, written or not, and every answer knows its
//! place in the file. Reads no files; what is wrong with the binding is told as findings.

mod arena;
mod bind;
mod cursor;
mod folded;
mod moved;
mod signs;
mod spare;
mod value;

use std::collections::BTreeSet;
use std::panic::Location;
use std::sync::{Arc, Mutex, OnceLock};

use arena::Answers;

pub use arena::AnswerId;
pub use cursor::Cursor;
pub use folded::{Folded, each_letter};
pub use value::{Copy, Figure, Piece, Tick, Value, WITHHELD};

use crate::figure::{self, Fault, Picture, Pictures};
use crate::finding::{Finding, Severity, code, sort};
use crate::form::{Display, Form, Forms, ItemId, Registered};
use crate::source::{Source, Span, leftover};

/// An assessment: the answers to a form, in the form's order.
#[derive(Debug)]
pub struct Assessment {
    form: Arc<Form>,
    source: Arc<Source>,
    answers: Answers,
    folded: OnceLock<Vec<Folded>>,
    pictures: Pictures,
    asked: Option<Mutex<Asked>>,
}

/// The answer to one item; of a list, the list; of a list's entry, the entry.
#[derive(Debug, Clone)]
pub struct Answer {
    pub item: ItemId,
    /// Where the key stands, if it does; of the top, the key 様式.
    pub key: Option<Span>,
    /// The whole of what is written.
    pub span: Option<Span>,
    /// The part of it to put marks under.
    pub mark: Option<Span>,
    pub value: Value,
    /// Of an entry, its 番号, or its 1-based position where the form numbers none.
    pub slot: Option<u32>,
    parent: Option<AnswerId>,
    /// Of a group, an answer for every item of it; of a list, its entries by number.
    children: Vec<AnswerId>,
}

/// A path that was asked for and that the form does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Miss {
    /// The path, with entries as `[番号]`.
    pub what: String,
    /// The line of the program that asks.
    pub asked: &'static Location<'static>,
}

/// What was asked for.
#[derive(Debug, Clone, Default)]
struct Asked {
    in_vain: Vec<Miss>,
    /// The paths of the answers that were there.
    heard: BTreeSet<String>,
}

/// What reading a file gives: always a source, an assessment where the form is known, and all findings of both.
#[derive(Debug)]
pub struct Read {
    pub source: Arc<Source>,
    pub assessment: Option<Assessment>,
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// Answers that are taken as they are meant, though the form writes them otherwise: nothing is wrong with them, but
    /// each has a correction, which editors and other readers of the file may want.
    pub loose: Vec<Finding>,
}

impl Read {
    /// What reading could not take in: its errors, but for an item that is not written yet. Where there are any, the
    /// assessment lacks something that stands in the file.
    pub fn lost(&self) -> impl Iterator<Item = &Finding> {
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.filter(|finding| finding.code != code::MISSING_ANSWER)
    }
}

/// Reads an assessment and binds it to its form.
#[must_use]
pub fn read(forms: &Forms, name: &str, bytes: &[u8]) -> Read {
    let (source, mut findings) = Source::read(name, bytes);
    let source = Arc::new(source);
    let mut assessment = None;
    let mut loose = Vec::new();
    if source.root().is_some()
        && let Some(form) = bind::choose_form(forms, &source, &mut findings)
    {
        let bound = bind::bind(&form, &source);
        findings.extend(bound.findings);
        loose = bound.loose;
        assessment = Some(Assessment {
            form,
            source: Arc::clone(&source),
            answers: bound.answers,
            folded: OnceLock::new(),
            pictures: Pictures::new(),
            asked: None,
        });
    } else if source.root().is_none() && findings.is_empty() {
        findings.push(
            Finding::new(code::MISSING_ANSWER, crate::finding::Severity::Error, 0..0)
                .message("ファイルに何も書かれていません")
                .label("hyoka new juten で様式のひな形を作れます"),
        );
    }
    findings.extend(leftover::findings(&source));
    signs::keep_known(forms, &source, &mut findings);
    sort(&mut findings);
    Read {
        source,
        assessment,
        findings,
        loose,
    }
}

/// The revision of a form that a text is read by; `None` where it is no assessment.
#[must_use]
pub fn form_of(forms: &Forms, text: &str) -> Option<Arc<Form>> {
    let (source, _) = Source::read("", text.as_bytes());
    bind::choose_form(forms, &source, &mut Vec::new())
}

impl Assessment {
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Takes the files of the figures from `look`, which gives the bytes of a file by the name in the assessment.
    ///
    /// Nothing else of the figures is read here: without it their files are unknown, and no rule speaks of them. Names
    /// that lead out of the folder are never asked for.
    pub fn see_figures(&mut self, mut look: impl FnMut(&str) -> Result<Vec<u8>, Fault>) {
        let mut pictures = Pictures::new();
        let with_figures = self.top().leaves_where(Answer::has_figures);
        for figure in with_figures.iter().flat_map(Cursor::figures) {
            if !figure::leaves_folder(&figure.file) && !pictures.contains_key(&figure.file) {
                let seen = look(&figure.file).and_then(|bytes| figure::picture(&bytes));
                pictures.insert(figure.file.clone(), seen);
            }
        }
        self.pictures = pictures;
    }

    /// The picture of a figure's file, or why there is none; `None` where nobody looked for it.
    #[must_use]
    pub fn picture(&self, file: &str) -> Option<&Result<Picture, Fault>> {
        self.pictures.get(file)
    }

    /// The cursor at the top.
    #[must_use]
    pub fn top(&self) -> Cursor<'_> {
        Cursor::top(self)
    }

    /// The answer at a path of keys joined by `/`. A list on the way leads to its first entry.
    #[must_use]
    #[track_caller]
    pub fn at(&self, path: &str) -> Cursor<'_> {
        self.top().at(path)
    }

    /// The answer at a path with entries as `[番号]`, as [`Cursor::path`] gives it; where it is not there, what would hold it.
    #[must_use]
    pub fn place(&self, path: &str) -> Cursor<'_> {
        self.top().down(path)
    }

    /// The answers at a path, one for every combination of entries of the lists on the way, the last one included.
    #[must_use]
    #[track_caller]
    pub fn each(&self, path: &str) -> Vec<Cursor<'_>> {
        self.top().each(path)
    }

    /// The texts that the form prints for a reader today, folded, in the form's order. Folded when first asked for.
    ///
    /// 変更箇所 is left out, because it quotes earlier versions, and so is what the form does not print.
    #[must_use]
    pub fn folded(&self) -> &[Folded] {
        self.folded.get_or_init(|| folded::fold(self))
    }

    /// The answer that says something of the whole document; `None` where the form has no such item.
    #[must_use]
    pub fn displayed(&self, display: Display) -> Option<Cursor<'_>> {
        self.form.displayed(display).map(|item| self.at(&item.path))
    }

    /// The answer that a list of assessments shows; `None` where the form has no such item.
    #[must_use]
    pub fn registered(&self, what: Registered) -> Option<Cursor<'_>> {
        self.form.registered(what).next().map(|item| self.at(&item.path))
    }

    /// The same assessment without some answers: they are [`Value::Withheld`], whether something stood there or not, and
    /// pictures that only they show are gone. Only its source still has what was written.
    #[must_use]
    pub fn without(&self, hidden: &BTreeSet<AnswerId>) -> Self {
        let mut answers = self.answers.clone();
        for id in hidden {
            answers.get_mut(*id).value = Value::Withheld;
            // A group that was not written holds something now, as one that was.
            let around: Vec<AnswerId> = answers.outwards(*id).skip(1).map(|(id, _)| id).collect();
            for group in around {
                let answer = answers.get_mut(group);
                if answer.value == Value::Empty {
                    answer.value = Value::Group;
                }
            }
        }
        let mut copy = Self {
            form: Arc::clone(&self.form),
            source: Arc::clone(&self.source),
            answers,
            folded: OnceLock::new(),
            pictures: Pictures::new(),
            asked: None,
        };
        let with_figures = copy.top().leaves_where(Answer::has_figures);
        let shown = with_figures.iter().flat_map(Cursor::figures);
        let pictures = shown.filter_map(|figure| Some((figure.file.clone(), self.picture(&figure.file)?.clone())));
        copy.pictures = pictures.collect();
        copy
    }

    /// Remembers from now on what is asked for. Only tests do, to hold the rules to the forms.
    pub fn remember_asked(&mut self) {
        self.asked = Some(Mutex::default());
    }

    /// What was asked for and the form does not have; empty without [`Assessment::remember_asked`].
    #[must_use]
    pub fn misses(&self) -> Vec<Miss> {
        self.asked(|asked| asked.in_vain.clone())
    }

    /// The paths, with entries as `[番号]`, that were asked for and that the form has; empty without
    /// [`Assessment::remember_asked`].
    #[must_use]
    pub fn heard(&self) -> BTreeSet<String> {
        self.asked(|asked| asked.heard.clone())
    }

    fn asked<T: Default>(&self, what: impl Fn(&mut Asked) -> T) -> T {
        let asked = self.asked.as_ref().and_then(|asked| asked.lock().ok());
        asked.map(|mut asked| what(&mut asked)).unwrap_or_default()
    }

    fn miss(&self, place: &'static Location<'static>, what: impl Fn() -> String) {
        self.asked(|asked| {
            asked.in_vain.push(Miss {
                what: what(),
                asked: place,
            });
        });
    }

    fn hear(&self, path: impl Fn() -> String) {
        self.asked(|asked| {
            asked.heard.insert(path());
        });
    }
}

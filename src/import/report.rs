//! What came in, from where, and how sure; what is left to look at.

use std::collections::BTreeSet;

use serde::Serialize;

use super::recognise::Recognised;
use crate::answers::{Assessment, Cursor};
use crate::folding::fold;
use crate::pieces::{Document, Piece, Place, Remark, RemarkKind};
use crate::sheet;

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Outcome {
    /// The file that was read.
    pub file: String,
    /// The assessment that it became; none where nothing was written.
    pub assessment: Option<String>,
    /// Why nothing came of it.
    pub error: Option<String>,
    pub report: Option<Report>,
}

/// What `--format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Outcomes {
    pub files: Vec<Outcome>,
}

/// The report of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Report {
    /// The form's name, such as 重点項目評価書.
    pub form: String,
    /// The edition that the answers were bound to.
    pub edition: String,
    /// The label as the document prints it; empty where it prints none.
    pub printed: String,
    /// Whether the document is of another edition than the one that it was bound to, or does not say which.
    pub other_edition: bool,
    /// What was read, in the order of the document.
    pub answers: Vec<Entry>,
    /// What was not read as an answer.
    pub left: Vec<Leftover>,
    /// What of the document a person must know: hidden rows, text boxes, formulas.
    pub remarks: Vec<Leftover>,
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub enum Sureness {
    /// The label is the form's, and the answer reads as the form asks.
    #[serde(rename = "確実")]
    Sure,
    /// The label stands without its number or together with the answer.
    #[serde(rename = "ほぼ確実")]
    Likely,
    /// To be looked at by a person.
    #[serde(rename = "要確認")]
    Doubtful,
}

impl Sureness {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sure => "確実",
            Self::Likely => "ほぼ確実",
            Self::Doubtful => "要確認",
        }
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Entry {
    /// How the form names the item: Ⅰ-1 ②事務の内容.
    pub item: String,
    /// Its keys from the top, joined by `/`, with the entries of lists.
    pub path: String,
    /// Where it was read: a sheet and cell, a page and line.
    pub places: Vec<String>,
    pub sure: Sureness,
    /// What is doubtful; empty for nothing.
    pub doubt: String,
}

/// Words that found no item, or something that a person must know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Leftover {
    pub place: String,
    /// The item that it stands at, or why it is told; empty for neither.
    pub about: String,
    pub words: String,
}

impl Report {
    pub(super) fn new(found: &Recognised, document: &Document) -> Self {
        // The notes that tell people what to write are ours.
        let notes: BTreeSet<String> = found.form.items().map(|item| fold(&sheet::guidance(item))).collect();
        let own = |remark: &&Remark| remark.kind == RemarkKind::Comment && notes.contains(&fold(&remark.words));
        let remarks = document
            .remarks
            .iter()
            .filter(|remark| !own(remark))
            .map(|remark| Leftover {
                place: remark.place.to_string(),
                about: told(remark.kind).to_owned(),
                words: remark.words.clone(),
            });
        Self {
            form: found.form.name.clone(),
            edition: found.form.edition.clone(),
            printed: found.printed.clone(),
            other_edition: !found.exact,
            remarks: remarks.collect(),
            ..Self::default()
        }
    }

    /// Whether a person must look at something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let doubtful = self.answers.iter().any(|entry| entry.sure == Sureness::Doubtful);
        doubtful || !self.left.is_empty() || !self.remarks.is_empty()
    }

    pub(super) fn answer(&mut self, item: String, path: String, places: &[Place], sure: f32, doubt: &str) {
        let sure = if !doubt.is_empty() || sure < 0.5 {
            Sureness::Doubtful
        } else if sure >= 0.8 {
            Sureness::Sure
        } else {
            Sureness::Likely
        };
        let doubt = if sure == Sureness::Doubtful && doubt.is_empty() {
            "見出しが様式と違います"
        } else {
            doubt
        };
        let mut shown: Vec<String> = places.iter().map(ToString::to_string).collect();
        shown.dedup();
        self.answers.push(Entry {
            item,
            path,
            places: shown,
            sure,
            doubt: doubt.to_owned(),
        });
    }

    /// An item of which nothing was read, and why that is told.
    pub(super) fn doubt(&mut self, item: String, why: &str, place: &Place) {
        self.left.push(Leftover {
            place: place.to_string(),
            about: item,
            words: why.to_owned(),
        });
    }

    pub(super) fn leave(&mut self, piece: &Piece, item: Option<String>) {
        let words = piece.text();
        // Brackets and boxes of the form hold no words.
        if words.chars().any(char::is_alphanumeric) {
            self.leave_words(&words, &piece.place, item);
        }
    }

    pub(super) fn leave_words(&mut self, words: &str, place: &Place, item: Option<String>) {
        self.left.push(Leftover {
            place: place.to_string(),
            about: item.unwrap_or_default(),
            words: words.to_owned(),
        });
    }
}

/// The answers of an assessment that was taken over as it is.
pub(super) fn of(assessment: &Assessment) -> Vec<Entry> {
    let leaves = assessment.top().leaves();
    let filled = leaves.iter().filter(|cursor| cursor.is_filled());
    let entry = |cursor: &Cursor<'_>| Entry {
        item: cursor.name(),
        path: cursor.path(),
        places: vec!["PDF に添付された評価書のデータ".to_owned()],
        sure: Sureness::Sure,
        doubt: String::new(),
    };
    filled.map(entry).collect()
}

/// What a remark of a reader is about.
fn told(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Hidden => "隠れているため、読んでいません",
        RemarkKind::Covered => "結合されたセルの下にあるため、読んでいません",
        RemarkKind::Comment => "コメントのため、読んでいません",
        RemarkKind::NoValue => "数式の値がないため、読んでいません",
        RemarkKind::Formula => "数式です。最後に計算された値を読みました",
        RemarkKind::Box => "図形の中の文字です。図形のある場所の文字として読みました",
        RemarkKind::Picture => "取り出せない図です",
        RemarkKind::Illegible => "判読できない文字があります",
        RemarkKind::Other => "",
    }
}

//! Carries an assessment to the newest revision of its form, item by item as the form says (`was`). Changes no byte that need
//! not change, loses none of the author's words, and proves both by reading the result. Reads and writes no files.

mod carry;
mod pen;
#[cfg(feature = "cli")]
pub mod print;
mod proof;

use std::sync::Arc;

use crate::answers::{self, Assessment, Read};
use crate::finding::{Severity, code};
use crate::form::{Form, Forms};
use crate::merge::place::Side;
use crate::source::edit;

/// An assessment in the newest revision of its form.
#[derive(Debug)]
pub struct Upgraded {
    /// 様式の版, such as 平成30年5月.
    pub from: String,
    pub to: String,
    pub bytes: Vec<u8>,
    /// What became of the answers that are not where and as they were, in the order of the older form.
    pub steps: Vec<Step>,
    /// What the newer revision asks and the older one did not, in its order.
    pub added: Vec<Added>,
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// As the older form names it, such as `Ⅲ-8 監査`.
    pub item: String,
    pub what: What,
}

/// What may become of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It stands elsewhere, or under another key, by the name that the newer form has for it.
    Moved(String),
    /// An option has other words.
    Reworded { old: String, new: String },
    /// The option is none any more; it is kept as a comment, and the item is to be answered anew.
    OptionGone(String),
    /// The form no longer asks it; what was written is kept as a comment.
    Dropped,
    /// What was asked of each entry is asked once now, and this entry said what the one that was carried says.
    SaidAlready,
    /// What was asked of each entry is asked once now, and this entry said something else; kept as a comment.
    Left,
    /// What was asked once is asked of each entry now; kept as a comment.
    ForEach,
    /// A name at 非公表 that is this now.
    Withheld(String),
    /// A name at 非公表 of an item that the form dropped.
    WithheldDropped,
}

/// An item that the older revision did not ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// As the newer form names it.
    pub item: String,
    pub required: bool,
}

/// Why an assessment was not carried. Then nothing has been made of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("評価書として読めないため、新しい版に移せません")]
    NoAssessment,
    #[error("正しく読めないところ（{0}）があるため、新しい版に移せません。先に直してください")]
    Unreadable(&'static str),
    #[error("「様式の版」が書かれていないため、どの版から移すのか決められません。先に「管理」の中に書いてください")]
    Unnamed,
    #[error(
        "「{0}」の行は、ほかの項目と一緒に書かれているため、新しい版に移せません。一行に一つの項目の形に改めてください"
    )]
    Layout(String),
    #[error("「{0}」を新しい版に移した結果を読み直すと、移す前と記載が変わってしまうため、ファイルは変えていません")]
    Unproved(String),
}

impl Refusal {
    /// The findings of the file that are its cause, by their code; none where no finding is.
    #[must_use]
    pub fn cause(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable(code) => Some(code),
            Self::Unnamed => Some(code::UNNAMED_EDITION),
            Self::NoAssessment | Self::Layout(_) | Self::Unproved(_) => None,
        }
    }
}

/// Carries an assessment, read from `bytes`, to the newest revision of its form; `None` where it is in that already.
///
/// # Errors
/// [`Refusal`] where the file is not read in all its answers, where it is laid out so that no item can be moved, and where the
/// result would not say what the file says.
pub fn upgrade(forms: &Forms, read: &Read, bytes: &[u8]) -> Result<Option<Upgraded>, Refusal> {
    let old = read.assessment.as_ref().ok_or(Refusal::NoAssessment)?;
    let newest = forms.newest(&old.form().form).unwrap_or(old.form());
    if newest.edition == old.form().edition {
        return Ok(None);
    }
    if read
        .findings
        .iter()
        .any(|finding| finding.code == code::UNNAMED_EDITION)
    {
        return Err(Refusal::Unnamed);
    }
    if let Some(lost) = read.lost().next() {
        return Err(Refusal::Unreadable(lost.code));
    }
    let whole = || Refusal::Unproved(old.form().name.clone());
    let side = Side::new(old);
    let mut carried = carry::carry(&side, newest)?;
    let mut made = edit::apply(bytes, &carried.edits).map_err(|_| whole())?;
    let mut new = reread(forms, read, newest, &made).ok_or_else(whole)?;
    let names = carry::withheld_names(old, &new, &mut carried);
    if !names.is_empty() {
        made = edit::apply(&made, &names).map_err(|_| whole())?;
        new = reread(forms, read, newest, &made).ok_or_else(whole)?;
    }
    proof::holds(&side, &new, &carried).map_err(Refusal::Unproved)?;
    Ok(Some(Upgraded {
        from: old.form().edition.clone(),
        to: newest.edition.clone(),
        bytes: made,
        steps: carried.steps,
        added: added(old.form(), newest),
    }))
}

/// The assessment that came out, if it is one of the newer revision in which nothing new is wrong with the reading.
fn reread(forms: &Forms, before: &Read, newest: &Arc<Form>, bytes: &[u8]) -> Option<Assessment> {
    let read = answers::read(forms, before.source.name(), bytes);
    let faults = |read: &Read| -> Vec<&'static str> {
        let all = read.findings.iter();
        let mut codes: Vec<&str> = all
            .filter(|finding| finding.severity != Severity::Info && finding.code != code::MISSING_ANSWER)
            .map(|finding| finding.code)
            .collect();
        codes.sort_unstable();
        codes
    };
    let (was, is) = (faults(before), faults(&read));
    let count = |codes: &[&str], code: &str| codes.iter().filter(|other| **other == code).count();
    let nothing_new = is.iter().all(|code| count(&is, code) <= count(&was, code));
    read.assessment
        .filter(|assessment| nothing_new && assessment.form().edition == newest.edition)
}

/// What the newer form prints and the older one has not.
fn added(old: &Form, new: &Form) -> Vec<Added> {
    let printed = |item: &&crate::form::Item| new.part(item).is_some_and(|part| part.printed && !part.table);
    new.items()
        .filter(printed)
        .filter(|item| !item.is_group() && new.same(item, old).is_none())
        .map(|item| Added {
            item: new.name_of_item(item),
            required: item.required,
        })
        .collect()
}

//! A three-way merge of assessments by item: what one of two people changed is taken, what both changed differently stays
//! open. The result is OURS with edits, read again and held against what was decided. Reads no files and writes none.

pub(crate) mod draft;
mod entries;
mod lines;
mod long_answer;
mod names;
pub(crate) mod place;
pub mod print;
mod said;
mod trio;
mod weave;

use crate::answers::{self, Assessment, Read};
use crate::finding::{Severity, code};
use crate::form::Forms;
use crate::source::edit;

use draft::Draft;
pub use names::Names;
use place::Side;
use weave::Weaver;

/// One of the three versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Base,
    Ours,
    Theirs,
}

/// Why three versions cannot be merged. Then nothing has been made of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NoAssessment(Which),
    Unreadable { which: Which, code: &'static str },
    Unresolved(Which),
    Forms { which: Which, ours: String, other: String },
    Flow(String),
    Unproved(String),
}

impl Refusal {
    /// The reason for a reader.
    #[must_use]
    pub fn words(&self, names: &Names) -> String {
        let name = |which: &Which| names.version(*which);
        match self {
            Self::NoAssessment(which) => format!("{}が評価書として読めないため、併合できません", name(which)),
            Self::Unreadable { which, code } => format!(
                "{}に、正しく読めないところ（{code}）があるため、併合できません。先に直してください",
                name(which)
            ),
            Self::Unresolved(which) => format!(
                "{}に、前の併合の食い違いが残っています。どう書くかを決めて印を消してから、併合してください",
                name(which)
            ),
            Self::Forms { which, ours, other } => format!(
                "様式か、その版が違うため併合できません（{}: {ours}、{}: {other}）。様式の版が違うだけなら、先に hyoka upgrade で新しい版にそろえてください",
                name(&Which::Ours),
                name(which)
            ),
            Self::Flow(item) => format!(
                "「{item}」の行は、ほかの項目と一緒に {{ }} か [ ] の中に書かれているため、併合できません。一行に一つの項目の形に改めてください"
            ),
            Self::Unproved(item) => format!(
                "「{item}」を併合した結果を読み直すと、決めたとおりになりませんでした。ファイルは変えていません。この項目の前後を見比べて、手で併合してください"
            ),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.words(&Names::of_people()))
    }
}

impl std::error::Error for Refusal {}

/// What two people wrote differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The place as the form names it, such as `Ⅱ-6 保管場所`.
    pub item: String,
    /// What each version says; none where it says nothing.
    pub base: Option<String>,
    pub ours: Option<String>,
    pub theirs: Option<String>,
}

/// A merged file.
#[derive(Debug)]
pub struct Merged {
    /// OURS with the changes of THEIRS; conflicts as comments above what is in conflict.
    pub bytes: Vec<u8>,
    pub conflicts: Vec<Conflict>,
    /// The names of what was taken from theirs, in the order of the form.
    pub taken: Vec<String>,
    /// The names of texts of which some lines are ours and some theirs: a person should read them.
    pub by_line: Vec<String>,
    /// How many comments of theirs were changed outside of what was taken; they are not in the result.
    pub comments_left: usize,
}

/// Merges two versions of an assessment that come from one. `bytes` are those of `ours`; without a `base` the two have
/// nothing in common. `names` are what a conflict calls them.
///
/// # Errors
/// [`Refusal`] where the three are no versions of one assessment, where a place cannot be edited, and where the result
/// does not say what was decided.
pub fn merge(
    forms: &Forms,
    names: &Names,
    base: Option<&Read>,
    ours: &Read,
    bytes: &[u8],
    theirs: &Read,
) -> Result<Merged, Refusal> {
    let was = base.map(|read| assessment(read, Which::Base)).transpose()?;
    let (here, there) = (assessment(ours, Which::Ours)?, assessment(theirs, Which::Theirs)?);
    let others = [was.map(|was| (Which::Base, was)), Some((Which::Theirs, there))];
    for (which, other) in others.into_iter().flatten() {
        if here.form().name != other.form().name || here.form().edition != other.form().edition {
            let named = |assessment: &Assessment| format!("{} {}", assessment.form().name, assessment.form().edition);
            return Err(Refusal::Forms {
                which,
                ours: named(here),
                other: named(other),
            });
        }
    }
    let was = was.map(Side::new);
    let (here, there) = (Side::new(here), Side::new(there));
    let mut weaver = Weaver {
        base: was.as_ref(),
        ours: &here,
        theirs: &there,
        names,
        conflicts: Vec::new(),
        taken: Vec::new(),
        by_line: Vec::new(),
        shown: Vec::new(),
    };
    let top = was.as_ref().map(|side| side.assessment.top());
    let woven = weaver.item(top.as_ref(), &here.assessment.top(), &there.assessment.top())?;
    let mut draft = Draft::new(&here);
    woven.ops.iter().for_each(|op| draft.add(op));
    let whole = || Refusal::Unproved(here.assessment.form().name.clone());
    let bytes = edit::apply(bytes, &draft.edits()).map_err(|_| whole())?;

    let read = answers::read(forms, here.source.name(), &bytes);
    let result = read.assessment.as_ref().ok_or_else(whole)?;
    if broken(&read).is_some_and(|code| code != UNRESOLVED) {
        return Err(whole());
    }
    let result = Side::new(result);
    if let Some(item) = woven.said.unlike(&result, &result.assessment.top()) {
        return Err(Refusal::Unproved(item));
    }
    let comments_left = comments_left(&weaver, &result);
    Ok(Merged {
        conflicts: weaver.conflicts,
        taken: weaver.taken,
        by_line: weaver.by_line,
        comments_left,
        bytes,
    })
}

/// The code of what a former merge left open.
const UNRESOLVED: &str = code::UNRESOLVED_MERGE;

/// The assessment of a version that says without doubt which answer stands where.
fn assessment(read: &Read, which: Which) -> Result<&Assessment, Refusal> {
    let assessment = read.assessment.as_ref().ok_or(Refusal::NoAssessment(which))?;
    match broken(read) {
        // Where two lines of work crossed, git merges their bases first and hands us the result.
        Some(UNRESOLVED) if which == Which::Base => Ok(assessment),
        Some(UNRESOLVED) => Err(Refusal::Unresolved(which)),
        Some(code) => Err(Refusal::Unreadable { which, code }),
        None => Ok(assessment),
    }
}

/// The code of the first error for which a file may not say what its author meant.
fn broken(read: &Read) -> Option<&'static str> {
    let errors = read
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let mut codes = errors.map(|finding| finding.code);
    codes.find(|code| code.starts_with('S') || *code == code::BAD_NUMBER)
}

/// How many comments theirs has changed that are neither in the result nor in the markers of a conflict.
fn comments_left(weaver: &Weaver<'_, '_>, result: &Side<'_>) -> usize {
    let of = |side: &Side<'_>| side.comments().into_iter().map(str::to_owned).collect::<Vec<_>>();
    let (was, here, there) = (
        weaver.base.map(of).unwrap_or_default(),
        of(weaver.ours),
        of(weaver.theirs),
    );
    let gone = less(&was, &there);
    let new = less(&there, &was);
    let known = [less(&here, &was), less(&of(result), &here), weaver.shown.clone()].concat();
    let kept = less(&gone, &[less(&was, &here), less(&here, &of(result))].concat());
    less(&new, &known).len().max(kept.len())
}

/// What is in one list and not in another, each as often as it is more often there.
fn less(list: &[String], other: &[String]) -> Vec<String> {
    let mut other = other.to_vec();
    let mut left = list.to_vec();
    left.retain(|text| match other.iter().position(|known| known == text) {
        Some(at) => {
            other.swap_remove(at);
            false
        }
        None => true,
    });
    left
}

//! What differs between two versions of one assessment, as rows of 変更箇所. Pairs repeated entries by their identity on
//! the form, never by position in the file. Reads no files and prints only through [`print`].

mod candidate;
pub(crate) mod editions;
mod elsewhere;
mod evidence;
pub mod marks;
pub(crate) mod pair;
mod piece;
pub mod print;
pub(crate) mod quoted;
mod readings;
pub mod row;

pub use candidate::{Candidate, Exception, ExceptionKind};
pub use editions::{Editions, Moved, Reworded};
pub use marks::{Segment, SegmentKind};
pub use row::{Cause, Row};

use crate::answers::{Assessment, Copy, Cursor};
use crate::form::Kind;

/// Why two files cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error("様式の違う評価書は比べられません（旧: {old}、新: {new}）")]
    DifferentForms { old: String, new: String },
}

/// All that two versions tell side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the form.
    pub rows: Vec<Row>,
    /// The items that a version withholds, as the form names them: nobody can tell from a public copy whether they differ.
    pub withheld: Vec<String>,
    /// Which copies are compared, where a version lists anything at 非公表; whoever compares says it.
    pub leaves_out: Option<Copy>,
    /// Where the two are on different revisions of the form.
    pub editions: Option<Editions>,
}

/// How many items are named that could not be compared.
const NAMED: usize = 10;

impl Comparison {
    /// What a reader must know of what is left out, or must not do with what is not.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let audience = self.leaves_out.map(|copy| match copy {
            Copy::Public => "公表用: 非公表とした項目の違いは示していません（すべてを示すなら --complete）",
            Copy::Complete => "提出用: 非公表とした項目の違いも示しています。公表しないでください",
        });
        let mut notes: Vec<String> = audience.into_iter().map(str::to_owned).collect();
        if !self.withheld.is_empty() {
            let some: Vec<&str> = self.withheld.iter().take(NAMED).map(String::as_str).collect();
            let more = match self.withheld.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!("、ほか{more}項目"),
            };
            notes.push(format!(
                "「（非公表）」とあるため比べられない項目: {}{more}",
                some.join("、")
            ));
        }
        notes
    }
}

/// Holds two versions of one assessment against each other.
///
/// # Errors
/// [`ChangeError::DifferentForms`] where the two are no versions of one assessment.
pub fn compare(old: &Assessment, new: &Assessment) -> Result<Comparison, ChangeError> {
    let (rows, withheld) = walk(old, new)?;
    Ok(Comparison {
        rows,
        withheld,
        leaves_out: None,
        editions: Editions::of(old.form(), new.form()),
    })
}

/// The differences of two versions, in the order of the form.
///
/// Comments, layout and the order of keys and options are no difference, nor is what the form does not print or marks as
/// `compared: false`. Two revisions of one form are compared item by item, by what the newer says that its items were.
///
/// # Errors
/// [`ChangeError::DifferentForms`] where the two are no versions of one assessment.
pub fn rows(old: &Assessment, new: &Assessment) -> Result<Vec<Row>, ChangeError> {
    Ok(walk(old, new)?.0)
}

/// The differences, and the names of what could not be compared.
fn walk(old: &Assessment, new: &Assessment) -> Result<(Vec<Row>, Vec<String>), ChangeError> {
    if old.form().form != new.form().form {
        return Err(ChangeError::DifferentForms {
            old: old.form().name.clone(),
            new: new.form().name.clone(),
        });
    }
    let mut walk = Walk {
        old,
        new,
        entries: Vec::new(),
        rows: Vec::new(),
        withheld: Vec::new(),
    };
    walk.compare(Some(&old.top()), Some(&new.top()));
    let (mut rows, withheld) = (walk.rows, walk.withheld);
    for row in &mut rows {
        row.cause = editions::cause(row, old.form(), new.form());
    }
    evidence::weigh(&mut rows, new.form());
    Ok((rows, withheld))
}

/// Two versions on the way through both.
struct Walk<'a> {
    old: &'a Assessment,
    new: &'a Assessment,
    /// The entries that the walk is in, old and new.
    entries: Vec<(Cursor<'a>, Cursor<'a>)>,
    rows: Vec<Row>,
    withheld: Vec<String>,
}

impl<'a> Walk<'a> {
    /// Compares an answer, and all below it, with its counterpart.
    fn compare(&mut self, old: Option<&Cursor<'a>>, new: Option<&Cursor<'a>>) {
        let sides = || [new, old].into_iter().flatten();
        if !sides().all(|side| side.item().is_some_and(|item| item.compared)) {
            return;
        }
        let Some(item) = sides().next().and_then(Cursor::item) else {
            return;
        };
        if sides().any(Cursor::is_withheld) {
            self.withheld.extend(sides().next().map(Cursor::name));
            return;
        }
        if !item.is_group() {
            self.rows.extend(row::of_item(old, new));
            return;
        }
        let is_list = item.kind == Kind::Entries && sides().all(|side| side.slot().is_none());
        if !is_list {
            let (old, new) = (below(old), below(new));
            for pair in pair::items(&old, &new) {
                match pair {
                    (None, Some(new)) => self.compare_moved(new),
                    (Some(old), None) if self.is_moved(old) => {}
                    (old, new) => self.compare(old, new),
                }
            }
            return;
        }
        // An entry that says nothing is as good as none.
        let (mut old, mut new) = (below(old), below(new));
        old.retain(Cursor::is_filled);
        new.retain(Cursor::is_filled);
        for pair in pair::entries(&old, &new) {
            match pair {
                (Some(old), Some(new)) => {
                    self.entries.push((*old, *new));
                    self.compare(Some(old), Some(new));
                    self.entries.pop();
                }
                (old, new) => self.rows.extend(row::of_entry(old, new)),
            }
        }
    }

    /// Compares an answer with what the old version says where its form had the item.
    fn compare_moved(&mut self, new: &Cursor<'a>) {
        let found = elsewhere::answers(new, self.old, &self.entries);
        let Some((old, others)) = elsewhere::nearest(&found, new) else {
            self.compare(None, Some(new));
            return;
        };
        self.compare(Some(&old), Some(new));
        // What was asked for each entry and is asked once now.
        for other in &others {
            let row = row::of_item(Some(other), None);
            self.rows.extend(row.map(|row| Row {
                cause: Cause::Dropped,
                ..row
            }));
        }
    }

    /// Whether the new version answers an item elsewhere.
    fn is_moved(&self, old: &Cursor<'a>) -> bool {
        let entries: Vec<_> = self.entries.iter().copied().map(|(old, new)| (new, old)).collect();
        !elsewhere::answers(old, self.new, &entries).is_empty()
    }
}

fn below<'a>(side: Option<&Cursor<'a>>) -> Vec<Cursor<'a>> {
    side.map(Cursor::children).unwrap_or_default()
}

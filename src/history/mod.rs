//! The versions of one assessment in their order, and which items each of them changed. Reads no files, sorts nothing; its
//! printers only give a text.

pub mod print;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Assessment, Copy, Cursor};
use crate::change::{Cause, ChangeError, Comparison, Editions, Row, compare};
use crate::due::version::published;
use crate::form::{Display, Registered};

/// The history of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// 評価書番号, 評価書名, and 様式 with its name, as the last version has them.
    pub number: String,
    pub name: String,
    pub form: String,
    pub form_name: String,
    /// For whom it is, and whether a version lists anything at 非公表.
    pub copy: Copy,
    pub withheld: bool,
    /// The oldest first.
    pub versions: Vec<Version>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// As the file was named.
    pub file: String,
    pub published: Option<Date>,
    /// 実施種別, where it is told.
    pub occasion: Option<String>,
    pub state: State,
    /// What differs from the version before; `None` of the first.
    pub changes: Option<Changes>,
}

/// What kind of file holds a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A copy of a published version that is as it was sealed.
    Sealed,
    /// A copy of a published version that has no seal.
    Unsealed,
    /// The file that is being worked on.
    Current,
}

/// What differs between a version and the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// In the order of the form.
    pub items: Vec<Item>,
    /// Where the two are on different revisions of the form.
    pub editions: Option<Editions>,
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item {
    /// Keys from the top joined by `/`, entries as `[番号]`.
    pub path: String,
    /// 項目 as the form names it, such as `Ⅱ-4 委託事項1 ③委託先名`.
    pub item: String,
    pub change: Change,
    /// Who made the difference: the author, or a new revision of the form.
    pub cause: Cause,
    /// ※: a change of it may be a 重要な変更.
    pub important: bool,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Nothing stood there before.
    Added,
    /// Nothing stands there any more.
    Removed,
    Changed,
}

impl Changes {
    /// How many of the items are ※.
    #[must_use]
    pub fn important(&self) -> usize {
        self.items.iter().filter(|item| item.important).count()
    }
}

/// The complete history of versions of one assessment, the oldest first. The file that is worked on is a version of its own only
/// where it differs from the newest copy.
///
/// # Errors
/// [`ChangeError::DifferentForms`] where they are no versions of one assessment.
pub fn of(versions: &[(&Assessment, State)]) -> Result<History, ChangeError> {
    let mut found = Vec::new();
    let mut before: Option<&Assessment> = None;
    for (assessment, state) in versions {
        let comparison = before.map(|before| compare(before, assessment)).transpose()?;
        let day = published(assessment);
        let same = comparison
            .as_ref()
            .is_some_and(|comparison| comparison.rows.is_empty() && before.and_then(published) == day);
        if same && *state == State::Current {
            continue;
        }
        let occasion = assessment.registered(Registered::Occasion);
        found.push(Version {
            file: assessment.source().name().to_owned(),
            published: day,
            occasion: occasion
                .as_ref()
                .and_then(Cursor::option)
                .map(|option| option.text.clone()),
            state: *state,
            changes: comparison.map(changes),
        });
        before = Some(assessment);
    }
    let last = versions.last().map(|(assessment, _)| *assessment);
    let shown = |display| {
        let place = last.and_then(|last| last.displayed(display));
        place.map(|place| place.told().to_owned()).unwrap_or_default()
    };
    Ok(History {
        number: shown(Display::Number),
        name: shown(Display::Name),
        form: last.map(|last| last.form().form.clone()).unwrap_or_default(),
        form_name: last.map(|last| last.form().name.clone()).unwrap_or_default(),
        copy: Copy::Complete,
        withheld: false,
        versions: found,
    })
}

fn changes(comparison: Comparison) -> Changes {
    Changes {
        items: comparison.rows.into_iter().map(item).collect(),
        editions: comparison.editions,
    }
}

fn item(row: Row) -> Item {
    Item {
        change: match (row.is_added(), row.is_removed()) {
            (true, _) => Change::Added,
            (_, true) => Change::Removed,
            _ => Change::Changed,
        },
        path: row.path,
        item: row.item,
        cause: row.cause,
        important: row.important,
    }
}

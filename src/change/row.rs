//! One row of 変更箇所.

use schemars::JsonSchema;
use serde::Serialize;

use super::Candidate;
use super::marks::{self, Segment, SegmentKind};
use super::quoted::{count, counted, entry_words, meaning, meaning_as, redrawn, with_counts, words as said};
use crate::answers::Cursor;
use crate::form::{Item, Kind};

/// What stands at 変更前の記載 where something was only added.
pub const ADDED: &str = "—";
/// What stands at 変更後の記載 where something was only removed.
pub const REMOVED: &str = "削除";

/// Said behind figures whose file has its old name and shows something else.
pub(crate) const REDRAWN: &str = "（ファイル名は同じで、図の中身を改めました）";

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row {
    /// Keys from the top joined by `/`, entries as `[番号]`: the same place has the same path in every version.
    pub path: String,
    /// 項目: the place as the form names it, such as `Ⅱ-4 委託事項1 ③委託先名`.
    pub item: String,
    /// How the old version's revision of the form names it, where that is another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Who made the difference: the author, or a new revision of the form.
    pub cause: Cause,
    /// 変更前の記載; 「—」 where something was added.
    pub before: String,
    /// 変更後の記載; 「削除」 where something was removed.
    pub after: String,
    /// ※: a change of it may be a 重要な変更, which asks for a re-evaluation before the change.
    pub important: bool,
    /// Of a ※ item: what the change may be in law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Candidate>,
    /// The words that differ; without 「—」 and 「削除」, which stand in neither version.
    pub segments: Vec<Segment>,
    /// Of a difference that is only the `（ n ）件` of a form: the paths of the lists that it counts, whose entries it follows.
    #[serde(skip)]
    pub counted: Vec<String>,
}

/// Who made a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The author: the item stands in both revisions of the form.
    Author,
    /// The form: its new revision asks for the item.
    Added,
    /// The form: its new revision no longer asks for the item, or asks once what it asked of several.
    Dropped,
    /// The form: its new revision words the option otherwise that both versions choose.
    Reworded,
}

impl Row {
    /// Whether nothing stood here before.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.segments
            .iter()
            .all(|segment| segment.kind == SegmentKind::Inserted)
    }

    /// Whether an officer must say what the change is in law: of a ※ item, made by the author. A count is what its entries are.
    #[must_use]
    pub fn is_to_decide(&self) -> bool {
        self.important && self.cause == Cause::Author && self.counted.is_empty()
    }

    /// Whether nothing stands here any more.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.segments.iter().all(|segment| segment.kind == SegmentKind::Deleted)
    }
}

/// The row of an item that holds no others; none where both versions say the same.
pub(super) fn of_item(old: Option<&Cursor<'_>>, new: Option<&Cursor<'_>>) -> Option<Row> {
    let place = new.or(old)?;
    let item = place.item()?;
    // Whether it differs cannot be told, and saying so would tell it.
    if [old, new].into_iter().flatten().any(Cursor::is_withheld) {
        return None;
    }
    // A box that only one revision of the form has says nothing until it is ticked.
    if !(old.is_some() && new.is_some() || place.is_filled()) {
        return None;
    }
    let redrawn = old.zip(new).is_some_and(|(old, new)| redrawn(old, new));
    if !redrawn && old.map(meaning).unwrap_or_default() == new.map(meaning).unwrap_or_default() {
        return old.zip(new).and_then(|(old, new)| of_count(old, new, item));
    }
    let same = old.zip(new).is_some_and(|(old, new)| means_the_same(old, new));
    let (before, mut after) = (old.map(said).unwrap_or_default(), new.map(said).unwrap_or_default());
    if redrawn {
        after.push('\n');
        after.push_str(REDRAWN);
    }
    let segments = match item.kind {
        Kind::Text => marks::segments(&before, &after),
        Kind::Texts | Kind::Choices | Kind::Figure => marks::lines(&before, &after),
        Kind::Date | Kind::Number | Kind::Choice | Kind::Tick | Kind::Group | Kind::Entries => {
            marks::replaced(&before, &after)
        }
    };
    let row = row((old, new), before, after, item.important, segments);
    let cause = if same && !redrawn { Cause::Reworded } else { row.cause };
    Some(Row { cause, ..row })
}

/// The row of an answer whose words are the same and of which the form prints another number of entries.
fn of_count(old: &Cursor<'_>, new: &Cursor<'_>, item: &Item) -> Option<Row> {
    if !old.is_filled() || !new.is_filled() {
        return None;
    }
    let lists = counted(new);
    let number = |side: &Cursor<'_>| -> Vec<usize> { lists.iter().map(|list| count(side, list)).collect() };
    if lists.is_empty() || number(old) == number(new) {
        return None;
    }
    let (before, after) = (with_counts(old), with_counts(new));
    let segments = marks::lines(&before, &after);
    let mut row = row((Some(old), Some(new)), before, after, item.important, segments);
    let parent = new.parent().path();
    row.counted = lists.iter().map(|list| format!("{parent}/{list}")).collect();
    Some(row)
}

/// Whether two answers choose the same, whatever each revision of the form calls it.
fn means_the_same(old: &Cursor<'_>, new: &Cursor<'_>) -> bool {
    meaning_as(old, new.item()) == meaning(new) || meaning(old) == meaning_as(new, old.item())
}

/// The row of an entry that only one version has; none where it says nothing.
pub(super) fn of_entry(old: Option<&Cursor<'_>>, new: Option<&Cursor<'_>>) -> Option<Row> {
    let place = new.or(old)?;
    let answers = place.leaves();
    let mut filled = answers.iter().filter(|leaf| leaf.is_filled());
    let important = filled.any(|leaf| leaf.item().is_some_and(|item| item.important)) || is_counted_at_important(place);
    let (before, after) = (
        old.map(entry_words).unwrap_or_default(),
        new.map(entry_words).unwrap_or_default(),
    );
    let segments = marks::replaced(&before, &after);
    Some(row((old, new), before, after, important, segments)).filter(|row| !row.segments.is_empty())
}

/// Whether a ※ item says how many entries of this kind there are, such as 委託する（ 2 ）件.
fn is_counted_at_important(entry: &Cursor<'_>) -> bool {
    let counted = |list: &Item| entry.assessment().form().counting(list).any(|item| item.important);
    entry.item().is_some_and(counted)
}

fn row(
    (old, new): (Option<&Cursor<'_>>, Option<&Cursor<'_>>),
    before: String,
    after: String,
    important: bool,
    segments: Vec<Segment>,
) -> Row {
    let or = |text: String, instead: &str| if text.is_empty() { instead.to_owned() } else { text };
    let name = |side: Option<&Cursor<'_>>| side.map(Cursor::name);
    let item = name(new.or(old)).unwrap_or_default();
    Row {
        path: new.or(old).map(Cursor::path).unwrap_or_default(),
        was: name(old).filter(|was| *was != item),
        cause: Cause::Author,
        item,
        before: or(before, ADDED),
        after: or(after, REMOVED),
        important,
        candidate: None,
        segments,
        counted: Vec::new(),
    }
}

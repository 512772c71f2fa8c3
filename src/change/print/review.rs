//! Differences as a reader of a page sees them: what HTML, PDF and Markdown draw, so that they cannot disagree. Knows no
//! markup, no typst and no path on disk.

use serde::Serialize;

use super::Compared;
use super::bands::bands;
pub use super::bands::{Band, Run};
pub use super::decided::Decided;
use super::decided::decided;
use crate::answers::{Assessment, Cursor};
use crate::change::quoted::words as words_of;
use crate::change::row::{ADDED, REMOVED};
use crate::change::{Cause, Editions, Row};
use crate::due::version::published;
use crate::form::{Display, Form, Item, Part};
use crate::layout::anchor;
use crate::table::excerpt::quote;
use crate::table::procedure::Procedure;
use crate::table::telling::{Told, telling};
use crate::wareki;

/// Two versions side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// 評価書名 of the new version; of the form where it has none.
    pub title: String,
    /// The form, such as 重点項目評価書.
    pub form: String,
    /// 評価書番号; may be empty.
    pub number: String,
    /// 評価実施機関名; may be empty.
    pub author: String,
    pub old: Version,
    pub new: Version,
    pub counts: Counts,
    /// What ※ means; empty where the form has no ※.
    pub legend: String,
    /// What a reader must know of what is left out.
    pub notes: Vec<String>,
    pub editions: Option<Editions>,
    /// The parts of the form that differ, in its order.
    pub parts: Vec<PartRows>,
    pub record: Record,
    /// What the law asks for, as far as it is decided.
    pub procedure: Option<Procedure>,
}

/// One of the two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// 評価書名; may be empty.
    pub name: String,
    /// The label of its form, such as 平成30年5月 様式3.
    pub label: String,
    /// 公表日 in 和暦.
    pub published: Option<String>,
    /// The file as it was named, without a way to it that only this machine has.
    pub file: String,
}

/// How many differences there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub all: usize,
    /// Of a ※ item.
    pub important: usize,
    /// What may be a 重要な変更.
    pub candidates: usize,
    /// Made by a new revision of the form.
    pub form: usize,
    /// Items that stand elsewhere in the new revision.
    pub moved: usize,
}

/// What differs in one part of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartRows {
    pub anchor: String,
    /// Number and label, such as `Ⅰ 基本情報`.
    pub heading: String,
    pub counts: Counts,
    pub rows: Vec<ReviewRow>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewRow {
    /// 1-based position among the rows of 変更箇所.
    pub number: usize,
    /// The same place has the same anchor in every comparison.
    pub anchor: String,
    /// The item as the new version's revision of the form names it, or the old one's where only that has it.
    pub item: String,
    /// How the old revision names it, where that is another name.
    pub was: Option<String>,
    pub cause: Cause,
    pub important: bool,
    pub candidate: Option<CandidateView>,
    /// What the table of the new version says of it.
    pub decided: Option<Decided>,
    /// 「—」 where nothing stood before.
    pub before: Option<&'static str>,
    /// 「削除」 where nothing stands any more.
    pub after: Option<&'static str>,
    pub bands: Vec<Band>,
}

/// What the change may be in law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateView {
    pub law: String,
    pub exceptions: Vec<ExceptionView>,
}

/// What speaks for an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExceptionView {
    pub name: &'static str,
    pub evidence: String,
}

/// The table 変更箇所 with the rows of this comparison, as the form prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Such as （別添2）変更箇所; empty where the form has no such table.
    pub heading: String,
    pub columns: Vec<Column>,
    pub rows: Vec<RecordRow>,
}

/// A column of [`Record`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub text: String,
    /// Share of the width.
    pub width: u16,
}

/// A row of [`Record`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordRow {
    /// Of the row that tells more of it.
    pub anchor: String,
    /// In the order of the columns; what a person must decide is empty.
    pub cells: Vec<String>,
}

/// Sets two versions side by side.
#[must_use]
pub fn review(compared: &Compared<'_>) -> Review {
    let Compared {
        old,
        new,
        comparison,
        procedure,
    } = *compared;
    let mut counts = Counts {
        moved: comparison.editions.as_ref().map_or(0, |editions| editions.moved.len()),
        ..Counts::default()
    };
    let mut placed: Vec<(Group, ReviewRow)> = Vec::new();
    for ((row, decided), number) in comparison.rows.iter().zip(decided(compared)).zip(1..) {
        counts.add(row);
        let (group, row) = place(compared, row, number);
        placed.push((group, ReviewRow { decided, ..row }));
    }
    let record = record(new, compared, &placed);
    // A part may stand on entries that others share, such as a file with its list of items: sorted as the form prints them.
    placed.sort_by_key(|(group, row)| (group.order, row.number));
    let mut parts: Vec<PartRows> = Vec::new();
    for (group, row) in placed {
        if parts.last().is_none_or(|part| part.anchor != group.anchor) {
            parts.push(PartRows {
                anchor: group.anchor,
                heading: group.heading,
                counts: Counts::default(),
                rows: Vec::new(),
            });
        }
        let Some(part) = parts.last_mut() else { continue };
        if let Some(row) = comparison.rows.get(row.number - 1) {
            part.counts.add(row);
        }
        part.rows.push(row);
    }
    let form = new.form();
    let name = words(new, Display::Name);
    Review {
        procedure: procedure.cloned(),
        title: if name.is_empty() { form.title.clone() } else { name },
        form: form.name.clone(),
        number: words(new, Display::Number),
        author: words(new, Display::Author),
        old: version(old),
        new: version(new),
        counts,
        legend: form.legend.clone(),
        notes: comparison.notes(),
        editions: comparison.editions.clone(),
        parts,
        record,
    }
}

impl Counts {
    fn add(&mut self, row: &Row) {
        self.all += 1;
        self.important += usize::from(row.important);
        self.candidates += usize::from(row.candidate.is_some());
        self.form += usize::from(row.cause != Cause::Author);
    }
}

fn words(assessment: &Assessment, display: Display) -> String {
    let place = assessment.displayed(display);
    place.map(|place| place.told().trim().to_owned()).unwrap_or_default()
}

fn version(assessment: &Assessment) -> Version {
    Version {
        name: words(assessment, Display::Name),
        label: assessment.form().label.clone(),
        published: published(assessment).map(wareki::format),
        file: file(assessment.source().name()).to_owned(),
    }
}

/// The name of a file that others may read: where it lies on this machine is nobody else's.
fn file(name: &str) -> &str {
    let is_absolute = name.starts_with(['/', '\\', '~']) || name.chars().nth(1) == Some(':');
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if is_absolute || name.starts_with("..") {
        last
    } else {
        name
    }
}

/// A part of the form, with its place among the others.
struct Group {
    order: (bool, usize),
    anchor: String,
    heading: String,
}

/// The part that a row stands in, and the row as a reader sees it.
fn place(compared: &Compared<'_>, row: &Row, number: usize) -> (Group, ReviewRow) {
    let find = |side: &'_ Assessment| -> Option<(Group, String)> {
        let cursor = side.top().find(&row.path)?;
        Some((group(side, compared.new, &cursor)?, anchor(&cursor)))
    };
    let in_new = compared.new.top().find(&row.path);
    // Where an entry went and another took its number, the path leads to the wrong one of the new version.
    let only_old = row.is_removed() && in_new.as_ref().is_none_or(Cursor::is_filled);
    let found = if only_old {
        find(compared.old).map(|(group, id)| (group, format!("old-{id}")))
    } else {
        find(compared.new)
    };
    let (group, anchor) = found.unwrap_or_else(|| {
        let elsewhere = Group {
            order: (true, usize::MAX),
            anchor: "part-other".to_owned(),
            heading: "そのほか".to_owned(),
        };
        (elsewhere, format!("row-{number}"))
    });
    let row = ReviewRow {
        number,
        anchor,
        item: row.item.clone(),
        was: row.was.clone(),
        cause: row.cause,
        important: row.important,
        candidate: row.candidate.as_ref().map(|candidate| CandidateView {
            law: candidate.law.clone(),
            exceptions: candidate
                .exceptions
                .iter()
                .map(|exception| ExceptionView {
                    name: exception.kind.name(),
                    evidence: exception.evidence.clone(),
                })
                .collect(),
        }),
        decided: None,
        before: row.is_added().then_some(ADDED),
        after: row.is_removed().then_some(REMOVED),
        bands: bands(&row.segments),
    };
    (group, row)
}

/// The part of an item, as the new version's form has it; of what only the old form has, its own part behind all others.
fn group(side: &Assessment, new: &Assessment, cursor: &Cursor<'_>) -> Option<Group> {
    let index = |form: &Form, part: &Part| form.parts.iter().position(|other| std::ptr::eq(other, part));
    let form = side.form();
    let part = form.part(cursor.item()?)?;
    let heading = part_heading(part);
    let parts = &new.form().parts;
    let same = parts.iter().position(|other| part_heading(other) == heading);
    let (old, at) = same.map_or((true, index(form, part)?), |at| (false, at));
    Some(Group {
        order: (old, at),
        anchor: format!("{}part-{at}", if old { "old-" } else { "" }),
        heading,
    })
}

/// Number and label without the marks that a page explains elsewhere.
fn part_heading(part: &Part) -> String {
    let gap = if part.number.is_empty() || part.number.ends_with('）') {
        ""
    } else {
        " "
    };
    format!("{}{gap}{}", part.number, part.label)
}

fn record(new: &Assessment, compared: &Compared<'_>, placed: &[(Group, ReviewRow)]) -> Record {
    let form = new.form();
    let table = form.change_table();
    let is_after = |item: &Item| table.is_some_and(|table| table.after.id == item.id);
    let Some(part) = form.parts.iter().find(|part| part.table && part.printed) else {
        return Record {
            heading: String::new(),
            columns: Vec::new(),
            rows: Vec::new(),
        };
    };
    let items: Vec<_> = part.items.iter().map(|id| form.item(*id)).collect();
    let rows = &compared.comparison.rows;
    let told = telling(compared.old, new, rows);
    let day = published(new).map(wareki::format).unwrap_or_default();
    let rows = rows.iter().zip(placed).enumerate().map(|(at, (row, (_, seen)))| {
        let quote = quote(row, None);
        // What the version tells already is printed in its own words.
        let line = told.as_ref().and_then(|telling| match telling.told.get(at)? {
            Told::By(line) => telling.fresh.get(*line),
            Told::Otherwise(_) | Told::Not => None,
        });
        let cells = items.iter().map(|item| match (line, item.display) {
            (Some(line), _) => words_of(&line.cursor.at(&item.key)),
            (None, Some(Display::Changed)) => day.clone(),
            (None, Some(Display::Names)) => row.item.clone(),
            (None, Some(Display::Quotes)) if is_after(item) => quote.after.clone(),
            (None, Some(Display::Quotes)) => quote.before.clone(),
            _ => String::new(),
        });
        RecordRow {
            anchor: seen.anchor.clone(),
            cells: cells.collect(),
        }
    });
    Record {
        heading: part.heading(),
        rows: rows.collect(),
        columns: items
            .iter()
            .map(|item| Column {
                text: item.heading(),
                width: item.width,
            })
            .collect(),
    }
}

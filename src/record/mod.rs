//! Writes what differs from the version before into 変更箇所 of an assessment: the rows that are missing, those that tell
//! something else than the text does now, and what an officer decided. Changes no other byte; reads no files.

#[cfg(feature = "cli")]
pub mod print;
mod target;
mod write;

use jiff::civil::Date;

pub use target::{Renew, Target};
use target::{renewed, targets};

use crate::answers::{self, Assessment};
use crate::change::{Cause, ChangeError, Row, SegmentKind, compare};
use crate::due::version::published;
use crate::folding::fold;
use crate::form::Forms;
use crate::source::edit::{self, EditError};
use crate::table::decision::{AFTERWARDS, Decision, NEW_FORM, OTHER_ITEM};
use crate::table::excerpt::quote;
use crate::table::lines::{Line, Table};
use crate::table::new_row::NewLine;
use crate::table::procedure::{Procedure, procedure};
use crate::table::telling::{Telling, Told, entries_of, telling};
use crate::wareki;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// 変更日 of the rows; without it 公表日 of the version.
    pub day: Option<Date>,
    /// Cuts cells that are longer than so many characters, with （以下省略）.
    pub most: Option<usize>,
    /// Whether rows of this version that tell something else than the text does now may be written anew, in whosever words
    /// they are: by the number or the name of the difference, or all of them.
    pub renew: Renew,
    /// What is decided of differences.
    pub decisions: Vec<(Target, Decision)>,
    /// Whether the body is one of 行政機関等 where the assessment does not say it.
    pub agency: bool,
}

/// What was written.
#[derive(Debug)]
pub struct Recorded {
    /// The whole file with what was written; the same bytes where there was nothing to write.
    pub bytes: Vec<u8>,
    /// All differences, in the order of the form.
    pub differences: Vec<Row>,
    /// For each difference, what was done about it.
    pub done: Vec<Done>,
    /// Differences of other items of whose rows nobody has said 提出時期, as positions among the differences.
    pub untimed: Vec<usize>,
    /// How many rows got another 変更日, and the one that they had.
    pub moved: Option<(usize, Date)>,
    /// What the law asks for now.
    pub procedure: Procedure,
    /// Lines of rows that are dated up to the day of the version before, and differ from what that has: nobody's to change.
    pub published: Vec<usize>,
}

/// What was done about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// A row was written.
    Written,
    /// Its row told something else and was brought up to date.
    Renewed,
    /// The decision was written into its row.
    Decided,
    /// It was told already.
    Told,
    /// A row tells something else, in what may be its author's own words; only he can mend it or have it written anew.
    Left,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error(transparent)]
    Different(#[from] ChangeError),
    #[error("この様式には変更箇所の表がありません")]
    NoTable,
    #[error(
        "変更日が分かりません。「公表日」を、前の版（{}）より後の、これから公表する日に改めるか、--date で変更日を指定してください",
        .0.map_or_else(|| "公表日なし".to_owned(), |day| format!("{}公表", wareki::format(day)))
    )]
    NoDay(Option<Date>),
    #[error("{0}")]
    Target(String),
    #[error(
        "変更箇所の書き方が、行を書き足せる形ではありません（{line}行目）。「変更箇所:」の下に「- 変更日:」で始まる行を並べる形に改めてください"
    )]
    Layout { line: usize },
    #[error("変更箇所に書き込むと、ほかの記載が変わってしまうため、何も書きませんでした")]
    Harm,
    #[error("{0}")]
    Edit(#[from] EditError),
}

/// Writes the rows that `new`, read from `bytes`, lacks since `old`.
///
/// What is recorded once is not recorded again. Rows are put in the order of the form, after those of earlier versions.
///
/// # Errors
/// [`RecordError`]; then nothing is to be written.
pub fn record(
    forms: &Forms,
    bytes: &[u8],
    new: &Assessment,
    old: &Assessment,
    wanted: &Wanted,
) -> Result<Recorded, RecordError> {
    let comparison = compare(old, new)?;
    let differences = comparison.rows;
    let before = telling(old, new, &differences).ok_or(RecordError::NoTable)?;
    let table = Table::of(new).ok_or(RecordError::NoTable)?;
    let decisions = targets(&differences, &wanted.decisions)?;
    let judge = Judge {
        differences: &differences,
        before: &before,
        decisions: &decisions,
        explains: explains_all(&table),
        published: published(new),
    };
    let renewed = renewed(&differences, &wanted.renew)?;
    let sealed = published(old);
    let mut writing = Writing {
        sealed,
        renewed: &renewed,
        pen: write::Pen::new(new, &table)?,
        judge: &judge,
        most: wanted.most,
    };
    let mut done = Vec::new();
    for (at, told) in before.told.iter().enumerate() {
        let told = by_own(*told, &before.fresh, &differences[at], sealed);
        done.push(match told {
            Told::Not => {
                writing.add(at, day(old, new, wanted)?);
                Done::Written
            }
            Told::Otherwise(line) | Told::By(line) => writing.renew(at, &before.fresh[line])?,
        });
    }
    let moved = later_rows(old, new, &before.fresh, wanted).and_then(|(lines, from, to)| {
        let moved = lines
            .iter()
            .filter(|line| writing.pen.rewrite(&line.changed, &to.to_string()));
        let count = moved.count();
        (count > 0).then_some((count, from))
    });
    let bytes = edit::apply(bytes, &writing.pen.edits())?;
    let read = answers::read(forms, new.source().name(), &bytes);
    let after = read
        .assessment
        .as_ref()
        .filter(|after| proved(new, after))
        .ok_or(RecordError::Harm)?;
    let told = telling(old, after, &differences).ok_or(RecordError::NoTable)?;
    let all_told = told.told.iter().zip(&done).all(|(told, done)| match done {
        Done::Written | Done::Renewed => matches!(told, Told::By(_)),
        Done::Decided | Done::Told | Done::Left => *told != Told::Not,
    });
    if !all_told {
        return Err(RecordError::Harm);
    }
    Ok(Recorded {
        published: published_lines(new, &before.fresh, sealed),
        untimed: untimed(&differences, &told),
        moved,
        procedure: procedure(old, after, &differences, &told, wanted.agency),
        bytes,
        differences,
        done,
    })
}

/// The rows in the making.
struct Writing<'w, 'a> {
    pen: write::Pen<'a>,
    judge: &'w Judge<'w, 'a>,
    /// Cells are cut behind so many characters.
    most: Option<usize>,
    /// The day of the version before, whose rows stay as they are.
    sealed: Option<Date>,
    /// For each difference, whether its row may be written anew.
    renewed: &'w [bool],
}

impl<'a> Writing<'_, 'a> {
    /// Adds the row of a difference, behind that of the one before it.
    fn add(&mut self, at: usize, changed: Date) {
        let difference = &self.judge.differences[at];
        let cells = self.judge.cells(at);
        let quote = quote(difference, self.most);
        let line = NewLine {
            changed: Some(changed),
            names: &difference.item,
            quote: &quote,
            submission: cells.submission.as_deref(),
            explanation: cells.explanation.as_deref(),
        };
        let before = self.judge.before;
        let earlier = (0..at).rev().find_map(|at| match before.told[at] {
            Told::By(line) | Told::Otherwise(line) => {
                Some(&before.fresh[line]).filter(|line| !is_published(line, self.sealed))
            }
            Told::Not => None,
        });
        let own = before.fresh.iter().find(|line| !is_published(line, self.sealed));
        self.pen.add(&line, earlier, own);
    }

    /// Brings the row of a difference up to date, and writes into it what was decided.
    fn renew(&mut self, at: usize, line: &Line<'a>) -> Result<Done, RecordError> {
        let difference = &self.judge.differences[at];
        let exact = fold(line.names.text()) == fold(&difference.item);
        let mut what = Done::Told;
        if matches!(self.judge.before.told[at], Told::Otherwise(_)) {
            let quote = quote(difference, self.most);
            let renewed = exact
                && self.renewed[at]
                && self.pen.rewrite(&line.before, &quote.before)
                && self.pen.rewrite(&line.after, &quote.after);
            what = if renewed { Done::Renewed } else { Done::Left };
        }
        if !self.judge.is_to_write(at, line, exact) {
            return Ok(what);
        }
        if is_published(line, self.sealed) {
            return Err(RecordError::Target(format!(
                "「{}」は、公表した版の変更箇所の行に書かれているので、判断を書き込めません",
                difference.item
            )));
        }
        if !self.judge.cells(at).write(line, &mut self.pen) {
            return Err(RecordError::Target(format!(
                "「{}」の行には書き込めませんでした。提出時期とその説明を、エディタで書いてください",
                difference.item
            )));
        }
        Ok(if what == Done::Told { Done::Decided } else { what })
    }
}

/// The differences of items without ※ of whose rows nobody has said 提出時期.
fn untimed(differences: &[Row], telling: &Telling<'_>) -> Vec<usize> {
    let is_untimed = |at: &usize| {
        let difference = &differences[*at];
        let line = match telling.told[*at] {
            Told::By(line) | Told::Otherwise(line) => telling.fresh.get(line),
            Told::Not => None,
        };
        let own = difference.counted.is_empty() && difference.cause == Cause::Author && !difference.important;
        own && line.is_some_and(|line| !line.submission.is_filled())
    };
    (0..differences.len()).filter(is_untimed).collect()
}

/// What is decided of the differences, and by it 提出時期 and its explanation of each row.
struct Judge<'j, 'a> {
    differences: &'j [Row],
    /// What the table tells already.
    before: &'j Telling<'a>,
    decisions: &'j [Option<Decision>],
    /// Whether the rows of the table explain their 提出時期.
    explains: bool,
    /// 公表日 of the new version.
    published: Option<Date>,
}

/// 提出時期 and its explanation of a row; `None` where an officer has to say it.
#[derive(Debug, Default)]
struct Cells {
    submission: Option<String>,
    explanation: Option<String>,
}

impl Cells {
    fn of(submission: &str, explanation: Option<&str>) -> Self {
        Self {
            submission: Some(submission.to_owned()),
            explanation: explanation.map(str::to_owned),
        }
    }

    /// Writes them into a row that is there.
    fn write(&self, line: &Line<'_>, pen: &mut write::Pen<'_>) -> bool {
        let cells = [
            (&self.submission, &line.submission),
            (&self.explanation, &line.explanation),
        ];
        let mut said = cells
            .into_iter()
            .filter_map(|(words, cell)| Some((words.as_deref()?, cell)));
        said.all(|(words, cell)| pen.rewrite(cell, words))
    }
}

impl Judge<'_, '_> {
    fn cells(&self, at: usize) -> Cells {
        let difference = &self.differences[at];
        if let Some(entry) = self.entry(at) {
            return match self.before.told[entry] {
                Told::By(line) | Told::Otherwise(line) if self.decisions[entry].is_none() => {
                    let line = &self.before.fresh[line];
                    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                    Cells {
                        submission: line.submission.option().map(|option| option.text.clone()),
                        explanation: said(line.explanation.text()),
                    }
                }
                Told::By(_) | Told::Otherwise(_) | Told::Not => self.cells(entry),
            };
        }
        let to_decide = difference.is_to_decide();
        let usual = match difference.cause {
            Cause::Author => OTHER_ITEM,
            Cause::Added | Cause::Dropped | Cause::Reworded => NEW_FORM,
        };
        match self.decisions[at] {
            Some(decision) => {
                let explanation = decision.explanation(to_decide);
                let explains = to_decide || self.explains || decision != Decision::Done;
                Cells::of(decision.submission(), explains.then_some(explanation))
            }
            None if to_decide || self.may_be_planned(difference) => Cells::default(),
            None => Cells::of(AFTERWARDS, self.explains.then_some(usual)),
        }
    }

    /// The entry that a count follows, where a difference is a count.
    fn entry(&self, at: usize) -> Option<usize> {
        entries_of(&self.differences[at], self.differences).next()
    }

    /// Whether 提出時期 of a row that is there is to be written: it was decided now, or its count has not followed its entry yet.
    fn is_to_write(&self, at: usize, line: &Line<'_>, exact: bool) -> bool {
        match self.entry(at) {
            Some(entry) => {
                let blank = !line.submission.is_filled() && !line.explanation.is_filled();
                exact && self.cells(at).submission.is_some() && (blank || self.decisions[entry].is_some())
            }
            None => self.decisions[at].is_some(),
        }
    }

    /// Whether a change of handling may be still to come, so that only its officer knows 提出時期: something that was not there
    /// before, or words on a day after the publication.
    fn may_be_planned(&self, difference: &Row) -> bool {
        if difference.cause != Cause::Author {
            return false;
        }
        let is_entry = difference.path.ends_with(']');
        let inserted = difference
            .segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Inserted);
        let tells_plan = |text: &str| {
            let days = wareki::dates(text).into_iter().filter_map(|found| found.date.ok());
            text.contains("予定")
                || days
                    .max()
                    .is_some_and(|day| self.published.is_some_and(|own| day > own))
        };
        (is_entry && difference.is_added())
            || inserted
                .map(|segment| fold(&segment.text))
                .any(|text| tells_plan(&text))
    }
}

/// The rows of this version that were written for a 公表日 that has since been put off, their 変更日 and the new one: all of them
/// have one day, which lies after the version before.
fn later_rows<'l, 'a>(
    old: &Assessment,
    new: &Assessment,
    fresh: &'l [Line<'a>],
    wanted: &Wanted,
) -> Option<(Vec<&'l Line<'a>>, Date, Date)> {
    let before = published(old)?;
    let own = published(new).filter(|day| wanted.day.is_none() && *day > before)?;
    let dated = fresh.iter().filter_map(|line| Some((line, line.changed.date()?)));
    let of_version: Vec<(&Line<'a>, Date)> = dated.filter(|(_, day)| *day > before).collect();
    let (_, from) = *of_version.first()?;
    let alike = from != own && of_version.iter().all(|(_, day)| *day == from);
    alike.then(|| (of_version.into_iter().map(|(line, _)| line).collect(), from, own))
}

/// Whether a row was published with the version before: it stays as it was, whatever has become of its words since.
fn is_published(line: &Line<'_>, sealed: Option<Date>) -> bool {
    sealed.is_some_and(|sealed| line.changed.date().is_some_and(|day| day <= sealed))
}

/// The lines of published rows that are not what they were.
fn published_lines(new: &Assessment, fresh: &[Line<'_>], sealed: Option<Date>) -> Vec<usize> {
    let lines = fresh.iter().filter(|line| is_published(line, sealed));
    let line_of = |line: &Line<'_>| {
        let start = line.cursor.answer()?.span.as_ref()?.start;
        Some(new.source().lines().position(new.source().text(), start).0)
    };
    lines.filter_map(line_of).collect()
}

/// How a difference is told by rows of this version: a published row that tells something else is not in question, and a row
/// of this version may name the item too.
fn by_own(told: Told, fresh: &[Line<'_>], difference: &Row, sealed: Option<Date>) -> Told {
    let Told::Otherwise(line) = told else { return told };
    if !is_published(&fresh[line], sealed) {
        return told;
    }
    let names_it = |line: &Line<'_>| !is_published(line, sealed) && fold(line.names.text()) == fold(&difference.item);
    fresh.iter().position(names_it).map_or(Told::Not, Told::Otherwise)
}

/// 変更日: the day on which the version is published.
fn day(old: &Assessment, new: &Assessment, wanted: &Wanted) -> Result<Date, RecordError> {
    let before = published(old);
    let own = published(new).filter(|day| before.is_none_or(|before| *day > before));
    wanted.day.or(own).ok_or(RecordError::NoDay(before))
}

/// Whether the table explains its 提出時期 everywhere, as far as it says one; of an empty table that is expected.
fn explains_all(table: &Table<'_>) -> bool {
    let mut told = table.rows.iter().filter(|line| line.submission.is_filled()).peekable();
    told.peek().is_none() || told.any(|line| line.explanation.is_filled())
}

/// Whether nothing but the table differs, and every row that was there is still there, in its order.
fn proved(before: &Assessment, after: &Assessment) -> bool {
    let unchanged = compare(before, after).is_ok_and(|comparison| comparison.rows.is_empty());
    let (Some(old), Some(new)) = (Table::of(before), Table::of(after)) else {
        return false;
    };
    let names =
        |table: &Table<'_>| -> Vec<String> { table.rows.iter().map(|line| line.names.text().to_owned()).collect() };
    let mut left = names(&new).into_iter();
    unchanged && names(&old).iter().all(|name| left.any(|other| other == *name))
}

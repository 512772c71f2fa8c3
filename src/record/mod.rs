//! Writes what differs from the version before into 変更箇所 of an assessment: the rows that are missing, those that tell
//! something else than the text does now, and what an officer decided. Changes no other byte; reads no files.

#[cfg(feature = "cli")]
pub mod print;
mod write;

use jiff::civil::Date;

use crate::answers::{self, Assessment};
use crate::change::{Cause, ChangeError, Row, compare};
use crate::due::version::published;
use crate::folding::{bare, fold};
use crate::form::Forms;
use crate::source::edit::{self, EditError};
use crate::table::decision::{AFTERWARDS, Decision, NEW_FORM, OTHER_ITEM};
use crate::table::excerpt::quote;
use crate::table::lines::Table;
use crate::table::new_row::NewLine;
use crate::table::procedure::{Procedure, procedure};
use crate::table::telling::{Told, telling};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// 変更日 of the rows; without it 公表日 of the version.
    pub day: Option<Date>,
    /// Cuts cells that are longer than so many characters, with （以下省略）.
    pub most: Option<usize>,
    /// What is decided of differences.
    pub decisions: Vec<(Target, Decision)>,
    /// Whether the body is one of 行政機関等 where the assessment does not say it.
    pub agency: bool,
}

/// The difference that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Its 1-based place among the differences, as it is printed.
    Number(usize),
    /// Its 項目, or a part of it that no other has.
    Name(String),
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
    /// What the law asks for now.
    pub procedure: Procedure,
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
    /// A row in its author's own words tells something else; only he can mend it.
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
        .0.map_or_else(|| "公表日なし".to_owned(), |day| format!("{}公表", crate::wareki::format(day)))
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
    let habit = explains_all(&table);
    let mut pen = write::Pen::new(new, &table)?;
    let mut done = Vec::new();
    for (at, (difference, told)) in differences.iter().zip(&before.told).enumerate() {
        let decision = decisions[at];
        let quote = quote(difference, wanted.most);
        let what = match told {
            Told::Not => {
                let (submission, explanation) = judged(difference, decision, habit);
                let line = NewLine {
                    changed: Some(day(old, new, wanted)?),
                    names: &difference.item,
                    quote: &quote,
                    submission,
                    explanation,
                };
                let earlier = (0..at).rev().find_map(|at| match before.told[at] {
                    Told::By(line) | Told::Otherwise(line) => Some(&before.fresh[line]),
                    Told::Not => None,
                });
                pen.add(&line, earlier, before.fresh.first());
                Done::Written
            }
            Told::Otherwise(line) | Told::By(line) => {
                let line = &before.fresh[*line];
                let exact = fold(line.names.text()) == fold(&difference.item);
                let mut what = Done::Told;
                if matches!(told, Told::Otherwise(_)) {
                    what = Done::Left;
                    if exact && pen.rewrite(&line.before, &quote.before) && pen.rewrite(&line.after, &quote.after) {
                        what = Done::Renewed;
                    }
                }
                if let Some(decision) = decision {
                    let written = pen.rewrite(&line.submission, decision.submission())
                        && pen.rewrite(&line.explanation, decision.explanation());
                    if !written {
                        return Err(RecordError::Target(format!(
                            "「{}」の行には書き込めませんでした。提出時期とその説明を、エディタで書いてください",
                            difference.item
                        )));
                    }
                    if what == Done::Told {
                        what = Done::Decided;
                    }
                }
                what
            }
        };
        done.push(what);
    }
    let bytes = edit::apply(bytes, &pen.edits())?;
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
        procedure: procedure(old, after, &differences, &told, wanted.agency),
        bytes,
        differences,
        done,
    })
}

/// 変更日: the day on which the version is published.
fn day(old: &Assessment, new: &Assessment, wanted: &Wanted) -> Result<Date, RecordError> {
    let before = published(old);
    let own = published(new).filter(|day| before.is_none_or(|before| *day > before));
    wanted.day.or(own).ok_or(RecordError::NoDay(before))
}

/// 提出時期 and its explanation of a new row. Of a ※ item both are the officer's to decide.
fn judged(
    difference: &Row,
    decision: Option<Decision>,
    explains: bool,
) -> (Option<&'static str>, Option<&'static str>) {
    let usual = match difference.cause {
        Cause::Author => OTHER_ITEM,
        Cause::Added | Cause::Dropped | Cause::Reworded => NEW_FORM,
    };
    match decision {
        Some(decision) => (Some(decision.submission()), Some(decision.explanation())),
        None if difference.important && difference.cause == Cause::Author => (None, None),
        None => (Some(AFTERWARDS), explains.then_some(usual)),
    }
}

/// Whether the table explains its 提出時期 everywhere, as far as it says one; of an empty table that is expected.
fn explains_all(table: &Table<'_>) -> bool {
    let mut told = table.rows.iter().filter(|line| line.submission.is_filled()).peekable();
    told.peek().is_none() || told.any(|line| line.explanation.is_filled())
}

/// The decision of each difference.
fn targets(differences: &[Row], decisions: &[(Target, Decision)]) -> Result<Vec<Option<Decision>>, RecordError> {
    let mut found = vec![None; differences.len()];
    for (target, decision) in decisions {
        let at = match target {
            Target::Number(number) => number
                .checked_sub(1)
                .filter(|at| *at < differences.len())
                .ok_or_else(|| {
                    RecordError::Target(format!(
                        "{number}番の違いはありません（違いは{}件です）",
                        differences.len()
                    ))
                })?,
            Target::Name(name) => named(differences, name)?,
        };
        found[at] = Some(*decision);
    }
    Ok(found)
}

fn named(differences: &[Row], name: &str) -> Result<usize, RecordError> {
    let wanted = bare(name);
    let is = |row: &Row| bare(&row.item) == wanted;
    let has = |row: &Row| bare(&row.item).contains(&wanted);
    let all = |hit: &dyn Fn(&Row) -> bool| -> Vec<usize> {
        (0..differences.len()).filter(|at| hit(&differences[*at])).collect()
    };
    let exact = all(&is);
    let hits = if exact.is_empty() { all(&has) } else { exact };
    match hits.as_slice() {
        [at] => Ok(*at),
        [] => Err(RecordError::Target(format!("「{name}」という項目の違いはありません"))),
        [first, second, ..] => Err(RecordError::Target(format!(
            "「{name}」に当たる違いがいくつもあります（「{}」「{}」など）。番号で書いてください",
            differences[*first].item, differences[*second].item
        ))),
    }
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

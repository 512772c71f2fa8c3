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
use crate::table::lines::{Line, Table};
use crate::table::new_row::NewLine;
use crate::table::procedure::{Procedure, procedure};
use crate::table::telling::{Telling, Told, telling};

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
    let mut writing = Writing {
        pen: write::Pen::new(new, &table)?,
        before: &before,
        differences: &differences,
        explains: explains_all(&table),
        most: wanted.most,
    };
    let mut done = Vec::new();
    for (at, decision) in decisions.into_iter().enumerate() {
        done.push(match before.told[at] {
            Told::Not => {
                writing.add(at, decision, day(old, new, wanted)?);
                Done::Written
            }
            Told::Otherwise(line) | Told::By(line) => writing.renew(at, &before.fresh[line], decision)?,
        });
    }
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
        procedure: procedure(old, after, &differences, &told, wanted.agency),
        bytes,
        differences,
        done,
    })
}

/// The rows in the making.
struct Writing<'w, 'a> {
    pen: write::Pen<'a>,
    /// What the table tells already.
    before: &'w Telling<'a>,
    differences: &'w [Row],
    /// Whether rows explain their 提出時期.
    explains: bool,
    /// Cells are cut behind so many characters.
    most: Option<usize>,
}

impl<'a> Writing<'_, 'a> {
    /// Adds the row of a difference, behind that of the one before it.
    fn add(&mut self, at: usize, decision: Option<Decision>, changed: Date) {
        let difference = &self.differences[at];
        let (submission, explanation) = judged(difference, decision, self.explains);
        let quote = quote(difference, self.most);
        let line = NewLine {
            changed: Some(changed),
            names: &difference.item,
            quote: &quote,
            submission,
            explanation,
        };
        let before = self.before;
        let earlier = (0..at).rev().find_map(|at| match before.told[at] {
            Told::By(line) | Told::Otherwise(line) => Some(&before.fresh[line]),
            Told::Not => None,
        });
        self.pen.add(&line, earlier, before.fresh.first());
    }

    /// Brings the row of a difference up to date, and writes into it what was decided.
    fn renew(&mut self, at: usize, line: &Line<'a>, decision: Option<Decision>) -> Result<Done, RecordError> {
        let difference = &self.differences[at];
        let mut what = Done::Told;
        if matches!(self.before.told[at], Told::Otherwise(_)) {
            let quote = quote(difference, self.most);
            let exact = fold(line.names.text()) == fold(&difference.item);
            let renewed =
                exact && self.pen.rewrite(&line.before, &quote.before) && self.pen.rewrite(&line.after, &quote.after);
            what = if renewed { Done::Renewed } else { Done::Left };
        }
        let Some(decision) = decision else { return Ok(what) };
        let written = self.pen.rewrite(&line.submission, decision.submission())
            && self.pen.rewrite(&line.explanation, decision.explanation());
        if !written {
            return Err(RecordError::Target(format!(
                "「{}」の行には書き込めませんでした。提出時期とその説明を、エディタで書いてください",
                difference.item
            )));
        }
        Ok(if what == Done::Told { Done::Decided } else { what })
    }
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

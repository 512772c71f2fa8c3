//! 計画管理書: one row a 事務 from a body's assessments, as the forms say what they tell it. Reads no files.
//! Law: 特定個人情報保護評価に関する規則第3条. The official 様式1 was not at hand, so this is a list, not the form.

mod columns;
mod page;
mod xlsx;

pub use columns::{RegisterColumn, columns};
pub use page::page;
pub use xlsx::{XlsxError, workbook};

use jiff::civil::Date;

use crate::answers::{Assessment, Copy, Cursor, Value, WITHHELD};
use crate::due::{self, Kind, Version};
use crate::form::{Display, Registered};
use crate::number;
use crate::wareki;
use columns::Source;

/// What stands above the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 評価実施機関名; empty where the assessments tell none.
    pub body: String,
    /// The day the list speaks of.
    pub day: Date,
    /// For whom it is.
    pub copy: Copy,
}

impl Head {
    /// For whom the list is, in words.
    #[must_use]
    pub fn audience(&self) -> &'static str {
        match self.copy {
            Copy::Public => "公表用（非公表とした項目を除く）",
            Copy::Complete => "提出用（非公表とした項目も載せているので、公表しない）",
        }
    }
}

/// One row: a text a column, lines separated by `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 評価書番号, by which rows are sorted: numbers as numbers.
    pub number: String,
    /// 評価実施機関名.
    pub body: String,
    pub cells: Vec<String>,
}

/// What is at hand of one assessment of a 事務.
#[derive(Debug)]
pub struct Known<'a> {
    pub assessment: &'a Assessment,
    /// Its published versions, from their copies.
    pub copies: Vec<Version>,
}

/// The row of a 事務 from its assessments on a day: 基礎項目評価書, with 重点 or 全項目 where there is one. `None` without any.
#[must_use]
pub fn entry(known: &[Known<'_>], today: Date) -> Option<Entry> {
    let mut known: Vec<&Known<'_>> = known.iter().collect();
    // What the heavier form says is said at more length.
    known.sort_by_key(|known| std::cmp::Reverse(known.assessment.form().level));
    let members: Vec<&Assessment> = known.iter().map(|known| known.assessment).collect();
    let first = members.first()?;
    let next = known.first().map(|known| next(known, today)).unwrap_or_default();
    let cells = columns()
        .columns
        .iter()
        .map(|column| {
            let lines: Vec<String> = column
                .of
                .iter()
                .flat_map(|source| lines(*source, &members, &next))
                .collect();
            lines.join("\n")
        })
        .collect();
    Some(Entry {
        number: shown(first, Display::Number).join(" "),
        body: shown(first, Display::Author).join(" "),
        cells,
    })
}

/// Puts entries in the order of their numbers; what is no number comes last.
pub fn sort(entries: &mut [Entry]) {
    let number = |entry: &Entry| {
        crate::folding::nfkc(&entry.number)
            .trim()
            .parse::<u64>()
            .unwrap_or(u64::MAX)
    };
    entries.sort_by(|a, b| (number(a), &a.number).cmp(&(number(b), &b.number)));
}

/// The name that most assessments give as 評価実施機関名.
#[must_use]
pub fn body(entries: &[Entry]) -> String {
    let often = |body: &str| entries.iter().filter(|entry| entry.body == body).count();
    let named = entries
        .iter()
        .map(|entry| entry.body.as_str())
        .filter(|body| !body.is_empty());
    let best = named.rev().max_by_key(|body| often(body));
    best.unwrap_or_default().to_owned()
}

/// `members` with the heaviest first.
fn lines(source: Source, members: &[&Assessment], next: &[String]) -> Vec<String> {
    let first_filled = |of: &dyn Fn(&Assessment) -> Vec<String>, members: &mut dyn Iterator<Item = &&Assessment>| {
        members
            .map(|member| of(member))
            .find(|lines| !lines.is_empty())
            .unwrap_or_default()
    };
    let registered = |what: Registered| first_filled(&|member| told(member, what), &mut members.iter());
    match source {
        Source::Number => first_filled(&|member| shown(member, Display::Number), &mut members.iter()),
        Source::Name => first_filled(&|member| shown(member, Display::Name), &mut members.iter()),
        Source::Procedure => bracketed(&registered(Registered::Procedure)),
        Source::Basis => registered(Registered::Basis),
        Source::Department => registered(Registered::Department),
        Source::Systems => registered(Registered::Systems),
        Source::Files => registered(Registered::Files),
        // 基礎項目評価書 states the result itself; the heavier form only repeats it.
        Source::Threshold => first_filled(&|member| told(member, Registered::Threshold), &mut members.iter().rev()),
        Source::Kinds => members.iter().rev().map(|member| member.form().name.clone()).collect(),
        Source::Evaluated => labelled("実施", registered(Registered::Evaluated)),
        Source::Next => next.to_vec(),
        Source::Consultation => labelled("意見聴取", registered(Registered::Consultation)),
        Source::Review => labelled("第三者点検", registered(Registered::Review)),
        Source::Published => published(members),
        Source::Remarks => labelled("事務の終了", registered(Registered::Ended)),
    }
}

/// When the evaluation is to be made again, as `status` tells it; of what is still to be published for the first time, counted from
/// that day.
fn next(known: &Known<'_>, today: Date) -> Vec<String> {
    let own = Version::of(known.assessment);
    let first = own.published;
    let versions: Vec<Version> = known.copies.iter().cloned().chain([own]).collect();
    let in_force = versions
        .iter()
        .any(|version| version.published.is_some_and(|day| day <= today));
    let day = first.filter(|_| !in_force).unwrap_or(today);
    due::of(&versions, day)
        .into_iter()
        .filter(|due| due.kind == Kind::Reevaluation)
        .filter_map(|due| due.day.ok())
        .map(|day| format!("再実施期限 {}", wareki::format(day)))
        .collect()
}

/// The days of publication, each once.
fn published(members: &[&Assessment]) -> Vec<String> {
    let mut days: Vec<Date> = members
        .iter()
        .filter_map(|member| day(member, Display::Published))
        .collect();
    days.sort();
    days.dedup();
    days.into_iter().map(wareki::format).collect()
}

fn day(assessment: &Assessment, display: Display) -> Option<Date> {
    let item = assessment.form().displayed(display)?;
    assessment.at(&item.path).date()
}

fn shown(assessment: &Assessment, display: Display) -> Vec<String> {
    let item = assessment.form().displayed(display);
    item.map(|item| words(&assessment.at(&item.path))).unwrap_or_default()
}

fn told(assessment: &Assessment, what: Registered) -> Vec<String> {
    let items: Vec<String> = assessment
        .form()
        .registered(what)
        .map(|item| item.path.clone())
        .collect();
    let mut lines: Vec<String> = items
        .iter()
        .flat_map(|path| assessment.each(path))
        .flat_map(|cursor| words(&cursor))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

/// The lines of an answer as a list shows them.
fn words(cursor: &Cursor<'_>) -> Vec<String> {
    let text = match cursor.answer().map(|answer| &answer.value) {
        Some(Value::Date(date)) => wareki::format(*date),
        Some(Value::Number(count)) => number::format(*count),
        Some(Value::Choice(_)) => cursor.option().map(|option| option.text.clone()).unwrap_or_default(),
        Some(Value::Texts(pieces)) => pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Withheld) => WITHHELD.to_owned(),
        // No column asks for ticks or figures.
        Some(
            Value::Ticks(_) | Value::Tick(_) | Value::Figures(_) | Value::Empty | Value::Group | Value::Invalid(_),
        )
        | None => String::new(),
    };
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn bracketed(lines: &[String]) -> Vec<String> {
    let text = lines.concat();
    if text.is_empty() {
        Vec::new()
    } else {
        vec![format!("（{text}）")]
    }
}

fn labelled(label: &str, lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("{label} {line}")).collect()
}

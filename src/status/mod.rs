//! Where each assessment of a body stands: its version, what is mandatory, what is wrong, and what is due when. Gathers and
//! sorts; reads no files, and its printers only give a text.

pub mod print;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Assessment, Cursor};
use crate::check::facts::threshold;
use crate::check::print::Counts;
use crate::due::{self, Due, Version};
use crate::form::{Display, Level, Registered};
use crate::threshold::decide;

/// Where one assessment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the file was named.
    pub file: String,
    /// `None` for a file that cannot be read as an assessment.
    pub told: Option<Told>,
    /// Whether it lists anything at 非公表.
    pub withheld: bool,
    /// How many findings `hyoka check` has of it.
    pub findings: Counts,
    /// In the order of their days, those without one last.
    pub due: Vec<Due>,
}

/// What an assessment tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// 評価書番号 as it is written.
    pub number: String,
    /// 評価書名.
    pub name: String,
    /// 評価実施機関名.
    pub body: String,
    /// 様式: its short name, its name and its edition.
    pub form: String,
    pub form_name: String,
    pub edition: String,
    pub published: Option<Date>,
    /// 実施種別, where it is told.
    pub occasion: Option<String>,
    /// How many sealed copies of published versions lie beside it.
    pub copies: usize,
    /// Whether 公表日 has gone by, older versions are sealed, and this one is not.
    pub unsealed: bool,
    pub mandatory: Mandatory,
}

/// What しきい値判断 asks for: every level from `least` to `most` is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mandatory {
    /// The lightest evaluation that the facts allow.
    pub least: Level,
    /// The heaviest; the same where the answer is certain.
    pub most: Level,
    /// Which document tells the facts.
    pub facts: Facts,
}

/// The document that the facts of しきい値判断 are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Facts {
    /// The assessment itself.
    Own,
    /// 基礎項目評価書 of the same 事務.
    Kiso,
}

/// What is at hand of one assessment.
#[derive(Debug)]
pub struct Known<'a> {
    pub assessment: &'a Assessment,
    /// 基礎項目評価書 of the same 事務.
    pub kiso: Option<&'a Assessment>,
    /// Older versions that lie beside it.
    pub older: &'a [Version],
    /// Sealed copies of published versions.
    pub copies: &'a [Version],
}

impl Row {
    /// The row of an assessment.
    #[must_use]
    pub fn of(known: &Known<'_>, findings: Counts, today: Date) -> Self {
        let assessment = known.assessment;
        let own = Version::of(assessment);
        let shown = |display| {
            let place = assessment.displayed(display);
            place.map(|place| one_line(place.told())).unwrap_or_default()
        };
        let occasion = assessment.registered(Registered::Occasion);
        let told = Told {
            number: shown(Display::Number),
            name: shown(Display::Name),
            body: shown(Display::Author),
            form: assessment.form().form.clone(),
            form_name: assessment.form().name.clone(),
            edition: assessment.form().edition.clone(),
            published: own.published,
            occasion: occasion
                .as_ref()
                .and_then(Cursor::option)
                .map(|option| option.text.clone()),
            copies: known.copies.len(),
            unsealed: is_unsealed(own.published, known.copies, today),
            mandatory: mandatory(known),
        };
        let versions: Vec<Version> = known.older.iter().chain(known.copies).cloned().chain([own]).collect();
        let mut due = due::of(&versions, today);
        due.sort_by_key(|due| (due.day.is_err(), due.day.as_ref().ok().copied(), due.kind));
        Self {
            file: assessment.source().name().to_owned(),
            told: Some(told),
            withheld: false,
            findings,
            due,
        }
    }

    /// The row of a file that is no assessment.
    #[must_use]
    pub fn unreadable(file: &str, findings: Counts) -> Self {
        Self {
            file: file.to_owned(),
            told: None,
            withheld: false,
            findings,
            due: Vec::new(),
        }
    }

    /// Leaves only what is due by `days` from `today`, what is overdue included; false where nothing is left.
    pub fn keep_within(&mut self, days: u32, today: Date) -> bool {
        let near = |left: i32| i64::from(left) <= i64::from(days);
        self.due
            .retain(|due| is_ahead(due, today) && due.days_left(today).is_some_and(near));
        !self.due.is_empty()
    }

    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.iter().any(|due| due.is_overdue(today))
    }
}

/// Puts rows in the order of what is due next; those with nothing ahead come last, by the order of their files.
pub fn sort(rows: &mut [Row], today: Date) {
    rows.sort_by_key(|row| {
        let next = row.due.iter().filter(|due| is_ahead(due, today));
        let next = next.filter_map(|due| due.day.as_ref().ok()).min();
        (next.is_none(), next.copied())
    });
}

/// Whether a day still asks for something: what went on until a day that has passed does not.
fn is_ahead(due: &Due, today: Date) -> bool {
    due.kind.is_deadline() || due.days_left(today).is_none_or(|days| days >= 0)
}

/// Whether a version was published before `today` and only older ones are sealed.
fn is_unsealed(published: Option<Date>, copies: &[Version], today: Date) -> bool {
    let newest = copies.iter().filter_map(|copy| copy.published).max();
    published.is_some_and(|day| day < today && newest.is_some_and(|newest| newest < day))
}

fn mandatory(known: &Known<'_>) -> Mandatory {
    let (from, facts) = match known.kiso {
        Some(kiso) => (kiso, Facts::Kiso),
        None => (known.assessment, Facts::Own),
    };
    let decision = decide(&threshold::of(from).facts);
    Mandatory {
        least: decision.least,
        most: decision.most,
        facts,
    }
}

/// A name that is written on several lines, on one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

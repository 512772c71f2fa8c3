//! How much of an assessment came through: answers that say the same, that are missing, that are wrong, that nobody wrote.

use std::collections::BTreeMap;

use hyoka::answers::{Assessment, Cursor, Value};
use hyoka::folding::fold;
use hyoka::form::Kind;

/// The answers of two assessments held against each other, after folding of width and spaces.
#[derive(Debug, Default)]
pub struct Alike {
    pub equal: usize,
    /// The item and what was written there.
    pub missing: Vec<(String, String)>,
    /// The item, what was written there and what was read.
    pub wrong: Vec<(String, String, String)>,
    /// The item and what was read where nothing was written.
    pub invented: Vec<(String, String)>,
}

impl Alike {
    pub fn of(written: &Assessment, read: &Assessment) -> Self {
        let mut alike = Self::default();
        let mut read = said(read);
        for (path, words) in said(written) {
            match read.remove(&path) {
                Some(found) if found == words => alike.equal += 1,
                Some(found) => alike.wrong.push((path, words, found)),
                None => alike.missing.push((path, words)),
            }
        }
        alike.invented = read.into_iter().collect();
        alike
    }

    /// How many of 100 answers came through.
    pub fn share(&self) -> f64 {
        let all = self.equal + self.missing.len() + self.wrong.len();
        let count = |number: usize| f64::from(u32::try_from(number).unwrap());
        100.0 * count(self.equal) / count(all)
    }
}

/// What each answer that the form prints says, by its path.
fn said(assessment: &Assessment) -> BTreeMap<String, String> {
    let form = assessment.form();
    let leaves = assessment.top().leaves();
    let printed = leaves.iter().filter(|cursor| {
        let item = cursor.item().unwrap();
        form.part(item).is_some_and(|part| part.printed) && cursor.is_filled() && item.kind != Kind::Figure
    });
    printed
        // Words that the form prints by itself are said without being written.
        .filter(|cursor| {
            cursor
                .item()
                .unwrap()
                .fixed
                .as_deref()
                .is_none_or(|fixed| fold(fixed) != fold(cursor.text()))
        })
        .map(|cursor| (cursor.path(), words(cursor)))
        .collect()
}

fn words(cursor: &Cursor<'_>) -> String {
    fold(&match &cursor.answer().unwrap().value {
        // Emphasis, links, lists and tables are printed without their signs.
        Value::Text(text) => text.replace(['[', ']', '*', '|', '-'], ""),
        Value::Texts(pieces) => pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect::<Vec<_>>()
            .join("|"),
        Value::Date(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Choice(_) => cursor.option().unwrap().text.clone(),
        Value::Tick(ticked) => ticked.to_string(),
        Value::Ticks(_) => {
            let mut ticks: Vec<String> = cursor
                .ticks()
                .iter()
                .map(|(option, tick)| format!("{}({})", option.text, tick.blank))
                .collect();
            ticks.sort();
            ticks.join("|")
        }
        Value::Empty | Value::Group | Value::Figures(_) | Value::Invalid(_) | Value::Withheld => String::new(),
    })
}

//! The data of a published copy: what its pages tell, as an assessment file that can be read and compared again.
//! Without comments and notes, which are the author's own. What a public copy leaves out says so, so that a reader knows that it
//! is not empty.

use serde_yaml::{Mapping, Value as Yaml};

use crate::answers::{Assessment, Cursor, Value, WITHHELD};
use crate::folding::looks::in_lines;
use crate::form::{ALT_KEY, EDITION_PATH, FIGURE_KEY, FORM_KEY, Kind, NUMBER_KEY};
use crate::layout;

/// The answers that a copy prints, as YAML.
#[must_use]
pub fn yaml(assessment: &Assessment) -> String {
    let form = assessment.form();
    let mut top = Mapping::new();
    top.insert(FORM_KEY.into(), form.name.clone().into());
    for child in assessment.top().children() {
        let Some(item) = child.item() else { continue };
        if form.part(item).is_some_and(|part| !part.printed) {
            continue;
        }
        if let Some(value) = value(&child) {
            top.insert(item.key.clone().into(), value);
        }
    }
    let mut edition = Mapping::new();
    edition.insert(EDITION_PATH[1].into(), form.edition.clone().into());
    top.insert(EDITION_PATH[0].into(), edition.into());
    // Texts, lists and maps with text keys: nothing that YAML could refuse.
    let data = serde_yaml::to_string(&top).unwrap_or_default();
    match layout::withheld(assessment) {
        Some(told) => format!("# {told}\n{data}"),
        None => data,
    }
}

fn value(cursor: &Cursor<'_>) -> Option<Yaml> {
    let (item, answer) = (cursor.item()?, cursor.answer()?);
    if !cursor.is_filled() && answer.value != Value::Tick(false) {
        return None;
    }
    if item.kind == Kind::Entries && answer.slot.is_none() {
        let entries = cursor.children();
        return Some(Yaml::Sequence(entries.iter().filter_map(value).collect()));
    }
    if item.is_group() {
        let mut map = Mapping::new();
        if let Some(slot) = answer.slot.filter(|_| item.is_numbered()) {
            map.insert(NUMBER_KEY.into(), slot.into());
        }
        for child in cursor.children() {
            let key = child.item().map(|item| item.key.clone()).unwrap_or_default();
            if let Some(value) = value(&child) {
                map.insert(key.into(), value);
            }
        }
        return Some(map.into());
    }
    Some(match &answer.value {
        Value::Text(text) => in_lines(text).into_owned().into(),
        Value::Date(date) => date.to_string().into(),
        Value::Number(count) => (*count).into(),
        Value::Choice(index) => item.options.get(*index)?.text.clone().into(),
        Value::Tick(ticked) => (*ticked).into(),
        Value::Texts(pieces) => Yaml::Sequence(
            pieces
                .iter()
                .map(|piece| in_lines(&piece.text).into_owned().into())
                .collect(),
        ),
        Value::Figures(figures) => Yaml::Sequence(
            figures
                .iter()
                .map(|figure| {
                    let mut one = Mapping::new();
                    one.insert(FIGURE_KEY.into(), figure.file.clone().into());
                    one.insert(ALT_KEY.into(), figure.alt.clone().into());
                    one.into()
                })
                .collect(),
        ),
        Value::Ticks(_) => Yaml::Sequence(
            cursor
                .ticks()
                .iter()
                .map(|(option, tick)| {
                    if tick.blank.is_empty() {
                        return option.text.clone().into();
                    }
                    let mut one = Mapping::new();
                    one.insert(option.text.clone().into(), in_lines(&tick.blank).into_owned().into());
                    one.into()
                })
                .collect(),
        ),
        Value::Withheld => WITHHELD.into(),
        Value::Empty | Value::Group | Value::Invalid(_) => return None,
    })
}

//! The text of an imported assessment: the answers in the form's order.

use serde_yaml::{Mapping, Value as Yaml};

use super::gather::Address;
use super::{Binding, Value};
use crate::form::name::{EntryName, Step};
use crate::form::{ALT_KEY, EDITION_PATH, FIGURE_KEY, FORM_KEY, Form, ILLEGIBLE_KEY, Item, ItemId, Kind, NUMBER_KEY};

/// The assessment as YAML. `printed` is the label that the document prints.
pub(super) fn write(binding: &Binding<'_>, printed: &str) -> String {
    let form = binding.form;
    let mut top = Mapping::new();
    top.insert(FORM_KEY.into(), form.name.clone().into());
    let mut own = group(binding, form.root(), &[]);
    let edition = own
        .entry(EDITION_PATH[0].into())
        .or_insert_with(|| Mapping::new().into());
    if let Yaml::Mapping(edition) = edition {
        edition.insert(EDITION_PATH[1].into(), form.edition.clone().into());
        if !binding.illegible.is_empty() {
            edition.insert(ILLEGIBLE_KEY.into(), binding.illegible.clone().into());
        }
    }
    top.extend(own);
    let text = serde_yaml::to_string(&top).unwrap_or_default();
    if printed.is_empty() || crate::folding::fold(&form.label).contains(printed) {
        return text;
    }
    format!("# 元の文書に印刷された様式: [{printed}]\n{text}")
}

fn group(binding: &Binding<'_>, holder: &Item, entries: &[(ItemId, u32)]) -> Mapping {
    let form = binding.form;
    let mut map = Mapping::new();
    for id in &holder.children {
        let item = form.item(*id);
        if let Some(value) = value(binding, item, entries) {
            map.insert(item.key.clone().into(), value);
        }
    }
    map
}

fn value(binding: &Binding<'_>, item: &Item, entries: &[(ItemId, u32)]) -> Option<Yaml> {
    if let Some(rows) = binding.tables.get(&item.id) {
        return Some(Yaml::Sequence(
            rows.iter().map(|row| table_row(binding.form, item, row)).collect(),
        ));
    }
    if item.kind == Kind::Entries || item.repeat.is_some() {
        return list(binding, item, entries);
    }
    if item.is_group() {
        let map = group(binding, item, entries);
        return (!map.is_empty()).then(|| map.into());
    }
    let address = Address {
        entries: entries.to_vec(),
        item: item.id,
    };
    if let Some(figures) = binding.figures.get(&address) {
        let one = |(file, picture): &(String, crate::pieces::Picture)| {
            let mut one = Mapping::new();
            one.insert(FIGURE_KEY.into(), file.clone().into());
            one.insert(ALT_KEY.into(), picture.alt.clone().into());
            one.into()
        };
        return Some(Yaml::Sequence(figures.iter().map(one).collect()));
    }
    binding.answers.get(&address).map(leaf)
}

/// The entries of a list of which anything was read, in their order.
fn list(binding: &Binding<'_>, item: &Item, entries: &[(ItemId, u32)]) -> Option<Yaml> {
    let depth = entries.len();
    let of_list = |address: &Address| {
        let inside = address.entries.get(..depth) == Some(entries);
        let own = address
            .entries
            .get(depth)
            .filter(|(list, _)| inside && *list == item.id);
        own.map(|(_, number)| *number)
    };
    let keys = binding.answers.keys().chain(binding.figures.keys());
    let mut numbers: Vec<u32> = keys.filter_map(of_list).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rows: Vec<Yaml> = numbers
        .into_iter()
        .map(|number| {
            let mut inner = entries.to_vec();
            inner.push((item.id, number));
            let mut map = Mapping::new();
            if item.is_numbered() {
                map.insert(NUMBER_KEY.into(), number.into());
            }
            map.extend(group(binding, item, &inner));
            map.into()
        })
        .collect();
    (!rows.is_empty()).then_some(Yaml::Sequence(rows))
}

fn table_row(form: &Form, list: &Item, row: &std::collections::BTreeMap<ItemId, Value>) -> Yaml {
    let mut map = Mapping::new();
    for id in &list.children {
        if let Some(value) = row.get(id) {
            map.insert(form.item(*id).key.clone().into(), leaf(value));
        }
    }
    map.into()
}

fn leaf(value: &Value) -> Yaml {
    match value {
        Value::Text(text) | Value::Choice(text) => text.clone().into(),
        Value::Texts(texts) => texts.clone().into(),
        Value::Date(day) => day.to_string().into(),
        Value::Number(number) => (*number).into(),
        Value::Tick(ticked) => (*ticked).into(),
        Value::Choices(ticked) => {
            let one = |(option, blank): &(String, String)| {
                if blank.is_empty() {
                    return option.clone().into();
                }
                let mut one = Mapping::new();
                one.insert(option.clone().into(), blank.clone().into());
                one.into()
            };
            Yaml::Sequence(ticked.iter().map(one).collect())
        }
    }
}

/// The items from the top down to an address, each with the number of its entry.
fn steps<'f>(form: &'f Form, address: &Address) -> Vec<(&'f Item, Option<u32>)> {
    let mut steps = Vec::new();
    let mut at = Some(address.item);
    while let Some(id) = at {
        let item = form.item(id);
        let entry = address.entries.iter().find(|(list, _)| *list == id);
        if item.parent.is_some() {
            steps.push((item, entry.map(|(_, number)| *number)));
        }
        at = item.parent;
    }
    steps.reverse();
    steps
}

/// How the form names an address.
pub(super) fn name(form: &Form, address: &Address) -> String {
    let steps = steps(form, address);
    let steps: Vec<Step<'_>> = steps
        .iter()
        .map(|(item, entry)| Step {
            item,
            entry: entry.map(|number| EntryName {
                number,
                title: "",
                alone: item.is_part && number == 1,
            }),
        })
        .collect();
    form.name_of(&steps)
}

/// The keys of an address, joined by `/`, with the entries of lists: 特定個人情報ファイル[1]/委託.
pub(super) fn path(form: &Form, address: &Address) -> String {
    let keys = steps(form, address).into_iter().map(|(item, entry)| match entry {
        Some(number) => format!("{}[{number}]", item.key),
        None => item.key.clone(),
    });
    keys.collect::<Vec<_>>().join("/")
}

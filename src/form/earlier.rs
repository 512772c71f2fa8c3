//! An edition of a form that is known by what differs from a later one: its label, what it lacked, what it said otherwise. Owns the
//! language of `schemas/earlier/`; a form is made of it as of any definition.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::definition::{Definition, ItemDefinition, PartDefinition};
use crate::finding::Confidence;

/// What is known of an earlier edition.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The form's name in commands and file names.
    pub form: String,
    /// The revision that it is told from, such as `2018-05`.
    pub like: String,
    /// What an assessment says at 管理/様式の版.
    pub edition: String,
    /// The revision in file names.
    pub revision: String,
    /// The label at the foot of the cover.
    pub label: String,
    /// How sure it is that the form was so.
    pub confidence: Confidence,
    /// What is not known of it.
    pub doubt: String,
    /// The law that asked for this form, where that was cited otherwise.
    #[serde(default)]
    pub law: Option<String>,
    /// Paths of the parts and items that it lacked.
    #[serde(default)]
    pub without: Vec<String>,
    /// Printed labels that differed, by the path of their item.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// What is not certain of an item, by its path.
    #[serde(default)]
    pub doubts: BTreeMap<String, String>,
}

impl Earlier {
    /// Makes the definition of this edition of that of the later one.
    ///
    /// # Errors
    /// A path that the later edition does not have.
    pub(super) fn apply(self, later: Definition) -> Result<Definition, String> {
        let mut definition = Definition {
            edition: self.edition,
            revision: self.revision,
            label: self.label,
            confidence: Some(self.confidence),
            doubt: Some(self.doubt + later.doubt.as_deref().unwrap_or_default()),
            law: self.law.unwrap_or(later.law),
            ..later
        };
        for path in &self.without {
            let parts = definition.parts.len();
            definition.parts.retain(|part| part.key.as_ref() != Some(path));
            if definition.parts.len() == parts && !remove(&mut definition.parts, path) {
                return Err(format!("no item `{path}` to be without"));
            }
        }
        for (path, label) in self.labels {
            item(&mut definition.parts, &path)?.label = Some(label);
        }
        for (path, doubt) in self.doubts {
            let item = item(&mut definition.parts, &path)?;
            item.doubt = Some(doubt);
            item.confidence = item
                .confidence
                .min(Some(Confidence::Medium))
                .or(Some(Confidence::Medium));
        }
        let mut used = BTreeSet::new();
        for part in &definition.parts {
            part.items.iter().for_each(|item| options(item, &mut used));
        }
        definition.options.retain(|name, _| used.contains(name));
        Ok(definition)
    }
}

/// The items that a path may begin in, and what is left of it.
fn below<'p, 'a>(part: &'p mut PartDefinition, path: &'a str) -> Option<(&'p mut Vec<ItemDefinition>, &'a str)> {
    match &part.key {
        Some(key) => path
            .strip_prefix(key.as_str())?
            .strip_prefix('/')
            .map(|rest| (&mut part.items, rest)),
        None => Some((&mut part.items, path)),
    }
}

fn item<'p>(parts: &'p mut [PartDefinition], path: &str) -> Result<&'p mut ItemDefinition, String> {
    fn within<'i>(items: &'i mut [ItemDefinition], path: &str) -> Option<&'i mut ItemDefinition> {
        let (key, rest) = path
            .split_once('/')
            .map_or((path, None), |(key, rest)| (key, Some(rest)));
        let item = items.iter_mut().find(|item| item.key == key)?;
        match rest {
            None => Some(item),
            Some(rest) => within(&mut item.items, rest),
        }
    }
    let mut found = parts.iter_mut().filter_map(|part| {
        let (items, rest) = below(part, path)?;
        within(items, rest)
    });
    found.next().ok_or_else(|| format!("no item `{path}`"))
}

/// Whether there was such an item.
fn remove(parts: &mut [PartDefinition], path: &str) -> bool {
    fn within(items: &mut Vec<ItemDefinition>, path: &str) -> bool {
        let count = items.len();
        match path.split_once('/') {
            None => items.retain(|item| item.key != path),
            Some((key, rest)) => {
                let mut groups = items.iter_mut().filter(|item| item.key == key);
                return groups.any(|group| within(&mut group.items, rest));
            }
        }
        items.len() < count
    }
    parts
        .iter_mut()
        .any(|part| below(part, path).is_some_and(|(items, rest)| within(items, rest)))
}

/// The option lists that an item and those below it use.
fn options(item: &ItemDefinition, used: &mut BTreeSet<String>) {
    used.extend(item.options.clone());
    item.items.iter().for_each(|item| options(item, used));
}

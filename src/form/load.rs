//! From the text of a definition to a [`Form`]. Refuses a broken one with file, line and reason.

mod once;
mod options;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::definition::{Definition, ItemDefinition, Kind, OptionDefinition, PartDefinition, RepeatDefinition};
use super::earlier::Earlier;
use super::former::FormerPaths;
use super::item::{Choice, Item, ItemId, Part};
use super::{Form, NUMBER_KEY};
use crate::source::{Node, NodeKind, Source};

/// Why a definition was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct DefinitionError {
    pub file: String,
    /// 1-based.
    pub line: usize,
    pub reason: String,
}

/// Reads a definition.
///
/// # Errors
/// Text that is no YAML, unknown fields, duplicate keys and numbers, option lists that do not exist or are never used,
/// keys of ticks, titles and counts that do not exist, slots that do not fit their groups, and former paths and texts that
/// the form still has; with the line of the first.
pub fn load(file: &str, text: &str) -> Result<Form, DefinitionError> {
    let (source, findings) = Source::read(file, text.as_bytes());
    if let Some(finding) = findings.first() {
        let (line, _) = source.lines().position(source.text(), finding.span.start);
        return Err(DefinitionError {
            file: file.to_owned(),
            line,
            reason: finding.message.clone(),
        });
    }
    let definition = serde_yaml::from_str(text).map_err(|error| {
        let said = error.to_string();
        DefinitionError {
            file: file.to_owned(),
            line: error.location().map_or(1, |location| location.line()),
            // The line stands in front already.
            reason: said.split(" at line ").next().unwrap_or(&said).to_owned(),
        }
    })?;
    build(file, definition, Some(&source), false)
}

/// Reads an earlier edition, told from the definition of a later one.
///
/// # Errors
/// As [`load`] of either text, and a path that the later edition does not have.
pub fn load_earlier(file: &str, text: &str, later: &str) -> Result<Form, DefinitionError> {
    let refused = |reason| DefinitionError {
        file: file.to_owned(),
        line: 1,
        reason,
    };
    let earlier: Earlier = serde_yaml::from_str(text).map_err(|error| refused(error.to_string()))?;
    let later: Definition = serde_yaml::from_str(later).map_err(|error| refused(error.to_string()))?;
    build(file, earlier.apply(later).map_err(refused)?, None, true)
}

/// The form of a built-in definition, which a test has loaded from what its author wrote; an earlier edition with what tells it
/// from the one of `json`.
///
/// # Errors
/// As [`load`] and [`load_earlier`], without file and line.
pub(super) fn load_built(json: &str, earlier: Option<&str>) -> Result<Form, DefinitionError> {
    let refused = |line, reason| DefinitionError {
        file: String::new(),
        line,
        reason,
    };
    let broken = |error: serde_json::Error| refused(error.line(), error.to_string());
    let definition: Definition = serde_json::from_str(json).map_err(broken)?;
    let Some(earlier) = earlier else {
        return build("", definition, None, false);
    };
    let earlier: Earlier = serde_json::from_str(earlier).map_err(broken)?;
    let definition = earlier.apply(definition).map_err(|reason| refused(1, reason))?;
    build("", definition, None, true)
}

fn build(file: &str, definition: Definition, source: Option<&Source>, earlier: bool) -> Result<Form, DefinitionError> {
    let mut loader = Loader {
        file,
        source,
        items: Vec::new(),
        parts: Vec::new(),
        options: HashMap::new(),
        used: Vec::new(),
    };
    let Definition {
        form,
        name,
        edition,
        revision,
        title,
        label,
        law,
        legend,
        contents,
        doubt,
        level,
        confidence,
        options,
        parts,
    } = definition;
    loader.run(&options, parts)?;
    let Loader { items, parts, .. } = loader;
    Ok(Form {
        form,
        name,
        edition,
        revision,
        title,
        label,
        law,
        legend: legend.unwrap_or_default(),
        contents: contents.unwrap_or_default(),
        doubt: doubt.unwrap_or_default(),
        level,
        earlier,
        confidence,
        parts,
        former: FormerPaths::of(&items),
        items,
        words: OnceLock::new(),
        known: super::find_name::Known::default(),
    })
}

struct Loader<'a> {
    file: &'a str,
    source: Option<&'a Source>,
    items: Vec<Item>,
    parts: Vec<Part>,
    options: HashMap<String, Vec<Choice>>,
    used: Vec<String>,
}

/// Where the definition says it, for a refusal; nowhere where it says nothing.
type Origin<'a> = Option<&'a Node>;

impl Loader<'_> {
    fn run(
        &mut self,
        options: &BTreeMap<String, Vec<OptionDefinition>>,
        given: Vec<PartDefinition>,
    ) -> Result<(), DefinitionError> {
        let top = self.source.and_then(Source::root);
        self.option_lists(options, top)?;
        // A built-in definition is held to this by a test.
        let written = self.source.map(|_| given.clone()).unwrap_or_default();
        self.items
            .push(Item::new(ItemId(0), None, ItemDefinition::bare("", Kind::Group)));
        let parts = top.and_then(|node| node.get("parts"));
        for (index, part) in given.into_iter().enumerate() {
            self.part(index, part, nth(parts, index))?;
        }
        for name in options.keys() {
            if !self.used.contains(name) {
                let node = top.and_then(|node| node.get("options")).and_then(|node| node.get(name));
                return self.refuse(node, format!("option list `{name}` is never used"));
            }
        }
        for (index, part) in written.iter().enumerate() {
            self.check_former(&part.items, nth(parts, index))?;
        }
        Ok(())
    }

    /// A `note` is printed below a section only.
    fn check_notes(&self, items: &[ItemDefinition], node: Origin<'_>) -> Result<(), DefinitionError> {
        for (at, item) in items.iter().enumerate() {
            let node = nth(node.and_then(|node| node.get("items")), at);
            if item.note.is_some() {
                return self.refuse(
                    node,
                    format!("`{}`: `note` is for items directly below their part", item.key),
                );
            }
            self.check_notes(&item.items, node)?;
        }
        Ok(())
    }

    fn part(&mut self, index: usize, part: PartDefinition, node: Origin<'_>) -> Result<(), DefinitionError> {
        let holder = self.holder(&part, node)?;
        let start = self.items[holder.0].children.len();
        let items_node = node.and_then(|node| node.get("items"));
        for (at, item) in part.items.into_iter().enumerate() {
            self.check_notes(&item.items, nth(items_node, at))?;
            let id = self.item(item, holder, Some(index), part.important, nth(items_node, at))?;
            self.items[id.0].section = true;
        }
        if part.table && part.repeat.is_none() {
            return self.refuse(node, "a `table` part needs `repeat`");
        }
        let items = self.items[holder.0].children[start..].to_vec();
        self.parts.push(Part {
            number: part.number.unwrap_or_default(),
            label: part.label,
            item: holder,
            items,
            table: part.table,
            printed: part.printed,
            follows: part.follows,
            marked: part.important,
            important_note: part.important_note.unwrap_or_default(),
        });
        Ok(())
    }

    /// The item that holds a part's items: the root, one made before for a shared key, or a new one.
    fn holder(&mut self, part: &PartDefinition, node: Origin<'_>) -> Result<ItemId, DefinitionError> {
        let Some(key) = &part.key else {
            if part.table || !part.printed {
                return self.refuse(node, "a table, or a part that is not printed, needs `key`");
            }
            return Ok(ItemId(0));
        };
        let known = self.items[0]
            .children
            .iter()
            .copied()
            .find(|id| &self.items[id.0].key == key);
        if let Some(id) = known {
            if self.items[id.0].repeat.is_some() != part.repeat.is_some() {
                return self.refuse(node, format!("parts that share key `{key}` must both repeat or not"));
            }
            return Ok(id);
        }
        let id = ItemId(self.items.len());
        let kind = if part.repeat.is_some() {
            Kind::Entries
        } else {
            Kind::Group
        };
        let given = ItemDefinition {
            repeat: part.repeat.clone(),
            compared: part.printed && !part.table,
            ..ItemDefinition::bare(key, kind)
        };
        let mut item = Item::new(id, Some(ItemId(0)), given);
        item.is_part = true;
        item.part = Some(self.parts.len());
        self.items.push(item);
        self.items[0].children.push(id);
        if let Some(repeat) = &part.repeat {
            self.check_repeat(repeat, &part.items, node)?;
        }
        Ok(id)
    }

    fn item(
        &mut self,
        mut given: ItemDefinition,
        parent: ItemId,
        part: Option<usize>,
        important: bool,
        node: Origin<'_>,
    ) -> Result<ItemId, DefinitionError> {
        let folded = crate::folding::fold(&given.key);
        let twice = self.items[parent.0]
            .children
            .iter()
            .any(|id| self.items[id.0].folded_key == folded);
        if twice || (given.key == NUMBER_KEY && self.items[parent.0].is_numbered()) {
            return self.refuse(node, format!("key `{}` stands twice in its group", given.key));
        }
        if given.key.contains(['/', '[', ']']) || given.key.is_empty() {
            return self.refuse(node, format!("key `{}` is empty or holds one of `/[]`", given.key));
        }
        let options = self.options_of(&given, node)?;
        self.check_number(&given, parent, part, node)?;
        self.check_shape(&given, node)?;
        let items = std::mem::take(&mut given.items);
        let important = given.important.unwrap_or(important);
        let id = ItemId(self.items.len());
        let mut item = Item::new(id, Some(parent), given);
        let around = &self.items[parent.0];
        if !around.path.is_empty() {
            item.path = format!("{}/{}", around.path, item.key);
        }
        item.part = part;
        item.options = options;
        item.important = important;
        item.compared &= around.compared;
        self.items.push(item);
        self.items[parent.0].children.push(id);
        let items_node = node.and_then(|node| node.get("items"));
        for (at, child) in items.into_iter().enumerate() {
            self.item(child, id, part, important, nth(items_node, at))?;
        }
        self.check_references(id, node)?;
        Ok(id)
    }

    fn check_shape(&self, given: &ItemDefinition, node: Origin<'_>) -> Result<(), DefinitionError> {
        let holds = matches!(given.kind, Kind::Group | Kind::Entries);
        if holds == given.items.is_empty() {
            return self.refuse(node, format!("`{}`: only groups and entries have `items`", given.key));
        }
        if (given.kind == Kind::Entries) != given.repeat.is_some() {
            return self.refuse(node, format!("`{}`: entries, and only they, have `repeat`", given.key));
        }
        if given.after.is_some() && !matches!(given.kind, Kind::Date | Kind::Number | Kind::Text) {
            return self.refuse(
                node,
                format!("`{}`: `after` is for dates, numbers and texts", given.key),
            );
        }
        if !given.listed && given.kind != Kind::Choice {
            return self.refuse(node, format!("`{}`: `listed` is for choices", given.key));
        }
        if given.or_text && given.kind != Kind::Date {
            return self.refuse(node, format!("`{}`: `or_text` is for dates", given.key));
        }
        if let Some(repeat) = &given.repeat {
            self.check_repeat(repeat, &given.items, node)?;
        }
        Ok(())
    }

    fn check_repeat(
        &self,
        repeat: &RepeatDefinition,
        items: &[ItemDefinition],
        node: Origin<'_>,
    ) -> Result<(), DefinitionError> {
        if let Some(title) = &repeat.title
            && !items.iter().any(|item| &item.key == title)
        {
            return self.refuse(node, format!("title `{title}` is no item of the entry"));
        }
        if repeat.identity == super::Identity::Title && repeat.title.is_none() {
            return self.refuse(node, "identity `title` needs `title`");
        }
        let mut next = 1;
        for (first, last) in &repeat.groups {
            if *first != next || last < first {
                return self.refuse(node, format!("group {first}–{last} does not follow the one before"));
            }
            next = last + 1;
        }
        if !repeat.groups.is_empty() && repeat.slots != Some(next - 1) {
            return self.refuse(node, "the groups do not end at the last slot");
        }
        Ok(())
    }

    fn check_references(&self, id: ItemId, node: Origin<'_>) -> Result<(), DefinitionError> {
        let own = &self.items[id.0];
        if let Some(key) = &own.waived_by {
            let mut at = Some(id);
            let mut found = false;
            while let Some(group) = at {
                let group = &self.items[group.0];
                found |= group
                    .children
                    .iter()
                    .any(|child| &self.items[child.0].key == key && self.items[child.0].kind == Kind::Tick);
                at = group.parent;
            }
            if !found {
                return self.refuse(node, format!("`waived_by: {key}` names no tick in a group around it"));
            }
        }
        // A count may name a list that follows, so it is looked up in the whole group.
        for (at, child) in own.children.iter().enumerate() {
            let child = &self.items[child.0];
            let counts = child.options.iter().filter_map(|option| option.count.as_ref());
            for count in child.count.iter().chain(counts) {
                let list = self.child_named(id, count);
                if list.is_none_or(|list| list.kind != Kind::Entries) {
                    let at = nth(node.and_then(|node| node.get("items")), at);
                    return self.refuse(at, format!("`count: {count}` names no list beside the item"));
                }
            }
        }
        Ok(())
    }

    fn child_named(&self, id: ItemId, key: &str) -> Option<&Item> {
        self.items[id.0]
            .children
            .iter()
            .map(|child| &self.items[child.0])
            .find(|child| child.key == key)
    }

    fn refuse<T>(&self, node: Origin<'_>, reason: impl Into<String>) -> Result<T, DefinitionError> {
        let start = node.map_or(0, |node| node.span.start);
        let line = |source: &Source| source.lines().position(source.text(), start).0;
        Err(DefinitionError {
            file: self.file.to_owned(),
            line: self.source.map_or(1, line),
            reason: reason.into(),
        })
    }
}

fn nth(node: Origin<'_>, index: usize) -> Origin<'_> {
    match node.map(|node| &node.kind) {
        Some(NodeKind::Sequence(nodes)) => nodes.get(index),
        _ => None,
    }
}

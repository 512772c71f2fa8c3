//! From the text of a definition to a [`Form`]. Refuses a broken one with file, line and reason.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::definition::{
    Definition, DetailedOption, ItemDefinition, Kind, OptionDefinition, PartDefinition, RepeatDefinition,
};
use super::item::{Choice, Item, ItemId, Part, Repeat};
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
/// Text that is no YAML, unknown fields, duplicate keys, option lists that do not exist or are never used, keys of
/// ticks, titles and counts that do not exist, and slots that do not fit their groups; with the line of the first.
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
    build(file, definition, Some(&source))
}

/// The form of a built-in definition, which a test has loaded from what its author wrote.
///
/// # Errors
/// As [`load`], without file and line.
pub(super) fn load_built(json: &str) -> Result<Form, DefinitionError> {
    let definition = serde_json::from_str(json).map_err(|error| DefinitionError {
        file: String::new(),
        line: error.line(),
        reason: error.to_string(),
    })?;
    build("", definition, None)
}

fn build(file: &str, definition: Definition, source: Option<&Source>) -> Result<Form, DefinitionError> {
    let mut loader = Loader {
        file,
        source,
        items: Vec::new(),
        parts: Vec::new(),
        options: HashMap::new(),
        used: Vec::new(),
    };
    loader.run(&definition)?;
    let Loader { items, parts, .. } = loader;
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
        level,
        ..
    } = definition;
    Ok(Form {
        form,
        name,
        edition,
        revision,
        title,
        label,
        law,
        legend: legend.unwrap_or_default(),
        contents,
        level,
        parts,
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

type Step<'a> = Option<&'a Node>;

impl Loader<'_> {
    fn run(&mut self, definition: &Definition) -> Result<(), DefinitionError> {
        let top = self.source.and_then(Source::root);
        for (name, list) in &definition.options {
            let node = top.and_then(|node| node.get("options")).and_then(|node| node.get(name));
            let mut choices = Vec::new();
            flatten(list, "", &mut choices);
            if choices.is_empty() {
                return self.refuse(node, format!("option list `{name}` is empty"));
            }
            for (index, choice) in choices.iter().enumerate() {
                if choices[..index].iter().any(|before| before.folded == choice.folded) {
                    return self.refuse(node, format!("option `{}` stands twice in list `{name}`", choice.text));
                }
                if let (Some(from), Some(below)) = (choice.from, choice.below)
                    && from >= below
                {
                    return self.refuse(node, format!("option `{}` has an empty band", choice.text));
                }
            }
            self.options.insert(name.clone(), choices);
        }
        self.push_item(Item::container(ItemId(0), None, "", Kind::Group));
        let parts = top.and_then(|node| node.get("parts"));
        for (index, part) in definition.parts.iter().enumerate() {
            self.part(index, part, nth(parts, index))?;
        }
        for name in definition.options.keys() {
            if !self.used.contains(name) {
                let node = top.and_then(|node| node.get("options")).and_then(|node| node.get(name));
                return self.refuse(node, format!("option list `{name}` is never used"));
            }
        }
        Ok(())
    }

    /// A `note` is printed below a section only.
    fn check_notes(&self, items: &[ItemDefinition], node: Step<'_>) -> Result<(), DefinitionError> {
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

    fn part(&mut self, index: usize, part: &PartDefinition, node: Step<'_>) -> Result<(), DefinitionError> {
        let holder = self.holder(part, node)?;
        let start = self.items[holder.0].children.len();
        let items_node = node.and_then(|node| node.get("items"));
        for (at, item) in part.items.iter().enumerate() {
            let id = self.item(item, holder, Some(index), part.important, nth(items_node, at))?;
            self.items[id.0].section = true;
            self.check_notes(&item.items, nth(items_node, at))?;
        }
        if part.table && part.repeat.is_none() {
            return self.refuse(node, "a `table` part needs `repeat`");
        }
        let items = self.items[holder.0].children[start..].to_vec();
        self.parts.push(Part {
            number: part.number.clone().unwrap_or_default(),
            label: part.label.clone(),
            item: holder,
            items,
            table: part.table,
            printed: part.printed,
            marked: part.important,
            important_note: part.important_note.clone().unwrap_or_default(),
        });
        Ok(())
    }

    /// The item that holds a part's items: the root, one made before for a shared key, or a new one.
    fn holder(&mut self, part: &PartDefinition, node: Step<'_>) -> Result<ItemId, DefinitionError> {
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
        let mut item = Item::container(id, Some(ItemId(0)), key, kind);
        item.is_part = true;
        item.repeat = part.repeat.as_ref().map(repeat);
        item.part = Some(self.parts.len());
        item.compared = part.printed && !part.table;
        self.push_item(item);
        self.items[0].children.push(id);
        if let Some(repeat) = &part.repeat {
            self.check_repeat(repeat, &part.items, node)?;
        }
        Ok(id)
    }

    fn item(
        &mut self,
        given: &ItemDefinition,
        parent: ItemId,
        part: Option<usize>,
        important: bool,
        node: Step<'_>,
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
        let options = self.options_of(given, node)?;
        self.check_shape(given, node)?;
        let important = given.important.unwrap_or(important);
        let id = ItemId(self.items.len());
        let mut item = Item::container(id, Some(parent), &given.key, given.kind);
        let before = &self.items[parent.0].path;
        item.path = if before.is_empty() {
            given.key.clone()
        } else {
            format!("{before}/{}", given.key)
        };
        item.part = part;
        item.number = given.number.clone().unwrap_or_default();
        item.label = given.label.clone().unwrap_or_else(|| given.key.clone());
        item.options = options;
        item.required = given.required;
        item.waived_by.clone_from(&given.waived_by);
        item.important = important;
        item.marked = given.important == Some(true);
        item.nested = given.nested;
        item.wide = given.wide;
        item.heading = given.heading;
        item.or_text = given.or_text;
        item.fixed.clone_from(&given.fixed);
        item.count.clone_from(&given.count);
        item.repeat = given.repeat.as_ref().map(repeat);
        item.compared = given.compared && self.items[parent.0].compared;
        item.width = given.width.unwrap_or(1);
        item.display = given.display;
        item.register = given.register;
        item.note.clone_from(&given.note);
        item.guidance.clone_from(&given.guidance);
        item.law.clone_from(&given.law);
        item.confidence = given.confidence;
        item.doubt.clone_from(&given.doubt);
        self.push_item(item);
        self.items[parent.0].children.push(id);
        let items_node = node.and_then(|node| node.get("items"));
        for (at, child) in given.items.iter().enumerate() {
            self.item(child, id, part, important, nth(items_node, at))?;
        }
        self.check_references(id, given, node)?;
        Ok(id)
    }

    fn options_of(&mut self, given: &ItemDefinition, node: Step<'_>) -> Result<Vec<Choice>, DefinitionError> {
        let wants = matches!(given.kind, Kind::Choice | Kind::Choices);
        match (&given.options, wants) {
            (Some(name), true) => match self.options.get(name) {
                Some(list) => {
                    self.used.push(name.clone());
                    Ok(list.clone())
                }
                None => self.refuse(node, format!("option list `{name}` does not exist")),
            },
            (None, true) => self.refuse(node, format!("`{}` is a choice without `options`", given.key)),
            (Some(_), false) => self.refuse(node, format!("`{}` has `options` but is no choice", given.key)),
            (None, false) => Ok(Vec::new()),
        }
    }

    fn check_shape(&self, given: &ItemDefinition, node: Step<'_>) -> Result<(), DefinitionError> {
        let holds = matches!(given.kind, Kind::Group | Kind::Entries);
        if holds == given.items.is_empty() {
            return self.refuse(node, format!("`{}`: only groups and entries have `items`", given.key));
        }
        if (given.kind == Kind::Entries) != given.repeat.is_some() {
            return self.refuse(node, format!("`{}`: entries, and only they, have `repeat`", given.key));
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
        node: Step<'_>,
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

    fn check_references(&self, id: ItemId, given: &ItemDefinition, node: Step<'_>) -> Result<(), DefinitionError> {
        if let Some(key) = &given.waived_by {
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
        for child in given.items.iter().zip(0..) {
            let counts = child.0.count.iter().cloned().chain(
                self.child_named(id, &child.0.key)
                    .into_iter()
                    .flat_map(|item| item.options.iter().filter_map(|option| option.count.clone())),
            );
            for count in counts {
                if self
                    .child_named(id, &count)
                    .is_none_or(|list| list.kind != Kind::Entries)
                {
                    let at = nth(node.and_then(|node| node.get("items")), child.1);
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

    fn push_item(&mut self, item: Item) {
        self.items.push(item);
    }

    fn refuse<T>(&self, node: Step<'_>, reason: impl Into<String>) -> Result<T, DefinitionError> {
        let start = node.map_or(0, |node| node.span.start);
        let line = |source: &Source| source.lines().position(source.text(), start).0;
        Err(DefinitionError {
            file: self.file.to_owned(),
            line: self.source.map_or(1, line),
            reason: reason.into(),
        })
    }
}

impl Item {
    fn container(id: ItemId, parent: Option<ItemId>, key: &str, kind: Kind) -> Self {
        Self {
            id,
            parent,
            children: Vec::new(),
            part: None,
            section: false,
            is_part: false,
            key: key.to_owned(),
            folded_key: crate::folding::fold(key),
            number: String::new(),
            label: key.to_owned(),
            kind,
            options: Vec::new(),
            required: false,
            waived_by: None,
            important: false,
            marked: false,
            nested: false,
            wide: false,
            heading: false,
            or_text: false,
            fixed: None,
            count: None,
            repeat: None,
            compared: true,
            width: 1,
            display: None,
            register: None,
            note: None,
            guidance: None,
            law: None,
            confidence: None,
            doubt: None,
            path: key.to_owned(),
        }
    }
}

fn repeat(given: &RepeatDefinition) -> Repeat {
    Repeat {
        identity: given.identity,
        slots: given.slots,
        groups: given.groups.clone(),
        title: given.title.clone(),
    }
}

fn flatten(list: &[OptionDefinition], group: &str, into: &mut Vec<Choice>) {
    let plain = |text: &String| DetailedOption {
        text: text.clone(),
        blank: false,
        count: None,
        from: None,
        below: None,
        level: None,
    };
    for option in list {
        let detailed = match option {
            OptionDefinition::Text(text) => plain(text),
            OptionDefinition::Detailed(option) => option.clone(),
            OptionDefinition::Group(inner) => {
                flatten(&inner.options, &inner.group, into);
                continue;
            }
        };
        into.push(Choice {
            folded: crate::folding::fold(&detailed.text),
            text: detailed.text,
            group: group.to_owned(),
            blank: detailed.blank,
            count: detailed.count,
            from: detailed.from,
            below: detailed.below,
            level: detailed.level,
        });
    }
}

fn nth(node: Step<'_>, index: usize) -> Step<'_> {
    match node.map(|node| &node.kind) {
        Some(NodeKind::Sequence(nodes)) => nodes.get(index),
        _ => None,
    }
}

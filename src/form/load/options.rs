//! Lists of options: read, held to what a list may say, and given to the items that use them.

use std::collections::BTreeMap;

use super::{DefinitionError, Loader, Origin};
use crate::form::definition::{DetailedOption, ItemDefinition, Kind, OptionDefinition};
use crate::form::item::Choice;

impl Loader<'_> {
    pub(super) fn option_lists(
        &mut self,
        options: &BTreeMap<String, Vec<OptionDefinition>>,
        top: Origin<'_>,
    ) -> Result<(), DefinitionError> {
        for (name, list) in options {
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
            self.check_former_texts(name, &choices, node)?;
            self.options.insert(name.clone(), choices);
        }
        Ok(())
    }

    pub(super) fn options_of(
        &mut self,
        given: &ItemDefinition,
        node: Origin<'_>,
    ) -> Result<Vec<Choice>, DefinitionError> {
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
}

fn flatten(list: &[OptionDefinition], group: &str, into: &mut Vec<Choice>) {
    for option in list {
        let given = match option {
            OptionDefinition::Text(text) => DetailedOption {
                text: text.clone(),
                ..DetailedOption::default()
            },
            OptionDefinition::Detailed(option) => option.clone(),
            OptionDefinition::Group(inner) => {
                flatten(&inner.options, &inner.group, into);
                continue;
            }
        };
        into.push(Choice {
            folded: crate::folding::fold(&given.text),
            group: group.to_owned(),
            given,
        });
    }
}

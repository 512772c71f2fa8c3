//! What the attributes and styles of an element say of it in the end. Knows the cascade; draws nothing.

use roxmltree::Node;
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

use super::allowed::{FUNCTIONS, PROPERTIES};

/// What an element says: a property, its value, and whether a style said so.
pub(super) struct Said<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) by_style: bool,
    is_important: bool,
}

/// The properties of an element that are part of a picture: attributes first, then the sheet, then its own style.
pub(super) fn properties<'a>(node: Node<'a, '_>, sheet: &StyleSheet<'a>) -> Vec<Said<'a>> {
    let mut said: Vec<Said<'a>> = Vec::new();
    let mut say = |name: &'a str, value: &'a str, by_style: bool, is_important: bool| {
        let value = value.trim();
        if !PROPERTIES.contains(&name) || !is_understood(value) {
            return;
        }
        let new = Said {
            name,
            value,
            by_style,
            is_important,
        };
        match said.iter_mut().find(|other| other.name == name) {
            Some(other) if other.is_important && !is_important => {}
            Some(other) => *other = new,
            None => said.push(new),
        }
    };
    for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
        say(attribute.name(), attribute.value(), false, false);
    }
    let own = node.attribute("style").unwrap_or_default();
    let rules = sheet.rules.iter().filter(|rule| rule.selector.matches(&Matched(node)));
    for declaration in rules.flat_map(|rule| &rule.declarations) {
        say(declaration.name, declaration.value, true, declaration.important);
    }
    for declaration in DeclarationTokenizer::from(own) {
        say(declaration.name, declaration.value, true, declaration.important);
    }
    // One word for all three ends of a line.
    if let Some(at) = said.iter().position(|said| said.name == "marker") {
        let all = said.remove(at);
        for name in ["marker-start", "marker-mid", "marker-end"] {
            if said.iter().all(|said| said.name != name) {
                said.push(Said { name, ..all });
            }
        }
    }
    said
}

/// Whether every program reads a value alike: no function but the usual ones.
fn is_understood(value: &str) -> bool {
    value.match_indices('(').all(|(at, _)| {
        let before = &value[..at];
        let from = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(0, |from| from + 1);
        FUNCTIONS.contains(&&before[from..])
    }) && !value.contains(['<', '>', '{', '}', '\\', '@'])
}

/// The name in `url(#name)`.
pub(super) fn named(value: &str) -> Option<&str> {
    let rest = value.trim().strip_prefix("url(")?;
    let inside = rest[..rest.find(')')?].trim().trim_matches(['"', '\'']).trim();
    inside.strip_prefix('#')
}

struct Matched<'a, 'input>(Node<'a, 'input>);

impl Element for Matched<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Matched)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Matched)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.0.prev_sibling_element().is_none()
    }
}

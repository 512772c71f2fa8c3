//! A picture written anew: what is seen of it, in the words that are allowed. Decides nothing about what is seen.

use std::fmt::Write as _;

use roxmltree::{Node, NodeType};

use super::allowed::{MEASURES, MORE_MEASURES, NAMED, WORDS};
use super::extent::{self, Area};
use super::seen::{Around, Needed, is_known, shown_children};
use super::{Picture, SVG, Svg, XLINK, XML, style};

/// Writes what is seen.
pub(super) fn write(picture: &Picture<'_, '_>) -> Svg {
    let root = picture.document.root_element();
    let mut writer = Writer {
        picture,
        needed: Needed::of(picture),
        svg: Svg {
            text: String::new(),
            words: String::new(),
        },
    };
    writer.element(root, &Around::page(Area::shown(root)));
    writer.svg
}

struct Writer<'p, 'a, 'i> {
    picture: &'p Picture<'a, 'i>,
    needed: Needed<'a>,
    svg: Svg,
}

impl<'a, 'i> Writer<'_, 'a, 'i> {
    fn element(&mut self, node: Node<'a, 'i>, around: &Around) {
        let name = node.tag_name().name();
        let is_named = self.needed.has(node);
        let is_holder = name == "defs" || !is_known(node);
        if (is_holder || NAMED.contains(&name)) && !is_named {
            self.only_needed(node);
            return;
        }
        let around = if is_named { Around::named() } else { around.clone() };
        let (within, is_gone) = around.of(node, self.picture);
        let is_seen = !is_gone && within.shows(node, self.picture);
        if !is_seen && !is_named {
            self.only_needed(node);
            return;
        }
        // A switch has been decided, and a link leads nowhere from a picture.
        let name = if matches!(name, "switch" | "a") { "g" } else { name };
        let name = if name == "g"
            && node
                .parent_element()
                .is_some_and(|parent| parent.has_tag_name((SVG, "text")))
        {
            "tspan"
        } else {
            name
        };
        let _ = write!(self.svg.text, "<{name}");
        if node.parent_element().is_none() {
            let _ = write!(self.svg.text, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
            if let Some((width, height)) = extent::missing_size(node) {
                let _ = write!(self.svg.text, " width=\"{width}\" height=\"{height}\"");
            }
        }
        self.attributes(node);
        self.svg.text.push('>');
        let holds_words = matches!(node.tag_name().name(), "text" | "tspan" | "textPath" | "a");
        let shown = shown_children(node);
        for child in node.children() {
            match child.node_type() {
                NodeType::Element if shown.contains(&child) => self.element(child, &within),
                NodeType::Element => self.only_needed(child),
                NodeType::Text if holds_words && within.shows_words() => {
                    let words = child.text().unwrap_or_default();
                    if !words.trim().is_empty() {
                        self.svg.words.push_str(words);
                        self.svg.words.push('\n');
                    }
                    self.svg.text.push_str(&escaped(words));
                }
                NodeType::Text | NodeType::Root | NodeType::PI | NodeType::Comment => {}
            }
        }
        let _ = write!(self.svg.text, "</{name}>");
    }

    /// Of an element that is not seen, what others need of it.
    fn only_needed(&mut self, node: Node<'a, 'i>) {
        if !node.is_element() || !self.needed.stands_in(node) {
            return;
        }
        self.svg.text.push_str("<defs>");
        let mut open: Vec<Node<'a, 'i>> = vec![node];
        while let Some(node) = open.pop() {
            if self.needed.has(node) {
                self.element(node, &Around::named());
            } else {
                open.extend(node.children().filter(Node::is_element).rev());
            }
        }
        self.svg.text.push_str("</defs>");
    }

    fn attributes(&mut self, node: Node<'a, 'i>) {
        let name = node.tag_name().name();
        if let Some(new) = node
            .attribute("id")
            .filter(|_| self.needed.has(node))
            .and_then(|id| self.needed.name(id))
        {
            let _ = write!(self.svg.text, " id=\"{new}\"");
        }
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            let is_plain = attribute.namespace().is_none();
            let is_size = is_plain && matches!(key, "width" | "height");
            if is_size && node.parent_element().is_none() && extent::missing_size(node).is_some() {
                continue;
            }
            let value = match (key, attribute.namespace()) {
                ("space", Some(XML)) if matches!(value, "preserve" | "default") => {
                    let _ = write!(self.svg.text, " xml:space=\"{value}\"");
                    continue;
                }
                ("transform", _) => continue,
                ("d", None) => &value[..extent::path_length(value)],
                _ if is_plain && (MEASURES.contains(&key) || MORE_MEASURES.contains(&key) || WORDS.contains(&key)) => {
                    value
                }
                _ => continue,
            };
            let is_plain_value = value
                .chars()
                .all(|c| c.is_ascii() && !matches!(c, '<' | '>' | '&' | '"'));
            if is_plain_value {
                let _ = write!(self.svg.text, " {key}=\"{value}\"");
            }
        }
        if let Some(image) = self.picture.images.get(&node.id()) {
            let _ = write!(self.svg.text, " xlink:href=\"{}\"", image.address);
        } else if !matches!(name, "a" | "image") {
            let href = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
            let new = href.and_then(|href| self.needed.name(href.trim().strip_prefix('#')?));
            if let Some(new) = new {
                let _ = write!(self.svg.text, " xlink:href=\"#{new}\"");
            }
        }
        let mut styles = String::new();
        for said in self.picture.properties(node).iter() {
            let value = match style::named(said.value) {
                None if said.value.contains("url(") => continue,
                None => escaped(said.value),
                Some(id) => match self.needed.name(id) {
                    Some(new) => format!("url(#{new})"),
                    // As programs do for a paint that there is not.
                    None if matches!(said.name, "fill" | "stroke") => "none".to_owned(),
                    None => continue,
                },
            };
            if said.by_style && said.name != "transform" {
                let _ = write!(styles, "{}:{value};", said.name);
            } else {
                let _ = write!(self.svg.text, " {}=\"{value}\"", said.name);
            }
        }
        if !styles.is_empty() {
            let _ = write!(self.svg.text, " style=\"{styles}\"");
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

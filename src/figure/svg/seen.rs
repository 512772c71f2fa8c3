//! Which elements are seen, and which of those that are only named are needed for them. Errs towards seen.

use std::collections::HashMap;
use std::rc::Rc;

use roxmltree::{Node, NodeId};
use svgtypes::Transform;

use super::allowed::{DRAWN, NAMED, OFFSET, PARTS};
use super::extent::{self, Area};
use super::{Picture, SVG, XLINK, style};

/// What an element has from those around it.
#[derive(Clone)]
pub(super) struct Around {
    is_visible: bool,
    /// Whether only its outline counts, and not how it is painted.
    is_clip: bool,
    paint: Paint,
    line: f64,
    letters: f64,
    /// Where it stands on the page; `None` where that cannot be told.
    place: Option<(Area, Transform)>,
}

/// How a shape is painted.
#[derive(Clone, Copy)]
struct Paint {
    fill: bool,
    line: bool,
}

impl Around {
    pub(super) fn page(shown: Option<Area>) -> Self {
        Around {
            is_visible: true,
            is_clip: false,
            paint: Paint {
                fill: true,
                line: false,
            },
            line: 1.0,
            letters: 16.0,
            place: shown.map(|shown| (shown, Transform::default())),
        }
    }

    /// What is only named: whoever names it may paint it, anywhere.
    pub(super) fn named() -> Self {
        Around {
            paint: Paint { fill: true, line: true },
            ..Around::page(None)
        }
    }

    /// What an element passes on, and whether it and all below it are left out.
    pub(super) fn of<'a>(&self, node: Node<'a, '_>, picture: &Picture<'a, '_>) -> (Around, bool) {
        let mut around = self.clone();
        let mut is_gone = false;
        for said in picture.properties(node).iter() {
            let is_nothing = is_zero(said.value);
            match said.name {
                "display" => is_gone |= said.value == "none",
                "opacity" => is_gone |= is_nothing,
                "visibility" if said.value == "inherit" => {}
                "visibility" => around.is_visible = !matches!(said.value, "hidden" | "collapse"),
                "fill" => around.paint.fill = !is_clear(said.value),
                "stroke" => around.paint.line = !is_clear(said.value),
                "stroke-width" => {
                    around.line = length(said.value).unwrap_or(f64::INFINITY);
                    around.paint.line &= !is_nothing;
                }
                "font-size" => around.letters = length(said.value).unwrap_or(f64::INFINITY),
                "transform" => {
                    around.place = around
                        .place
                        .zip(extent::matrix(said.value))
                        .map(|((shown, place), own)| (shown, extent::joined(place, own)));
                }
                // What is moved or copied elsewhere is not where its numbers say.
                "transform-origin" | "filter" => around.place = None,
                "letter-spacing" | "word-spacing" if !is_nothing && said.value != "normal" => around.place = None,
                _ => {}
            }
        }
        around.is_clip |= node.tag_name().name() == "clipPath";
        if node.tag_name().name() == "svg" && node.parent_element().is_some() {
            around.place = None;
        }
        (around, is_gone)
    }

    /// Whether a shape, a picture or a text leaves a mark on the page.
    pub(super) fn shows<'a>(&self, node: Node<'a, '_>, picture: &Picture<'a, '_>) -> bool {
        let said = picture.properties(node);
        let name = node.tag_name().name();
        if !matches!(
            name,
            "circle" | "ellipse" | "image" | "line" | "path" | "polygon" | "polyline" | "rect" | "text" | "tspan"
        ) {
            return true;
        }
        let is_text = matches!(name, "text" | "tspan");
        if !self.is_visible && !is_text {
            return false;
        }
        if self.is_clip {
            return true;
        }
        let has_ends = said.iter().any(|said| said.name.starts_with("marker"));
        let is_clear = |opacity: &str| said.iter().any(|said| said.name == opacity && is_zero(said.value));
        let has_fill = self.paint.fill && !is_clear("fill-opacity");
        let has_line = self.paint.line && !is_clear("stroke-opacity");
        if name != "image" && !is_text && !has_fill && !has_line && !has_ends {
            return false;
        }
        let Some((shown, place)) = self.place else { return true };
        let line = if has_ends {
            30.0 * self.line.max(1.0)
        } else {
            5.0 * self.line
        };
        let area = if is_text {
            let is_moved = |below: Node<'_, '_>| below.attribute("x").is_some() || below.attribute("y").is_some();
            let stands_alone = name == "text" || (node.attribute("x").is_some() && node.attribute("y").is_some());
            if !stands_alone
                || node
                    .descendants()
                    .skip(1)
                    .any(|below| below.is_element() && (is_moved(below) || below.has_tag_name((SVG, "textPath"))))
            {
                return true;
            }
            let letters = node
                .descendants()
                .filter(Node::is_text)
                .filter_map(|text| text.text())
                .map(|text| text.chars().count())
                .sum();
            extent::text(node, letters, self.letters)
        } else {
            extent::shape(node, line)
        };
        area.is_none_or(|area| !area.moved(place).is_apart_from(shown))
    }

    /// Whether words that stand right in an element are seen.
    pub(super) fn shows_words(&self) -> bool {
        self.is_visible && (self.paint.fill || self.paint.line) && self.letters > 0.0
    }
}

fn is_zero(value: &str) -> bool {
    value
        .trim_end_matches(['%', 'p', 'x'])
        .parse::<f64>()
        .is_ok_and(|number| number <= 0.0)
}

fn is_clear(paint: &str) -> bool {
    matches!(paint, "none" | "transparent")
}

/// A length in plain numbers; `None` for one of another unit.
fn length(value: &str) -> Option<f64> {
    let points = value.strip_suffix("pt").and_then(|value| value.parse::<f64>().ok());
    let points = points.map(|points| points * 4.0 / 3.0);
    points.or_else(|| value.strip_suffix("px").unwrap_or(value).parse().ok())
}

/// Which elements are needed because something that is seen names them, with their new names.
pub(super) struct Needed<'a> {
    names: HashMap<&'a str, String>,
    nodes: HashMap<NodeId, bool>,
}

impl<'a> Needed<'a> {
    /// Finds them from what is seen on the page.
    pub(super) fn of(picture: &Picture<'a, '_>) -> Self {
        let mut needed = Needed {
            names: HashMap::new(),
            nodes: HashMap::new(),
        };
        let root = picture.document.root_element();
        let page = Around::page(Area::shown(root));
        let mut open = Vec::new();
        needed.look(root, &page, picture, &mut open);
        while let Some(target) = open.pop() {
            let around = Around::named();
            if needed.nodes.insert(target.id(), true).is_none_or(|is_named| !is_named) {
                needed.inside(target, &around, picture, &mut open);
            }
        }
        needed
    }

    /// The new name of one that is named.
    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    pub(super) fn has(&self, node: Node<'_, '_>) -> bool {
        self.nodes.get(&node.id()) == Some(&true)
    }

    /// Whether one that is needed stands in an element or is it.
    pub(super) fn stands_in(&self, node: Node<'_, '_>) -> bool {
        node.descendants().any(|below| self.has(below))
    }

    fn look<'i>(
        &mut self,
        node: Node<'a, 'i>,
        around: &Around,
        picture: &Picture<'a, 'i>,
        open: &mut Vec<Node<'a, 'i>>,
    ) {
        if !is_drawn(node) {
            return;
        }
        let (around, is_gone) = around.of(node, picture);
        if is_gone || !around.shows(node, picture) {
            return;
        }
        self.named_by(node, picture, open);
        for child in shown_children(node) {
            self.look(child, &around, picture, open);
        }
    }

    /// What one that is named needs itself.
    fn inside<'i>(
        &mut self,
        node: Node<'a, 'i>,
        around: &Around,
        picture: &Picture<'a, 'i>,
        open: &mut Vec<Node<'a, 'i>>,
    ) {
        if !is_known(node) {
            return;
        }
        let (around, is_gone) = around.of(node, picture);
        if is_gone {
            return;
        }
        self.named_by(node, picture, open);
        for child in shown_children(node) {
            self.inside(child, &around, picture, open);
        }
    }

    fn named_by<'i>(&mut self, node: Node<'a, 'i>, picture: &Picture<'a, 'i>, open: &mut Vec<Node<'a, 'i>>) {
        let said: Rc<_> = picture.properties(node);
        let href = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
        let href = href
            .filter(|_| node.tag_name().name() != "a")
            .and_then(|href| href.trim().strip_prefix('#'));
        for id in said.iter().filter_map(|said| style::named(said.value)).chain(href) {
            let Some((id, target)) = picture.ids.get_key_value(id) else {
                continue;
            };
            let next = self.names.len() + 1;
            self.names.entry(id).or_insert_with(|| {
                open.push(*target);
                format!("i{next}")
            });
        }
    }
}

/// Whether an element is drawn where it stands.
pub(super) fn is_drawn(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(SVG) && DRAWN.contains(&node.tag_name().name())
}

/// Whether an element is part of a picture at all.
pub(super) fn is_known(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    is_drawn(node)
        || node.tag_name().namespace() == Some(SVG)
            && (NAMED.contains(&name) || PARTS.contains(&name) || name == OFFSET)
}

/// The elements below one: of a switch the one that a Japanese reader sees.
pub(super) fn shown_children<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let children = node.children().filter(|child| child.is_element() && is_known(*child));
    if !node.has_tag_name((SVG, "switch")) {
        return children.collect();
    }
    let is_for_all = |child: &Node<'_, '_>| {
        let is_japanese = |languages: &str| languages.split(',').any(|language| language.trim().starts_with("ja"));
        child.attribute("requiredExtensions").is_none() && child.attribute("systemLanguage").is_none_or(is_japanese)
    };
    children.filter(is_for_all).take(1).collect()
}

//! How much a picture costs those who draw it: everything once for each time that something names it.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use super::{Picture, XLINK, extent, refuse, style};
use crate::figure::Fault;

/// Elements drawn, each `use` and each end of a line where it stands: far more than a page shows.
const MAX_DRAWN: u64 = 200_000;
/// What is drawn apart before it is laid over the page costs as much as so many elements.
const APART: u64 = 50;
const EFFECT: u64 = 2000;
const MAX_DEPTH: usize = 400;

/// Counts what is drawn.
///
/// # Errors
/// Too much, or something that stands in itself.
pub(super) fn weigh(picture: &Picture<'_, '_>) -> Result<(), Fault> {
    let root = picture.document.root_element();
    if node(root, picture, &mut HashMap::new(), 0)? > MAX_DRAWN {
        return Err(refuse(root, "図形の数が多すぎます（繰り返し使われるものを含めて）"));
    }
    Ok(())
}

/// The cost of one element; `None` in `known` while it is being counted.
fn node<'a, 'input>(
    node_here: Node<'a, 'input>,
    picture: &Picture<'a, 'input>,
    known: &mut HashMap<NodeId, Option<u64>>,
    depth: usize,
) -> Result<u64, Fault> {
    match known.get(&node_here.id()) {
        Some(Some(weight)) => return Ok(*weight),
        Some(None) => return Err(refuse(node_here, "図形が自分自身を使っています")),
        None => {}
    }
    if depth > MAX_DEPTH {
        return Err(refuse(node_here, "図形の入れ子が深すぎます"));
    }
    known.insert(node_here.id(), None);
    let mut weight = match node_here.tag_name().name() {
        "filter" => EFFECT,
        "mask" | "pattern" | "clipPath" => APART,
        _ => 1,
    };
    let letters: usize = node_here
        .children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .map(str::len)
        .sum();
    weight += letters as u64 / 8
        + picture
            .images
            .get(&node_here.id())
            .map_or(0, |image| image.pixels / 1000);
    let mut add = |target: Node<'a, 'input>, times: u64, known: &mut HashMap<NodeId, Option<u64>>| {
        let more = node(target, picture, known, depth + 1)?.saturating_mul(times);
        weight = weight.saturating_add(more).min(MAX_DRAWN + 1);
        Ok(())
    };
    for said in picture.properties(node_here).iter() {
        let Some(target) = style::named(said.value).and_then(|id| picture.ids.get(id)) else {
            continue;
        };
        let times = match said.name {
            "marker-mid" => extent::points(node_here),
            _ => 1,
        };
        add(*target, times, known)?;
    }
    let href = node_here
        .attribute("href")
        .or_else(|| node_here.attribute((XLINK, "href")));
    let href = href.filter(|_| node_here.tag_name().name() != "a");
    if let Some(target) = href.and_then(|href| picture.ids.get(href.trim().strip_prefix('#')?)) {
        add(*target, 1, known)?;
    }
    for child in node_here.children().filter(Node::is_element) {
        add(child, 1, known)?;
    }
    known.insert(node_here.id(), Some(weight));
    Ok(weight)
}

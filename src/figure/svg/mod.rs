//! An SVG file as a picture and nothing else: what acts or reaches out is refused, what is not seen is left out.

mod allowed;
mod extent;
mod seen;
mod style;
mod vet;
mod weigh;
mod write;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node, NodeId, ParsingOptions};
use simplecss::StyleSheet;

use super::{Fault, MAX_PIXELS, jpeg, png};
use style::Said;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// More elements than these are no figure of an assessment, and would take long to draw.
const MAX_NODES: u32 = 100_000;
/// Each rule of a style is held against each element, and with its steps against all that stand around it.
const MAX_MATCHES: u64 = 20_000_000;
/// How many pictures of pixels may stand in one.
const MAX_IMAGES: usize = 200;

/// What is drawn of an SVG.
pub(super) struct Svg {
    pub text: String,
    pub words: String,
}

/// A picture of pixels in another, written anew.
struct Image {
    address: String,
    pixels: u64,
}

/// A document with what its elements say.
struct Picture<'a, 'input> {
    document: &'a Document<'input>,
    sheet: StyleSheet<'a>,
    ids: HashMap<&'a str, Node<'a, 'input>>,
    images: HashMap<NodeId, Image>,
    said: RefCell<HashMap<NodeId, Rc<Vec<Said<'a>>>>>,
}

impl<'a> Picture<'a, '_> {
    fn properties(&self, node: Node<'a, '_>) -> Rc<Vec<Said<'a>>> {
        let mut known = self.said.borrow_mut();
        let said = known.entry(node.id());
        Rc::clone(said.or_insert_with(|| Rc::new(style::properties(node, &self.sheet))))
    }
}

/// Reads an SVG.
///
/// # Errors
/// Text that is no SVG; one with a script, with something of another file, with parts that are no picture, or that costs more
/// to draw than a figure may.
pub(super) fn read(bytes: &[u8]) -> Result<Svg, Fault> {
    let no_picture = |reason: &str| Fault::NoPicture(reason.to_owned());
    let none = || no_picture("SVG、PNG、JPEG のどれでもありません");
    let text = std::str::from_utf8(bytes).map_err(|_| none())?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(none());
    }
    let options = ParsingOptions {
        // Entities can blow a small file up, and drawing programs do not need them.
        allow_dtd: text.contains("<!DOCTYPE svg") && !text.contains("<!ENTITY"),
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|_| no_picture("SVG として読めません（XML の誤り）"))?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(none());
    }
    vet::vet(&document)?;
    has_size(root)?;
    let picture = picture(&document)?;
    weigh::weigh(&picture)?;
    Ok(write::write(&picture))
}

fn picture<'a, 'input>(document: &'a Document<'input>) -> Result<Picture<'a, 'input>, Fault> {
    let mut sheet = StyleSheet::new();
    let mut ids = HashMap::new();
    let mut images = HashMap::new();
    let mut left = MAX_PIXELS;
    let elements = elements(document.root_element());
    let deepest = elements.iter().map(|(_, depth)| *depth).max().unwrap_or_default();
    let mut matches = 0_u64;
    for (node, _) in &elements {
        let node = *node;
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
        match node.tag_name().name() {
            "style" => {
                let text = node.text().unwrap_or_default();
                matches = matches.saturating_add(steps(text, deepest).saturating_mul(elements.len() as u64));
                if matches > MAX_MATCHES {
                    return Err(refuse(node, "スタイルの指定が多すぎるか、込み入りすぎています"));
                }
                sheet.parse_more(text);
            }
            "image" => {
                let Some(image) = image(node)? else { continue };
                if images.len() == MAX_IMAGES {
                    return Err(refuse(node, "埋め込まれた画像が多すぎます"));
                }
                left = left
                    .checked_sub(image.pixels)
                    .ok_or_else(|| refuse(node, "埋め込まれた画像の画素が多すぎます"))?;
                images.insert(node.id(), image);
            }
            _ => {}
        }
    }
    Ok(Picture {
        document,
        sheet,
        ids,
        images,
        said: RefCell::default(),
    })
}

/// The elements that may be part of the picture, in their order, with how deep they stand: not those inside anything else.
fn elements<'a, 'input>(root: Node<'a, 'input>) -> Vec<(Node<'a, 'input>, u64)> {
    let mut found = Vec::new();
    let mut open = vec![(root, 1)];
    while let Some((node, depth)) = open.pop() {
        if node.tag_name().namespace() != Some(SVG) || node.tag_name().name() == "foreignObject" {
            continue;
        }
        found.push((node, depth));
        let children = node.children().filter(Node::is_element).rev();
        open.extend(children.map(|child| (child, depth + 1)));
    }
    found
}

/// How many steps it takes at most to hold one element against the rules of a style: `g g text` looks for two around it.
fn steps(style: &str, deepest: u64) -> u64 {
    let mut plain = String::new();
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let selectors = plain.split('{').filter_map(|piece| piece.rsplit('}').next());
    let steps = selectors.flat_map(|selectors| selectors.split(',')).map(|selector| {
        let parts = selector.split_whitespace().count() + selector.matches(['>', '+']).count();
        let around = u32::try_from(parts.saturating_sub(1)).unwrap_or(u32::MAX);
        deepest.saturating_pow(around)
    });
    steps.fold(0, u64::saturating_add)
}

/// The picture of pixels that stands in an element, without anything beside it; `None` where there is none.
fn image(node: Node<'_, '_>) -> Result<Option<Image>, Fault> {
    let href = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
    let Some((_, data)) = href.and_then(|href| href.split_once(',')) else {
        return Ok(None);
    };
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    let broken = |reason: &str| refuse(node, &format!("埋め込まれた画像を読めません。{reason}"));
    let bytes = STANDARD.decode(data).map_err(|_| broken("base64 の誤りです"))?;
    let (kind, (bytes, pixels)) = if png::is_png(&bytes) {
        ("png", png::rewritten(&bytes)?)
    } else if jpeg::is_jpeg(&bytes) {
        ("jpeg", jpeg::rewritten(&bytes)?)
    } else {
        return Err(broken("PNG でも JPEG でもありません"));
    };
    Ok(Some(Image {
        address: format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)),
        pixels,
    }))
}

/// Refuses a picture that has no area: nothing of it could be drawn.
fn has_size(root: Node<'_, '_>) -> Result<(), Fault> {
    let side = |value: &str| {
        value
            .trim()
            .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
            .parse::<f64>()
    };
    let is_no_side = |value: &str| side(value).is_ok_and(|side| side <= 0.0);
    let view = root.attribute("viewBox").unwrap_or_default();
    let mut of_view = view
        .split([' ', ',', '\t', '\n'])
        .filter(|side| !side.is_empty())
        .skip(2);
    let sides = [root.attribute("width"), root.attribute("height")];
    if sides.into_iter().flatten().any(is_no_side) || of_view.any(is_no_side) {
        return Err(refuse(root, "SVG の大きさが0です"));
    }
    Ok(())
}

/// Refuses an element, with its line in the file.
fn refuse(node: Node<'_, '_>, reason: &str) -> Fault {
    let line = node.document().text_pos_at(node.range().start).row;
    Fault::NoPicture(format!("{line}行目に問題があります。{reason}"))
}

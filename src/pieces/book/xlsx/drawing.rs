//! Text boxes, shapes and pictures of a worksheet.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::BookError;
use super::super::address::{LAST_COLUMN, LAST_ROW};
use super::super::limits::Allowance;
use super::super::package::Package;
use super::super::pictures::Pictures;
use super::super::raw::{Area, Drawn, RawBox, RawSheet, ticked};
use super::super::seen::described;
use super::super::xml::{attribute, below, child, children, is_true, number, tree};
use super::attribute_of_relation;
use super::parts::Relations;
use super::text::author;

/// Reads a drawing.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    ticks: &BTreeMap<u32, bool>,
    pictures: &mut Pictures,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let tree = tree(&text, part)?;
    let relations = Relations::of(package, part)?;
    let mut reading = Reading {
        package,
        relations,
        ticks,
        pictures,
        allowance,
        sheet,
    };
    for anchor in tree.root_element().children().filter(Node::is_element) {
        reading.anchor(anchor)?;
    }
    Ok(())
}

struct Reading<'r, 'p, 'b> {
    package: &'r mut Package<'b>,
    relations: Relations,
    /// Which boxes to tick are ticked, by the number of their shapes.
    ticks: &'p BTreeMap<u32, bool>,
    pictures: &'p mut Pictures,
    allowance: &'p mut Allowance,
    sheet: &'p mut RawSheet,
}

impl Reading<'_, '_, '_> {
    fn anchor(&mut self, anchor: Node<'_, '_>) -> Result<(), BookError> {
        // What a newer Excel shows otherwise stands first; the other is a copy for older ones.
        let (anchor, inner) = match anchor.tag_name().name() {
            "AlternateContent" => match child(anchor, "Choice").and_then(|choice| choice.first_element_child()) {
                Some(chosen) => (chosen, chosen),
                None => return Ok(()),
            },
            _ => (anchor, anchor),
        };
        let area = area(anchor);
        // In the order in which a person reads them; shapes of a group lie where the group does.
        let mut found: Vec<Node<'_, '_>> = inner.descendants().filter(|node| is_object(*node)).collect();
        found.sort_by_key(|node| offset(*node));
        for node in found {
            self.object(node, area)?;
        }
        Ok(())
    }

    fn object(&mut self, node: Node<'_, '_>, area: Area) -> Result<(), BookError> {
        self.allowance.picture()?;
        let is_hidden = below(node, "cNvPr")
            .and_then(|one| attribute(one, "hidden"))
            .is_some_and(is_true)
            || node.ancestors().any(is_hidden_group);
        let drawn = match node.tag_name().name() {
            "pic" => Some(self.picture(node)?),
            "graphicFrame" => {
                let words = described(
                    "グラフや SmartArt は読めません。中の文字は、原本で確かめてください",
                    &alt(node),
                );
                self.sheet.others.push(words);
                None
            }
            _ => {
                let words = child(node, "txBody").map(words).unwrap_or_default();
                let words = author(words);
                self.allowance.text(words.len())?;
                let words = ticked(self.tick(node), &words);
                (!words.trim().is_empty()).then_some(Drawn::Words(words))
            }
        };
        self.sheet
            .boxes
            .extend(drawn.map(|drawn| RawBox { area, drawn, is_hidden }));
        Ok(())
    }

    /// Whether a shape that is a box to tick is ticked.
    fn tick(&self, node: Node<'_, '_>) -> Option<bool> {
        let number = attribute(below(node, "compatExt")?, "spid")?;
        // Such as `_x0000_s1025`.
        let number = number.rsplit('s').next()?.parse().ok()?;
        self.ticks.get(&number).copied()
    }

    fn picture(&mut self, node: Node<'_, '_>) -> Result<Drawn, BookError> {
        let alt = alt(node);
        self.allowance.text(alt.len())?;
        // A drawing by lines stands beside its copy in pixels.
        let lines = below(node, "svgBlip");
        let pixels = below(node, "blip");
        let mut named = lines.into_iter().chain(pixels).filter_map(attribute_of_relation);
        let part = named.find_map(|id| self.relations.by_id(id));
        let Some(part) = part.filter(|part| !part.is_outside) else {
            return Ok(Drawn::Unshown(described("ブックの外にある画像は読めません", &alt)));
        };
        let part = part.part.clone();
        self.pictures.drawn(self.package, &part, alt)
    }
}

/// Whether a node is drawn by itself, and not a copy for older programs.
fn is_object(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "sp" | "pic" | "graphicFrame" | "cxnSp")
        && !node.ancestors().any(|one| one.tag_name().name() == "Fallback")
}

fn is_hidden_group(node: Node<'_, '_>) -> bool {
    let of_group = || child(node, "nvGrpSpPr").and_then(|one| child(one, "cNvPr"));
    node.tag_name().name() == "grpSp" && of_group().and_then(|one| attribute(one, "hidden")).is_some_and(is_true)
}

/// The cells that an anchor covers.
fn area(anchor: Node<'_, '_>) -> Area {
    let at = |node: Node<'_, '_>| {
        let row = number::<u32>(node, "row").unwrap_or(0).min(LAST_ROW);
        let column = number::<u32>(node, "col").unwrap_or(0).min(LAST_COLUMN);
        (row, column)
    };
    // Of a place on the page nobody can tell the cell without the heights of all rows.
    let Some(from) = child(anchor, "from") else {
        return Area::one(0, 0);
    };
    let (top, left) = at(from);
    let Some(to) = child(anchor, "to") else {
        return Area::one(top, left);
    };
    let (mut bottom, mut right) = at(to);
    // It ends where the row or column begins, so covers none of it.
    if number::<i64>(to, "rowOff").unwrap_or(0) <= 0 {
        bottom = bottom.saturating_sub(1);
    }
    if number::<i64>(to, "colOff").unwrap_or(0) <= 0 {
        right = right.saturating_sub(1);
    }
    Area {
        top,
        left,
        bottom: bottom.max(top),
        right: right.max(left),
    }
}

/// Where an object lies in its group: from the top, then from the left.
fn offset(node: Node<'_, '_>) -> (i64, i64) {
    let off = child(node, "spPr").and_then(|one| below(one, "off"));
    let number = |name| {
        off.and_then(|off| attribute(off, name))
            .and_then(|text| text.parse().ok())
    };
    (number("y").unwrap_or(0), number("x").unwrap_or(0))
}

/// What the file says of an object for those who cannot see it.
fn alt(node: Node<'_, '_>) -> String {
    let about = below(node, "cNvPr");
    let said = about.and_then(|one| attribute(one, "descr").or_else(|| attribute(one, "title")));
    author(said.unwrap_or_default().to_owned())
}

/// The words of a shape, a line for each paragraph.
fn words(body: Node<'_, '_>) -> String {
    let paragraph = |node: Node<'_, '_>| {
        let parts = node.descendants().filter_map(|part| match part.tag_name().name() {
            "t" => part.text(),
            "br" => Some("\n"),
            _ => None,
        });
        parts.collect::<String>()
    };
    children(body, "p")
        .map(paragraph)
        .collect::<Vec<String>>()
        .join("\n")
        .trim_end()
        .to_owned()
}

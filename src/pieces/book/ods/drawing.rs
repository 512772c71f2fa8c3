//! Shapes, text boxes and pictures of OpenDocument.

use std::io::BufRead;

use super::super::BookError;
use super::super::address::place;
use super::super::limits::Allowance;
use super::super::raw::{Area, Drawn, RawBox, RawSheet};
use super::super::seen::described;
use super::super::xml::{Events, Step, Tag};
use super::text::paragraph;

/// Pictures to be taken out: the number of the box, the part, what the file says of it.
pub(super) type Pictured = Vec<(usize, String, String)>;

/// Elements that are drawn, and may have words.
const SHAPES: [&str; 12] = [
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "caption",
    "connector",
    "measure",
];

/// How deep groups may lie in each other.
const MAX_DEPTH: usize = 50;

/// Whether an element is drawn over the cells.
pub(super) fn is_drawn(name: &str) -> bool {
    matches!(name, "frame" | "g" | "control") || SHAPES.contains(&name)
}

/// What a reader of drawings fills.
pub(super) struct Drawing<'r> {
    pub(super) sheet: &'r mut RawSheet,
    pub(super) pictured: &'r mut Pictured,
    pub(super) allowance: &'r mut Allowance,
}

/// What is known of an element when it opens.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    name: String,
    area: Area,
    is_hidden: bool,
}

impl Opened {
    /// An element that hangs on a cell, or lies on the sheet (at its first cell).
    pub(super) fn of(tag: &Tag<'_>, at: (u32, u32)) -> Self {
        let end = tag.attribute("end-cell-address");
        let end = end
            .as_deref()
            .and_then(|end| place(end.rsplit('.').next().unwrap_or_default()));
        let (bottom, right) = end.unwrap_or(at);
        Self {
            name: tag.name().to_owned(),
            area: Area {
                top: at.0,
                left: at.1,
                bottom: bottom.max(at.0),
                right: right.max(at.1),
            },
            is_hidden: tag.attribute("display").as_deref() == Some("none"),
        }
    }
}

impl Drawing<'_> {
    /// Reads the element that has just opened.
    pub(super) fn read<R: BufRead>(
        &mut self,
        opened: &Opened,
        events: &mut Events<R>,
        depth: usize,
    ) -> Result<(), BookError> {
        self.allowance.picture()?;
        if depth > MAX_DEPTH {
            return Err(events.broken());
        }
        if opened.name == "g" {
            return self.group(opened, events, depth);
        }
        let (mut lines, mut part, mut is_object): (Vec<String>, Option<String>, bool) = (Vec::new(), None, false);
        let (mut title, mut about) = (String::new(), String::new());
        let mut inner = 1_usize;
        while inner > 0 {
            match events.next()? {
                Step::Open(tag) => match tag.name() {
                    "p" | "h" => lines.push(paragraph(events)?),
                    "title" => title = events.words(&[])?,
                    "desc" => about = events.words(&[])?,
                    "image" => {
                        // The first is what the author put in; others are copies for older programs.
                        let named = tag
                            .attribute("href")
                            .map(|href| href.trim_start_matches("./").to_owned());
                        part = part.or(named);
                        events.skip()?;
                    }
                    "object" | "object-ole" | "plugin" | "applet" => {
                        is_object = true;
                        events.skip()?;
                    }
                    // Words may stand in lists and boxes.
                    _ => inner += 1,
                },
                Step::Close => inner -= 1,
                Step::Text(_) => {}
                Step::End => return Err(events.broken()),
            }
        }
        let alt = if about.is_empty() { title } else { about };
        self.put(opened, &lines, part.filter(|_| !is_object), &alt)?;
        if is_object {
            let what = "グラフなど、はめ込まれたデータは読めません。中の文字は、原本で確かめてください";
            self.sheet.others.push(described(what, &alt));
        }
        Ok(())
    }

    fn put(&mut self, opened: &Opened, lines: &[String], part: Option<String>, alt: &str) -> Result<(), BookError> {
        let add = |sheet: &mut RawSheet, drawn| {
            sheet.boxes.push(RawBox {
                area: opened.area,
                drawn,
                is_hidden: opened.is_hidden,
            });
        };
        let words = lines.join("\n").trim_end().to_owned();
        self.allowance.text(words.len() + alt.len())?;
        if !words.trim().is_empty() {
            add(self.sheet, Drawn::Words(words));
        }
        if let Some(part) = part {
            self.pictured.push((self.sheet.boxes.len(), part, alt.to_owned()));
            add(self.sheet, Drawn::Unshown(String::new()));
        }
        if opened.name == "control" {
            let words = "チェックボックスなどの部品は読めません。選ばれているものを、原本で確かめてください";
            self.sheet.others.push(described(words, alt));
        }
        Ok(())
    }

    fn group<R: BufRead>(&mut self, opened: &Opened, events: &mut Events<R>, depth: usize) -> Result<(), BookError> {
        loop {
            let one = match events.next()? {
                Step::Open(tag) if is_drawn(tag.name()) => Opened {
                    name: tag.name().to_owned(),
                    area: opened.area,
                    is_hidden: opened.is_hidden || tag.attribute("display").as_deref() == Some("none"),
                },
                Step::Open(_) => {
                    events.skip()?;
                    continue;
                }
                Step::Close => return Ok(()),
                Step::Text(_) => continue,
                Step::End => return Err(events.broken()),
            };
            self.read(&one, events, depth + 1)?;
        }
    }
}

//! The edits of a file in the making: lines taken out, kept as comments, or put in elsewhere. Every other byte stays; which lines
//! go where is decided outside.

use std::collections::{BTreeMap, HashSet};

use super::Refusal;
use crate::answers::Cursor;
use crate::finding::{Edit, Span};
use crate::folding::fold;
use crate::form::{FORM_KEY, Form, Item, NUMBER_KEY};
use crate::merge::draft::joined;
use crate::merge::place::{Side, Spot, split};
use crate::source::edit::{self, scalar};

/// How deep an item stands in its group.
const STEP: usize = 2;

/// Lines that come in at another place.
pub(super) struct Arrival<'a> {
    /// The group or entry that stands in the file, around the place.
    pub holder: Cursor<'a>,
    /// The items below it down to the one that comes in.
    pub trail: Vec<&'a Item>,
    /// At the left margin, comments above the item first.
    pub lines: Vec<String>,
}

pub(super) struct Pen<'s, 'a> {
    side: &'s Side<'a>,
    line_end: &'static str,
    edits: Vec<Edit>,
    /// What comes in where, in the order in which it was asked for.
    inserts: BTreeMap<usize, String>,
    /// Where the items begin whose lines go.
    gone: HashSet<usize>,
}

impl<'s, 'a> Pen<'s, 'a> {
    pub fn new(side: &'s Side<'a>) -> Self {
        Self {
            side,
            line_end: side.source.line_end(),
            edits: Vec::new(),
            inserts: BTreeMap::new(),
            gone: HashSet::new(),
        }
    }

    pub fn edit(&mut self, edit: Option<Edit>) {
        self.edits.extend(edit);
    }

    pub fn edits(mut self) -> Vec<Edit> {
        let inserts = self.inserts.into_iter();
        self.edits.extend(inserts.map(|(at, text)| Edit::new(at..at, text)));
        self.edits
    }

    /// Turns the lines of an item into comments under a header.
    pub fn keep(&mut self, spot: &Spot, header: &str) -> Result<(), Refusal> {
        let mut lines = vec![format!("# {header}")];
        for line in self.lifted(spot)? {
            lines.push(match line.trim_start() {
                "" => "#".to_owned(),
                text if text.starts_with('#') => text.to_owned(),
                _ => format!("# {line}"),
            });
        }
        self.replace(spot, spot.line, &lines)
    }

    /// Takes out the lines of an item, but for the comments between them.
    pub fn remove(&mut self, spot: &Spot) -> Result<(), Refusal> {
        let lines = self.lifted(spot)?;
        let comments = lines.iter().map(|line| line.trim_start());
        let comments: Vec<String> = comments
            .filter(|line| line.starts_with('#'))
            .map(str::to_owned)
            .collect();
        self.replace(spot, spot.line, &comments)
    }

    /// Takes out the lines of an item with the comments above it, as they would stand at the left margin.
    pub fn cut(&mut self, spot: &Spot) -> Result<Vec<String>, Refusal> {
        let above = self.side.comments_above(spot);
        let from = above.first().map_or(spot.line, |(start, _)| *start);
        let mut lines: Vec<String> = above.into_iter().map(|(_, comment)| comment.to_owned()).collect();
        lines.extend(self.lifted(spot)?);
        self.replace(spot, from, &[])?;
        Ok(lines)
    }

    /// The lines of an item with the edits inside it made, which are taken in.
    fn lifted(&mut self, spot: &Spot) -> Result<Vec<String>, Refusal> {
        let inside = |span: &Span| spot.span.start <= span.start && span.end <= spot.span.end;
        let (mut own, others) = std::mem::take(&mut self.edits)
            .into_iter()
            .partition::<Vec<_>, _>(|edit| inside(&edit.span));
        self.edits = others;
        let within: Vec<usize> = self
            .inserts
            .range(spot.span.start + 1..=spot.span.end)
            .map(|(at, _)| *at)
            .collect();
        for at in within {
            let text = self.inserts.remove(&at).unwrap_or_default();
            own.push(Edit::new(at..at, text));
        }
        for edit in &mut own {
            edit.span = edit.span.start - spot.span.start..edit.span.end - spot.span.start;
        }
        let text = self.side.source.slice(&spot.span);
        let made = edit::apply(text.as_bytes(), &own)
            .ok()
            .and_then(|made| String::from_utf8(made).ok());
        let made = made.ok_or_else(|| Refusal::Layout(text.lines().next().unwrap_or_default().to_owned()))?;
        let lines = split(&made).enumerate().map(|(at, line)| {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let indent = if at == 0 { 0 } else { spot.indent };
            line[blanks.min(indent)..].to_owned()
        });
        Ok(lines.collect())
    }

    /// Puts comment lines in place of an item's lines, which begin at the line start `from`.
    fn replace(&mut self, spot: &Spot, from: usize, lines: &[String]) -> Result<(), Refusal> {
        self.gone.insert(spot.span.start);
        if spot.behind {
            return self.replace_behind(spot, lines);
        }
        if !lines.is_empty() {
            let margin = " ".repeat(spot.indent);
            let text = format!("{margin}{}", joined(lines, spot.indent, self.line_end));
            self.edits.push(Edit::new(from..spot.span.end, text));
        } else if let Some(start) = self.side.end_of_line_above(from) {
            self.edits.push(Edit::new(start..spot.span.end, ""));
        } else {
            let rest = self.side.source.text().get(spot.span.end..).unwrap_or_default();
            let end = ["\r\n", "\n", "\r"].iter().find(|end| rest.starts_with(**end));
            let end = spot.span.end + end.map_or(0, |end| end.len());
            self.edits.push(Edit::new(from..end, ""));
        }
        Ok(())
    }

    /// The item behind the dash of its entry: the next one comes in its place, and what is kept stands above.
    fn replace_behind(&mut self, spot: &Spot, lines: &[String]) -> Result<(), Refusal> {
        let text = self.side.source.text();
        let layout = || {
            Refusal::Layout(
                self.side
                    .source
                    .slice(&spot.span)
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            )
        };
        let mut kept = lines.to_vec();
        let mut at = spot.span.end;
        let next = loop {
            let rest = text.get(at..).unwrap_or_default();
            let Some(step) = rest.find('\n') else {
                return Err(layout());
            };
            at += step + 1;
            let line = self.side.source.slice(&(at..self.side.line_end(at)));
            let body = line.trim_start();
            if body.starts_with('#') {
                kept.push(body.to_owned());
            } else if !body.is_empty() {
                break at + line.len() - body.len();
            }
        };
        if next - self.side.line_start(next) != spot.indent {
            return Err(layout());
        }
        self.edits.push(Edit::new(spot.span.start..next, ""));
        if !kept.is_empty() {
            let head = text.get(spot.line..spot.span.start).unwrap_or_default();
            let indent = head.len() - head.trim_start_matches(' ').len();
            let text = format!(
                "{}{}{}",
                " ".repeat(indent),
                joined(&kept, indent, self.line_end),
                self.line_end
            );
            self.insert(spot.line, &text);
        }
        Ok(())
    }

    /// Puts in what comes in, in the order of the newer form.
    pub fn arrive(&mut self, new: &Form, arrivals: &[Arrival<'a>]) -> Result<(), Refusal> {
        let mut holders: Vec<Cursor<'a>> = Vec::new();
        for arrival in arrivals {
            if holders.iter().all(|holder| holder.path() != arrival.holder.path()) {
                holders.push(arrival.holder);
            }
        }
        for holder in holders {
            let own = arrivals.iter().filter(|arrival| arrival.holder.path() == holder.path());
            let own: Vec<(&[&Item], &[String])> = own.map(|arrival| (&arrival.trail[..], &arrival.lines[..])).collect();
            for (item, lines) in nested(&own) {
                self.put(new, &holder, item, &lines)?;
            }
        }
        Ok(())
    }

    /// Puts lines where an item belongs among those of a group that stay.
    fn put(&mut self, new: &Form, holder: &Cursor<'a>, item: &Item, lines: &[String]) -> Result<(), Refusal> {
        let old = self.side.assessment.form();
        let siblings = item.parent.map_or(&[][..], |above| &new.item(above).children);
        let order = |item: &Item| siblings.iter().position(|id| *id == item.id);
        let stays = |child: &Cursor<'a>| {
            let key = child.answer()?.key.as_ref()?.start;
            let at = order(old.same(child.item()?, new)?)?;
            (!self.gone.contains(&key)).then_some((at, *child))
        };
        let mut known: Vec<(usize, Cursor<'a>)> = holder.children().iter().filter_map(stays).collect();
        known.sort_by_key(|(at, _)| *at);
        let own = order(item).unwrap_or(usize::MAX);
        let before = known.iter().rev().find(|(at, _)| *at < own).map(|(_, child)| *child);
        let layout = || Refusal::Layout(holder.name());
        let head = || {
            let entries = self.side.node(holder)?.entries();
            let is = |key: &str| [FORM_KEY, NUMBER_KEY].iter().any(|name| fold(name) == fold(key));
            let entry = entries.iter().find(|entry| is(&entry.key))?;
            self.side.spot_of_key(entry.key_span.start)
        };
        let spot = match before {
            Some(child) => Some(self.side.spot(&child).ok_or_else(layout)?),
            None => head(),
        };
        if let Some(spot) = spot {
            if spot.flow {
                return Err(layout());
            }
            let text = format!(
                "{}{}{}",
                self.line_end,
                " ".repeat(spot.indent),
                joined(lines, spot.indent, self.line_end)
            );
            self.insert(spot.span.end, &text);
            return Ok(());
        }
        if let Some((_, first)) = known.first() {
            let spot = self.side.spot(first).filter(|spot| !spot.flow).ok_or_else(layout)?;
            let (text, margin) = (joined(lines, spot.indent, self.line_end), " ".repeat(spot.indent));
            if spot.behind {
                self.insert(spot.span.start, &format!("{text}{}{margin}", self.line_end));
            } else {
                let above = self.side.comments_above(&spot);
                let line = above.first().map_or(spot.line, |(start, _)| *start);
                self.insert(line, &format!("{margin}{text}{}", self.line_end));
            }
            return Ok(());
        }
        let spot = self
            .side
            .spot(holder)
            .filter(|spot| !spot.flow && !spot.behind)
            .ok_or_else(layout)?;
        let indent = spot.indent + STEP;
        let text = format!(
            "{}{}{}",
            self.line_end,
            " ".repeat(indent),
            joined(lines, indent, self.line_end)
        );
        self.insert(self.side.line_end(spot.span.start), &text);
        Ok(())
    }

    /// Points an editor to the schema of the newer revision.
    pub fn head(&mut self, old: &Form, new: &Form) {
        let (before, after) = (old.schema_file(), new.schema_file());
        for comment in self.side.source.comments() {
            let text = self.side.source.slice(&comment);
            if let Some(at) = text.find(&before).filter(|_| text.contains("yaml-language-server")) {
                let start = comment.start + at;
                self.edits.push(Edit::new(start..start + before.len(), after.clone()));
            }
        }
    }

    fn insert(&mut self, at: usize, text: &str) {
        self.inserts.entry(at).or_default().push_str(text);
    }
}

/// The lines of items that come into one group, those of one key together, in the order of the form.
fn nested<'a>(arrivals: &[(&[&'a Item], &[String])]) -> Vec<(&'a Item, Vec<String>)> {
    let mut heads: Vec<&'a Item> = Vec::new();
    for head in arrivals.iter().filter_map(|(trail, _)| trail.first()) {
        if heads.iter().all(|known| known.id != head.id) {
            heads.push(head);
        }
    }
    heads.sort_by_key(|item| item.id);
    let lines_of = |head: &'a Item| {
        let own = arrivals
            .iter()
            .filter(|(trail, _)| trail.first().is_some_and(|item| item.id == head.id));
        let mut lines: Vec<String> = Vec::new();
        let mut below: Vec<(&[&'a Item], &[String])> = Vec::new();
        for (trail, own) in own {
            match &trail[1..] {
                [] => lines.extend_from_slice(own),
                rest => below.push((rest, own)),
            }
        }
        if !below.is_empty() {
            lines.push(format!("{}:", scalar(&head.key)));
            let inner = nested(&below).into_iter().flat_map(|(_, lines)| lines);
            lines.extend(inner.map(|line| {
                if line.is_empty() {
                    line
                } else {
                    format!("{:STEP$}{line}", "")
                }
            }));
        }
        lines
    };
    heads.into_iter().map(|head| (head, lines_of(head))).collect()
}

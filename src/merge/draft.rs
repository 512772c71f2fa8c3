//! The edits that turn OURS into the merged file, line by line: items put in, replaced and taken out, and comments put above
//! them. Every other byte stays; decides nothing.

use std::collections::BTreeMap;

use super::place::{Side, Spot};
use crate::finding::{Edit, Span};

/// What is to be done at one place of OURS.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// These lines in place of those of an item; `keep` are comments of ours inside it that go above.
    Replace {
        spot: Spot,
        lines: Vec<String>,
        keep: Vec<String>,
    },
    /// An item goes, with comment lines above it from this line start on.
    Remove { spot: Spot, from: usize, keep: Vec<String> },
    /// Lines below an item, at its column.
    After { spot: Spot, lines: Vec<String> },
    /// Lines above an item, at its column.
    Before { spot: Spot, lines: Vec<String> },
    /// Comment lines above the line of an item.
    Above { spot: Spot, lines: Vec<String> },
    /// Words in place of others.
    Edit(Span, String),
}

/// Edits of OURS in the making.
pub(super) struct Draft<'s, 'a> {
    ours: &'s Side<'a>,
    line_end: &'static str,
    edits: Vec<Edit>,
    /// What comes in where, in the order in which it was asked for.
    inserts: BTreeMap<usize, String>,
}

impl<'s, 'a> Draft<'s, 'a> {
    pub fn new(ours: &'s Side<'a>) -> Self {
        Self {
            ours,
            line_end: ours.source.line_end(),
            edits: Vec::new(),
            inserts: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, op: &Op) {
        let end = self.line_end;
        match op {
            Op::Replace { spot, lines, keep } => {
                self.above(spot, keep);
                let text = self.joined(lines, spot.indent);
                self.edits.push(Edit::new(spot.span.clone(), text));
            }
            Op::Remove { spot, from, keep } => self.remove(spot, *from, keep),
            Op::After { spot, lines } => {
                let text = format!("{end}{}{}", " ".repeat(spot.indent), self.joined(lines, spot.indent));
                self.insert(spot.span.end, &text);
            }
            Op::Before { spot, lines } => {
                let (text, margin) = (self.joined(lines, spot.indent), " ".repeat(spot.indent));
                if spot.behind {
                    self.insert(spot.span.start, &format!("{text}{end}{margin}"));
                } else {
                    let comments = self.ours.comments_above(spot);
                    let line = comments.first().map_or(spot.line, |(start, _)| *start);
                    // At the end of the line above, where the removal of this one begins.
                    match self.ours.end_of_line_above(line) {
                        Some(above) => self.insert(above, &format!("{end}{margin}{text}")),
                        None => self.insert(line, &format!("{margin}{text}{end}")),
                    }
                }
            }
            Op::Above { spot, lines } => self.above(spot, lines),
            Op::Edit(span, text) if span.is_empty() => self.insert(span.start, text),
            Op::Edit(span, text) => self.edits.push(Edit::new(span.clone(), text.clone())),
        }
    }

    pub fn edits(mut self) -> Vec<Edit> {
        let inserts = self.inserts.into_iter();
        self.edits.extend(inserts.map(|(at, text)| Edit::new(at..at, text)));
        self.edits
    }

    /// Lines as they stand behind an indentation.
    fn joined(&self, lines: &[String], indent: usize) -> String {
        joined(lines, indent, self.line_end)
    }

    fn above(&mut self, spot: &Spot, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let body = self
            .ours
            .source
            .text()
            .get(spot.line..spot.span.start)
            .unwrap_or_default();
        let indent = body.len() - body.trim_start_matches(' ').len();
        let text = format!("{}{}{}", " ".repeat(indent), self.joined(lines, indent), self.line_end);
        self.insert(spot.line, &text);
    }

    fn remove(&mut self, spot: &Spot, from: usize, keep: &[String]) {
        let margin = " ".repeat(spot.indent);
        let kept = self.joined(keep, spot.indent);
        if spot.behind {
            // The dash in front stays for what follows.
            self.edits.push(Edit::new(spot.span.clone(), kept));
        } else if !keep.is_empty() {
            self.edits
                .push(Edit::new(from..spot.span.end, format!("{margin}{kept}")));
        } else if let Some(start) = self.ours.end_of_line_above(from) {
            self.edits.push(Edit::new(start..spot.span.end, ""));
        } else {
            let rest = self.ours.source.text().get(spot.span.end..).unwrap_or_default();
            let end = ["\r\n", "\n", "\r"].iter().find(|end| rest.starts_with(**end));
            let end = spot.span.end + end.map_or(0, |end| end.len());
            self.edits.push(Edit::new(from..end, ""));
        }
    }

    fn insert(&mut self, at: usize, text: &str) {
        self.inserts.entry(at).or_default().push_str(text);
    }
}

/// Lines with an indentation before all but the first, which has one already. An empty line stays empty.
pub(crate) fn joined(lines: &[String], indent: usize, line_end: &str) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str(line_end);
            if !line.is_empty() {
                text.push_str(&" ".repeat(indent));
            }
        }
        text.push_str(line);
    }
    text
}

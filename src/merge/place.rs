//! Where an answer stands in its file as lines: from its key to the end of its last line, with the comments above it.
//! Lifts such lines out of one file so that they can stand in another; changes nothing.

use std::collections::{BTreeMap, HashMap};

use crate::answers::{Assessment, Cursor, Value};
use crate::folding::fold;
use crate::form::{FORM_KEY, NUMBER_KEY};
use crate::source::{Entry, Node, NodeKind, Source, Span, edit};

/// One of the versions of a merge, with the places of its answers.
pub(crate) struct Side<'a> {
    pub assessment: &'a Assessment,
    pub source: &'a Source,
    /// Keys by where they begin, and whether they stand between brackets.
    keys: HashMap<usize, (&'a Entry, bool)>,
    /// Entries of lists by where they begin: the entry, its list, whether between brackets.
    entries: HashMap<usize, (&'a Node, &'a Node, bool)>,
    /// Comments by where they begin.
    comments: BTreeMap<usize, Span>,
}

/// The lines of an item or an entry.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    /// From the key, or the dash of an entry, to the end of its last line without the line end.
    pub span: Span,
    /// The column that it begins at.
    pub indent: usize,
    /// Where its first line begins.
    pub line: usize,
    /// Stands behind something else on its line, such as the dash of its entry.
    pub behind: bool,
    /// Stands between brackets, so that it owns no lines.
    pub flow: bool,
}

impl<'a> Side<'a> {
    pub fn new(assessment: &'a Assessment) -> Self {
        let source = assessment.source();
        let comments = source.comments().into_iter().map(|span| (span.start, span));
        let mut side = Self {
            assessment,
            source,
            keys: HashMap::new(),
            entries: HashMap::new(),
            comments: comments.collect(),
        };
        if let Some(root) = source.root() {
            side.note(root, false);
        }
        side
    }

    fn note(&mut self, node: &'a Node, flow: bool) {
        let flow = flow || self.source.slice(&node.span).starts_with(['[', '{']);
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    self.keys.insert(entry.key_span.start, (entry, flow));
                    self.note(&entry.value, flow);
                }
            }
            NodeKind::Sequence(nodes) => {
                for item in nodes {
                    self.entries.insert(item.span.start, (item, node, flow));
                    self.note(item, flow);
                }
            }
            NodeKind::Null | NodeKind::Scalar { .. } => {}
        }
    }

    /// What stands in the file for an answer.
    pub fn node(&self, cursor: &Cursor<'_>) -> Option<&'a Node> {
        let answer = cursor.answer()?;
        if answer.slot.is_some() {
            let start = answer.span.as_ref()?.start;
            return self.entries.get(&start).map(|(node, ..)| *node);
        }
        if cursor.parent().answer().is_none() {
            return self.source.root();
        }
        let key = answer.key.as_ref()?;
        self.keys.get(&key.start).map(|(entry, _)| &entry.value)
    }

    /// The keys that stand below a group or an entry, without those that name the form and number an entry.
    pub fn keys(&self, cursor: &Cursor<'_>) -> Vec<&'a Entry> {
        let is_top = cursor.parent().answer().is_none();
        let numbered = cursor.item().is_some_and(crate::form::Item::is_numbered);
        let extra = match (is_top, numbered) {
            (true, _) => Some(fold(FORM_KEY)),
            (_, true) => Some(fold(NUMBER_KEY)),
            _ => None,
        };
        let entries = self.node(cursor).map(Node::entries).unwrap_or_default();
        entries
            .iter()
            .filter(|entry| extra.as_ref().is_none_or(|extra| fold(&entry.key) != *extra))
            .collect()
    }

    /// The keys below a group that are none of its items.
    pub fn strangers(&self, cursor: &Cursor<'_>) -> Vec<&'a Entry> {
        let known: Vec<usize> = cursor
            .children()
            .iter()
            .filter_map(|child| child.answer()?.key.as_ref().map(|key| key.start))
            .collect();
        let mut keys = self.keys(cursor);
        keys.retain(|entry| !known.contains(&entry.key_span.start));
        keys
    }

    /// The lines of an answer that stands in the file.
    pub fn spot(&self, cursor: &Cursor<'_>) -> Option<Spot> {
        let answer = cursor.answer()?;
        if answer.slot.is_none() {
            return self.spot_of_key(answer.key.as_ref()?.start);
        }
        self.spot_of_entry(answer.span.as_ref()?.start)
    }

    /// The lines of an entry of any list, by where what stands behind its dash begins.
    pub fn spot_of_entry(&self, start: usize) -> Option<Spot> {
        let (node, list, flow) = *self.entries.get(&start)?;
        if flow {
            return Some(self.between_brackets(node.span.clone()));
        }
        let column = list.span.start - self.line_start(list.span.start);
        let dash = self.dash(node.span.start, column)?;
        let end = self.end(node, dash + 1);
        Some(self.lines(dash, end))
    }

    /// The lines of a key.
    pub fn spot_of_key(&self, start: usize) -> Option<Spot> {
        let (entry, flow) = self.keys.get(&start)?;
        let end = self.end_of_entry(entry);
        Some(if *flow {
            self.between_brackets(start..end)
        } else {
            self.lines(start, end)
        })
    }

    fn between_brackets(&self, span: Span) -> Spot {
        Spot {
            indent: 0,
            line: self.line_start(span.start),
            behind: true,
            flow: true,
            span,
        }
    }

    fn lines(&self, start: usize, end: usize) -> Spot {
        let line = self.line_start(start);
        let text = self.source.text();
        Spot {
            span: start..self.line_end(end),
            indent: start - line,
            line,
            behind: !text.get(line..start).is_some_and(|head| head.trim().is_empty()),
            flow: false,
        }
    }

    /// Where an entry's last word ends.
    fn end_of_entry(&self, entry: &Entry) -> usize {
        let behind = self.source.text().get(entry.key_span.end..).unwrap_or_default();
        let colon = behind
            .find(':')
            .map_or(entry.key_span.end, |at| entry.key_span.end + at + 1);
        self.end(&entry.value, colon)
    }

    fn end(&self, node: &Node, least: usize) -> usize {
        match &node.kind {
            // The parser may place what is not written, or a block without lines, wherever it saw that nothing comes.
            _ if node.span.is_empty() => least,
            NodeKind::Mapping(entries) if !self.source.slice(&node.span).starts_with('{') => {
                entries.last().map_or(least, |entry| self.end_of_entry(entry))
            }
            NodeKind::Sequence(nodes) if !self.source.slice(&node.span).starts_with('[') => nodes
                .last()
                .map_or(least, |last| self.end(last, node.span.end.max(least))),
            NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                node.span.end.max(least)
            }
        }
    }

    /// The dash of an entry that begins at an offset: at the column of its list, on its line or one above.
    fn dash(&self, start: usize, column: usize) -> Option<usize> {
        let text = self.source.text();
        let mut line = self.line_start(start);
        loop {
            let (head, rest) = (text.get(line..line + column)?, text.get(line + column..)?);
            if rest.starts_with('-') && head.bytes().all(|byte| matches!(byte, b' ' | b'-')) {
                return Some(line + column);
            }
            line = self.line_start(line.checked_sub(1)?);
        }
    }

    pub fn line_start(&self, at: usize) -> usize {
        let above = self.source.text().get(..at).unwrap_or_default();
        above.rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    /// The end of the line that an offset stands on, without its line end.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = self.source.text().get(at..).unwrap_or_default();
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The end of the line above the one that begins at an offset, without its line end; `None` at the top.
    pub fn end_of_line_above(&self, line: usize) -> Option<usize> {
        let above = self.source.text().get(..line)?;
        let body = above
            .strip_suffix('\n')
            .map(|above| above.strip_suffix('\r').unwrap_or(above));
        body.or_else(|| above.strip_suffix('\r')).map(str::len)
    }

    /// The comment lines directly above the lines of an item, the topmost first, each by where its line begins.
    pub fn comments_above(&self, spot: &Spot) -> Vec<(usize, &'a str)> {
        let mut found = Vec::new();
        if spot.behind || spot.flow {
            return found;
        }
        let text = self.source.text();
        let mut line = spot.line;
        while let Some(end) = self.end_of_line_above(line) {
            let start = self.line_start(end);
            let above = text.get(start..end).unwrap_or_default();
            let at = end - above.trim_start().len();
            let Some(comment) = self.comments.get(&at) else { break };
            found.push((start, self.source.slice(comment)));
            line = start;
        }
        found.reverse();
        found
    }

    /// The comments inside a span.
    pub fn comments_in(&self, span: &Span) -> Vec<&'a str> {
        let inside = self.comments.range(span.start..span.end.max(span.start));
        inside.map(|(_, comment)| self.source.slice(comment)).collect()
    }

    /// All comments of the file.
    pub fn comments(&self) -> Vec<&'a str> {
        self.comments
            .values()
            .map(|comment| self.source.slice(comment))
            .collect()
    }

    /// The lines of a spot as they would stand at the left margin, without line ends.
    pub fn lift(&self, spot: &Spot) -> Vec<String> {
        let text = self.source.slice(&spot.span);
        if spot.flow {
            // Between brackets a text may be written that no line could be, never the other way round.
            return match self.keys.get(&spot.span.start) {
                Some((entry, _)) => {
                    let value = self.source.slice(&entry.value.span);
                    vec![format!("{}: {value}", edit::scalar(&entry.key)).trim_end().to_owned()]
                }
                None => vec![format!("- {text}")],
            };
        }
        let mut lines: Vec<String> = split(text)
            .map(|line| {
                let blanks = line.len() - line.trim_start_matches(' ').len();
                line[blanks.min(spot.indent)..].to_owned()
            })
            .collect();
        if let Some(first) = split(text).next() {
            first.clone_into(&mut lines[0]);
        }
        lines
    }

    /// What an answer says, in a form in which two can be compared.
    pub fn meaning(&self, cursor: &Cursor<'_>) -> String {
        match cursor.answer().map(|answer| &answer.value) {
            Some(Value::Invalid(_)) => self.node(cursor).map_or_else(String::new, canonical),
            _ => crate::change::quoted::meaning(cursor),
        }
    }
}

/// A text cut at its line ends of any kind.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// What a node says, whatever way it is written; begins as no answer does.
pub(crate) fn canonical(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "\u{1}~".to_owned(),
        NodeKind::Scalar { text, .. } => format!("\u{1}{text}"),
        NodeKind::Sequence(nodes) => {
            let items: Vec<String> = nodes.iter().map(canonical).collect();
            format!("\u{1}[{}]", items.join("\u{2}"))
        }
        NodeKind::Mapping(entries) => {
            let mut items: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}\u{3}{}", entry.key, canonical(&entry.value)))
                .collect();
            items.sort();
            format!("\u{1}{{{}}}", items.join("\u{2}"))
        }
    }
}

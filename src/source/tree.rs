//! The node tree of a YAML text, built from the parser's events so that every fault has a place and all are told at once.
//! Scalars stay text: what a value means is the form's business, so `0600042` and `NO` are never numbers or booleans.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

use super::lines::Characters;
use super::{Lines, Source, Span, Suspect, parts, refusal, surrogates};
use crate::finding::{Finding, Severity, code};

/// How deep nodes may nest. The deepest item of an official form stands at 8.
pub const MAX_DEPTH: usize = 40;

/// A value of the file with its place.
#[derive(Debug, Clone)]
pub struct Node {
    pub kind: NodeKind,
    /// The node's own text, without the blank lines after it; of a block, without the line that opens it.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Nothing written, or `null`.
    Null,
    Scalar {
        text: String,
        /// Without quotes and not a block: what YAML would have typed.
        plain: bool,
        /// A literal or folded block (`|`, `>`).
        block: bool,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key of a mapping.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The entries of a mapping; none for other kinds.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::Sequence(_) => &[],
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::Null | NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The part of the node to put marks under: its first line.
    #[must_use]
    pub fn mark(&self, source: &Source) -> Span {
        let slice = source.slice(&self.span);
        let mut at = self.span.start;
        for line in slice.split_inclusive(['\n', '\r']) {
            let body = line.trim();
            if !body.is_empty() {
                let begin = at + line.find(body).unwrap_or(0);
                return begin..begin + body.len();
            }
            at += line.len();
        }
        self.span.clone()
    }
}

/// The tree and what was wrong with it; no root where the text is no YAML or empty.
pub(super) struct Built {
    pub root: Option<Node>,
    pub findings: Vec<Finding>,
}

/// An open collection while events arrive.
enum Open {
    Sequence(usize, Vec<Node>),
    Mapping(usize, Vec<Entry>, Option<(String, Span)>, HashMap<String, Span>),
}

struct Builder<'t> {
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    findings: Vec<Finding>,
}

/// Builds the tree of `text`.
pub(super) fn build(text: &str, lines: &Lines, suspects: &[Suspect]) -> Built {
    // Letters that JSON writes as two escapes, found where the parser stumbles over the first of a quoted text.
    let mut pairs: Vec<Span> = Vec::new();
    // Each stumble is a new reading.
    let mut left = MAX_STUMBLES;
    loop {
        let joined;
        let seen = if pairs.is_empty() {
            text
        } else {
            joined = surrogates::joined(text, &pairs);
            &joined
        };
        match attempt(text, seen, &pairs) {
            Ok(built) => return built,
            Err(stumble) => {
                let found = surrogates::pairs_in(text, stumble.at);
                let known = pairs.last().is_some_and(|last| last.end > stumble.at);
                if stumble.complaint.contains("escape code") && !found.is_empty() && !known && left >= text.len() {
                    left -= text.len();
                    pairs.extend(found);
                    continue;
                }
                let given_up = refusal::GivenUp {
                    complaint: &stumble.complaint,
                    at: stumble.at,
                    last: stumble.last,
                    texts: &stumble.texts,
                };
                let mut findings = stumble.findings;
                let mut whole = refusal::refuse(&given_up, text, lines, suspects);
                if !refusal::is_too_deep(&stumble.complaint) {
                    let faults = parts::faults(text, lines, suspects);
                    if !faults.is_empty() {
                        // An item may be YAML by itself and have a sign that makes it a text.
                        whole.retain(|finding| finding.code == code::FULL_WIDTH_SYNTAX && !faults.contains(finding));
                        whole.extend(faults);
                    }
                }
                findings.extend(whole);
                return Built { root: None, findings };
            }
        }
    }
}

/// How many bytes may be read again in all because of letters in two escapes.
const MAX_STUMBLES: usize = 64 * 1024 * 1024;

/// Where the parser gave up.
struct Stumble {
    complaint: String,
    at: usize,
    last: usize,
    texts: Vec<Span>,
    findings: Vec<Finding>,
}

/// Builds the tree of `text` as it is `seen`: with one letter in place of each of some pairs.
fn attempt(text: &str, seen: &str, pairs: &[Span]) -> Result<Built, Stumble> {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        root: None,
        findings: Vec::new(),
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(seen);
    let characters = Characters::new(text, pairs);
    let mut documents = 0;
    let mut last = 0;
    let mut texts: Vec<Span> = Vec::new();
    while let Some(next) = parser.next_event() {
        let (event, span) = match next {
            Ok(pair) => pair,
            Err(error) => {
                return Err(Stumble {
                    complaint: error.info().to_owned(),
                    at: characters.offset(error.marker().index()),
                    last,
                    texts,
                    findings: builder.findings,
                });
            }
        };
        let start = characters.offset(span.start.index());
        let end = characters.offset(span.end.index()).max(start);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                builder.findings.push(
                    Finding::new(code::MULTIPLE_DOCUMENTS, Severity::Error, start..end)
                        .message("「---」で区切った二つ目の文書があります")
                        .label("一つのファイルには評価書を一つだけ書いてください"),
                );
                // What stands in the second one would only be called missing in the first.
                return Ok(builder.refused());
            }
        }
        if builder.open.len() >= MAX_DEPTH {
            builder.findings.push(refusal::too_deep(start..end));
            return Ok(builder.refused());
        }
        last = start;
        if matches!(event, Event::Scalar(..)) && span.start.line() < span.end.line() {
            texts.push(start..end);
        }
        builder.take(event, start, end);
    }
    Ok(Built {
        root: builder.root,
        findings: builder.findings,
    })
}

impl Builder<'_> {
    fn refused(self) -> Built {
        Built {
            root: None,
            findings: self.findings,
        }
    }

    fn take(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), start..end);
                let plain = style == ScalarStyle::Plain;
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                // A line of a block or between quotes that begins with # is text, not a comment.
                let span = if plain {
                    self.trimmed(start, end)
                } else {
                    self.without_blanks(start, end)
                };
                let kind = if plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL") {
                    NodeKind::Null
                } else {
                    NodeKind::Scalar {
                        text: value.into_owned(),
                        plain,
                        block,
                    }
                };
                self.place(Node { kind, span });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), start..end);
                self.open.push(Open::Sequence(start, Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), start..end);
                self.open.push(Open::Mapping(start, Vec::new(), None, HashMap::new()));
            }
            Event::SequenceEnd => {
                if let Some(Open::Sequence(begin, nodes)) = self.open.pop() {
                    let span = self.around(begin, end, nodes.last().map(|node| node.span.end));
                    self.place(Node {
                        kind: NodeKind::Sequence(nodes),
                        span,
                    });
                }
            }
            Event::MappingEnd => {
                if let Some(Open::Mapping(begin, entries, _, _)) = self.open.pop() {
                    let last = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                    let span = self.around(begin, end, last);
                    self.place(Node {
                        kind: NodeKind::Mapping(entries),
                        span,
                    });
                }
            }
            Event::Alias(_) => {
                self.findings.push(refusal::sign("*", start..end));
                self.place(Node {
                    kind: NodeKind::Null,
                    span: start..end,
                });
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, tag: bool, span: Span) {
        let sign = match (anchor > 0, tag) {
            (true, _) => "&",
            (_, true) => "!",
            _ => return,
        };
        self.findings.push(refusal::sign(sign, span));
    }

    /// The span of a collection: in flow style up to its bracket, in block style up to the end of its last member.
    fn around(&self, begin: usize, end: usize, last: Option<usize>) -> Span {
        let flow = self
            .text
            .get(begin..end)
            .is_some_and(|text| text.starts_with(['[', '{']));
        match last {
            Some(last) if !flow => begin..last.max(begin),
            _ => self.trimmed(begin, end),
        }
    }

    fn without_blanks(&self, start: usize, end: usize) -> Span {
        let slice = self.text.get(start..end).unwrap_or_default();
        start..start + slice.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }

    /// The span without white space and comments at its end; the parser ends a block node where the next one begins.
    fn trimmed(&self, start: usize, end: usize) -> Span {
        let slice = self.text.get(start..end).unwrap_or_default();
        let mut kept = slice.trim_end_matches([' ', '\t', '\r', '\n']);
        // Comments between this node and the next one belong to neither.
        while let Some(at) = kept.rfind('\n') {
            if !kept[at..].trim_start().starts_with('#') {
                break;
            }
            kept = kept[..at].trim_end_matches([' ', '\t', '\r', '\n']);
        }
        start..start + kept.len()
    }

    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence(_, nodes)) => nodes.push(node),
            Some(Open::Mapping(_, entries, pending, seen)) => {
                if let Some((key, key_span)) = pending.take() {
                    entries.push(Entry {
                        key,
                        key_span,
                        value: node,
                    });
                } else {
                    let key = if let NodeKind::Scalar { text, .. } = node.kind {
                        text
                    } else {
                        self.findings.push(
                            Finding::new(code::NOT_YAML, Severity::Error, node.span.clone())
                                .message("項目名の場所に、項目名ではないものがあります")
                                .label("「項目名: 値」の形に改めてください"),
                        );
                        String::new()
                    };
                    match seen.get(&key) {
                        None => {
                            seen.insert(key.clone(), node.span.clone());
                        }
                        Some(_) if key.is_empty() => {}
                        Some(first) => self.findings.push(
                            Finding::new(code::DUPLICATE_KEY, Severity::Error, node.span.clone())
                                .message(format!("項目「{key}」が二度書かれています"))
                                .label("どちらか一つにしてください")
                                .related(first.clone(), "一度目はここです"),
                        ),
                    }
                    *pending = Some((key, node.span));
                }
            }
        }
    }
}

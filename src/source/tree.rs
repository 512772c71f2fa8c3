//! The node tree of a YAML text, built from the parser's events so that every fault has a place and all are told at once.
//! Scalars stay text: what a value means is the form's business, so `0600042` and `NO` are never numbers or booleans.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use super::{Lines, Source, Span, Suspect, SuspectKind};
use crate::finding::{Finding, Severity};

/// How deep nodes may nest. The deepest item of an official form stands at 8.
pub const MAX_DEPTH: usize = 40;

/// A value of the file with its place.
#[derive(Debug, Clone)]
pub struct Node {
    pub kind: NodeKind,
    /// The node's own text, without the blank lines after it.
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
            _ => &[],
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The part of the node to put marks under: of a block its first written line, else the whole.
    #[must_use]
    pub fn mark(&self, source: &Source) -> Span {
        first_line(
            source.text(),
            &self.span,
            matches!(self.kind, NodeKind::Scalar { block: true, .. }),
        )
    }
}

fn first_line(text: &str, span: &Span, block: bool) -> Span {
    let slice = text.get(span.clone()).unwrap_or_default();
    let mut at = span.start;
    for (index, line) in slice.split_inclusive(['\n', '\r']).enumerate() {
        let body = line.trim();
        let is_header = block && index == 0;
        if !body.is_empty() && !is_header {
            let begin = at + line.find(body).unwrap_or(0);
            return begin..begin + body.len();
        }
        at += line.len();
    }
    span.clone()
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
    lines: &'t Lines,
    open: Vec<Open>,
    root: Option<Node>,
    findings: Vec<Finding>,
}

/// Builds the tree of `text`.
pub(super) fn build(text: &str, lines: &Lines, suspects: &[Suspect]) -> Built {
    let mut builder = Builder {
        text,
        lines,
        open: Vec::new(),
        root: None,
        findings: Vec::new(),
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    let mut documents = 0;
    while let Some(next) = parser.next_event() {
        let (event, span) = match next {
            Ok(pair) => pair,
            Err(error) => {
                let findings = refuse(&error, &builder, suspects);
                return Built { root: None, findings };
            }
        };
        let start = lines.offset(text, span.start.line().max(1), span.start.col());
        let end = lines.offset(text, span.end.line().max(1), span.end.col());
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                builder.findings.push(
                    Finding::new("S108", Severity::Error, start..end.max(start))
                        .message("「---」で区切った二つ目の文書があります")
                        .label("一つのファイルには評価書を一つだけ書いてください"),
                );
                break;
            }
        }
        if builder.open.len() >= MAX_DEPTH {
            builder.findings.push(
                Finding::new("S106", Severity::Error, start..end.max(start))
                    .message(format!("入れ子が深すぎます（上限は{MAX_DEPTH}段）"))
                    .label("評価書の項目はこれほど深くなりません。かっこや字下げを確かめてください"),
            );
            return Built {
                root: None,
                findings: builder.findings,
            };
        }
        builder.take(event, start, end.max(start));
    }
    Built {
        root: builder.root,
        findings: builder.findings,
    }
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), start..end);
                let plain = style == ScalarStyle::Plain;
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let span = self.trimmed(start, end);
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
                    let span = self.trimmed(begin, end);
                    self.place(Node {
                        kind: NodeKind::Sequence(nodes),
                        span,
                    });
                }
            }
            Event::MappingEnd => {
                if let Some(Open::Mapping(begin, entries, _, _)) = self.open.pop() {
                    let span = self.trimmed(begin, end);
                    self.place(Node {
                        kind: NodeKind::Mapping(entries),
                        span,
                    });
                }
            }
            Event::Alias(_) => {
                self.findings.push(
                    Finding::new("S105", Severity::Error, start..end)
                        .message("「*」で始まる値は YAML では別の場所の参照になり、この様式では使えません")
                        .label("文字として書くときは、値の全体を引用符 '…' で囲んでください"),
                );
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
        self.findings.push(
            Finding::new("S105", Severity::Error, span)
                .message(format!(
                    "「{sign}」で始まる値は YAML では特別な意味になり、この様式では使えません"
                ))
                .label("文字として書くときは、値の全体を引用符 '…' で囲んでください"),
        );
    }

    /// The span without white space at its end; the parser ends a block node where the next one begins.
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
                    let key = match node.kind {
                        NodeKind::Scalar { text, .. } => text,
                        NodeKind::Null => String::new(),
                        _ => {
                            self.findings.push(
                                Finding::new("S107", Severity::Error, node.span.clone())
                                    .message("項目名の場所に、項目名ではないものがあります")
                                    .label("「項目名: 値」の形に改めてください"),
                            );
                            String::new()
                        }
                    };
                    if let Some(first) = seen.get(&key) {
                        if !key.is_empty() {
                            self.findings.push(
                                Finding::new("S103", Severity::Error, node.span.clone())
                                    .message(format!("項目「{key}」が二度書かれています"))
                                    .label("どちらか一つにしてください")
                                    .related(first.clone(), "一度目はここです"),
                            );
                        }
                    } else {
                        seen.insert(key.clone(), node.span.clone());
                    }
                    *pending = Some((key, node.span));
                }
            }
        }
    }
}

/// Findings for a text the parser gave up on: the full-width signs and tabs before that place if there are any, since
/// one of them is nearly always the cause; otherwise the place itself.
fn refuse(error: &ScanError, builder: &Builder<'_>, suspects: &[Suspect]) -> Vec<Finding> {
    let marker = error.marker();
    let at = builder.lines.offset(builder.text, marker.line().max(1), marker.col());
    let line = builder.lines.range(marker.line().max(1));
    let mut findings: Vec<Finding> = suspects
        .iter()
        .filter(|suspect| suspect.span.start < line.end.max(at))
        .map(suspect_finding)
        .collect();
    if findings.is_empty() {
        let (message, label) = explain(error.info());
        let end = builder.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        findings.push(
            Finding::new("S107", Severity::Error, at..end)
                .message(message)
                .label(label),
        );
    }
    findings.splice(0..0, builder.findings.iter().cloned());
    findings
}

/// The finding for a full-width sign or tab that stands in YAML's own place.
pub(crate) fn suspect_finding(suspect: &Suspect) -> Finding {
    let finding = Finding::new("S104", Severity::Error, suspect.span.clone());
    match suspect.kind {
        SuspectKind::Colon => finding
            .message(format!("「{}」の後の「：」が全角です", suspect.key))
            .label("半角の「:」と半角の空白に改めてください"),
        SuspectKind::Space => finding
            .message("字下げに全角の空白があります")
            .label("半角の空白に改めてください"),
        SuspectKind::Tab => finding
            .message("字下げにタブがあります")
            .label("半角の空白に改めてください（YAML ではタブで字下げできません）"),
        SuspectKind::Dash => finding
            .message("箇条の印が全角です")
            .label("半角の「-」と半角の空白に改めてください"),
    }
}

/// What the parser's complaint means to an officer, and what to do.
fn explain(info: &str) -> (String, String) {
    let text = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    if info.contains("':'") || info.contains("simple key") {
        text(
            "「項目名: 値」の形になっていない行があります",
            "「:」と半角の空白があるか、字下げが上の行とそろっているか、確かめてください",
        )
    } else if info.contains("mapping values") || info.contains("block mapping") {
        text(
            "字下げ、または「:」の置き方が正しくありません",
            "上の行と字下げをそろえるか、値に「: 」を含むときは全体を引用符 '…' で囲んでください",
        )
    } else if info.contains("quoted scalar") || info.contains("end of stream") {
        text(
            "引用符が閉じられていません",
            "同じ引用符で閉じるか、文字としての引用符なら値の全体を '…' で囲んでください",
        )
    } else if info.contains("flow") || info.contains("']'") || info.contains("'}'") {
        text(
            "「[」または「{」で始まる値が正しく閉じられていません",
            "文字として書くときは、値の全体を引用符 '…' で囲んでください",
        )
    } else if info.contains("anchor") || info.contains("alias") {
        text(
            "「&」または「*」で始まる値は YAML では特別な意味になり、この様式では使えません",
            "文字として書くときは、値の全体を引用符 '…' で囲んでください",
        )
    } else if info.contains("start any token") || info.contains("reserved") || info.contains("directive") {
        text(
            "「@」「%」「`」などで始まる値は、このままでは書けません",
            "値の全体を引用符 '…' で囲んでください",
        )
    } else if info.contains("tab") {
        text("字下げにタブがあります", "半角の空白に改めてください")
    } else if info.contains("indent") {
        text(
            "字下げがそろっていません",
            "同じ段の項目は、左端を同じ位置にそろえてください",
        )
    } else if info.contains("recursion") || info.contains("nest") || info.contains("depth") {
        text("入れ子が深すぎます", "かっこや字下げを確かめてください")
    } else {
        text(
            "YAML として読めません",
            "この行と上の行の、字下げ・「:」・引用符を確かめてください",
        )
    }
}

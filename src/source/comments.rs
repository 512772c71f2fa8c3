//! Comments of a text, which are no part of the node tree, and the lines at which one speaks of a place.
//! Knows which `#` is the author's text; knows nothing of what a comment says.

use super::{Node, NodeKind, Source, Span};

/// How many siblings may touch a place: an empty answer begins where another ends.
const NEAR: usize = 3;

/// What a comment begins with that is meant for this program.
const ADDRESS: &str = "hyoka";

/// The words of a comment that is addressed to this program: what stands behind `# hyoka:`. `comment` begins with `#`.
#[must_use]
pub fn addressed(comment: &str) -> Option<&str> {
    let words = comment.strip_prefix('#')?.trim_start();
    let rest = words.strip_prefix(ADDRESS)?;
    rest.strip_prefix([':', '：']).map(str::trim)
}

impl Source {
    /// The comments of the text in its order, each from its `#` to the end of its line; none where the text is no YAML.
    #[must_use]
    pub fn comments(&self) -> Vec<Span> {
        let mut texts = Vec::new();
        match self.root() {
            Some(root) => self.texts(root, &mut texts),
            None => return Vec::new(),
        }
        let text = self.text();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = text.get(at..).and_then(|rest| rest.find('#')) {
            let start = at + next;
            at = start + 1;
            let apart = text[..start].chars().next_back().is_none_or(|c| " \t\r\n".contains(c));
            let before = texts.partition_point(|span| span.start <= start);
            let inside = before.checked_sub(1).is_some_and(|index| start < texts[index].end);
            if apart && !inside {
                let line = text[start..].split(['\r', '\n']).next().unwrap_or_default();
                at = start + line.len();
                found.push(start..start + line.trim_end().len());
            }
        }
        found
    }

    /// The lines at which a comment may speak of a place: its own; of a place in a text over several lines, which holds
    /// no comments, also that where the text begins and that of its key.
    #[must_use]
    pub fn lines_of(&self, at: usize) -> Vec<usize> {
        let line = |offset| self.lines().position(self.text(), offset).0;
        let mut lines = vec![line(at)];
        let mut node = self.root();
        while let Some(here) = node {
            let holds = |node: &Node| node.span.start <= at && at <= node.span.end;
            node = match &here.kind {
                NodeKind::Mapping(entries) => {
                    let begun = entries.partition_point(|entry| entry.value.span.start <= at);
                    let entry = entries[..begun]
                        .iter()
                        .rev()
                        .take(NEAR)
                        .find(|entry| holds(&entry.value));
                    if let Some(entry) = entry
                        && matches!(entry.value.kind, NodeKind::Scalar { .. })
                    {
                        lines.extend([line(entry.key_span.start), line(self.head(&entry.value))]);
                    }
                    entry.map(|entry| &entry.value)
                }
                NodeKind::Sequence(nodes) => {
                    let begun = nodes.partition_point(|node| node.span.start <= at);
                    let found = nodes[..begun].iter().rev().take(NEAR).find(|node| holds(node));
                    lines.extend(found.map(|node| line(self.head(node))));
                    found
                }
                NodeKind::Null | NodeKind::Scalar { .. } => None,
            };
        }
        lines
    }

    /// The spans of keys and scalars in the order of the text.
    fn texts(&self, node: &Node, into: &mut Vec<Span>) {
        match &node.kind {
            NodeKind::Null => {}
            NodeKind::Scalar { block: true, .. } => into.push(node.span.clone()),
            NodeKind::Scalar { .. } => into.push(self.unquoted(&node.span)),
            NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| self.texts(node, into)),
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    into.push(self.unquoted(&entry.key_span));
                    self.texts(&entry.value, into);
                }
            }
        }
    }

    /// The span up to the closing quote: the parser takes a comment behind a quoted text for a part of it.
    fn unquoted(&self, span: &Span) -> Span {
        let text = self.slice(span);
        let mut chars = text.char_indices();
        let Some((_, quote @ ('"' | '\''))) = chars.next() else {
            return span.clone();
        };
        while let Some((at, c)) = chars.next() {
            let doubled = || text[at + 1..].starts_with('\'');
            if c == '\\' && quote == '"' || c == '\'' && quote == '\'' && doubled() {
                chars.next();
            } else if c == quote {
                return span.start..span.start + at + 1;
            }
        }
        span.clone()
    }

    /// Where the line of a scalar begins that can have a comment: of a block its header.
    fn head(&self, node: &Node) -> usize {
        let above = self.text().get(..node.span.start).unwrap_or_default();
        match node.kind {
            NodeKind::Scalar { block: true, .. } => above.trim_end().len().saturating_sub(1),
            NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => node.span.start,
        }
    }
}

//! Cuts a text that is no YAML into its items and finds those that are none by themselves, so that faults which do not depend
//! on each other are told together.

use saphyr_parser::{Event, Parser, StrInput};

use super::lines::Characters;
use super::refusal::{self, GivenUp};
use super::scan::opens_block;
use super::{Lines, Span, Suspect};
use crate::finding::Finding;

/// How deep items are cut.
const DEPTH: usize = 10;
/// Nobody mends more faults before he looks again.
const MOST: usize = 30;

/// The findings of all items of a text that are no YAML by themselves, in its order; empty where each is.
pub(super) fn faults(text: &str, lines: &Lines, suspects: &[Suspect]) -> Vec<Finding> {
    let parts = Parts { text, lines, suspects };
    let mut findings = Vec::new();
    parts.look(1, lines.count(), 0, &mut findings);
    findings
}

struct Parts<'t> {
    text: &'t str,
    lines: &'t Lines,
    suspects: &'t [Suspect],
}

impl Parts<'_> {
    /// Adds the faults of the items on some lines, which stand at one column.
    fn look(&self, first: usize, last: usize, depth: usize, findings: &mut Vec<Finding>) {
        let Some(column) = (first..=last)
            .find_map(|line| self.content(line))
            .map(|(indent, _)| indent)
        else {
            return;
        };
        for (from, to) in self.items(first, last, column) {
            if findings.len() >= MOST {
                return;
            }
            let Some(found) = self.fault(from, to) else { continue };
            let before = findings.len();
            if depth < DEPTH && from < to {
                self.look_inside(from, to, depth + 1, findings);
            }
            if findings.len() == before {
                findings.extend(found);
            }
        }
    }

    /// [`Parts::look`] at what an item holds. The first key of an entry stands on the line of its mark.
    fn look_inside(&self, from: usize, to: usize, depth: usize, findings: &mut Vec<Finding>) {
        let Some((indent, body)) = self.content(from) else {
            return;
        };
        let Some(rest) = body.strip_prefix("- ") else {
            self.look(from + 1, to, depth, findings);
            return;
        };
        let column = indent + body.len() - rest.trim_start().len();
        let second = (from + 1..=to).find(|line| self.content(*line).is_some_and(|(indent, _)| indent <= column));
        let Some(second) = second.filter(|line| self.content(*line).is_some_and(|(indent, _)| indent == column)) else {
            return;
        };
        if let Some(found) = self.fault(from, second - 1) {
            findings.extend(found);
        }
        self.look(second, to, depth, findings);
    }

    /// The indentation and the words of a line that has any.
    fn content(&self, line: usize) -> Option<(usize, &str)> {
        let content = self.text[self.lines.range(line)].trim_end();
        let body = content.trim_start_matches(' ');
        (!body.is_empty() && !body.starts_with('#')).then_some((content.len() - body.len(), body))
    }

    /// First and last lines of the items that begin at a column; none where a line stands further out.
    fn items(&self, first: usize, last: usize, column: usize) -> Vec<(usize, usize)> {
        let mut items: Vec<(usize, usize)> = Vec::new();
        let mut block: Option<usize> = None;
        for line in first..=last {
            let Some((indent, body)) = self.content(line) else {
                continue;
            };
            if block.is_some_and(|parent| indent > parent) {
                continue;
            }
            block = opens_block(body).then_some(indent);
            if indent < column {
                return Vec::new();
            }
            let is_item = body.starts_with("- ") || body.ends_with(':') || body.contains(": ");
            if indent == column && is_item {
                if let Some(item) = items.last_mut() {
                    item.1 = line - 1;
                }
                items.push((line, last));
            }
        }
        items
    }

    /// What is wrong with some lines by themselves.
    fn fault(&self, first: usize, last: usize) -> Option<Vec<Finding>> {
        let span = self.lines.range(first).start..self.lines.range(last).end;
        let text = self.text.get(span.clone())?;
        let characters = Characters::new(text, &[]);
        let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
        let mut understood = span.start;
        let mut texts: Vec<Span> = Vec::new();
        loop {
            match parser.next_event()? {
                Ok((event, place)) => {
                    let offset = |index: usize| span.start + characters.offset(index);
                    understood = offset(place.start.index());
                    if matches!(event, Event::Scalar(..)) && place.start.line() < place.end.line() {
                        texts.push(understood..offset(place.end.index()));
                    }
                }
                // Letters in two escapes are right where a letter can stand.
                Err(error) if error.info().contains("escape code") => return None,
                Err(error) => {
                    let given_up = GivenUp {
                        complaint: error.info(),
                        at: span.start + characters.offset(error.marker().index()),
                        last: understood,
                        texts: &texts,
                    };
                    let inside = self.suspects.partition_point(|suspect| suspect.span.start < span.start);
                    let behind = self.suspects.partition_point(|suspect| suspect.span.start < span.end);
                    let suspects = &self.suspects[inside..behind];
                    return Some(refusal::refuse(&given_up, self.text, self.lines, suspects));
                }
            }
        }
    }
}

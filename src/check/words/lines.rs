//! The lines of an answer as its author broke them, beside those that YAML makes of it. Reports nothing.

use crate::answers::{Answer, Assessment, Cursor};
use crate::source::{Source, Span};

/// One text of an answer with the way in which the file writes it.
#[derive(Debug, Clone)]
pub struct Written<'a> {
    pub place: Cursor<'a>,
    /// What YAML reads.
    pub text: &'a str,
    /// What stands in the file.
    pub span: Span,
    pub style: Style,
    /// Whether the item is a list of texts.
    pub in_list: bool,
}

/// How YAML writes a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    /// `|`: a line is a line.
    Literal,
    /// `>`: lines are joined.
    Folded,
}

/// Every text of an assessment, rows of 変更箇所 too, in the form's order.
pub fn written(assessment: &Assessment) -> Vec<Written<'_>> {
    let source = assessment.source();
    let mut all = Vec::new();
    for place in assessment.top().leaves_where(|answer| !answer.texts().is_empty()) {
        let Some(answer) = place.answer() else { continue };
        let in_list = !place.texts().is_empty();
        for (text, span) in Answer::texts(answer) {
            all.push(Written {
                style: style(source, &span),
                place,
                text,
                span,
                in_list,
            });
        }
    }
    all
}

impl Written<'_> {
    /// The lines of the file without their indentation; empty ones are left out.
    pub fn lines(&self) -> Vec<&str> {
        let slice = self.place.assessment().source().slice(&self.span);
        slice.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
}

fn style(source: &Source, span: &Span) -> Style {
    match source.slice(span).chars().next() {
        Some('"' | '\'') => return Style::Quoted,
        Some(_) => {}
        None => return Style::Plain,
    }
    // The header of a block ends the line before it.
    let above = source
        .text()
        .get(..span.start)
        .unwrap_or_default()
        .trim_end_matches(' ');
    let Some(above) = above.strip_suffix('\n') else {
        return Style::Plain;
    };
    let above = above.trim_end();
    let line = above.rsplit('\n').next().unwrap_or(above);
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let header = line.rsplit(' ').next().unwrap_or(line);
    let is_header = |rest: &str| rest.bytes().all(|byte| matches!(byte, b'-' | b'+' | b'1'..=b'9'));
    match (header.strip_prefix('|'), header.strip_prefix('>')) {
        (Some(rest), _) if is_header(rest) => Style::Literal,
        (_, Some(rest)) if is_header(rest) => Style::Folded,
        _ => Style::Plain,
    }
}

//! Findings for a terminal: the sentence, the place, the source line with marks that stand right under full-width text.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Checked, count};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// Columns to which source lines are cut around their marks: a line that a terminal folds has its marks under nothing.
const WIDTH: usize = 120;

/// Prints the findings of some files, and how many there are. `colour` adds terminal colours.
#[must_use]
pub fn print(files: &[Checked<'_>], colour: bool) -> String {
    let mut out = String::new();
    for file in files {
        for finding in file.findings {
            out.push_str(&one(file.source, finding, colour));
            out.push_str("\n\n");
        }
    }
    out.push_str(&summary(files));
    out.push('\n');
    out
}

/// The last line: how many findings of each severity, in how many files.
#[must_use]
pub fn summary(files: &[Checked<'_>]) -> String {
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| count(files, severity));
    let checked = files.len();
    if errors + warnings + infos == 0 {
        return format!("{checked}件の評価書に問題は見つかりませんでした");
    }
    format!("{checked}件の評価書: エラー {errors}件、警告 {warnings}件、情報 {infos}件")
}

fn one(source: &Source, finding: &Finding, colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
    .with_name(finding.severity.name());
    // The end of a long answer says nothing more than its first line; the renderer wants a span inside the text.
    let text = shown(source);
    let text = text.as_ref();
    let clip = |span: &crate::source::Span| {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        start..end.min(line_end.max(start))
    };
    let mut snippet = Snippet::source(text)
        .path(source.name())
        .fold(true)
        .annotation(AnnotationKind::Primary.span(clip(&finding.span)).label(&finding.label));
    for related in &finding.related {
        snippet = snippet.annotation(AnnotationKind::Context.span(clip(&related.span)).label(&related.label));
    }
    let mut group = Group::with_title(level.primary_title(&finding.message).id(finding.code)).element(snippet);
    if let Some(law) = &finding.law {
        group = group.element(Level::NOTE.with_name("根拠").message(law));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("助言").message(help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(WIDTH)
        .render(&[group]);
    with_item(&drawn, finding.item.as_deref())
}

/// The text as the renderer counts its lines: it knows no line that ends at a lone CR.
fn shown(source: &Source) -> Cow<'_, str> {
    let text = source.text();
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut chars = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let lone = c == '\r' && chars.peek() != Some(&'\n');
        shown.push(if lone { '\n' } else { c });
    }
    Cow::Owned(shown)
}

/// Adds the item's name behind the place: `--> file:112:20   Ⅱ-4 委託事項1 ⑥再委託事項`.
fn with_item(drawn: &str, item: Option<&str>) -> String {
    let mut pending = item;
    let lines: Vec<String> = drawn
        .lines()
        .map(|line| match pending {
            Some(item) if line.contains("-->") => {
                pending = None;
                format!("{}   {item}", line.trim_end())
            }
            _ => line.trim_end().to_owned(),
        })
        .collect();
    lines.join("\n")
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

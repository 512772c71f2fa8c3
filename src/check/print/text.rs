//! Findings for a terminal: the sentence, the place, the source line with marks that stand right under full-width text.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Checked, Counts};
use crate::check::{Rule, rule};
use crate::finding::{Finding, Severity};
use crate::folding::signs::{visible, visible_in_place};
use crate::source::{Source, Span};

/// Columns to which source lines are cut around their marks: a line that a terminal folds has its marks under nothing.
const WIDTH: usize = 120;

/// Nobody reads more of one file on a terminal; it is hardly an assessment.
pub const MOST: usize = 1_000;

/// What is said of a finding of a rule on trial.
const TRIED: &str = "この指摘は推測によるものです。誤りであれば、そのままで構いません";

/// Places further apart than this number of lines are shown one after the other. No assessment is as long.
const FAR: usize = 5_000;

/// A place to mark, and what to say there.
type Mark<'a> = (AnnotationKind, &'a Span, &'a str);

/// Prints the findings of some files, the first [`MOST`] of each, and how many there are. `colour` adds terminal colours.
#[must_use]
pub fn print(files: &[Checked<'_>], colour: bool) -> String {
    let mut out: String = files.iter().map(|one| file(one, colour)).collect();
    out.push_str(&end(files.iter().map(Counts::of).sum()));
    out
}

/// The last lines: the summary, and how many findings can be corrected by a command.
#[must_use]
pub fn end(counts: Counts) -> String {
    let mut lines = vec![summary(counts)];
    lines.extend(corrections(counts));
    lines.join("\n") + "\n"
}

/// Prints the findings of one file, the first [`MOST`].
#[must_use]
pub fn file(file: &Checked<'_>, colour: bool) -> String {
    let mut out = String::new();
    let text = shown(file.source);
    for finding in file.findings.iter().take(MOST) {
        out.push_str(&one(file, &text, &veiled(finding), colour));
        out.push_str("\n\n");
    }
    if let Some(left @ 1..) = file.findings.len().checked_sub(MOST) {
        let name = visible(file.source.name());
        let _ = write!(
            out,
            "{name}には、ほかに{left}件の指摘があります（--format json ですべてを見られます）\n\n"
        );
    }
    out
}

/// The last lines: how many findings of each severity, in how many files, and how many were accepted.
#[must_use]
pub fn summary(counts: Counts) -> String {
    let Counts {
        files,
        errors,
        warnings,
        infos,
        accepted,
        known,
        ..
    } = counts;
    let mut line = format!("{files}件の評価書: エラー {errors}件、警告 {warnings}件、情報 {infos}件");
    if errors + warnings + infos == 0 {
        line = format!("{files}件の評価書に問題は見つかりませんでした");
    }
    if known > 0 {
        let _ = write!(line, "\nほかに、既知の指摘の一覧にある指摘 {known}件");
    }
    if accepted > 0 {
        let _ = write!(line, "\nほかに、理由を付けて受け入れた指摘 {accepted}件");
    }
    line
}

fn corrections(counts: Counts) -> Option<String> {
    match (counts.certain, counts.likely) {
        (0, 0) => None,
        (0, likely) => Some(format!("{likely}件は hyoka fix --all で直し方の案を見られます")),
        (certain, 0) => Some(format!("{certain}件は hyoka fix で直せます")),
        (certain, likely) => Some(format!(
            "{certain}件は hyoka fix で直せます。ほかに{likely}件は hyoka fix --all で直し方の案を見られます"
        )),
    }
}

/// `text` is the source's as [`shown`].
fn one(file: &Checked<'_>, text: &str, finding: &Finding, colour: bool) -> String {
    let source = file.source;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
    .with_name(finding.severity.name());
    let line = |span: &Span| source.lines().position(text, span.start).0;
    let is_near = |span: &Span| line(span).abs_diff(line(&finding.span)) <= FAR;
    let mut marks = vec![(AnnotationKind::Primary, &finding.span, finding.label.as_str())];
    let mut apart = Vec::new();
    let elsewhere: Vec<(&Source, Cow<'_, str>)> = finding
        .related
        .iter()
        .filter(|related| related.source.is_some())
        .filter_map(|related| file.file_of(related))
        .map(|other| (other, shown(other)))
        .collect();
    for related in &finding.related {
        let mark = (AnnotationKind::Context, &related.span, related.label.as_str());
        let other = related.source;
        if let Some((other, text)) = elsewhere.iter().find(|(source, _)| Some(source.id()) == other) {
            apart.push(snippet(other, text, &[mark]));
        } else if other.is_none() && is_near(&related.span) {
            marks.push(mark);
        } else if other.is_none() {
            apart.push(snippet(source, text, &[mark]));
        }
    }
    let mut group = Group::with_title(level.primary_title(&finding.message).id(finding.code))
        .element(snippet(source, text, &marks))
        .elements(apart);
    if let Some(law) = &finding.law {
        group = group.element(Level::NOTE.with_name("根拠").message(law));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("助言").message(help));
    }
    if rule(finding.code).is_some_and(Rule::is_trial) {
        group = group.element(Level::NOTE.with_name("試行").message(TRIED));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(WIDTH)
        .render(&[group]);
    with_item(&drawn, finding.item.as_deref())
}

/// The lines of some places with their marks, and no more of the text: the renderer cuts all it is given into lines.
fn snippet<'a>(source: &'a Source, text: &'a str, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
    let spans: Vec<Span> = marks.iter().map(|(_, span, _)| clip(text, span)).collect();
    let line = |at: usize| source.lines().position(text, at).0;
    let first = spans.iter().map(|span| line(span.start)).min().unwrap_or(1);
    let last = spans.iter().map(|span| line(span.end)).max().unwrap_or(1);
    let start = source.lines().range(first).start;
    let end = source.lines().range(last).end;
    let mut snippet = Snippet::source(&text[start..end])
        .line_start(first)
        .path(visible(source.name()))
        .fold(true);
    for ((kind, _, label), span) in marks.iter().zip(spans) {
        snippet = snippet.annotation(kind.span(span.start - start..span.end - start).label(*label));
    }
    snippet
}

/// A span inside the text that ends with its first line: the end of a long answer says nothing more.
fn clip(text: &str, span: &Span) -> Span {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    start..end.min(line_end.max(start))
}

/// A finding whose words a terminal shows as they stand: they quote the author's.
fn veiled(finding: &Finding) -> Finding {
    let mut finding = finding.clone();
    let words = [&mut finding.message, &mut finding.label].into_iter();
    let related = finding.related.iter_mut().map(|related| &mut related.label);
    let more = [&mut finding.item, &mut finding.help, &mut finding.law];
    for text in words.chain(related).chain(more.into_iter().flatten()) {
        if let Cow::Owned(shown) = visible(text) {
            *text = shown;
        }
    }
    finding
}

/// The text as the renderer counts its lines: it knows no line that ends at a lone CR. No sign of it acts on a terminal.
fn shown(source: &Source) -> Cow<'_, str> {
    let text = source.text();
    if !text.contains('\r') {
        return visible_in_place(text);
    }
    let mut chars = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let lone = c == '\r' && chars.peek() != Some(&'\n');
        shown.push(if lone { '\n' } else { c });
    }
    Cow::Owned(visible_in_place(&shown).into_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str, findings: &[Finding]) -> String {
        let (source, _) = Source::read("a.yaml", text.as_bytes());
        let file = Checked {
            source: &source,
            findings,
            others: &[],
        };
        print(&[file], false)
    }

    fn finding(span: Span) -> Finding {
        Finding::new("S103", Severity::Error, span)
            .message("二度")
            .label("一つに")
    }

    #[test]
    fn a_cause_far_away_is_shown_apart() {
        let text = format!("a: 1\n{}a: 2\n", "\n".repeat(FAR));
        let again = finding(text.len() - 5..text.len() - 4).related(0..1, "一度目");
        assert_eq!(
            checked(&text, &[again]),
            "エラー[S103]: 二度\n    --> a.yaml:5002:1\n     |\n5002 | a: 2\n     | ^ 一つに\n     |\n    \
             ::: a.yaml:1:1\n     |\n   1 | a: 1\n     | - 一度目\n\n1件の評価書: エラー 1件、警告 0件、情報 0件\n"
        );
    }

    #[test]
    fn a_flood_of_findings_is_counted() {
        let printed = checked("a: 1\n", &vec![finding(0..1); MOST + 2]);
        assert_eq!(printed.matches("エラー[S103]").count(), MOST);
        assert!(printed.contains("a.yamlには、ほかに2件の指摘があります"));
        assert!(printed.contains("エラー 1002件"));
        assert!(!checked("a: 1\n", &vec![finding(0..1); MOST]).contains("ほかに"));
    }
}

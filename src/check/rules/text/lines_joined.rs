//! 行を分けて書いた文章が、一行につながらないか。

use crate::answers::Assessment;
use crate::check::words::lines::{Style, Written, written};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::source::{Source, Span, edit};

pub const RULE: Rule = Rule {
    code: "F118",
    name: "lines-joined",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "行を分けて書いた文章が、公表するときも分かれたままであること",
    why: "「|-」のない文章や、印の「- 」のない並びは、YAML では一行につながり、紙面でも一つの段落になる",
    law: Law::Format("YAML の文章の書き方"),
    check: Check::Alone(check),
};

/// What is done to the lines of a list.
const LIST: &str = "一つごとに「- 」を付ける";

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in written(assessment) {
        let lines = text.lines();
        if let Some(sign) = lines.first().filter(|line| is_full_width_header(line)) {
            let first = mark(&text, sign);
            findings
                .report_at(&RULE, &text.place, first.clone())
                .message(format!("「{sign}」は半角ではないので、文章の一部として印刷されます"))
                .label("半角の「|-」に改めてください")
                .fix(
                    (lines.len() > 1)
                        .then(|| Fix::certain("文章の始まりの印を半角にする", vec![Edit::new(first, "|-")])),
                );
            continue;
        }
        let read = text.text.lines().filter(|line| !line.trim().is_empty()).count();
        // A line that a quoted text ends with `\` is joined on purpose.
        let on_purpose = text.style == Style::Quoted && lines.iter().any(|line| line.ends_with('\\'));
        if text.style == Style::Literal || lines.len() <= read || on_purpose {
            continue;
        }
        let label = match text.style {
            Style::Folded => "「>」を「|」に改めると、一行が一行のままになります",
            Style::Plain | Style::Quoted | Style::Literal if text.in_list => {
                "一つごとに行を改め、行の初めに「- 」（半角のハイフンと空白）を付けてください"
            }
            Style::Plain | Style::Quoted | Style::Literal => {
                "項目名の「:」の後に「 |-」を付け、文章は次の行から字下げして書いてください"
            }
        };
        let place = header(&text).unwrap_or_else(|| mark(&text, lines[0]));
        findings
            .report_at(&RULE, &text.place, place)
            .message(format!(
                "{}行に分けて書かれていますが、一行につながって印刷されます",
                lines.len()
            ))
            .label(label)
            .fix(correction(&text, &lines));
    }
}

/// Whether a line is the header of a text with signs of the wrong width, which YAML takes for words.
fn is_full_width_header(line: &str) -> bool {
    let mut signs = line.chars();
    let first = signs.next();
    let mut rest = signs.clone();
    let wide = !line.is_ascii();
    matches!(first, Some('｜' | '＞' | '|' | '>')) && wide && rest.all(|c| "－ー―‐–−-＋+".contains(c))
}

/// The first line of a text in the file.
fn mark(text: &Written<'_>, line: &str) -> Span {
    let start = text.span.start
        + text
            .place
            .assessment()
            .source()
            .slice(&text.span)
            .find(line)
            .unwrap_or(0);
    start..start + line.len()
}

/// The sign that makes YAML join the lines of a block.
fn header(text: &Written<'_>) -> Option<Span> {
    let above = text.place.assessment().source().text().get(..text.span.start)?;
    let at = above.rfind('>').filter(|_| text.style == Style::Folded)?;
    Some(at..at + 1)
}

fn correction(text: &Written<'_>, lines: &[&str]) -> Option<Fix> {
    let source = text.place.assessment().source();
    if text.style == Style::Folded {
        // Up to the text, which is what changes.
        let sign = header(text)?;
        let rest = source.text().get(sign.end..text.span.start)?;
        let edit = Edit::new(sign.start..text.span.start, format!("|{rest}"));
        return Some(Fix::likely("行をそのまま残す書き方にする", vec![edit]));
    }
    // What stands between quotes may hold signs that mean something else without them.
    if text.style == Style::Quoted || (text.in_list && text.place.texts().len() > 1) {
        return None;
    }
    let key = text.place.answer()?.key.clone()?;
    let colon = key.end + source.text().get(key.end..text.span.start)?.find(':')? + 1;
    let between = source.text().get(colon..text.span.start)?;
    let end = source.line_end();
    let (start, first, indent, title) = match (text.in_list, between.trim().is_empty()) {
        // A comment before a block would become a line of it.
        (false, false) => return None,
        (false, true) => (
            colon,
            " |-",
            column(source, key.start)? + 2,
            "行をそのまま残す「|-」を付ける",
        ),
        (true, _) if between.contains('\n') => (text.span.start, "", column(source, text.span.start)?, LIST),
        (true, _) => (colon, "", column(source, key.start)? + 2, LIST),
    };
    let mut new = String::from(first);
    for (at, line) in lines.iter().enumerate() {
        if at > 0 || start == colon {
            new.push_str(end);
            new.push_str(&" ".repeat(indent));
        }
        if text.in_list {
            new.push_str("- ");
            new.push_str(&edit::scalar(without_mark(line)));
        } else {
            new.push_str(line);
        }
    }
    let edits = vec![Edit::new(start..text.span.end, new)];
    Some(if text.in_list {
        Fix::likely(title, edits)
    } else {
        Fix::certain(title, edits)
    })
}

/// A line of a list without the mark that its author put in front.
fn without_mark(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let words = if rest.len() < line.len() {
        rest.strip_prefix(['.', '．', ')', '）', '、']).unwrap_or(line)
    } else {
        line.strip_prefix(['-', '－', 'ー', '―', '‐', '–', '−', '・', '･', '*', '●', '○'])
            .unwrap_or(line)
    };
    let words = words.trim_start();
    if words.is_empty() { line } else { words }
}

/// How many letters stand before a place in its line, if they are nothing but blanks and marks of lists.
fn column(source: &Source, place: usize) -> Option<usize> {
    let before = source.text().get(..place)?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    line.chars().all(|c| matches!(c, ' ' | '-')).then_some(line.len())
}

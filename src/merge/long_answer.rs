//! Long texts that both changed: merged line by line, so that only lines that both changed are in conflict. Edits a block of
//! ours line by line where it can, and writes it anew where ours is no block.

use super::draft::Op;
use super::lines::{self, Change, ChangeKind};
use super::place::Side;
use super::said::Said;
use super::weave::{Fate, Weaver, Woven, name};
use super::{Conflict, Names, Which};
use crate::answers::{Cursor, Value};
use crate::change::quoted::tidy;
use crate::finding::Span;
use crate::source::{NodeKind, leftover};

/// A text merged by its lines; `None` where it is no long text or both changed all of it.
pub(super) fn by_line<'a>(
    weaver: &mut Weaver<'_, 'a>,
    base: Option<&Cursor<'a>>,
    ours: &Cursor<'a>,
    theirs: &Cursor<'a>,
) -> Option<Woven> {
    let [was, here, there] = [lines_of(base?)?, lines_of(ours)?, lines_of(theirs)?];
    if was.len() < 2 && here.len() < 2 && there.len() < 2 {
        return None;
    }
    let changes = lines::merge(&was, &here, &there);
    let clash = |change: &&Change| matches!(change.kind, ChangeKind::Clash { .. });
    let clashes: Vec<&Change> = changes.iter().filter(clash).collect();
    if clashes.iter().any(|change| change.ours.len() == here.len()) {
        return None;
    }
    let mut merged: Vec<&str> = Vec::new();
    let mut at = 0;
    for change in &changes {
        merged.extend(&here[at..change.ours.start]);
        match &change.kind {
            ChangeKind::Take(taken) => merged.extend(&there[taken.clone()]),
            ChangeKind::Clash { .. } => merged.extend(&here[change.ours.clone()]),
        }
        at = change.ours.end;
    }
    merged.extend(&here[at..]);
    // What a block cannot hold, or not without saying how deep it is indented.
    let odd = |line: &&str| line.contains(|c: char| c.is_control() && c != '\t');
    if merged.iter().any(odd) || merged.iter().find(|line| !line.is_empty())?.starts_with([' ', '\t']) {
        return None;
    }
    let item = name(ours, theirs);
    let mut ops = match in_place(weaver.ours, ours, &changes, &there) {
        Some(ops) => ops,
        None => vec![anew(weaver.ours, ours, &merged)?],
    };
    if !clashes.is_empty() {
        let texts = clashes
            .iter()
            .flat_map(|change| told(weaver.names, change, &was, &here, &there));
        ops.push(Op::Above {
            spot: weaver.ours.spot(ours)?,
            lines: leftover::block(&item, &texts.collect::<Vec<_>>()),
        });
    }
    for change in &clashes {
        let ChangeKind::Clash { base, theirs } = &change.kind else {
            continue;
        };
        let words = |lines: &[&str]| Some(lines.join("\n")).filter(|words| !words.is_empty());
        weaver.conflicts.push(Conflict {
            item: item.clone(),
            base: words(&was[base.clone()]),
            ours: words(&here[change.ours.clone()]),
            theirs: words(&there[theirs.clone()]),
        });
    }
    weaver.by_line.push(item);
    Some(Woven {
        said: Said::Leaf(tidy(&merged.join("\n"))),
        ops,
        fate: Fate::Stay,
    })
}

/// The texts of a conflict over some lines, under their headings.
fn told(names: &Names, change: &Change, was: &[&str], here: &[&str], there: &[&str]) -> Vec<(String, Vec<String>)> {
    let ChangeKind::Clash { base, theirs } = &change.kind else {
        return Vec::new();
    };
    let lines = |lines: &[&str]| lines.iter().map(|line| format!("  {line}")).collect::<Vec<String>>();
    let (first, last) = (change.ours.start + 1, change.ours.end);
    let place = match change.ours.len() {
        0 if first == 1 => "文章の初め".to_owned(),
        0 => format!("文章の{last}行目の後"),
        1 => format!("文章の{first}行目"),
        _ => format!("文章の{first}行目から{last}行目まで"),
    };
    [
        (Which::Theirs, lines(&there[theirs.clone()])),
        (Which::Base, lines(&was[base.clone()])),
        (Which::Ours, lines(&here[change.ours.clone()])),
    ]
    .into_iter()
    .map(|(whose, lines)| {
        let nothing = if lines.is_empty() { " （ありません）" } else { "" };
        (format!("{place}、{}:{nothing}", names.words(whose)), lines)
    })
    .collect()
}

fn lines_of<'a>(cursor: &Cursor<'a>) -> Option<Vec<&'a str>> {
    match &cursor.answer()?.value {
        Value::Text(text) if cursor.date().is_none() => Some(tidy_lines(text)),
        Value::Empty
        | Value::Text(_)
        | Value::Date(_)
        | Value::Number(_)
        | Value::Choice(_)
        | Value::Ticks(_)
        | Value::Tick(_)
        | Value::Texts(_)
        | Value::Figures(_)
        | Value::Group
        | Value::Withheld
        | Value::Invalid(_) => None,
    }
}

fn tidy_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// Edits of the lines of a block that change; `None` where the text is not written as a block of just these lines.
fn in_place(side: &Side<'_>, ours: &Cursor<'_>, changes: &[Change], there: &[&str]) -> Option<Vec<Op>> {
    let places = block(side, ours)?;
    let first = places.iter().find(|span| !side.source.slice(span).trim().is_empty())?;
    let line = side.source.slice(first);
    let margin = &line[..line.len() - line.trim_start_matches(' ').len()];
    let end = side.source.line_end();
    let mut ops = Vec::new();
    for change in changes {
        let ChangeKind::Take(taken) = &change.kind else {
            continue;
        };
        let lines: Vec<String> = there[taken.clone()]
            .iter()
            .map(|line| {
                if line.is_empty() {
                    String::new()
                } else {
                    format!("{margin}{line}")
                }
            })
            .collect();
        let text = lines.join(end);
        let (from, to) = (change.ours.start, change.ours.end);
        let above = from.checked_sub(1).and_then(|above| places.get(above));
        ops.push(match (from == to, lines.is_empty(), above) {
            (true, true, _) => continue,
            (true, false, Some(above)) => Op::Edit(above.end..above.end, format!("{end}{text}")),
            (true, false, None) => {
                let start = places.first()?.start;
                Op::Edit(start..start, format!("{text}{end}"))
            }
            (false, false, _) => Op::Edit(places.get(from)?.start..places.get(to - 1)?.end, text),
            (false, true, Some(above)) => Op::Edit(above.end..places.get(to - 1)?.end, text),
            (false, true, None) => Op::Edit(places.get(from)?.start..places.get(to)?.start, text),
        });
    }
    Some(ops)
}

/// Where each line of a block's text stands, with its indentation and without its line end.
fn block(side: &Side<'_>, ours: &Cursor<'_>) -> Option<Vec<Span>> {
    let node = side.node(ours)?;
    let NodeKind::Scalar { text, block: true, .. } = &node.kind else {
        return None;
    };
    let whole = side.source.text();
    let mut start = side.line_start(node.span.start);
    let mut margin = None;
    let mut places = Vec::new();
    for line in tidy_lines(text) {
        let end = side.line_end(start);
        let body = whole.get(start..end)?.trim_end();
        let blanks = body.strip_suffix(line)?;
        if !blanks.bytes().all(|byte| byte == b' ') {
            return None;
        }
        if !line.is_empty() && *margin.get_or_insert(blanks.len()) != blanks.len() {
            return None;
        }
        places.push(start..end);
        let rest = whole.get(end..)?;
        let step = if rest.starts_with("\r\n") { 2 } else { 1 };
        start = end + step.min(rest.len());
    }
    Some(places)
}

/// The whole of a text as a block; the comments of its lines go above it.
fn anew(side: &Side<'_>, ours: &Cursor<'_>, lines: &[&str]) -> Option<Op> {
    let spot = side.spot(ours).filter(|spot| !spot.flow)?;
    let key = side.source.slice(ours.answer()?.key.as_ref()?);
    let mut written = vec![format!("{key}: |-")];
    written.extend(lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("  {line}")
        }
    }));
    let comments = side.comments_in(&spot.span);
    Some(Op::Replace {
        keep: comments.into_iter().map(str::to_owned).collect(),
        spot,
        lines: written,
    })
}

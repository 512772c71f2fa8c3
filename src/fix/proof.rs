//! Proof that corrections did their work and no more: what they correct is gone, no other answer says anything else than
//! before, and nothing new is wrong with the reading.

use std::collections::{BTreeMap, BTreeSet};

use super::state::Text;
use super::{Step, origin};
use crate::answers::{Answer, Assessment, Cursor, Value};
use crate::finding::{Edit, Finding, code};
use crate::source::{Source, Span, edit};

/// What is wrong with a file that its form does not take; its own code is `S104`.
const SIGNS: &str = code::FULL_WIDTH_SYNTAX;

/// Whether the corrections of a batch lead from one text to the other, and change only the answers that they are about.
pub(super) fn holds(before: &Text<'_>, after: &Text<'_>, batch: &[Finding]) -> bool {
    let (Some(old), Some(new)) = (&before.read.assessment, &after.read.assessment) else {
        return false;
    };
    let edits = super::edits_of(batch);
    old.form().name == new.form().name
        && old.form().edition == new.form().edition
        && corrected(before, after, batch)
        && nothing_new(before, after, batch)
        && only_there(old, new, &edits)
}

/// What stands in a place that the form does not take, of corrections that made a text readable.
pub(super) fn misplaced(text: &Text<'_>, rounds: &[Vec<Edit>], made: &[Step]) -> Vec<Step> {
    let wrong: Vec<Span> = text
        .read
        .findings
        .iter()
        .filter(|finding| matches!(finding.code, code::UNKNOWN_KEY | code::WRONG_KIND))
        .map(|finding| {
            let line = lines(&text.read.source, &finding.span);
            origin(rounds, line.start)..origin(rounds, line.end)
        })
        .collect();
    let is_wrong = |step: &&Step| wrong.iter().any(|span| touches(span, &step.place));
    made.iter().filter(is_wrong).cloned().collect()
}

/// Every code has fewer findings by as many as were corrected. Signs may bring others to light.
fn corrected(before: &Text<'_>, after: &Text<'_>, batch: &[Finding]) -> bool {
    let count = |text: &Text<'_>, code: &str| text.findings().filter(|finding| finding.code == code).count();
    let codes: BTreeSet<&str> = batch.iter().map(|finding| finding.code).collect();
    codes.into_iter().all(|code| {
        let made = match code {
            SIGNS => 1,
            _ => batch.iter().filter(|other| other.code == code).count(),
        };
        count(after, code) + made <= count(before, code)
    })
}

/// No more findings of the reading than before. An item that signs made readable may have faults of its own; what the form
/// asks for is not asked of corrections.
fn nothing_new(before: &Text<'_>, after: &Text<'_>, batch: &[Finding]) -> bool {
    let opens = batch.iter().any(|finding| finding.code == SIGNS);
    let counts = |text: &Text<'_>| {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in &text.read.findings {
            let about_form =
                finding.code.starts_with('S') || matches!(finding.code, code::UNKNOWN_KEY | code::WRONG_KIND);
            if about_form || (!opens && finding.code != code::MISSING_ANSWER) {
                *counts.entry(finding.code).or_default() += 1;
            }
        }
        counts
    };
    let old = counts(before);
    counts(after)
        .iter()
        .all(|(code, count)| old.get(code).is_some_and(|old| count <= old))
}

/// Whether every answer that says something else stands where an edit was made, or came out of an answer that does.
fn only_there(old: &Assessment, new: &Assessment, edits: &[Edit]) -> bool {
    let (before, after) = (answers(old), answers(new));
    let edited = |span: &Span| edits.iter().any(|edit| touches(span, &edit.span));
    let place = |answer: &Answer| answer.span.clone().or_else(|| answer.key.clone());
    let mut open: Vec<Span> = edits.iter().map(|edit| lines(old.source(), &edit.span)).collect();
    let touched = before
        .values()
        .filter_map(|answer| place(answer))
        .filter(|span| edited(span));
    open.extend(touched);
    let came_out = |answer: &Answer| {
        place(answer).is_some_and(|span| {
            let start = edit::before(edits, span.start);
            open.iter().any(|open| touches(open, &(start..start)))
        })
    };
    let changed = before
        .keys()
        .chain(after.keys())
        .filter(|path| !same(before.get(*path).copied(), after.get(*path).copied()));
    changed.into_iter().all(|path| {
        let was = before.get(path).filter(|answer| answer.value != Value::Empty);
        match was {
            Some(answer) => place(answer).is_some_and(|span| edited(&span)),
            None => after.get(path).is_some_and(|answer| came_out(answer)),
        }
    })
}

/// The answers that say something by themselves, by their paths.
fn answers(assessment: &Assessment) -> BTreeMap<String, &Answer> {
    fn walk<'a>(cursor: &Cursor<'a>, into: &mut BTreeMap<String, &'a Answer>) {
        let Some(answer) = cursor.answer() else { return };
        let holds_others = cursor.item().is_some_and(crate::form::Item::is_group);
        if !holds_others || matches!(answer.value, Value::Invalid(_)) {
            into.insert(cursor.path(), answer);
        }
        for child in cursor.children() {
            walk(&child, into);
        }
    }
    let mut found = BTreeMap::new();
    walk(&assessment.top(), &mut found);
    found
}

/// Whether two answers say the same, wherever they stand. An item that is not there says nothing.
fn same(a: Option<&Answer>, b: Option<&Answer>) -> bool {
    let value = |answer: Option<&Answer>| answer.map_or(Value::Empty, |answer| without_places(&answer.value));
    value(a) == value(b)
}

fn without_places(value: &Value) -> Value {
    let mut value = value.clone();
    match &mut value {
        Value::Ticks(ticks) => ticks.iter_mut().for_each(|tick| {
            tick.span = 0..0;
            tick.blank_span = 0..0;
        }),
        Value::Texts(pieces) => pieces.iter_mut().for_each(|piece| piece.span = 0..0),
        Value::Figures(figures) => figures.iter_mut().for_each(|figure| {
            figure.span = 0..0;
            figure.alt_span = None;
        }),
        Value::Empty
        | Value::Text(_)
        | Value::Date(_)
        | Value::Number(_)
        | Value::Choice(_)
        | Value::Tick(_)
        | Value::Group
        | Value::Withheld
        | Value::Invalid(_) => {}
    }
    value
}

/// The lines that a span stands on.
fn lines(source: &Source, span: &Span) -> Span {
    let line = |at: usize| source.lines().range(source.lines().position(source.text(), at).0);
    line(span.start).start..line(span.end).end
}

/// Whether two spans share a byte or meet.
fn touches(a: &Span, b: &Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

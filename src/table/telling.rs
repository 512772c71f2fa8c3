//! Which differences of two versions the newer one tells in its own table, and which rows of it tell of none.
//! Reads rows as officers write them: under any name of the item, cut, in summary. Where a row may be right, it is.

use super::excerpt::quote;
use super::lines::{Line, Table};
use super::named::{Named, titles};
use crate::answers::Assessment;
use crate::change::quoted::GAP;
use crate::change::{Cause, Row, SegmentKind};
use crate::folding::{bare, fold};
use crate::lexicon::lexicon;
use crate::wareki;

/// What a version tells of its differences from the one before.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    /// The rows that the version before does not have, in the order of the file.
    pub fresh: Vec<Line<'a>>,
    /// For each difference, how it is told.
    pub told: Vec<Told>,
    /// Positions in `fresh` of rows that tell of no difference.
    pub idle: Vec<usize>,
}

/// How a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// By the row at this position in `fresh`, alone or with others.
    By(usize),
    /// The row at this position names the item and tells something else.
    Otherwise(usize),
    /// Not at all.
    Not,
}

/// Holds the differences of two versions against the rows of the newer one. `None` for a form without a table.
#[must_use]
pub fn telling<'a>(old: &Assessment, new: &'a Assessment, differences: &[Row]) -> Option<Telling<'a>> {
    let fresh = Table::of(new)?.fresh(&Table::of(old)?);
    let forms = [new.form().as_ref(), old.form().as_ref()];
    let named: Vec<Named> = fresh.iter().map(|line| Named::of(line.names.text(), &forms)).collect();
    let titles = titles(&[new, old]);
    let by_form = fresh.iter().position(tells_of_form);
    let mut busy = vec![false; fresh.len()];
    let mut told = Vec::new();
    for difference in differences {
        if !difference.counted.is_empty() {
            // Told below, when its entries are known.
            told.push(Told::Not);
            continue;
        }
        let naming: Vec<usize> = (0..fresh.len())
            .filter(|at| names(&named[*at], difference, &titles))
            .collect();
        for at in &naming {
            busy[*at] = true;
        }
        let right = naming.iter().find(|at| agrees(&[&fresh[**at]], difference));
        let together = || {
            let lines: Vec<&Line<'_>> = naming.iter().map(|at| &fresh[*at]).collect();
            agrees(&lines, difference).then(|| naming.first()).flatten()
        };
        told.push(match (right.or_else(together), naming.as_slice(), by_form) {
            (Some(at), ..) => Told::By(*at),
            (None, _, Some(at)) if difference.cause != Cause::Author => {
                busy[at] = true;
                Told::By(at)
            }
            (None, [.., last], _) => Told::Otherwise(*last),
            (None, [], _) => Told::Not,
        });
    }
    for at in (0..differences.len()).filter(|at| !differences[*at].counted.is_empty()) {
        let mut naming = (0..fresh.len()).filter(|line| names(&named[*line], &differences[at], &titles));
        let own = naming.find(|line| tells_count(&fresh[*line], &differences[at]));
        if let Some(own) = own {
            busy[own] = true;
        }
        let told_entries = || {
            let mut entries = entries_of(&differences[at], differences).map(|entry| told[entry]);
            entries.find(|told| *told != Told::Not)
        };
        told[at] = own.map(Told::By).or_else(told_entries).unwrap_or(Told::Not);
    }
    let idle = (0..fresh.len())
        .filter(|at| !busy[*at] && named[*at].is_compared && !tells_of_form(&fresh[*at]))
        .collect();
    Some(Telling { fresh, told, idle })
}

/// The differences that are entries of what a count counts, as positions among all.
pub fn entries_of<'d>(count: &'d Row, differences: &'d [Row]) -> impl Iterator<Item = usize> + 'd {
    let is_entry = |row: &Row| {
        let mut lists = count.counted.iter();
        lists.any(|list| {
            let rest = row.path.strip_prefix(list.as_str());
            rest.is_some_and(|rest| rest.starts_with('[') && rest.find(']') == Some(rest.len() - 1))
        })
    };
    (0..differences.len()).filter(move |at| is_entry(&differences[*at]))
}

/// Whether a row that names a count tells the new one.
fn tells_count(line: &Line<'_>, count: &Row) -> bool {
    let said = bare(line.after.text());
    let mut now = count
        .after
        .lines()
        .filter(|line| !count.before.lines().any(|old| old == *line));
    said.contains('件')
        && now.all(|now| {
            bare(now)
                .split(|c: char| !c.is_ascii_digit())
                .all(|number| said.contains(number))
        })
}

/// Whether a row tells that the form itself was changed.
fn tells_of_form(line: &Line<'_>) -> bool {
    let cells = [&line.names, &line.before, &line.after, &line.explanation];
    cells.iter().any(|cell| {
        let words = fold(cell.text());
        words.contains("様式") && lexicon().form_changed.are_in(&words)
    })
}

/// Whether a row names the item of a difference, by either version's name, what holds it, or what it holds.
fn names(named: &Named, difference: &Row, titles: &[String]) -> bool {
    let exact = named.is(&difference.item) || difference.was.as_deref().is_some_and(|was| named.is(was));
    exact || named.names(&difference.path, &difference.item, titles)
}

/// Whether some rows, read together, tell what a difference is.
fn agrees(lines: &[&Line<'_>], difference: &Row) -> bool {
    let before: Vec<&str> = lines.iter().map(|line| line.before.text()).collect();
    let after: Vec<&str> = lines.iter().map(|line| line.after.text()).collect();
    let (before, after) = (before.join("\n"), after.join("\n"));
    let quote = quote(difference, None);
    if fold(&after) == fold(&quote.after) && fold(&before) == fold(&quote.before) {
        return true;
    }
    let whole = fold(&format!("{before}\n{after}"));
    if lexicon().told_in_summary.are_in(&whole) {
        return true;
    }
    if let (Ok(told), Ok(day)) = (wareki::parse(&after), wareki::parse(&difference.after)) {
        return told == day;
    }
    if difference.is_removed() {
        return after.trim().is_empty() || lexicon().gone.are_in(&after);
    }
    let (said, was) = (bare(&after), bare(&before));
    let mut inserted = needles(difference, SegmentKind::Inserted).peekable();
    if inserted.peek().is_none() {
        let gone = lexicon().gone.are_in(&after);
        return gone
            || needles(difference, SegmentKind::Deleted)
                .all(|needle| was.contains(&needle) && !said.contains(&needle));
    }
    inserted.all(|needle| said.contains(&needle))
}

/// The words that only one side has, piece by piece, without signs that quoting drops.
fn needles(difference: &Row, kind: SegmentKind) -> impl Iterator<Item = String> {
    let segments = difference.segments.iter().filter(move |segment| segment.kind == kind);
    let pieces = segments.flat_map(|segment| {
        segment.text.split('\n').map(|line| {
            let answer = line.split_once(GAP).filter(|_| difference.path.ends_with(']'));
            let line = answer.map_or(line, |(_, answer)| answer);
            bare(line.trim_start_matches("[○]").trim_start_matches("[ ]"))
        })
    });
    // The heading of an answer of several lines says nothing that a row must quote.
    pieces.filter(|piece| !piece.is_empty() && !piece.ends_with(':'))
}

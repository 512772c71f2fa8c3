//! Which pieces of a document are the form's own words, and which of them each is: the path through the form's marks that
//! explains most of the document, found over all of it at once. A label that comes twenty times (リスクへの対策は十分か) is told
//! apart by what stands around it, not by itself.

use std::collections::BTreeMap;

use super::grammar::{Grammar, MarkId, What, is_letter, letters};
use crate::answers::each_letter;
use crate::pieces::Piece;

/// How many pieces a label may be cut into.
const MAX_CUTS: usize = 3;
/// The longest label that is looked for, in letters.
const MAX_LABEL: usize = 110;
/// What a mark that the document lacks costs; the ends of lists cost nothing.
const SKIPPED: f32 = 0.12;
/// What the marks between two that follow each other may cost at most: parts may be missing as a whole.
const ALL_SKIPPED: f32 = 2.5;
/// What going back costs where no list begins anew.
const BACK: f32 = 4.0;
/// What it costs among the answers of one group, which a body may have put in another order.
const BACK_BESIDE: f32 = 0.6;
/// What it costs to leave a table of changes, whose cells name items as the form does.
const OUT_OF_TABLE: f32 = 40.0;
/// How alike a text must be to what the form prints.
const ALIKE: f64 = 0.8;

/// A label of the form in the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub mark: MarkId,
    /// The first piece of it and how many it takes.
    pub first: usize,
    pub pieces: usize,
    /// Where in the only piece the answer begins that stands behind the label; `None` where the piece is the label alone.
    pub rest: Option<usize>,
    /// The number of a slot.
    pub slot: Option<u32>,
    /// From 0 to 1.
    pub sure: f32,
}

/// The labels of the form in reading order, and how much of the form they explain.
pub(super) fn align(grammar: &Grammar<'_>, pieces: &[&Piece]) -> (Vec<Found>, f32) {
    let candidates = candidates(grammar, pieces);
    let mut search = Search {
        grammar,
        best: vec![None; grammar.marks.len()],
        nodes: Vec::new(),
        start: 0.0,
    };
    // What ends at a later piece is taken there.
    let mut waiting: BTreeMap<usize, Vec<(Found, f32, Option<usize>)>> = BTreeMap::new();
    for at in 0..=pieces.len() {
        for (found, value, before) in waiting.remove(&at).unwrap_or_default() {
            search.take(found, value, before);
        }
        for found in candidates.get(&at).into_iter().flatten() {
            let (value, before) = search.reach(found);
            waiting
                .entry(at + found.pieces)
                .or_default()
                .push((found.clone(), value, before));
        }
    }
    search.path()
}

/// The best way to each mark so far.
struct Search<'g, 'f> {
    grammar: &'g Grammar<'f>,
    /// By mark: the value of the best way that ends there, and its last node.
    best: Vec<Option<(f32, usize)>>,
    nodes: Vec<(Found, Option<usize>)>,
    start: f32,
}

impl Search<'_, '_> {
    /// The best value with which a label can be read next, and the node before it.
    fn reach(&self, found: &Found) -> (f32, Option<usize>) {
        let mut best = (self.start - self.skipped(0, found.mark), None);
        for (mark, way) in self.best.iter().enumerate() {
            let Some((value, node)) = way else { continue };
            if *value <= best.0 {
                continue;
            }
            let value = value - self.step(mark, found.mark);
            if value > best.0 {
                best = (value, Some(*node));
            }
        }
        (best.0 + gain(self.grammar, found), best.1)
    }

    fn take(&mut self, found: Found, value: f32, before: Option<usize>) {
        let mark = found.mark;
        if self.best[mark].is_none_or(|(known, _)| value > known) {
            self.nodes.push((found, before));
            self.best[mark] = Some((value, self.nodes.len() - 1));
        }
    }

    /// What it costs to read one mark behind another.
    fn step(&self, from: MarkId, to: MarkId) -> f32 {
        let marks = &self.grammar.marks;
        let in_table = marks[from].what == What::Column;
        if in_table && marks[to].what == What::Column {
            // The head of the table comes again on each page.
            return if to > from { 0.0 } else { 0.05 };
        }
        if to > from {
            return self.skipped(from + 1, to);
        }
        let loops = self.grammar.loops.iter();
        let again = loops
            .filter(|round| (round.first..=round.last).contains(&from) && (round.first..=round.last).contains(&to))
            .map(|round| 0.1 + self.skipped(from + 1, round.last + 1) * 0.5 + self.skipped(round.first, to))
            .reduce(f32::min);
        let repeats = |mark: MarkId| self.grammar.form.item(marks[mark].item).repeat.is_some();
        match again {
            Some(cost) => cost,
            // Ⅱ of the next file, behind Ⅲ of the one before.
            None if marks[to].what == What::Part && repeats(to) && !in_table => 1.0,
            None if in_table => OUT_OF_TABLE,
            None if self.siblings(from, to) => BACK_BESIDE,
            None => BACK,
        }
    }

    /// Whether both are answers of one group.
    fn siblings(&self, from: MarkId, to: MarkId) -> bool {
        let marks = &self.grammar.marks;
        let parent = |mark: MarkId| self.grammar.form.item(marks[mark].item).parent;
        from != to && parent(from) == parent(to) && marks[from].what == What::Leaf && marks[to].what == What::Leaf
    }

    fn skipped(&self, first: MarkId, end: MarkId) -> f32 {
        let between = &self.grammar.marks[first.min(end)..end];
        let counted = between.iter().filter(|mark| match mark.what {
            What::Part | What::Group | What::Leaf => !mark.optional,
            What::Slot | What::Slots | What::Column | What::Printed => false,
        });
        let cost: f32 = counted.map(|_| SKIPPED).sum();
        cost.min(ALL_SKIPPED)
    }

    fn path(self) -> (Vec<Found>, f32) {
        let ends = self.best.iter().flatten();
        let Some((value, mut at)) = ends.copied().max_by(|a, b| a.0.total_cmp(&b.0)) else {
            return (Vec::new(), 0.0);
        };
        let mut path = Vec::new();
        loop {
            let (found, before) = &self.nodes[at];
            path.push(found.clone());
            match before {
                Some(before) => at = *before,
                None => break,
            }
        }
        path.reverse();
        (path, value)
    }
}

/// What reading a label as one of the form's is worth: long ones are hardly met by chance.
#[allow(clippy::cast_precision_loss)] // A few dozen letters.
fn gain(grammar: &Grammar<'_>, found: &Found) -> f32 {
    let item = grammar.form.item(grammar.marks[found.mark].item);
    let length = item.label.chars().count().min(20) as f32;
    found.sure * (1.0 + length / 10.0)
}

/// By the piece that they begin with, all readings of pieces as labels.
fn candidates(grammar: &Grammar<'_>, pieces: &[&Piece]) -> BTreeMap<usize, Vec<Found>> {
    let words: Vec<String> = pieces.iter().map(|piece| letters(&piece.text())).collect();
    let mut all = BTreeMap::new();
    for first in 0..pieces.len() {
        let mut found = Vec::new();
        let mut joined = String::new();
        for cuts in 1..=MAX_CUTS.min(pieces.len() - first) {
            let last = first + cuts - 1;
            if words[last].is_empty() && cuts == 1 {
                break;
            }
            if cuts > 1 && !may_follow(pieces[last - 1], pieces[last]) {
                break;
            }
            joined.push_str(&words[last]);
            if joined.chars().count() > MAX_LABEL {
                break;
            }
            let loss = if cuts == 1 { 0.0 } else { 0.05 };
            exact(grammar, &joined, first, cuts, loss, &mut found);
        }
        if found.is_empty() {
            begun(grammar, pieces[first], first, &mut found);
        }
        if found.is_empty() {
            alike(grammar, &words[first], first, &mut found);
        }
        if !found.is_empty() {
            all.insert(first, found);
        }
    }
    all
}

/// Whether a label that is cut in two may go on in the next piece: to the right, or below in its column.
fn may_follow(before: &Piece, piece: &Piece) -> bool {
    match (before.cell, piece.cell) {
        (Some(before), Some(cell)) => {
            before.is_beside(&cell) || (before.grid == cell.grid && before.left == cell.left && before.top < cell.top)
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn exact(grammar: &Grammar<'_>, words: &str, first: usize, pieces: usize, loss: f32, found: &mut Vec<Found>) {
    let mut push = |mark, sure: f32, slot| {
        found.push(Found {
            mark,
            first,
            pieces,
            rest: None,
            slot,
            sure: sure - loss,
        });
    };
    for (mark, sure) in grammar.called(words) {
        push(*mark, *sure, None);
    }
    for (mark, slot, rest) in grammar.slot(words) {
        if rest.is_empty() {
            push(mark, 1.0, slot);
        }
    }
}

/// Labels with the answer behind them in one piece: 評価書番号：30.
fn begun(grammar: &Grammar<'_>, piece: &Piece, first: usize, found: &mut Vec<Found>) {
    let text = piece.text();
    let mut words = String::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    each_letter(&text, |place, c| {
        if is_letter(c) && words.chars().count() < MAX_LABEL {
            words.push(c);
            ends.push((words.len(), place.end));
        }
    });
    for (length, end) in ends {
        let rest = &text[end..];
        let parted = rest.trim_start_matches([' ', '　', '※', ')', '）', '】']);
        let is_parted = parted.len() < rest.len() || parted.starts_with(['：', ':', '\n', '\t', '[', '［', '(', '（']);
        if !is_parted || letters(parted).is_empty() {
            continue;
        }
        let begins = end + (rest.len() - parted.trim_start_matches(['：', ':', '\n', '\t', ' ', '　']).len());
        let mut push = |mark, sure, slot| {
            found.push(Found {
                mark,
                first,
                pieces: 1,
                rest: Some(begins),
                slot,
                sure,
            });
        };
        for (mark, sure) in grammar.called(&words[..length]) {
            push(*mark, sure * 0.7, None);
        }
        for (mark, slot, behind) in grammar.slot(&words[..length]) {
            if behind.is_empty() && !words[length..].starts_with(|c: char| c.is_ascii_digit() || c == '~') {
                push(mark, 0.8, slot);
            }
        }
    }
}

/// Labels that are nearly the form's: misread, of another edition, or with another number.
#[allow(clippy::cast_possible_truncation)] // From 0 to 1.
fn alike(grammar: &Grammar<'_>, words: &str, first: usize, found: &mut Vec<Found>) {
    let length = words.chars().count();
    if !(4..=MAX_LABEL).contains(&length) {
        return;
    }
    let unnumbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut push = |marks: &[(MarkId, f32)], alike: f64| {
        for (mark, sure) in marks {
            let place = |known: &Found| known.mark == *mark;
            let sure = sure * 0.75 * (alike as f32);
            match found.iter_mut().find(|known| place(known)) {
                Some(known) => known.sure = known.sure.max(sure),
                None => found.push(Found {
                    mark: *mark,
                    first,
                    pieces: 1,
                    rest: None,
                    slot: None,
                    sure,
                }),
            }
        }
    };
    push(grammar.called(unnumbered), 1.0);
    if length < 6 {
        return;
    }
    let own = signature(words);
    for (name, marks) in grammar.names() {
        let other = name.chars().count();
        if other < 6 || length.abs_diff(other) * 5 > length.max(other) {
            continue;
        }
        // Most letters must be there at all before their order is looked at.
        let theirs = signature(name);
        if (own & theirs).count_ones() * 3 < own.count_ones().max(theirs.count_ones()) * 2 {
            continue;
        }
        let alike = strsim::normalized_damerau_levenshtein(name, words);
        if alike >= ALIKE {
            push(marks, alike);
        }
    }
}

/// Which letters stand in a text, roughly: a bit for each.
fn signature(words: &str) -> u64 {
    words.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

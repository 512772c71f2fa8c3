//! Which label each piece answers: the one beside it in its row, above it in its column, else the one read last.

use std::collections::BTreeMap;

use super::align::Found;
use super::choice::is_box;
use super::grammar::{Grammar, MarkId, What};
use crate::form::{Form, ItemId, Kind};
use crate::pieces::{Cell, Piece};

/// Which answer of an assessment: the item, and which entry of each list around it. Lists stand from the outermost in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Address {
    pub entries: Vec<(ItemId, u32)>,
    pub item: ItemId,
}

/// A label with the place of its answers.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub address: Address,
    pub found: Found,
    pub what: What,
    /// The part that it stands in.
    pub part: usize,
    /// Whether it is the words of a box.
    tick: bool,
    /// The sheet and the cell of the whole label.
    sheet: usize,
    cell: Option<Cell>,
}

/// What each piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A label, or a part of it: the index of it.
    Label(usize),
    /// What is written at a label: the index of it.
    Answer(usize),
    /// It stands before the first label.
    Nowhere,
}

/// The labels with their addresses, and what each piece is.
pub(super) fn gather(
    grammar: &Grammar<'_>,
    path: Vec<Found>,
    pieces: &[&Piece],
    sheets: &[usize],
) -> (Vec<Label>, Vec<Use>) {
    let labels = addressed(grammar, path, pieces, sheets);
    let mut uses = vec![Use::Nowhere; pieces.len()];
    for (index, label) in labels.iter().enumerate() {
        uses[label.found.first..label.found.first + label.found.pieces].fill(Use::Label(index));
    }
    let mut last = None;
    for at in 0..pieces.len() {
        match uses[at] {
            Use::Label(index) => last = Some(index),
            Use::Answer(_) | Use::Nowhere => {
                let beside = pieces[at].cell.and_then(|cell| {
                    let near = Near {
                        labels: &labels,
                        uses: &uses,
                        pieces,
                        sheets,
                    };
                    near.label_of(at, cell)
                });
                if let Some(index) = beside.or(last) {
                    uses[at] = Use::Answer(index);
                }
            }
        }
    }
    (labels, uses)
}

/// The labels of a path, each with the entries that it stands in.
fn addressed(grammar: &Grammar<'_>, path: Vec<Found>, pieces: &[&Piece], sheets: &[usize]) -> Vec<Label> {
    let mut rounds = Rounds::default();
    let mut labels: Vec<Label> = path
        .into_iter()
        .map(|found| {
            let mark = &grammar.marks[found.mark];
            let item = grammar.form.item(mark.item);
            let entries = rounds.enter(grammar, &found);
            let title = || {
                let title = item.repeat.as_ref()?.title.as_ref()?;
                grammar.form.child(item, title)
            };
            let answered = match mark.what {
                What::Slot => title().map_or(item.id, |title| title.id),
                What::Part | What::Group | What::Leaf | What::Slots | What::Column | What::Printed => item.id,
            };
            let cells = pieces[found.first..found.first + found.pieces]
                .iter()
                .map(|piece| piece.cell);
            Label {
                address: Address {
                    entries,
                    item: answered,
                },
                what: mark.what,
                part: mark.part,
                tick: item.kind == Kind::Tick,
                sheet: sheets[found.first],
                cell: cells.reduce(|all, cell| Some(joined(all?, cell?))).flatten(),
                found,
            }
        })
        .collect();
    for index in 0..labels.len() {
        if let Some(only) = unlabelled(grammar.form, &labels, index) {
            labels[index].address.item = only;
        }
    }
    labels
}

/// The smallest cell that covers two.
fn joined(a: Cell, b: Cell) -> Cell {
    let (top, left) = (a.top.min(b.top), a.left.min(b.left));
    Cell {
        top,
        left,
        rows: (a.top + a.rows).max(b.top + b.rows) - top,
        columns: (a.left + a.columns).max(b.left + b.columns) - left,
        ..a
    }
}

/// The only item below a heading, where that has no label of its own in the document: what is written there answers it.
fn unlabelled(form: &Form, labels: &[Label], index: usize) -> Option<ItemId> {
    let label = &labels[index];
    let items = match label.what {
        What::Part => &form.parts[label.part].items,
        What::Group => &form.item(label.address.item).children,
        What::Leaf | What::Slot | What::Slots | What::Column | What::Printed => return None,
    };
    let is_known = |id: ItemId| {
        let known = |other: &Label| other.address.item == id && other.address.entries == label.address.entries;
        labels.iter().any(known)
    };
    let [only] = items[..] else { return None };
    let is_text = matches!(form.item(only).kind, Kind::Text | Kind::Texts);
    (is_text && !is_known(only)).then_some(only)
}

/// Which entry of each list is being read.
#[derive(Debug, Default)]
struct Rounds {
    last: Option<MarkId>,
    /// By loop.
    entries: BTreeMap<usize, u32>,
}

impl Rounds {
    /// The entries that a label stands in, from the outermost list in.
    fn enter(&mut self, grammar: &Grammar<'_>, found: &Found) -> Vec<(ItemId, u32)> {
        let contains = |index: usize, mark: MarkId| {
            let round = &grammar.loops[index];
            (round.first..=round.last).contains(&mark)
        };
        let mut around: Vec<usize> = (0..grammar.loops.len())
            .filter(|index| contains(*index, found.mark))
            .collect();
        around.sort_by_key(|index| {
            (
                grammar.loops[*index].first,
                std::cmp::Reverse(grammar.loops[*index].last),
            )
        });
        let both = |index: &usize| self.last.is_some_and(|last| contains(*index, last));
        let again = around
            .iter()
            .copied()
            .rfind(|index| both(index) && self.last.is_some_and(|last| found.mark <= last));
        let mark = &grammar.marks[found.mark];
        let mut anew = false;
        let mut entries = Vec::new();
        for index in around {
            let list = grammar.loops[index].list;
            let is_part = grammar.form.item(list).is_part;
            let known = self.entries.get(&index).copied().unwrap_or_default();
            let mut entry = if anew && !is_part {
                1
            } else if Some(index) == again || (is_part && !both(&index)) {
                known + 1
            } else if both(&index) {
                known.max(1)
            } else {
                1
            };
            anew |= Some(index) == again || !both(&index);
            if mark.what == What::Slot && mark.item == list {
                entry = found.slot.unwrap_or(entry);
            }
            self.entries.insert(index, entry);
            entries.push((list, entry));
        }
        self.last = Some(found.mark);
        entries
    }
}

struct Near<'a> {
    labels: &'a [Label],
    uses: &'a [Use],
    pieces: &'a [&'a Piece],
    sheets: &'a [usize],
}

impl Near<'_> {
    fn label_of(&self, at: usize, cell: Cell) -> Option<usize> {
        let sheet = self.sheets[at];
        let here = |label: &&Label| label.sheet == sheet && label.cell.is_some_and(|other| other.is_beside(&cell));
        let answered = |label: &&Label| matches!(label.what, What::Leaf | What::Slot);
        let beside: Vec<(usize, &Label)> = self
            .labels
            .iter()
            .enumerate()
            .filter(|(_, label)| here(label) && answered(label))
            .collect();
        let left = |label: &Label| label.cell.map_or(0, |cell| cell.left);
        let is_tick = |label: &Label| label.tick;
        // The box of a tick stands before its words.
        if is_box(&self.pieces[at].text())
            && let Some((index, _)) = beside
                .iter()
                .filter(|(_, label)| is_tick(label) && left(label) > cell.left)
                .min_by_key(|(_, label)| left(label))
            && !beside
                .iter()
                .any(|(_, label)| !is_tick(label) && left(label) < cell.left)
        {
            return Some(*index);
        }
        let before = beside.iter().filter(|(_, label)| left(label) <= cell.left);
        if let Some((index, _)) = before.max_by_key(|(index, label)| (left(label), *index)) {
            return Some(*index);
        }
        if let Some((index, _)) = beside.iter().min_by_key(|(_, label)| left(label)) {
            return Some(*index);
        }
        self.above(sheet, cell)
    }

    /// The label above in the same column, where labels stand side by side and their answers below.
    fn above(&self, sheet: usize, cell: Cell) -> Option<usize> {
        let same = |label: &&(usize, &Label)| label.1.sheet == sheet;
        let labels: Vec<(usize, &Label)> = self.labels.iter().enumerate().collect();
        let higher = labels.iter().filter(same).filter(|(_, label)| {
            label
                .cell
                .is_some_and(|other| other.grid == cell.grid && other.top < cell.top)
        });
        let row = higher.filter_map(|(_, label)| label.cell).map(|cell| cell.top).max()?;
        let heads: Vec<(usize, &Label)> = labels
            .into_iter()
            .filter(|(_, label)| label.sheet == sheet && label.what == What::Leaf)
            .filter(|(_, label)| {
                label
                    .cell
                    .is_some_and(|other| other.grid == cell.grid && other.top == row)
            })
            .collect();
        let answered = self.pieces.iter().enumerate().any(|(at, piece)| {
            let in_row = piece
                .cell
                .is_some_and(|other| other.grid == cell.grid && other.top == row);
            in_row && self.sheets[at] == sheet && !matches!(self.uses[at], Use::Label(_))
        });
        if heads.len() < 2 || answered {
            return None;
        }
        let overlap = |other: Cell| {
            let end = (other.left + other.columns).min(cell.left + cell.columns);
            end.saturating_sub(other.left.max(cell.left))
        };
        let best = heads
            .into_iter()
            .max_by_key(|(_, label)| label.cell.map_or(0, overlap))?;
        best.1.cell.is_some_and(|other| overlap(other) > 0).then_some(best.0)
    }
}

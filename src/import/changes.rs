//! The rows of a table (変更箇所): its head comes again on each page, a row may be cut by the end of one, a day may be
//! merged over several rows.

use std::collections::BTreeMap;

use super::answer::{Taken, take};
use crate::form::{Form, Item, ItemId};
use crate::pieces::{Cell, Piece};

/// A row of the table: by column, what was read and the pieces that it was read from.
pub(super) type Row<'p> = BTreeMap<ItemId, (Taken, Vec<&'p Piece>)>;

/// A piece of the table with the sheet that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'p> {
    pub sheet: usize,
    pub piece: &'p Piece,
    /// The column, where the piece is its head.
    pub head: Option<ItemId>,
}

/// Reads the rows below the heads; what stands in no column comes back as it is.
pub(super) fn rows<'p>(form: &Form, placed: &[Placed<'p>]) -> (Vec<Row<'p>>, Vec<&'p Piece>) {
    let mut heads: Vec<(ItemId, Cell)> = Vec::new();
    let mut raw: Vec<BTreeMap<ItemId, Vec<&'p Piece>>> = Vec::new();
    let mut strays = Vec::new();
    let mut at = 0;
    let mut joins = false;
    while at < placed.len() {
        let row = row_end(placed, at);
        let pieces = &placed[at..row];
        at = row;
        let named: Vec<(ItemId, Cell)> = pieces
            .iter()
            .filter_map(|placed| placed.head.zip(placed.piece.cell))
            .collect();
        if !named.is_empty() {
            heads = named;
            joins = !raw.is_empty();
            continue;
        }
        let mut cells: BTreeMap<ItemId, Vec<&Piece>> = BTreeMap::new();
        for placed in pieces {
            match column(&heads, placed.piece.cell) {
                Some(column) => cells.entry(column).or_default().push(placed.piece),
                None => strays.push(placed.piece),
            }
        }
        if cells.is_empty() {
            continue;
        }
        let begins = heads.first().is_some_and(|(first, _)| cells.contains_key(first));
        let second = heads.get(1).is_some_and(|(second, _)| cells.contains_key(second));
        // Without a day and an item it is the rest of the row above, which the end of a page cut.
        match raw.last_mut() {
            Some(above) if !begins && !second && (joins || pieces.len() < heads.len()) => {
                for (column, pieces) in cells {
                    above.entry(column).or_default().extend(pieces);
                }
            }
            _ => raw.push(cells),
        }
        joins = false;
    }
    inherit(&heads, &mut raw);
    let read = |cells: BTreeMap<ItemId, Vec<&'p Piece>>| {
        cells
            .into_iter()
            .map(|(column, pieces)| (column, (read(form.item(column), &pieces), pieces)))
            .collect()
    };
    (raw.into_iter().map(read).collect(), strays)
}

/// Where the row of a piece ends: pieces that begin on one line of one table.
fn row_end(placed: &[Placed<'_>], first: usize) -> usize {
    let begin = &placed[first];
    let same = |other: &&Placed<'_>| {
        other.sheet == begin.sheet
            && match (begin.piece.cell, other.piece.cell) {
                (Some(a), Some(b)) => a.grid == b.grid && a.top == b.top,
                (None, _) | (_, None) => false,
            }
    };
    first + 1 + placed[first + 1..].iter().take_while(same).count()
}

/// The column that a cell stands in: the head that it shares most with.
fn column(heads: &[(ItemId, Cell)], cell: Option<Cell>) -> Option<ItemId> {
    let cell = cell?;
    let shared = |head: &Cell| {
        let end = (head.left + head.columns).min(cell.left + cell.columns);
        end.saturating_sub(head.left.max(cell.left))
    };
    let best = heads.iter().max_by_key(|(_, head)| shared(head))?;
    (shared(&best.1) > 0).then_some(best.0)
}

/// A cell that is merged over several rows says the same in each.
fn inherit<'p>(heads: &[(ItemId, Cell)], rows: &mut [BTreeMap<ItemId, Vec<&'p Piece>>]) {
    for index in 1..rows.len() {
        let (above, below) = rows.split_at_mut(index);
        let (Some(above), Some(row)) = (above.last(), below.first_mut()) else {
            continue;
        };
        let top = row
            .values()
            .flatten()
            .filter_map(|piece| piece.cell)
            .map(|cell| (cell.grid, cell.top))
            .max();
        for (column, _) in heads {
            if row.contains_key(column) {
                continue;
            }
            let reaches = |piece: &&&'p Piece| {
                let cell = piece.cell;
                cell.is_some_and(|cell| {
                    top.is_some_and(|(grid, top)| cell.grid == grid && cell.top < top && top < cell.top + cell.rows)
                })
            };
            let merged: Vec<&'p Piece> = above
                .get(column)
                .into_iter()
                .flatten()
                .filter(reaches)
                .copied()
                .collect();
            if !merged.is_empty() {
                row.insert(*column, merged);
            }
        }
    }
}

fn read(column: &Item, pieces: &[&Piece]) -> Taken {
    take(column, pieces, "", std::iter::empty())
}

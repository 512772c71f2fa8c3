//! A table while its rows come in: which cell is open, and which places cells of rows above reach down to.

use super::{Cell, Content, Piece, Place};

/// What a span may be at most: pages ask for any number.
const MAX_ROWS: u32 = 1000;
const MAX_COLUMNS: u32 = 100;

#[derive(Debug, Default)]
pub(super) struct Table {
    grid: u32,
    row: Option<u32>,
    /// By column, the row above which a cell of rows above stands.
    taken: Vec<u32>,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    cell: Cell,
    line: u32,
    text: String,
}

impl Table {
    pub fn new(grid: u32) -> Self {
        Self {
            grid,
            ..Self::default()
        }
    }

    pub fn next_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row + 1));
    }

    /// Opens a cell at the next free place of the row.
    pub fn open_cell(&mut self, rows: u32, columns: u32, line: u32) {
        let top = *self.row.get_or_insert(0);
        let after = self.open.take().map_or(0, |open| open.cell.left + open.cell.columns);
        let is_free = |column: &u32| {
            let taken = self.taken.get(*column as usize).copied().unwrap_or_default();
            taken <= top
        };
        let end = u32::try_from(self.taken.len()).unwrap_or(u32::MAX).max(after);
        let left = (after..end).find(is_free).unwrap_or(end);
        let (rows, columns) = (rows.clamp(1, MAX_ROWS), columns.clamp(1, MAX_COLUMNS));
        let end = (left + columns) as usize;
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        self.taken[left as usize..end].fill(top + rows);
        self.open = Some(Open {
            cell: Cell {
                grid: self.grid,
                top,
                left,
                rows,
                columns,
            },
            line,
            text: String::new(),
        });
    }

    pub fn close_cell(&mut self) {
        self.open = None;
    }

    /// The text of the open cell.
    pub fn text(&mut self) -> Option<&mut String> {
        self.open.as_mut().map(|open| &mut open.text)
    }

    pub fn cell(&self) -> Option<Cell> {
        self.open.as_ref().map(|open| open.cell)
    }

    /// What the open cell says so far; it says nothing then.
    pub fn take(&mut self) -> Option<Piece> {
        let open = self.open.as_mut()?;
        let text = std::mem::take(&mut open.text);
        let words = text.trim();
        (!words.is_empty()).then(|| Piece {
            content: Content::Words(words.to_owned()),
            place: Place::line(open.line),
            cell: Some(open.cell),
        })
    }
}

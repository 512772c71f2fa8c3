//! What stands on which worksheet, in order, with the answer that each place is of: the page tree with its answers found again. A
//! part that begins a page begins a worksheet. Knows no cell.

use std::collections::{BTreeSet, HashMap};

use crate::answers::{Assessment, Cursor};
use crate::form::Part;
use crate::layout::{self, Block, GridRow, Page, PartPage, Row};

/// A worksheet.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub name: String,
    pub blocks: Vec<Strip<'a>>,
    /// An empty repetition of a part, for whoever needs one more.
    pub spare: bool,
}

/// A block of a worksheet, from the left to the right end.
#[derive(Debug)]
pub(super) enum Strip<'a> {
    /// The heading of a part.
    Title(String),
    /// A shaded row; `ticks` stand at its right end.
    Bar {
        level: u8,
        text: String,
        ticks: Vec<Cursor<'a>>,
    },
    /// An answer beside or below its label.
    Answer(Line<'a>),
    /// What the form says to its readers.
    Words(String),
    /// A table, a row an entry.
    Table {
        columns: Vec<(String, u16)>,
        rows: Vec<Vec<Cursor<'a>>>,
    },
}

/// A label and its answer.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The heading beside some rows, and which rows those are.
    pub group: Option<(usize, String)>,
    pub label: String,
    pub nested: bool,
    pub wide: bool,
    pub cursor: Cursor<'a>,
}

/// Lays out what is wanted. `whole` is the assessment, `spare` the same with spare entries.
pub(super) fn plan<'a>(
    whole: &Assessment,
    spare: &'a Assessment,
    wanted: &dyn Fn(&Cursor<'a>) -> bool,
    all: bool,
) -> Vec<Leaf<'a>> {
    let page = layout::page(spare);
    let planner = Planner {
        whole,
        spare,
        places: places(spare),
    };
    let mut leaves: Vec<Leaf<'a>> = planner.cover(&page).into_iter().collect();
    for part in &page.parts {
        let leaf = planner.part(part);
        match leaves.last_mut().filter(|_| part.follows) {
            Some(before) => before.blocks.extend(leaf.blocks),
            None => leaves.push(leaf),
        }
    }
    if !all {
        for leaf in &mut leaves {
            leaf.blocks = chosen(std::mem::take(&mut leaf.blocks), wanted);
        }
        leaves.retain(|leaf| !leaf.blocks.is_empty());
    }
    name(&mut leaves);
    leaves
}

/// Every answer by the id that the page tree gives it.
fn places(assessment: &Assessment) -> HashMap<String, Cursor<'_>> {
    let mut found = HashMap::new();
    let mut next = vec![assessment.top()];
    while let Some(cursor) = next.pop() {
        found.insert(layout::anchor(&cursor), cursor);
        next.extend(cursor.children());
    }
    found
}

struct Planner<'w, 'a> {
    whole: &'w Assessment,
    spare: &'a Assessment,
    places: HashMap<String, Cursor<'a>>,
}

impl<'a> Planner<'_, 'a> {
    fn cover(&self, page: &Page) -> Option<Leaf<'a>> {
        let form = self.spare.form();
        let part = form
            .parts
            .iter()
            .find(|part| part.printed && part.item == form.root().id)?;
        let mut blocks = Vec::new();
        for block in &page.cover {
            self.block(block, &mut blocks);
        }
        Some(Leaf {
            name: part.label.clone(),
            blocks,
            spare: false,
        })
    }

    fn part(&self, page: &PartPage) -> Leaf<'a> {
        let mut blocks = vec![Strip::Title(page.heading.clone())];
        for block in &page.blocks {
            self.block(block, &mut blocks);
        }
        let first = blocks.iter().flat_map(Strip::answers).next();
        let spare = first.is_some_and(|first| self.is_spare(&first));
        let part = first.and_then(|first| self.spare.form().part(first.item()?));
        Leaf {
            name: part.map_or_else(|| page.heading.clone(), |part| short_name(part, &page.heading, spare)),
            blocks,
            spare,
        }
    }

    /// Whether an answer stands in a repetition of its part that is not written, beside some that are.
    fn is_spare(&self, cursor: &Cursor<'a>) -> bool {
        let mut at = *cursor;
        while at.answer().is_some() {
            let is_part = at.item().is_some_and(|item| item.is_part);
            if at.slot().is_some() && is_part {
                let written = self.whole.top().find(&at.parent().path());
                let several = written.is_some_and(|list| !list.children().is_empty());
                let part = self
                    .spare
                    .form()
                    .parts
                    .iter()
                    .find(|part| Some(part.item) == at.item().map(|item| item.id));
                let table = part.is_some_and(|part| part.table);
                return several && !table && self.whole.top().find(&at.path()).is_none();
            }
            at = at.parent();
        }
        false
    }

    fn block(&self, block: &Block, into: &mut Vec<Strip<'a>>) {
        match block {
            Block::Heading { level, text, ticks, .. } => into.push(Strip::Bar {
                level: *level,
                text: text.clone(),
                ticks: ticks
                    .iter()
                    .filter_map(|tick| self.places.get(&tick.anchor).copied())
                    .collect(),
            }),
            Block::Rows { rows } => {
                let mut group = None;
                for row in rows {
                    if let Some(begins) = &row.group {
                        group = Some((into.len(), begins.text.clone()));
                    }
                    into.extend(self.row(row, group.clone().filter(|_| row.grouped)));
                }
            }
            Block::Grid { columns, rows } => into.push(Strip::Table {
                columns: columns
                    .iter()
                    .map(|column| (column.text.clone(), column.width))
                    .collect(),
                rows: rows.iter().map(|row| self.cells(row, columns.len())).collect(),
            }),
        }
    }

    /// A row of a block; an answer without its question is words of the form.
    fn row(&self, row: &Row, group: Option<(usize, String)>) -> Option<Strip<'a>> {
        let anchor = row.anchor.strip_suffix("-a").unwrap_or(&row.anchor);
        if let Some(cursor) = self.places.get(anchor) {
            return Some(Strip::Answer(Line {
                group,
                label: row.label.clone(),
                nested: row.nested,
                wide: row.wide,
                cursor: *cursor,
            }));
        }
        // What the form says below a section.
        let section = self.places.get(row.anchor.strip_suffix("-n")?)?;
        let note = section.item()?.note.clone()?;
        Some(Strip::Words(note))
    }

    /// The answers of a row of a table: those of its entry; on the cover, the one that the row is called by and those behind it.
    fn cells(&self, row: &GridRow, columns: usize) -> Vec<Cursor<'a>> {
        let Some(first) = self.places.get(&row.anchor) else {
            return Vec::new();
        };
        if first.slot().is_some() {
            return first.children();
        }
        let beside = first.parent().children();
        let at = beside
            .iter()
            .position(|other| other.id() == first.id())
            .unwrap_or_default();
        beside.into_iter().skip(at).take(columns).collect()
    }
}

impl<'a> Strip<'a> {
    /// Its answers, in their order.
    pub fn answers(&self) -> Vec<Cursor<'a>> {
        match self {
            Self::Title(_) | Self::Words(_) => Vec::new(),
            Self::Bar { ticks, .. } => ticks.clone(),
            Self::Answer(line) => vec![line.cursor],
            Self::Table { rows, .. } => rows.concat(),
        }
    }

    /// Its label and answer, if it is one.
    pub fn line(&self) -> Option<&Line<'a>> {
        match self {
            Self::Answer(line) => Some(line),
            Self::Title(_) | Self::Words(_) | Self::Bar { .. } | Self::Table { .. } => None,
        }
    }

    /// Whether it stands beside the heading of a group.
    pub fn is_of(&self, group: usize) -> bool {
        let own = self.line().and_then(|line| line.group.as_ref());
        own.is_some_and(|(own, _)| *own == group)
    }
}

/// What is wanted, with the headings that it stands below.
fn chosen<'a>(blocks: Vec<Strip<'a>>, wanted: &dyn Fn(&Cursor<'a>) -> bool) -> Vec<Strip<'a>> {
    let mut kept = Vec::new();
    // The level of the outermost heading that is kept of what stands below; titles are of level 0.
    let mut open: Option<u8> = None;
    for block in blocks.into_iter().rev() {
        match block {
            Strip::Title(text) => {
                if open.take().is_some() {
                    kept.push(Strip::Title(text));
                }
            }
            Strip::Bar { level, text, mut ticks } => {
                ticks.retain(|tick| wanted(tick));
                if !ticks.is_empty() || open.is_some_and(|open| level < open) {
                    open = Some(level);
                    kept.push(Strip::Bar { level, text, ticks });
                }
            }
            Strip::Answer(line) if wanted(&line.cursor) => {
                open = Some(u8::MAX);
                kept.push(Strip::Answer(line));
            }
            Strip::Table { columns, rows } if rows.iter().flatten().any(wanted) => {
                open = Some(u8::MAX);
                kept.push(Strip::Table { columns, rows });
            }
            Strip::Answer(_) | Strip::Table { .. } | Strip::Words(_) => {}
        }
    }
    kept.reverse();
    kept
}

/// The most letters (UTF-16) of a worksheet's name.
const NAME: usize = 31;

/// Number or label of a part, and what tells one repetition from the others.
fn short_name(part: &Part, heading: &str, spare: bool) -> String {
    let which = heading.strip_prefix(&part.heading()).unwrap_or_default();
    let number = part.number.as_str();
    match (number.is_empty(), spare) {
        (true, false) => format!("{}{which}", part.label),
        (true, true) => format!("{}（追加用）", part.label),
        (false, true) => format!("{number}（追加用）"),
        (false, false) if which.is_empty() && number.ends_with('）') => format!("{number}{}", part.label),
        (false, false) if which.is_empty() => format!("{number} {}", part.label),
        (false, false) => format!("{number}{which}"),
    }
}

/// Gives each worksheet a name that Excel takes and no other has.
fn name(leaves: &mut [Leaf<'_>]) {
    let mut taken: BTreeSet<String> = reserved().collect();
    for leaf in leaves {
        let clean: String = leaf
            .name
            .chars()
            .map(|c| {
                if c.is_control() || "[]:*?/\\'".contains(c) {
                    '_'
                } else {
                    c
                }
            })
            .collect();
        let mut name = cut(clean.trim(), NAME);
        for number in 2.. {
            if !name.is_empty() && taken.insert(name.to_lowercase()) {
                break;
            }
            let end = format!("~{number}");
            name = cut(clean.trim(), NAME - end.len()) + &end;
        }
        leaf.name = name;
    }
}

/// The names that are not for parts.
fn reserved() -> impl Iterator<Item = String> {
    [super::origin::SHEET, super::lists::SHEET]
        .into_iter()
        .map(str::to_lowercase)
}

/// At most `limit` letters (UTF-16) of a text.
fn cut(text: &str, limit: usize) -> String {
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= limit
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<String> {
        let leaf = |name: &&str| Leaf {
            name: (*name).to_owned(),
            blocks: Vec::new(),
            spare: false,
        };
        let mut leaves: Vec<Leaf<'_>> = names.iter().map(leaf).collect();
        name(&mut leaves);
        leaves.into_iter().map(|leaf| leaf.name).collect()
    }

    #[test]
    fn names_are_such_as_excel_takes() {
        let long = "長".repeat(40);
        let wide = "𠮷".repeat(20);
        assert_eq!(
            named(&["Ⅱ", "a/b[c]", "A/B[C]", &long, &long, &wide, "hyoka", "", " "]),
            [
                "Ⅱ".to_owned(),
                "a_b_c_".to_owned(),
                "A_B_C_~2".to_owned(),
                "長".repeat(31),
                "長".repeat(29) + "~2",
                "𠮷".repeat(15),
                "hyoka~2".to_owned(),
                "~2".to_owned(),
                "~3".to_owned(),
            ]
        );
    }
}

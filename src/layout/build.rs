//! From an assessment to its page tree, part by part, as its form definition says.

use std::collections::BTreeSet;

use super::entries::slots;
use super::withhold::WITHHELD;
use super::{
    Block, Column, Content, Contents, Copy, GridRow, OptionBox, OptionGroup, Page, PartPage, Row, RowGroup, TickBox,
    UnknownWithheld, rich, withheld,
};
use crate::answers::{Assessment, Cursor, Value};
use crate::form::{Display, Item, ItemId, Kind, Part};
use crate::wareki;

/// The level of a section's heading: below the title (1) and the part (2).
const SECTION: u8 = 3;

/// Lays out an assessment.
///
/// # Errors
/// For a public copy, names at 管理/非公表 that lead to no item.
pub fn page(assessment: &Assessment, copy: Copy) -> Result<Page, Vec<UnknownWithheld>> {
    let hidden = match copy {
        Copy::Public => withheld(assessment)?,
        Copy::Complete => BTreeSet::new(),
    };
    let form = assessment.form();
    let builder = Builder { assessment, hidden };
    let mut cover = Vec::new();
    let mut parts = Vec::new();
    let mut contents = Vec::new();
    for part in form.parts.iter().filter(|part| part.printed) {
        if part.item == form.root().id {
            cover.extend(builder.cover(part));
            continue;
        }
        let pages = builder.part(part);
        for page in &pages {
            contents.push(Contents {
                text: page.heading.clone(),
                anchor: page.anchor.clone(),
                sections: sections(&page.blocks),
            });
        }
        parts.extend(pages);
    }
    let words = |display| {
        let item = form.displayed(display);
        item.map(|item| assessment.at(&item.path).text().trim().to_owned())
            .unwrap_or_default()
    };
    let (name, author) = (words(Display::Name), words(Display::Author));
    let document_title = if name.is_empty() { form.title.clone() } else { name };
    Ok(Page {
        title: form.title.clone(),
        document_title,
        author,
        label: form.label.clone(),
        legend: form.legend.clone(),
        contents_heading: form.contents.clone(),
        contents,
        cover,
        parts,
    })
}

fn sections(blocks: &[Block]) -> Vec<Contents> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading {
                level: SECTION,
                text,
                anchor,
                ..
            } => Some(Contents {
                text: text.clone(),
                anchor: anchor.clone(),
                sections: Vec::new(),
            }),
            _ => None,
        })
        .collect()
}

struct Builder<'a> {
    assessment: &'a Assessment,
    hidden: BTreeSet<String>,
}

impl Builder<'_> {
    /// The cover: items side by side in one table where the form says so, the others each in a frame.
    fn cover(&self, part: &Part) -> Vec<Block> {
        let form = self.assessment.form();
        let mut blocks = Vec::new();
        let mut beside: Vec<&Item> = Vec::new();
        for id in &part.items {
            let item = form.item(*id);
            if item.width > 1 {
                beside.push(item);
                continue;
            }
            self.flush_beside(&mut beside, &mut blocks);
            let cursor = self.assessment.at(&item.path);
            blocks.push(Block::Rows {
                rows: vec![Row {
                    wide: true,
                    ..self.row(&cursor)
                }],
            });
        }
        self.flush_beside(&mut beside, &mut blocks);
        blocks
    }

    fn flush_beside(&self, beside: &mut Vec<&Item>, blocks: &mut Vec<Block>) {
        let Some(first) = beside.first() else { return };
        let columns = beside
            .iter()
            .map(|item| Column {
                text: item.heading(),
                width: item.width,
            })
            .collect();
        let cells = beside
            .iter()
            .map(|item| self.content(&self.assessment.at(&item.path)))
            .collect();
        let anchor = anchor(&self.assessment.at(&first.path));
        blocks.push(Block::Grid {
            columns,
            rows: vec![GridRow { anchor, cells }],
        });
        beside.clear();
    }

    fn part(&self, part: &Part) -> Vec<PartPage> {
        let form = self.assessment.form();
        let holder = self.assessment.at(&form.item(part.item).path);
        let heading = part.heading();
        if part.table {
            let block = self.grid(part, &holder);
            return vec![PartPage {
                anchor: anchor(&holder),
                heading,
                blocks: vec![block],
            }];
        }
        let repeats = form.item(part.item).repeat.is_some();
        let entries = if repeats {
            holder.children()
        } else {
            vec![holder.clone()]
        };
        let several = entries.len() > 1;
        entries
            .iter()
            .map(|entry| {
                let mut blocks = Vec::new();
                for child in entry.children() {
                    if child.answer().is_some_and(|answer| part.items.contains(&answer.item)) {
                        self.section(&child, &mut blocks);
                    }
                }
                let title = entry_title(entry);
                let heading = if several && !title.is_empty() {
                    format!("{heading}（{title}）")
                } else {
                    heading.clone()
                };
                PartPage {
                    heading,
                    // Two parts may stand on the same entry; the number of the part tells their anchors apart.
                    anchor: format!("{}-{}", anchor(entry), part_index(self.assessment, part)),
                    blocks,
                }
            })
            .collect()
    }

    fn grid(&self, part: &Part, holder: &Cursor<'_>) -> Block {
        let form = self.assessment.form();
        let columns = part
            .items
            .iter()
            .map(|id| form.item(*id))
            .map(|item| Column {
                text: item.heading(),
                width: item.width,
            })
            .collect();
        let rows = holder
            .children()
            .iter()
            .map(|entry| GridRow {
                anchor: anchor(entry),
                cells: entry.children().iter().map(|cell| self.short(cell)).collect(),
            })
            .collect();
        Block::Grid { columns, rows }
    }

    fn section(&self, cursor: &Cursor<'_>, blocks: &mut Vec<Block>) {
        let Some(item) = cursor.item() else { return };
        if item.number.is_empty() {
            blocks.push(Block::Rows {
                rows: vec![self.row(cursor)],
            });
            return;
        }
        let ticks = cursor.children().iter().filter_map(|child| tick_box(child)).collect();
        blocks.push(Block::Heading {
            level: SECTION,
            text: item.heading(),
            anchor: anchor(cursor),
            ticks,
        });
        match item.kind {
            Kind::Group => self.group(cursor, SECTION + 1, blocks),
            Kind::Entries => self.entries(cursor, SECTION + 1, blocks),
            _ => blocks.push(Block::Rows {
                rows: vec![Row {
                    label: String::new(),
                    anchor: format!("{}-a", anchor(cursor)),
                    ..self.row(cursor)
                }],
            }),
        }
    }

    /// The rows of a group; headings and lists inside it end a run of rows and begin another.
    fn group(&self, cursor: &Cursor<'_>, level: u8, blocks: &mut Vec<Block>) {
        let mut rows = Vec::new();
        for child in cursor.children() {
            let Some(item) = child.item() else { continue };
            match item.kind {
                Kind::Tick
                    if item
                        .parent
                        .is_some_and(|parent| self.assessment.form().item(parent).section) => {}
                Kind::Entries => {
                    flush(&mut rows, blocks);
                    self.entries(&child, level, blocks);
                }
                Kind::Group if item.heading => {
                    flush(&mut rows, blocks);
                    blocks.push(Block::Heading {
                        level,
                        text: item.heading(),
                        anchor: anchor(&child),
                        ticks: Vec::new(),
                    });
                    self.group(&child, level + 1, blocks);
                }
                Kind::Group => {
                    let inner: Vec<Row> = child
                        .leaves()
                        .iter()
                        .map(|leaf| Row {
                            grouped: true,
                            ..self.row(leaf)
                        })
                        .collect();
                    let count = inner.len();
                    for (index, mut row) in inner.into_iter().enumerate() {
                        if index == 0 {
                            row.group = Some(RowGroup {
                                text: item.heading(),
                                rows: count,
                            });
                        }
                        rows.push(row);
                    }
                }
                _ => rows.push(self.row(&child)),
            }
        }
        flush(&mut rows, blocks);
    }

    /// The entries of a list in the form's slots: group headings stand even where nothing fills them.
    fn entries(&self, list: &Cursor<'_>, level: u8, blocks: &mut Vec<Block>) {
        let Some(item) = list.item() else { return };
        for slot in slots(item, &list.children()) {
            let deeper = u8::from(slot.inside);
            blocks.push(Block::Heading {
                level: level + deeper,
                text: slot.heading.clone(),
                anchor: format!("{}_{}", anchor(list), slot.id),
                ticks: Vec::new(),
            });
            match &slot.entry {
                Some(entry) => self.group(entry, level + deeper + 1, blocks),
                None if slot.gap => blocks.push(Block::Rows {
                    rows: self.blank_rows(item.id, &format!("{}_{}", anchor(list), slot.id)),
                }),
                None => {}
            }
        }
    }

    /// The rows of a slot that nothing fills, so that the page shows it as empty.
    fn blank_rows(&self, list: ItemId, anchor: &str) -> Vec<Row> {
        let form = self.assessment.form();
        let item = form.item(list);
        item.children
            .iter()
            .map(|id| form.item(*id))
            .filter(|child| !child.is_group())
            .map(|child| Row {
                anchor: format!("{anchor}-{}", child.id.index()),
                group: None,
                grouped: false,
                label: child.heading(),
                nested: child.nested,
                wide: child.wide,
                content: Content::Empty,
            })
            .collect()
    }

    fn row(&self, cursor: &Cursor<'_>) -> Row {
        let item = cursor.item();
        Row {
            anchor: anchor(cursor),
            group: None,
            grouped: false,
            label: item.map(Item::heading).unwrap_or_default(),
            nested: item.is_some_and(|item| item.nested),
            wide: item.is_some_and(|item| item.wide),
            content: self.content(cursor),
        }
    }

    /// An answer without the options beside it, for a cell of a table.
    fn short(&self, cursor: &Cursor<'_>) -> Content {
        match self.content(cursor) {
            Content::Choice { chosen, .. } => text(&chosen),
            content => content,
        }
    }

    fn content(&self, cursor: &Cursor<'_>) -> Content {
        let (Some(item), Some(answer)) = (cursor.item(), cursor.answer()) else {
            return Content::Empty;
        };
        if self.hidden.contains(&cursor.path()) {
            return text(WITHHELD);
        }
        match item.kind {
            Kind::Choice => Content::Choice {
                chosen: cursor.option().map(|option| option.text.clone()).unwrap_or_default(),
                options: item.options.iter().map(|option| option.text.clone()).collect(),
                count: item.count.as_ref().map(|list| count(cursor, list)),
            },
            Kind::Choices => choices(cursor, item),
            _ => match &answer.value {
                Value::Text(words) => text(words),
                Value::Date(date) => text(&wareki::format(*date)),
                Value::Texts(pieces) => Content::Text {
                    blocks: pieces.iter().flat_map(|piece| rich::read(&piece.text)).collect(),
                },
                _ => item.fixed.as_deref().map_or(Content::Empty, text),
            },
        }
    }
}

/// The words that name an entry of a part that repeats.
fn entry_title(entry: &Cursor<'_>) -> String {
    let key = entry
        .item()
        .and_then(|item| item.repeat.as_ref())
        .and_then(|repeat| repeat.title.as_deref());
    let Some(key) = key else { return String::new() };
    let title = entry.at(key);
    let texts: Vec<&str> = title.texts().iter().map(|piece| piece.text.as_str()).collect();
    if texts.is_empty() {
        title.text().trim().to_owned()
    } else {
        texts.join("、")
    }
}

fn text(words: &str) -> Content {
    if words.trim().is_empty() {
        return Content::Empty;
    }
    Content::Text {
        blocks: rich::read(words),
    }
}

fn choices(cursor: &Cursor<'_>, item: &Item) -> Content {
    let mut groups: Vec<OptionGroup> = Vec::new();
    let ticks = cursor.ticks();
    for option in &item.options {
        if groups.last().is_none_or(|group| group.heading != option.group) {
            groups.push(OptionGroup {
                heading: option.group.clone(),
                options: Vec::new(),
            });
        }
        let tick = ticks
            .iter()
            .find(|(chosen, _)| chosen.text == option.text)
            .map(|(_, tick)| tick);
        if let Some(group) = groups.last_mut() {
            group.options.push(OptionBox {
                ticked: tick.is_some(),
                text: option.text.clone(),
                blank: option
                    .blank
                    .then(|| tick.map(|tick| tick.blank.clone()).unwrap_or_default()),
                count: option.count.as_ref().map(|list| count(cursor, list)),
            });
        }
    }
    Content::Choices { groups }
}

/// How many entries the list beside an answer has.
fn count(cursor: &Cursor<'_>, list: &str) -> usize {
    cursor.parent().at(list).children().len()
}

fn tick_box(cursor: &Cursor<'_>) -> Option<TickBox> {
    let item = cursor.item().filter(|item| item.kind == Kind::Tick)?;
    Some(TickBox {
        ticked: cursor.is_ticked(),
        text: item.heading(),
        anchor: anchor(cursor),
    })
}

fn flush(rows: &mut Vec<Row>, blocks: &mut Vec<Block>) {
    if !rows.is_empty() {
        blocks.push(Block::Rows {
            rows: std::mem::take(rows),
        });
    }
}

/// An id that the same place has in every version: ordinals of the items on the way, entries by number.
fn anchor(cursor: &Cursor<'_>) -> String {
    let mut id = String::new();
    let mut at = cursor.clone();
    while let Some(answer) = at.answer() {
        if let Some(slot) = answer.slot {
            id.insert_str(0, &format!("_{slot}"));
        } else if let Some(item) = at.item().filter(|item| item.parent.is_some()) {
            let form = at.assessment().form();
            let position = item
                .parent
                .map(|parent| &form.item(parent).children)
                .and_then(|children| children.iter().position(|id| *id == item.id))
                .map_or(0, |position| position + 1);
            id.insert_str(0, &format!("-{position}"));
        }
        at = at.parent();
    }
    format!("i{id}")
}

fn part_index(assessment: &Assessment, part: &Part) -> usize {
    let parts = &assessment.form().parts;
    parts
        .iter()
        .position(|other| std::ptr::eq(other, part))
        .unwrap_or_default()
}

//! From an assessment to its page tree, part by part, as its form definition says.

use std::collections::BTreeMap;

use super::anchor::{anchor, part_anchor};
use super::cell::{content, short, text, tick_box};
use super::entries::slots;
use super::{Block, Column, Content, Contents, GridRow, Page, PartPage, Row, RowGroup};
use crate::answers::{Answer, Assessment, Cursor, Value, WITHHELD};
use crate::figure::Picture;
use crate::form::{Display, Item, ItemId, Kind, Part};

/// The level of a section's heading: below the title (1) and the part (2).
const SECTION: u8 = 3;

/// Stands on the cover of a copy that withholds nothing, where who asks for one puts it.
pub const COMPLETE: &str = "委員会に提出する版（公表しないこととした項目も載せています）";

/// What （非公表） means, with the law that the form names for it. Why an author withholds an answer is nobody else's.
pub(crate) fn withheld(assessment: &Assessment) -> Option<String> {
    let form = assessment.form();
    let is_shown = |leaf: &Cursor<'_>| {
        let part = leaf.item().and_then(|item| form.part(item));
        part.is_some_and(|part| part.printed)
    };
    let leaves = assessment.top().leaves_where(|answer| answer.value == Value::Withheld);
    leaves.iter().find(|leaf| is_shown(leaf))?;
    let list = form.displayed(Display::Withheld)?;
    let law = form
        .items()
        .filter(|item| item.parent == Some(list.id))
        .find_map(|item| item.law.as_deref());
    let law = law.map(|law| format!("根拠: {law}")).unwrap_or_default();
    Some(format!("{WITHHELD}は、公表しないこととした項目です。{law}"))
}

/// Lays out an assessment with all that it says; for the public, what [`crate::withhold`] leaves of it.
#[must_use]
pub fn page(assessment: &Assessment) -> Page {
    let form = assessment.form();
    let builder = Builder { assessment };
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
        let shown = assessment.displayed(display);
        shown.map(|cursor| cursor.text().trim().to_owned()).unwrap_or_default()
    };
    let (name, author) = (words(Display::Name), words(Display::Author));
    let document_title = if name.is_empty() { form.title.clone() } else { name };
    Page {
        title: form.title.clone(),
        document_title,
        author,
        label: form.label.clone(),
        legend: form.legend.clone(),
        contents_heading: form.contents.clone(),
        contents,
        cover,
        parts,
        landscape: false,
        draft: false,
        notice: String::new(),
        withheld: withheld(assessment).unwrap_or_default(),
        printed: None,
        pictures: pictures(assessment),
    }
}

/// The pictures of the figures.
fn pictures(assessment: &Assessment) -> BTreeMap<String, Picture> {
    let leaves = assessment.top().leaves_where(Answer::has_figures);
    leaves
        .iter()
        .flat_map(Cursor::figures)
        .filter_map(|figure| {
            let seen = assessment.picture(&figure.file)?.as_ref().ok()?;
            Some((figure.file.clone(), seen.clone()))
        })
        .collect()
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
            Block::Heading { .. } | Block::Rows { .. } | Block::Grid { .. } => None,
        })
        .collect()
}

struct Builder<'a> {
    assessment: &'a Assessment,
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
                    ..Self::row(&cursor)
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
            .map(|item| content(&self.assessment.at(&item.path)))
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
                follows: part.follows,
                blocks: vec![block],
            }];
        }
        let repeats = form.item(part.item).repeat.is_some();
        let entries = if repeats { holder.children() } else { vec![holder] };
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
                    follows: part.follows,
                    anchor: part_anchor(self.assessment, part, entry),
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
                cells: entry.children().iter().map(short).collect(),
            })
            .collect();
        Block::Grid { columns, rows }
    }

    fn section(&self, cursor: &Cursor<'_>, blocks: &mut Vec<Block>) {
        let Some(item) = cursor.item() else { return };
        if item.number.is_empty() {
            blocks.push(Block::Rows {
                rows: vec![Self::row(cursor)],
            });
            blocks.extend(note(cursor));
            return;
        }
        let ticks = cursor.children().iter().filter_map(tick_box).collect();
        blocks.push(Block::Heading {
            level: SECTION,
            text: item.heading(),
            anchor: anchor(cursor),
            ticks,
        });
        match item.kind {
            Kind::Group => self.group(cursor, SECTION + 1, blocks),
            Kind::Entries => self.entries(cursor, SECTION + 1, blocks),
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Choices
            | Kind::Tick
            | Kind::Figure => blocks.push(Block::Rows {
                rows: vec![Row {
                    label: String::new(),
                    anchor: format!("{}-a", anchor(cursor)),
                    ..Self::row(cursor)
                }],
            }),
        }
        blocks.extend(note(cursor));
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
                            ..Self::row(leaf)
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
                Kind::Text
                | Kind::Texts
                | Kind::Date
                | Kind::Number
                | Kind::Choice
                | Kind::Choices
                | Kind::Tick
                | Kind::Figure => {
                    rows.push(Self::row(&child));
                }
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
        let children = item.children.iter().map(|id| form.item(*id)).zip(1..);
        children
            .filter(|(child, _)| !child.is_group())
            .map(|(child, position)| Row {
                anchor: format!("{anchor}-{position}"),
                group: None,
                grouped: false,
                label: child.heading(),
                nested: child.nested,
                wide: child.wide,
                content: Content::Empty,
            })
            .collect()
    }

    fn row(cursor: &Cursor<'_>) -> Row {
        let item = cursor.item();
        Row {
            anchor: anchor(cursor),
            group: None,
            grouped: false,
            // A figure fills its frame alone; what it is stands in its alternative text.
            label: item
                .filter(|item| item.kind != Kind::Figure)
                .map(Item::heading)
                .unwrap_or_default(),
            nested: item.is_some_and(|item| item.nested),
            wide: item.is_some_and(|item| item.wide),
            content: content(cursor),
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

/// What the form prints below a section, in full width.
fn note(cursor: &Cursor<'_>) -> Option<Block> {
    let words = cursor.item()?.note.as_deref()?;
    let row = Row {
        anchor: format!("{}-n", anchor(cursor)),
        group: None,
        grouped: false,
        label: String::new(),
        nested: false,
        wide: false,
        content: text(words),
    };
    Some(Block::Rows { rows: vec![row] })
}

fn flush(rows: &mut Vec<Row>, blocks: &mut Vec<Block>) {
    if !rows.is_empty() {
        blocks.push(Block::Rows {
            rows: std::mem::take(rows),
        });
    }
}

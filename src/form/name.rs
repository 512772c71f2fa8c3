//! How a form names a place: `Ⅱ-4 委託事項1 ⑥再委託事項`, `Ⅴ-1①実施日`, `表紙 評価書名`.

use super::{Form, Item};

/// One step on the way to an answer: an item, and which entry of it where it repeats.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    pub item: &'a Item,
    pub entry: Option<EntryName<'a>>,
}

/// What tells an entry from its siblings.
#[derive(Debug, Clone, Copy)]
pub struct EntryName<'a> {
    /// 番号, or the 1-based position where entries have none.
    pub number: u32,
    /// The words of its title item.
    pub title: &'a str,
    /// Whether it has no siblings.
    pub alone: bool,
}

impl Form {
    /// The name of the last of `steps`, which lead from below the top down to it.
    #[must_use]
    pub fn name_of(&self, steps: &[Step<'_>]) -> String {
        let Some(last) = steps.last() else {
            return self.name.clone();
        };
        let Some(part) = self.part(last.item) else {
            return last.item.key.clone();
        };
        let head = if part.number.is_empty() {
            &part.label
        } else {
            &part.number
        };
        let mut name = head.clone();
        let mut suffix = String::new();
        let mut lead = "";
        for (at, step) in steps.iter().enumerate() {
            let item = step.item;
            let is_last = at + 1 == steps.len();
            if item.is_part {
                match step.entry {
                    Some(entry) if part.table => {
                        name = format!("{}{} {}行目", part.number, part.label, entry.number);
                        lead = " ";
                    }
                    Some(entry) if !entry.alone => {
                        suffix = if entry.title.is_empty() {
                            format!("（{}）", entry.number)
                        } else {
                            format!("（{}）", entry.title)
                        };
                    }
                    _ => {}
                }
                if is_last && !part.table && name == part.number {
                    name = format!("{} {}", part.number, part.label);
                }
                continue;
            }
            if item.section && !part.table {
                if item.number.is_empty() {
                    let gap = if head.ends_with('）') { "" } else { " " };
                    name.push_str(gap);
                    name.push_str(&item.key);
                    lead = " ";
                } else {
                    name.push('-');
                    name.push_str(&item.number);
                    lead = "";
                    if is_last || step.entry.is_some() {
                        name.push(' ');
                        name.push_str(&item.key);
                    }
                }
                if let Some(entry) = step.entry {
                    name.push_str(&entry.number.to_string());
                    lead = " ";
                }
            } else {
                self.push_step(&mut name, step, lead, is_last);
                lead = " ";
            }
            if !item.section
                && let Some(entry) = step.entry
            {
                name.push_str(&entry.number.to_string());
            }
        }
        name + &suffix
    }

    /// The form's name of an item, of no particular entry.
    #[must_use]
    pub fn name_of_item(&self, item: &Item) -> String {
        let mut steps = Vec::new();
        let mut next = Some(item);
        while let Some(item) = next {
            if item.parent.is_some() {
                steps.insert(0, Step { item, entry: None });
            }
            next = item.parent.map(|id| self.item(id));
        }
        self.name_of(&steps)
    }

    fn push_step(&self, name: &mut String, step: &Step<'_>, lead: &str, is_last: bool) {
        let item = step.item;
        let numbered = !item.number.is_empty();
        if item.kind == super::Kind::Group && !is_last {
            // A group says where, its items say what: only a numbered one is needed to find the place.
            if numbered && item.heading {
                // リスク1 finds the place; リスク alone is the only one of its section.
                if item.number.ends_with(|c: char| c.is_ascii_digit()) {
                    name.push(' ');
                    name.push_str(&item.number);
                }
            } else if numbered {
                name.push_str(lead);
                name.push_str(&item.number);
                name.push_str(&item.key);
            }
            return;
        }
        if numbered && !item.heading {
            name.push_str(lead);
            name.push_str(&item.number);
            name.push_str(&item.key);
            return;
        }
        let above = if item.nested { self.number_above(item) } else { "" };
        if above.is_empty() {
            name.push(' ');
        } else {
            name.push_str(lead);
            name.push_str(above);
            name.push(' ');
        }
        name.push_str(&item.key);
    }

    /// The number of the item that a nested one is printed below.
    pub(super) fn number_above(&self, item: &Item) -> &str {
        let Some(parent) = item.parent.map(|id| self.item(id)) else {
            return "";
        };
        let before = parent.children.iter().take_while(|id| **id != item.id);
        before
            .map(|id| self.item(*id))
            .filter(|sibling| !sibling.nested)
            .last()
            .map_or("", |sibling| &sibling.number)
    }
}

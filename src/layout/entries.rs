//! The slots of a list as the form prints them: システム1, システム2～5 with its entries, and headings of empty groups.

use crate::answers::Cursor;
use crate::form::Item;

/// A heading among the slots of a list, with the entry below it.
pub(super) struct Slot<'a> {
    pub heading: String,
    /// Tells it from its siblings in an anchor.
    pub id: String,
    /// Whether it stands inside a group of slots.
    pub inside: bool,
    pub entry: Option<Cursor<'a>>,
    /// An empty slot before a filled one of its group: it is printed as empty.
    pub gap: bool,
}

/// The slots of a list in printed order.
pub(super) fn slots<'a>(item: &Item, entries: &[Cursor<'a>]) -> Vec<Slot<'a>> {
    let groups = item.repeat.as_ref().map_or(&[][..], |repeat| &repeat.groups);
    let find = |number: u32| entries.iter().find(|entry| entry.slot() == Some(number)).copied();
    let slot = |number: u32, inside: bool| {
        let entry = find(number);
        Slot {
            heading: format!("{}{number}", item.key),
            id: number.to_string(),
            inside,
            gap: entry.is_none(),
            entry,
        }
    };
    if groups.is_empty() {
        return entries
            .iter()
            .filter_map(Cursor::slot)
            .map(|number| slot(number, false))
            .collect();
    }
    let mut slots = Vec::new();
    for (first, last) in groups {
        let used = entries
            .iter()
            .filter_map(Cursor::slot)
            .filter(|number| (first..=last).contains(&number))
            .max();
        if first == last {
            let mut only = slot(*first, false);
            only.gap = false;
            slots.push(only);
            continue;
        }
        slots.push(Slot {
            heading: format!("{}{first}～{last}", item.key),
            id: format!("{first}to{last}"),
            inside: false,
            entry: None,
            gap: false,
        });
        slots.extend((*first..=used.unwrap_or(0)).map(|number| slot(number, true)));
    }
    slots
}

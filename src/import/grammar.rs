//! A form as the words that it prints, in their order: what a reader of a filled form steps from one to the next by.

use std::collections::HashMap;

use crate::folding::fold;
use crate::form::{Form, ItemId, Kind};

/// Index of a [`Mark`] in its grammar.
pub(super) type MarkId = usize;

/// Something that the form prints and that is no answer.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub what: What,
    /// The item that it names; of a part, the item that holds it.
    pub item: ItemId,
    /// The part that it stands in.
    pub part: usize,
    /// Many forms leave it away.
    pub optional: bool,
}

/// What a mark stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The heading of a part.
    Part,
    /// The heading of a group or of a list.
    Group,
    /// The label of an item that is answered.
    Leaf,
    /// The heading of one entry of a list: システム3.
    Slot,
    /// The heading of several slots: システム2～5.
    Slots,
    /// The head of a column of a table.
    Column,
    /// Words of the form that ask for nothing: its title, its label, the list of parts, notes.
    Printed,
}

/// Marks that may come again from the first on once the last was passed: an entry of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loop {
    pub list: ItemId,
    pub first: MarkId,
    pub last: MarkId,
}

/// A form's marks.
#[derive(Debug)]
pub(super) struct Grammar<'f> {
    pub form: &'f Form,
    pub marks: Vec<Mark>,
    pub loops: Vec<Loop>,
    /// By the folded words, the marks that are printed so, and how sure these words are.
    names: HashMap<String, Vec<(MarkId, f32)>>,
}

/// What a text is compared by: letters and digits alone, so that ※, brackets, points and colons do not count.
pub(super) fn letters(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(is_letter);
    folded
}

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '~'
}

impl<'f> Grammar<'f> {
    pub fn of(form: &'f Form) -> Self {
        let mut grammar = Self {
            form,
            marks: Vec::new(),
            loops: Vec::new(),
            names: HashMap::new(),
        };
        for (index, part) in form.parts.iter().enumerate().filter(|(_, part)| part.printed) {
            let first = grammar.marks.len();
            let holder = form.item(part.item);
            if part.item == form.root().id {
                grammar.printed(&form.title, index);
                grammar.printed(&form.label, index);
                grammar.printed(&form.legend, index);
            } else {
                let mark = grammar.push(What::Part, part.item, index);
                let bare = format!("{}{}", part.number, part.label);
                grammar.name(&part.heading(), mark, 1.0);
                grammar.name(&bare, mark, 1.0);
                grammar.name(&part.label, mark, 0.7);
            }
            for id in &part.items {
                grammar.item(*id, index);
            }
            if holder.repeat.is_some() && !part.table {
                grammar.close(part.item, first);
            }
            if part.item == form.root().id {
                grammar.printed(&form.label, index);
                grammar.contents(index);
            }
        }
        grammar
    }

    /// The marks that are printed with some words, each with how sure the words are of it.
    pub fn called(&self, words: &str) -> &[(MarkId, f32)] {
        self.names.get(words).map_or(&[], Vec::as_slice)
    }

    /// All words that marks are printed with.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[(MarkId, f32)])> {
        self.names
            .iter()
            .map(|(words, marks)| (words.as_str(), marks.as_slice()))
    }

    /// The list of parts behind the cover.
    fn contents(&mut self, part: usize) {
        self.printed(&self.form.contents.clone(), part);
        for listed in self.form.parts.iter().filter(|listed| listed.printed) {
            if listed.item != self.form.root().id {
                self.printed(&listed.heading(), part);
                self.name(&format!("{}{}", listed.number, listed.label), self.marks.len() - 1, 1.0);
            }
        }
    }

    fn item(&mut self, id: ItemId, part: usize) {
        let form = self.form;
        let item = form.item(id);
        let named = !item.number.is_empty() || item.kind != Kind::Entries;
        let what = match item.kind {
            _ if form.parts[part].table => What::Column,
            Kind::Group | Kind::Entries => What::Group,
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Choices
            | Kind::Tick
            | Kind::Figure => What::Leaf,
        };
        if named {
            let mark = self.push(what, id, part);
            self.name(&format!("{}{}", item.number, item.label), mark, 1.0);
            let alone = if item.number.is_empty() { 1.0 } else { 0.85 };
            self.name(&item.label, mark, alone);
            self.name(&format!("{}{}", item.number, item.key), mark, 0.75);
            self.name(&item.key, mark, 0.7);
        }
        let first = self.marks.len();
        if item.kind == Kind::Entries {
            if item.is_numbered() {
                self.push(What::Slots, id, part);
                self.push(What::Slot, id, part);
            }
            let title = item.repeat.as_ref().and_then(|repeat| repeat.title.clone());
            for child in &item.children {
                let before = self.marks.len();
                self.item(*child, part);
                // The title may stand beside the heading of the slot, under no label of its own.
                if title.as_deref() == Some(&form.item(*child).key) && item.is_numbered() {
                    self.marks[before..].iter_mut().for_each(|mark| mark.optional = true);
                }
            }
            self.close(id, first);
        } else {
            for child in &item.children {
                self.item(*child, part);
            }
        }
        if let Some(note) = item.note.clone() {
            self.printed(&note, part);
        }
    }

    fn push(&mut self, what: What, item: ItemId, part: usize) -> MarkId {
        self.marks.push(Mark {
            what,
            item,
            part,
            optional: false,
        });
        self.marks.len() - 1
    }

    fn printed(&mut self, words: &str, part: usize) {
        if !words.is_empty() {
            let mark = self.push(What::Printed, self.form.root().id, part);
            self.name(words, mark, 1.0);
        }
    }

    fn close(&mut self, list: ItemId, first: MarkId) {
        if let Some(last) = self.marks.len().checked_sub(1).filter(|last| *last >= first) {
            self.loops.push(Loop { list, first, last });
        }
    }

    fn name(&mut self, words: &str, mark: MarkId, sure: f32) {
        let words = letters(words);
        if words.is_empty() {
            return;
        }
        let marks = self.names.entry(words).or_default();
        match marks.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, known)) => *known = known.max(sure),
            None => marks.push((mark, sure)),
        }
    }

    /// The slot that words name, such as システム3 or, for the heading of several, システム2～5.
    pub fn slot<'a>(&self, words: &'a str) -> Vec<(MarkId, Option<u32>, &'a str)> {
        let marks = self.marks.iter().enumerate();
        marks
            .filter_map(|(id, mark)| {
                let several = match mark.what {
                    What::Slot => false,
                    What::Slots => true,
                    What::Part | What::Group | What::Leaf | What::Column | What::Printed => return None,
                };
                let key = letters(&self.form.item(mark.item).key);
                let (number, rest) = digits(words.strip_prefix(key.as_str())?)?;
                match (several, rest.strip_prefix('~')) {
                    (false, None) => Some((id, Some(number), rest)),
                    (true, Some(rest)) => digits(rest).map(|(_, rest)| (id, None, rest)),
                    (true, None) | (false, Some(_)) => None,
                }
            })
            .collect()
    }
}

/// The number that a text begins with, and what stands behind it.
fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|number| (1..1000).contains(number))?;
    Some((number, &text[end..]))
}

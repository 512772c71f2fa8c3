//! Which item of the form a mark of the outline is, and what the form calls the place. Needs no text that can be read as a
//! whole; says nothing about what is written.

use super::outline::Outline;
use crate::answers;
use crate::form::name::{EntryName, Step};
use crate::form::{EDITION_PATH, FORM_KEY, Form, Forms, Item, Kind, NUMBER_KEY};

/// The form that a text says it is an assessment of. A text that names no revision is of the one that it is read by; what cannot
/// be read, and a revision that is not known, of the newest.
#[must_use]
pub fn form_of<'f>(forms: &'f Forms, outline: &Outline, text: &str) -> Option<&'f Form> {
    let newest = forms.newest(outline.value(text, &[FORM_KEY]))?;
    let edition = outline.value(text, &EDITION_PATH);
    let named = if edition.is_empty() && forms.revisions(&newest.name).nth(1).is_some() {
        let read = answers::form_of(forms, text);
        read.and_then(|form| forms.edition(&form.name, &form.edition))
    } else {
        forms.edition(&newest.name, edition)
    };
    Some(named.unwrap_or(newest).as_ref())
}

/// Where a mark stands in a form.
#[derive(Debug, Clone)]
pub struct Place<'f> {
    /// The item, or the one that the entry or the chosen option belongs to.
    pub item: &'f Item,
    /// Inside an entry of a list.
    pub in_entry: bool,
    /// The key names no item, but is one that files need: 様式, 番号.
    pub special: Option<Special>,
    /// The items on the way, with the numbers of their entries.
    way: Vec<(&'f Item, Option<Entry>)>,
}

/// What tells an entry from its siblings.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 番号, or its 1-based position where it has none.
    pub number: u32,
    /// The words of its title item.
    pub title: String,
    alone: bool,
}

/// A key that is no item of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    Form,
    Number,
}

impl<'f> Place<'f> {
    /// The place of a mark, or the top; `None` where the form has no such item.
    #[must_use]
    pub fn of(form: &'f Form, outline: &Outline, text: &str, mark: Option<usize>) -> Option<Self> {
        let mut place = Self {
            item: form.root(),
            in_entry: false,
            special: None,
            way: Vec::new(),
        };
        for index in outline.chain(mark) {
            place.go(form, outline, text, index)?;
        }
        Some(place)
    }

    /// Goes on to a mark that stands directly in this place.
    #[must_use]
    pub fn go(&mut self, form: &'f Form, outline: &Outline, text: &str, mark: usize) -> Option<()> {
        match outline.key(mark) {
            None => self.enter(outline, text, mark),
            Some(key) => self.step(form, key),
        }
    }

    fn enter(&mut self, outline: &Outline, text: &str, dash: usize) -> Option<()> {
        let repeats = matches!(self.item.kind, Kind::Entries | Kind::Choices | Kind::Texts);
        if !repeats || self.in_entry {
            return None;
        }
        self.in_entry = true;
        if let Some((item, entry)) = self.way.last_mut().filter(|(item, _)| item.kind == Kind::Entries) {
            *entry = Some(Entry::of(item, outline, text, dash));
        }
        Some(())
    }

    fn step(&mut self, form: &'f Form, key: &str) -> Option<()> {
        if self.item.kind == Kind::Choices && self.in_entry {
            // `- その他: 言葉`: the words belong to the option.
            return self.item.option(key).map(|_| ());
        }
        if !self.holds_items() {
            return None;
        }
        let item = self.item;
        if item.is_numbered() && self.in_entry && key == NUMBER_KEY {
            self.special = Some(Special::Number);
            return Some(());
        }
        if self.way.is_empty() && key == FORM_KEY {
            self.special = Some(Special::Form);
            return Some(());
        }
        self.item = form.child(item, key)?;
        self.in_entry = false;
        self.way.push((self.item, None));
        Some(())
    }

    /// Whether other items stand in it.
    #[must_use]
    pub fn holds_items(&self) -> bool {
        self.special.is_none()
            && match self.item.kind {
                Kind::Group => true,
                Kind::Entries => self.in_entry,
                Kind::Text
                | Kind::Texts
                | Kind::Date
                | Kind::Number
                | Kind::Choice
                | Kind::Choices
                | Kind::Tick
                | Kind::Figure => false,
            }
    }

    /// The entry that the place is directly in.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.way.last().and_then(|(_, entry)| entry.as_ref())
    }

    /// The name of the place as the form has it, such as `Ⅱ-4 委託事項1 ⑥再委託事項`.
    #[must_use]
    pub fn name(&self, form: &Form) -> String {
        let steps: Vec<Step<'_>> = self
            .way
            .iter()
            .map(|(item, entry)| Step {
                item,
                entry: entry.as_ref().map(|entry| EntryName {
                    number: entry.number,
                    title: &entry.title,
                    alone: entry.alone,
                }),
            })
            .collect();
        form.name_of(&steps)
    }
}

impl Entry {
    fn of(list: &Item, outline: &Outline, text: &str, dash: usize) -> Self {
        let words = |key: &str| outline.find(Some(dash), key).map(|mark| outline.words(text, mark));
        let siblings = outline.inside(outline.marks[dash].parent);
        let position = siblings.partition_point(|mark| *mark < dash) + 1;
        let written = words(NUMBER_KEY).and_then(|number| crate::folding::nfkc(number).parse().ok());
        let title = list.repeat.as_ref().and_then(|repeat| repeat.title.as_deref());
        Self {
            number: written.unwrap_or_else(|| u32::try_from(position).unwrap_or(u32::MAX)),
            title: title.and_then(words).unwrap_or_default().to_owned(),
            alone: siblings.len() == 1,
        }
    }
}

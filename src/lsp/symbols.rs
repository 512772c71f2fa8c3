//! The outline of an assessment for an editor: parts, items and entries as the form names them, with what is written.
//! Reads indentation only, so that it does not vanish while a line is half typed.

use super::line::is_block;
use super::outline::Outline;
use super::place::{Place, form_of};
use crate::form::{Form, Forms, Kind};
use crate::source::Span;

/// How many characters of an answer are shown beside its item.
const SHOWN: usize = 30;

/// A part, an item or an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// As the form prints it; of a key that the form does not have, the key.
    pub name: String,
    /// The beginning of the answer.
    pub detail: String,
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its key.
    pub key: Span,
    pub children: Vec<Symbol>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// It holds others.
    Group,
    /// An entry of a list.
    Entry,
    Answer,
}

/// The outline of a text; empty where its form is not known.
#[must_use]
pub fn symbols(forms: &Forms, text: &str) -> Vec<Symbol> {
    let outline = Outline::new(text);
    let Some(form) = form_of(forms, &outline, text) else {
        return Vec::new();
    };
    let walk = Walk {
        form,
        outline: &outline,
        text,
    };
    walk.inside(None, Place::of(form, &outline, text, None).as_ref())
}

struct Walk<'a> {
    form: &'a Form,
    outline: &'a Outline,
    text: &'a str,
}

impl<'a> Walk<'a> {
    fn inside(&self, parent: Option<usize>, place: Option<&Place<'a>>) -> Vec<Symbol> {
        let marks = self.outline.inside(parent).iter();
        marks.map(|mark| self.symbol(*mark, place)).collect()
    }

    fn symbol(&self, index: usize, around: Option<&Place<'a>>) -> Symbol {
        let mark = &self.outline.marks[index];
        let place = around.and_then(|around| {
            let mut place = around.clone();
            place.go(self.form, self.outline, self.text, index).map(|()| place)
        });
        let words = self.outline.words(self.text, index);
        let (name, kind) = match self.outline.key(index) {
            Some(key) => self.named(key, place.as_ref()),
            None => match place.as_ref().and_then(|place| Some((place.item, place.entry()?))) {
                Some((list, entry)) => (format!("{}{}", list.key, entry.number), SymbolKind::Entry),
                // `- その他: 言葉` is a chosen option with its words.
                None => match mark.children.first().map(|child| self.outline.key(*child)) {
                    Some(Some(option)) => (option.to_owned(), SymbolKind::Answer),
                    _ => (words.to_owned(), SymbolKind::Answer),
                },
            },
        };
        let detail = match (kind, self.outline.key(index)) {
            (SymbolKind::Entry, _) => place.as_ref().and_then(Place::entry).map_or("", |entry| &entry.title),
            (_, None) => mark
                .children
                .first()
                .map_or("", |child| self.outline.words(self.text, *child)),
            (_, Some(_)) if is_block(words) => self.outline.first_line(self.text, index),
            (_, Some(_)) => words,
        };
        let shown = match kind {
            SymbolKind::Answer if self.outline.key(index).is_none() => Vec::new(),
            SymbolKind::Group | SymbolKind::Entry | SymbolKind::Answer => self.inside(Some(index), place.as_ref()),
        };
        Symbol {
            // A name must not be empty.
            name: if name.is_empty() { "-".to_owned() } else { name },
            detail: detail.chars().take(SHOWN).collect(),
            kind,
            span: mark.span.start..mark.end.max(mark.span.end),
            key: mark.span.clone(),
            children: shown,
        }
    }

    fn named(&self, key: &str, place: Option<&Place<'a>>) -> (String, SymbolKind) {
        let Some(place) = place.filter(|place| place.special.is_none() && !place.in_entry) else {
            return (key.to_owned(), SymbolKind::Answer);
        };
        let item = place.item;
        let kind = match item.kind {
            Kind::Group | Kind::Entries => SymbolKind::Group,
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Choices
            | Kind::Tick
            | Kind::Figure => SymbolKind::Answer,
        };
        (self.form.title(item), kind)
    }
}

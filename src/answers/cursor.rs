//! A place in an assessment that knows its item, its name on the form and its span in the file.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Answer, Assessment, Figure, Piece, Tick, Value};
use crate::form::name::{EntryName, Step};
use crate::form::{Choice, Form, Identity, Item, Kind};
use crate::source::Span;

/// Stands on one answer, or on nothing where a path leads nowhere; then it is empty and has no children.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    assessment: &'a Assessment,
    /// From the top down to the answer; empty when the cursor stands on nothing.
    pub(super) trail: Vec<&'a Answer>,
}

impl<'a> Cursor<'a> {
    pub(super) fn top(assessment: &'a Assessment) -> Self {
        Self {
            assessment,
            trail: vec![&assessment.root],
        }
    }

    #[must_use]
    pub fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    /// The answer, `None` where the form has no such item.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        self.trail.last().copied()
    }

    #[must_use]
    pub fn item(&self) -> Option<&'a Item> {
        self.answer().map(|answer| self.assessment.form.item(answer.item))
    }

    /// The answer below, at a path of keys joined by `/`. A list on the way leads to its first entry.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        let keys: Vec<&str> = path.split('/').collect();
        let mut cursor = self.clone();
        for (index, key) in keys.iter().enumerate() {
            cursor = cursor.step(key);
            if index + 1 < keys.len()
                && cursor.is_list()
                && let Some(first) = cursor.answer().and_then(|answer| answer.children.first())
            {
                cursor.trail.push(first);
            }
        }
        cursor
    }

    /// The answers below at a path, one for every combination of entries of the lists on the way, the last included.
    #[must_use]
    pub fn each(&self, path: &str) -> Vec<Self> {
        let mut cursors = vec![self.clone()];
        for key in path.split('/') {
            cursors = cursors
                .into_iter()
                .flat_map(|cursor| {
                    let next = cursor.step(key);
                    if next.is_list() { next.children() } else { vec![next] }
                })
                .collect();
        }
        cursors
    }

    /// As far down a path with entries as `[番号]` as there is something.
    pub(super) fn down(&self, path: &str) -> Self {
        let mut cursor = self.clone();
        for step in path.split('/') {
            let (key, entry) = step
                .split_once('[')
                .map_or((step, None), |(key, rest)| (key, rest.strip_suffix(']')));
            let children = cursor.children();
            let Some(next) = children
                .into_iter()
                .find(|child| child.item().is_some_and(|item| item.key == key))
            else {
                return cursor;
            };
            cursor = next;
            if let Some(number) = entry.and_then(|number| number.parse::<u32>().ok()) {
                match cursor.children().into_iter().find(|entry| entry.slot() == Some(number)) {
                    Some(entry) => cursor = entry,
                    None => return cursor,
                }
            }
        }
        cursor
    }

    /// The answers directly below: of a group its items, of a list its entries.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        let children = self.answer().map_or(&[][..], |answer| &answer.children);
        children.iter().map(|child| self.below(child)).collect()
    }

    /// Every answer below that holds no others, in the form's order.
    #[must_use]
    pub fn leaves(&self) -> Vec<Self> {
        self.leaves_where(|_| true)
    }

    /// Those of [`Cursor::leaves`] with a wanted answer, for which alone a cursor is made.
    #[must_use]
    pub fn leaves_where(&self, wanted: impl Fn(&'a Answer) -> bool) -> Vec<Self> {
        let mut leaves = Vec::new();
        if self.answer().is_some() {
            gather_leaves(self.assessment, &mut self.trail.clone(), &wanted, &mut leaves);
        }
        leaves
    }

    /// The answer that holds this one.
    #[must_use]
    pub fn parent(&self) -> Self {
        let mut cursor = self.clone();
        cursor.trail.pop();
        cursor
    }

    /// The entry of the nearest list around this answer; the top where there is none.
    #[must_use]
    pub fn entry(&self) -> Self {
        let mut cursor = self.clone();
        while cursor.trail.len() > 1 && cursor.answer().is_some_and(|answer| answer.slot.is_none()) {
            cursor.trail.pop();
        }
        cursor
    }

    /// Whether something is written here or below.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.answer().is_some_and(Answer::is_filled)
    }

    /// The child of a key, if something is written there.
    #[must_use]
    pub fn filled(&self, key: &str) -> Option<Self> {
        Some(self.at(key)).filter(Self::is_filled)
    }

    /// The text of a free text, the words of a date that is none; empty for all else.
    #[must_use]
    pub fn text(&self) -> &'a str {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The chosen option of a choice.
    #[must_use]
    pub fn option(&self) -> Option<&'a Choice> {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Choice(index)) => self.item().and_then(|item| item.options.get(*index)),
            _ => None,
        }
    }

    /// The text of the chosen option of the choice at a path below.
    #[must_use]
    pub fn choice(&self, path: &str) -> Option<&'a str> {
        self.at(path).option().map(|option| option.text.as_str())
    }

    /// The chosen options of several, with the texts of their blanks.
    #[must_use]
    pub fn ticks(&self) -> Vec<(&'a Choice, &'a Tick)> {
        let (Some(item), Some(Value::Ticks(ticks))) = (self.item(), self.answer().map(|answer| &answer.value)) else {
            return Vec::new();
        };
        ticks
            .iter()
            .filter_map(|tick| item.options.get(tick.option).map(|option| (option, tick)))
            .collect()
    }

    /// The tick of one option, if it is chosen.
    #[must_use]
    pub fn tick_of(&self, option: &str) -> Option<&'a Tick> {
        let ticks = self.ticks();
        let exact = ticks.iter().find(|(choice, _)| choice.text == option);
        let found = exact.or_else(|| {
            let option = crate::folding::fold(option);
            ticks.iter().find(|(choice, _)| choice.folded == option)
        });
        found.map(|(_, tick)| *tick)
    }

    /// Whether an option of several is chosen.
    #[must_use]
    pub fn has(&self, option: &str) -> bool {
        self.tick_of(option).is_some()
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        matches!(self.answer().map(|answer| &answer.value), Some(Value::Tick(true)))
    }

    /// The day of a date.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The texts of a list of short texts.
    #[must_use]
    pub fn texts(&self) -> &'a [Piece] {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Texts(pieces)) => pieces,
            _ => &[],
        }
    }

    /// The figures of an item of figures.
    #[must_use]
    pub fn figures(&self) -> &'a [Figure] {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Figures(figures)) => figures,
            _ => &[],
        }
    }

    /// 番号 of an entry, or its 1-based position where the form numbers none.
    #[must_use]
    pub fn slot(&self) -> Option<u32> {
        self.answer().and_then(|answer| answer.slot)
    }

    /// The smallest thing to edit: what is written, else the key, else the nearest key or entry around it.
    ///
    /// Of a group the key, which says more than the first line below it.
    #[must_use]
    pub fn span(&self) -> Span {
        let written = self
            .answer()
            .filter(|answer| !matches!(answer.value, Value::Empty | Value::Group))
            .and_then(|answer| answer.mark.clone());
        written.unwrap_or_else(|| place_around(&self.trail).0)
    }

    /// The places where `needle` stands in this answer: in its texts, or in what is written where it has none.
    #[must_use]
    pub fn places(&self, needle: &str) -> Vec<Span> {
        let Some(answer) = self.answer() else { return Vec::new() };
        let mut texts = answer.texts();
        if texts.is_empty() {
            let written = answer
                .span
                .clone()
                .map(|span| (self.assessment.source.slice(&span), span));
            texts.extend(written);
        }
        let having = texts.into_iter().filter(|(text, _)| text.contains(needle));
        having
            .flat_map(|(text, span)| {
                let places = self.assessment.source.places(&span, text);
                let found = text.match_indices(needle).map(|(at, found)| at..at + found.len());
                found.map(|range| places.of(&range)).collect::<Vec<Span>>()
            })
            .collect()
    }

    /// The name of the place as the form has it, such as `Ⅱ-4 委託事項1 ⑥再委託事項`.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.assessment.form, &self.trail)
    }

    /// Keys from the top joined by `/`, entries as `[番号]`: the same place has the same path in every version.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for answer in self.trail.iter().skip(1) {
            if let Some(slot) = answer.slot {
                let _ = write!(path, "[{slot}]");
            } else {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(&self.assessment.form.item(answer.item).key);
            }
        }
        path
    }

    /// The answer below that [`Cursor::path`] tells by this path, seen from here.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Self> {
        let form = &self.assessment.form;
        let mut cursor = self.clone();
        for step in path.split('/') {
            let (key, slot) = match step.strip_suffix(']').and_then(|step| step.rsplit_once('[')) {
                Some((key, slot)) => (key, Some(slot.parse::<u32>().ok()?)),
                None => (step, None),
            };
            let mut children = cursor.answer()?.children.iter();
            let child = children.find(|child| form.item(child.item).key == key)?;
            cursor = cursor.below(child);
            if slot.is_some() {
                let entry = child.children.iter().find(|entry| entry.slot == slot)?;
                cursor = cursor.below(entry);
            }
        }
        Some(cursor)
    }

    /// What tells an entry from its siblings in another version.
    #[must_use]
    pub fn identity(&self) -> String {
        let (Some(item), Some(answer)) = (self.item(), self.answer()) else {
            return String::new();
        };
        let number = answer.slot.unwrap_or_default().to_string();
        match item.repeat.as_ref().map(|repeat| repeat.identity) {
            Some(Identity::Title) => {
                let title = title(&self.assessment.form, item, answer);
                if title.is_empty() {
                    number
                } else {
                    crate::folding::fold(title)
                }
            }
            _ => number,
        }
    }

    fn is_list(&self) -> bool {
        self.answer().is_some_and(|answer| answer.slot.is_none())
            && self.item().is_some_and(|item| item.kind == Kind::Entries)
    }

    fn step(&self, key: &str) -> Self {
        let Some(mut answer) = self.answer() else {
            return self.clone();
        };
        // Room for an entry and its item.
        let mut trail = Vec::with_capacity(self.trail.len() + 2);
        trail.extend_from_slice(&self.trail);
        if self.is_list() {
            let Some(first) = answer.children.first() else {
                let known = self
                    .item()
                    .is_some_and(|item| self.assessment.form.child(item, key).is_some());
                if !known {
                    self.assessment.miss(format!("{}/{key}", self.path()));
                }
                return self.nowhere();
            };
            trail.push(first);
            answer = first;
        }
        let form = &self.assessment.form;
        let found = answer.children.iter().find(|child| form.item(child.item).key == key);
        if let Some(child) = found {
            trail.push(child);
            return Self {
                assessment: self.assessment,
                trail,
            };
        }
        self.assessment.miss(format!("{}/{key}", self.path()));
        self.nowhere()
    }

    fn below(&self, child: &'a Answer) -> Self {
        let mut trail = Vec::with_capacity(self.trail.len() + 1);
        trail.extend_from_slice(&self.trail);
        trail.push(child);
        Self {
            assessment: self.assessment,
            trail,
        }
    }

    pub(super) fn nowhere(&self) -> Self {
        Self {
            assessment: self.assessment,
            trail: Vec::new(),
        }
    }
}

/// Collects the cursors of the wanted leaves at or below the last answer of a trail.
fn gather_leaves<'a>(
    assessment: &'a Assessment,
    trail: &mut Vec<&'a Answer>,
    wanted: &impl Fn(&'a Answer) -> bool,
    leaves: &mut Vec<Cursor<'a>>,
) {
    let Some(answer) = trail.last().copied() else { return };
    if !assessment.form.item(answer.item).is_group() {
        if wanted(answer) {
            leaves.push(Cursor {
                assessment,
                trail: trail.clone(),
            });
        }
        return;
    }
    for child in &answer.children {
        trail.push(child);
        gather_leaves(assessment, trail, wanted, leaves);
        trail.pop();
    }
}

/// The form's name for the last answer of a trail that begins at the top.
pub(super) fn name_of<'a>(form: &'a Form, trail: &[&'a Answer]) -> String {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (above, answer) in trail.iter().zip(trail.iter().skip(1)) {
        let item = form.item(answer.item);
        let entry = answer.slot.map(|number| EntryName {
            number,
            title: title(form, item, answer),
            alone: above.children.len() == 1,
        });
        match steps.last_mut() {
            // An entry and its list share an item: one step.
            Some(last) if last.item.id == item.id => last.entry = entry,
            _ => steps.push(Step { item, entry }),
        }
    }
    form.name_of(&steps)
}

/// The place of the last answer of a trail whose key stands in the file, or that is an entry; and its depth.
pub(super) fn place_around(trail: &[&Answer]) -> (Span, usize) {
    let mut places = trail.iter().enumerate().rev();
    places
        .find_map(|(depth, answer)| {
            let entry = answer.slot.and(answer.mark.clone());
            Some((answer.key.clone().or(entry)?, depth))
        })
        .unwrap_or((0..0, 0))
}

/// The words that name an entry: of its title item.
fn title<'a>(form: &'a Form, item: &Item, entry: &'a Answer) -> &'a str {
    let Some(key) = item.repeat.as_ref().and_then(|repeat| repeat.title.as_deref()) else {
        return "";
    };
    let answer = entry.children.iter().find(|child| form.item(child.item).key == key);
    match answer.map(|answer| &answer.value) {
        Some(Value::Text(text)) => text,
        Some(Value::Texts(pieces)) => pieces.first().map_or("", |piece| &piece.text),
        _ => "",
    }
}

impl Answer {
    /// Whether something is written here or below. A box that is not ticked says nothing.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        match &self.value {
            Value::Empty | Value::Tick(false) => false,
            Value::Text(text) => !text.trim().is_empty(),
            Value::Ticks(ticks) => !ticks.is_empty(),
            Value::Texts(pieces) => !pieces.is_empty(),
            Value::Figures(figures) => !figures.is_empty(),
            Value::Group => self.children.iter().any(Self::is_filled),
            Value::Date(_) | Value::Choice(_) | Value::Tick(true) | Value::Invalid(_) => true,
        }
    }

    /// Whether it is an answer of figures.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        matches!(self.value, Value::Figures(_))
    }
}

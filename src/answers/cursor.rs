//! A place in an assessment that knows its item, its name on the form and its span in the file.

use std::panic::Location;

use jiff::civil::Date;

use super::arena::Answers;
use super::{Answer, AnswerId, Assessment, Figure, Piece, Tick, Value, WITHHELD};
use crate::form::name::{EntryName, Step};
use crate::form::path::Path;
use crate::form::{Choice, Form, Identity, Item};
use crate::source::Span;

/// Stands on one answer, or on nothing where a path leads nowhere; then it is empty and has no children.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    assessment: &'a Assessment,
    at: Option<AnswerId>,
}

impl<'a> Cursor<'a> {
    pub(super) fn top(assessment: &'a Assessment) -> Self {
        Self::on(assessment, Some(Answers::ROOT))
    }

    /// The cursor on an answer of this assessment.
    pub(super) fn on(assessment: &'a Assessment, at: Option<AnswerId>) -> Self {
        Self { assessment, at }
    }

    #[must_use]
    pub fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    /// What finds the answer again; `None` where the form has no such item.
    #[must_use]
    pub fn id(&self) -> Option<AnswerId> {
        self.at
    }

    /// The answer, `None` where the form has no such item.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        self.at.map(|id| self.assessment.answers.get(id))
    }

    #[must_use]
    pub fn item(&self) -> Option<&'a Item> {
        self.answer().map(|answer| self.assessment.form.item(answer.item))
    }

    /// The answer below, at a path of keys joined by `/`. A list on the way leads to its first entry.
    #[must_use]
    #[track_caller]
    pub fn at(&self, path: &str) -> Self {
        let asked = Location::caller();
        let found = path.split('/').fold(*self, |cursor, key| cursor.step(key, asked));
        match found.answer() {
            Some(_) => {
                self.assessment.hear(|| found.path());
                found
            }
            None => self.moved(path).map_or(found, |(around, rest)| around.at(rest)),
        }
    }

    /// The answers below at a path, one for every combination of entries of the lists on the way, the last included.
    #[must_use]
    #[track_caller]
    pub fn each(&self, path: &str) -> Vec<Self> {
        let asked = Location::caller();
        let mut cursors = vec![*self];
        for key in path.split('/') {
            cursors = cursors
                .into_iter()
                .flat_map(|cursor| {
                    let next = cursor.step(key, asked);
                    if next.is_list() { next.children() } else { vec![next] }
                })
                .collect();
        }
        let nowhere = !cursors.is_empty() && cursors.iter().all(|cursor| cursor.answer().is_none());
        if let Some((around, rest)) = nowhere.then(|| self.moved(path)).flatten() {
            return around.each(rest);
        }
        for cursor in &cursors {
            self.assessment.hear(|| cursor.path());
        }
        cursors
    }

    /// As far down a path with entries as `[番号]` as there is something.
    pub(super) fn down(&self, path: &str) -> Self {
        let mut cursor = *self;
        for step in Path::parse(path).steps() {
            let Some(next) = cursor.child(step.key) else {
                return self.moved_place(path).unwrap_or(cursor);
            };
            cursor = next;
            if let Some(number) = step.entry {
                match cursor.entry_of(number) {
                    Some(entry) => cursor = entry,
                    None => return self.moved_place(path).unwrap_or(cursor),
                }
            }
        }
        cursor
    }

    /// The answers directly below: of a group its items, of a list its entries.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        let children = self.answer().map_or(&[][..], |answer| &answer.children);
        children.iter().map(|child| self.to(*child)).collect()
    }

    /// Every answer below that holds no others, in the form's order.
    #[must_use]
    pub fn leaves(&self) -> Vec<Self> {
        self.leaves_where(|_| true)
    }

    /// Those of [`Cursor::leaves`] with a wanted answer.
    #[must_use]
    pub fn leaves_where(&self, wanted: impl Fn(&'a Answer) -> bool) -> Vec<Self> {
        let mut leaves = Vec::new();
        if let Some(id) = self.at {
            gather_leaves(self.assessment, id, &wanted, &mut leaves);
        }
        leaves
    }

    /// The answer that holds this one.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self::on(self.assessment, self.answer().and_then(|answer| answer.parent))
    }

    /// The entry of the nearest list around this answer; the top where there is none.
    #[must_use]
    pub fn entry(&self) -> Self {
        let answers = &self.assessment.answers;
        let entry = self.at.and_then(|id| {
            let mut around = answers.outwards(id);
            around.find(|(_, answer)| answer.slot.is_some() || answer.parent.is_none())
        });
        Self::on(self.assessment, entry.map(|(id, _)| id))
    }

    /// Whether something is written here or below.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.at.is_some_and(|id| self.assessment.answers.is_filled(id))
    }

    /// The child of a key, if something is written there.
    #[must_use]
    #[track_caller]
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

    /// [`Cursor::text`] as a list of assessments shows it: what a public copy withholds says so.
    #[must_use]
    pub fn told(&self) -> &'a str {
        if self.is_withheld() { WITHHELD } else { self.text() }
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
    #[track_caller]
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

    /// Whether a public copy leaves the answer out.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        matches!(self.answer().map(|answer| &answer.value), Some(Value::Withheld))
    }

    /// The day of a date.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The number of a count.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        match self.answer().map(|answer| &answer.value) {
            Some(Value::Number(count)) => Some(*count),
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
        let around = || self.at.map_or(0..0, |id| place_around(&self.assessment.answers, id).0);
        written.unwrap_or_else(around)
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
        let name = |id| name_of(&self.assessment.form, &self.assessment.answers, id);
        self.at.map(name).unwrap_or_default()
    }

    /// Keys from the top joined by `/`, entries as `[番号]`: the same place has the same path in every version.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = Path::parse("");
        let trail = self.at.map(|id| self.assessment.answers.trail(id)).unwrap_or_default();
        for answer in trail.iter().skip(1) {
            match answer.slot {
                Some(slot) => path.enter(slot),
                None => path.push(&self.assessment.form.item(answer.item).key),
            }
        }
        path.to_string()
    }

    /// The answer below that [`Cursor::path`] tells by this path, seen from here; of a path of an older revision, the answer to
    /// the item where it stands now.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Self> {
        self.own(path).or_else(|| self.moved_place(path))
    }

    /// The answer below that has this very path.
    fn own(&self, path: &str) -> Option<Self> {
        let mut cursor = *self;
        for step in Path::parse(path).steps() {
            cursor = cursor.child(step.key)?;
            if let Some(number) = step.entry {
                cursor = cursor.entry_of(number)?;
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
                let title = self
                    .at
                    .map_or("", |id| self.assessment.answers.title(&self.assessment.form, id));
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
        let (answers, form) = (&self.assessment.answers, &self.assessment.form);
        self.at.is_some_and(|id| answers.is_list(form, id))
    }

    /// One key down, of a list by its first entry.
    fn step(&self, key: &str, asked: &'static Location<'static>) -> Self {
        let Some(answer) = self.answer() else { return *self };
        let group = if self.is_list() {
            answer.children.first().map(|first| self.to(*first))
        } else {
            Some(*self)
        };
        let form = &self.assessment.form;
        let next = group.and_then(|group| group.child(key));
        if next.is_none() && (group.is_some() || form.child(form.item(answer.item), key).is_none()) {
            self.assessment.miss(asked, || format!("{}/{key}", self.path()));
        }
        next.unwrap_or(Self::on(self.assessment, None))
    }

    /// The child that answers the item of a key.
    pub(super) fn child(&self, key: &str) -> Option<Self> {
        let child = self.assessment.answers.child(&self.assessment.form, self.at?, key)?;
        Some(self.to(child))
    }

    /// The entry of a list with a 番号.
    pub(super) fn entry_of(&self, slot: u32) -> Option<Self> {
        let mut entries = self.assessment.answers.children(self.at?);
        let (id, _) = entries.find(|(_, entry)| entry.slot == Some(slot))?;
        Some(self.to(id))
    }

    fn to(&self, id: AnswerId) -> Self {
        Self::on(self.assessment, Some(id))
    }
}

/// Collects the cursors of the wanted leaves at or below an answer.
fn gather_leaves<'a>(
    assessment: &'a Assessment,
    id: AnswerId,
    wanted: &impl Fn(&'a Answer) -> bool,
    leaves: &mut Vec<Cursor<'a>>,
) {
    let answer = assessment.answers.get(id);
    if !assessment.form.item(answer.item).is_group() {
        if wanted(answer) {
            leaves.push(Cursor::on(assessment, Some(id)));
        }
        return;
    }
    for child in &answer.children {
        gather_leaves(assessment, *child, wanted, leaves);
    }
}

/// The form's name for an answer.
pub(super) fn name_of(form: &Form, answers: &Answers, id: AnswerId) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut outwards: Vec<(AnswerId, &Answer)> = answers.outwards(id).collect();
    outwards.reverse();
    for ((_, above), (id, answer)) in outwards.iter().zip(outwards.iter().skip(1)) {
        let item = form.item(answer.item);
        let entry = answer.slot.map(|number| EntryName {
            number,
            title: answers.title(form, *id),
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

/// The place of an answer, or of the nearest one around it, whose key stands in the file, or that is an entry; and which
/// answer that is.
pub(super) fn place_around(answers: &Answers, id: AnswerId) -> (Span, AnswerId) {
    let mut outwards = answers.outwards(id);
    outwards
        .find_map(|(id, answer)| {
            let entry = answer.slot.and(answer.mark.clone());
            Some((answer.key.clone().or(entry)?, id))
        })
        .unwrap_or((0..0, Answers::ROOT))
}

impl Answer {
    /// Whether it is an answer of figures.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        matches!(self.value, Value::Figures(_))
    }
}

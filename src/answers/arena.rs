//! The answers of one assessment side by side, each knowing what holds it and what it holds. Knows no text of a file.

use super::{Answer, Value};
use crate::form::{Form, Kind};

/// Finds an answer again, in its own assessment and in one that was read from the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerId(u32);

/// All answers; the first holds all others.
#[derive(Debug, Default, Clone)]
pub(super) struct Answers(Vec<Answer>);

impl Answers {
    pub(super) const ROOT: AnswerId = AnswerId(0);

    /// Takes an answer in, as one that nothing holds yet but `parent` knows of.
    pub(super) fn push(&mut self, answer: Answer) -> AnswerId {
        // A file is refused long before it holds four milliards of answers.
        let id = AnswerId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(answer);
        id
    }

    /// The answer of an id of these answers.
    pub(super) fn get(&self, id: AnswerId) -> &Answer {
        &self.0[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: AnswerId) -> &mut Answer {
        &mut self.0[id.0 as usize]
    }

    /// The answer at a position, in the order in which they were taken in.
    pub(super) fn nth(&self, position: usize) -> Option<AnswerId> {
        let id = AnswerId(u32::try_from(position).ok()?);
        self.has(id).then_some(id)
    }

    /// Whether there is an answer of this id.
    pub(super) fn has(&self, id: AnswerId) -> bool {
        (id.0 as usize) < self.0.len()
    }

    pub(super) fn children(&self, id: AnswerId) -> impl DoubleEndedIterator<Item = (AnswerId, &Answer)> {
        self.get(id).children.iter().map(|child| (*child, self.get(*child)))
    }

    /// The child that answers the item of a key.
    pub(super) fn child(&self, form: &Form, id: AnswerId, key: &str) -> Option<AnswerId> {
        let mut children = self.children(id);
        children
            .find(|(_, child)| form.item(child.item).key == key)
            .map(|(child, _)| child)
    }

    /// The answer and all that hold it, from the inside out.
    pub(super) fn outwards(&self, id: AnswerId) -> impl Iterator<Item = (AnswerId, &Answer)> {
        std::iter::successors(Some(id), |id| self.get(*id).parent).map(|id| (id, self.get(id)))
    }

    /// The answer and all that hold it, from the top down.
    pub(super) fn trail(&self, id: AnswerId) -> Vec<&Answer> {
        let mut trail: Vec<&Answer> = self.outwards(id).map(|(_, answer)| answer).collect();
        trail.reverse();
        trail
    }

    /// Whether something is written at an answer or below it. A box that is not ticked says nothing.
    pub(super) fn is_filled(&self, id: AnswerId) -> bool {
        match &self.get(id).value {
            Value::Empty | Value::Tick(false) => false,
            Value::Text(text) => !text.trim().is_empty(),
            Value::Ticks(ticks) => !ticks.is_empty(),
            Value::Texts(pieces) => !pieces.is_empty(),
            Value::Figures(figures) => !figures.is_empty(),
            Value::Group => self.get(id).children.iter().any(|child| self.is_filled(*child)),
            Value::Date(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Tick(true)
            | Value::Withheld
            | Value::Invalid(_) => true,
        }
    }

    /// Whether an answer is a list, and not one of its entries.
    pub(super) fn is_list(&self, form: &Form, id: AnswerId) -> bool {
        let answer = self.get(id);
        answer.slot.is_none() && form.item(answer.item).kind == Kind::Entries
    }

    /// The words that name an entry: of its title item.
    pub(super) fn title(&self, form: &Form, id: AnswerId) -> &str {
        let item = form.item(self.get(id).item);
        let key = item.repeat.as_ref().and_then(|repeat| repeat.title.as_deref());
        let answer = key.and_then(|key| self.child(form, id, key));
        match answer.map(|answer| &self.get(answer).value) {
            Some(Value::Text(text)) => text,
            Some(Value::Texts(pieces)) => pieces.first().map_or("", |piece| &piece.text),
            _ => "",
        }
    }
}

//! The words that authors wrote freely, folded once for all who look for words in them. Judges no word.
//!
//! What is folded is the value, so that a text reads the same in every way YAML has to write it; the file is asked again
//! only for a place.

use super::arena::Answers;
use super::{Answer, AnswerId, Assessment, Cursor, Value};
use crate::folding::pairs::Pairs;
use crate::folding::{is_blank, is_plain, narrow, widened};
use crate::source::Span;

/// A text of one answer, folded.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The answer that it is a text of; `None` where nobody will ask.
    answer: Option<AnswerId>,
    /// Which of the answer's texts it is.
    pub part: usize,
    /// Narrow letters and digits, no spaces, line breaks kept.
    pub text: String,
    /// What is in it.
    pub pairs: Pairs,
    /// Whether some letter of the value is another in `text`, other than by its width: Ⅱ, ①, half-width kana.
    pub changed: bool,
}

impl Folded {
    /// Folds a text. Without its `answer` no place can be made of it again.
    pub(crate) fn new(answer: Option<AnswerId>, part: usize, value: &str) -> Self {
        let mut text = String::with_capacity(value.len());
        let mut changed = false;
        // Plain letters are taken by the run: they are nearly all.
        let mut run = 0;
        for (at, c) in value.char_indices().filter(|(_, c)| !is_plain(*c)) {
            text.push_str(&value[run..at]);
            run = at + c.len_utf8();
            if let Some(c) = narrow(c) {
                text.extend(Some(c).filter(|c| is_kept(*c)));
            } else {
                changed = true;
                text.extend(widened(c).filter(|c| is_kept(*c)));
            }
        }
        text.push_str(&value[run..]);
        Self {
            answer,
            part,
            pairs: Pairs::of(&text),
            text,
            changed,
        }
    }

    /// Whether a folded word is in it.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.pairs.may_have(word) && self.text.contains(word)
    }

    /// Whether both are texts of one answer. Such texts follow each other.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.answer == other.answer
    }
}

/// The letters of a folded value, each with the place in the value of the letter it came from.
pub fn each_letter(value: &str, mut take: impl FnMut(Span, char)) {
    for (at, c) in value.char_indices() {
        let place = at..at + c.len_utf8();
        match narrow(c) {
            Some(folded) if is_kept(folded) => take(place, folded),
            Some(_) => {}
            None => widened(c)
                .filter(|c| is_kept(*c))
                .for_each(|folded| take(place.clone(), folded)),
        }
    }
}

fn is_kept(c: char) -> bool {
    c == '\n' || !is_blank(c)
}

/// The texts that the form prints for a reader today, in the form's order.
///
/// 変更箇所 is left out, because it quotes earlier versions, and so is what the form does not print.
pub(super) fn fold(assessment: &Assessment) -> Vec<Folded> {
    let mut found = Vec::new();
    below(assessment, Answers::ROOT, &mut found);
    found
}

fn below(assessment: &Assessment, id: AnswerId, found: &mut Vec<Folded>) {
    let form = &assessment.form;
    let answer = assessment.answers.get(id);
    let item = form.item(answer.item);
    if !item.is_group() {
        if form.part(item).is_some_and(|part| part.printed && !part.table) {
            for (part, (value, _)) in answer.texts().into_iter().enumerate() {
                found.push(Folded::new(Some(id), part, value));
            }
        }
        return;
    }
    for child in &answer.children {
        below(assessment, *child, found);
    }
}

impl Answer {
    /// The words written freely, each with its place: one of a free text, one a piece of a list, one a filled blank of
    /// ticks. None of them is blank.
    #[must_use]
    pub fn texts(&self) -> Vec<(&str, Span)> {
        let mut texts: Vec<(&str, Span)> = match &self.value {
            Value::Text(text) => vec![(text, self.span.clone().unwrap_or_default())],
            Value::Texts(pieces) => pieces
                .iter()
                .map(|piece| (piece.text.as_str(), piece.span.clone()))
                .collect(),
            Value::Ticks(ticks) => ticks
                .iter()
                .map(|tick| (tick.blank.as_str(), tick.blank_span.clone()))
                .collect(),
            Value::Figures(figures) => figures
                .iter()
                .filter_map(|figure| Some((figure.alt.as_str(), figure.alt_span.clone()?)))
                .collect(),
            Value::Empty
            | Value::Date(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Tick(_)
            | Value::Group
            | Value::Withheld
            | Value::Invalid(_) => Vec::new(),
        };
        texts.retain(|(text, _)| !text.trim().is_empty());
        texts
    }
}

impl<'a> Cursor<'a> {
    /// The answer at which a folded text stands.
    #[must_use]
    pub fn of(assessment: &'a Assessment, folded: &Folded) -> Self {
        let answer = folded.answer.filter(|id| assessment.answers.has(*id));
        Self::on(assessment, answer)
    }
}

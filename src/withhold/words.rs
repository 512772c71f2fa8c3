//! The words of what is withheld, and the search for them: sentence by sentence, in folded width and without spaces. What an option
//! or a box says is no word of its own, for the form prints it everywhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde_json::Value as Json;

use super::forms::printed;
use super::fragments::Fragments;
use super::telling::{is_number, telling, ways};
use super::together::{Pair, Together};
use crate::answers::{Answer, AnswerId, Assessment, Cursor};
use crate::folding::{bare, fold};
use crate::form::Display;
use crate::lexicon::lexicon;
use crate::source::Span;

/// Words that stand nowhere in what goes out. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<Word>,
    finder: Option<Arc<AhoCorasick>>,
    together: Together,
}

/// Words of one withheld answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// Without width, spaces and the signs that quoting drops.
    text: String,
    /// Found only as the whole of an answer or of a line.
    alone: bool,
    /// A day: others may have the same.
    day: bool,
    /// The name of the withheld answer.
    of: String,
    path: String,
}

/// A second mention of something withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub answer: Option<AnswerId>,
    pub place: String,
    pub span: Span,
    /// The words as they stand there, or the line that has them.
    pub words: String,
    /// The name of what is withheld.
    pub of: String,
    /// Words of a withheld sentence that stand together here, where no sentence does as a whole.
    pub together: Vec<String>,
    /// As the search has it.
    folded: Vec<String>,
}

impl Words {
    /// The words of withheld answers.
    pub(super) fn of<'a>(leaves: impl Iterator<Item = Cursor<'a>>) -> Self {
        let mut list = BTreeSet::new();
        let mut known: Option<(String, BTreeSet<String>)> = None;
        for leaf in leaves {
            let form = leaf.assessment().form();
            let (_, labels) = match &mut known {
                Some(known) if known.0 == form.edition => known,
                _ => known.insert((form.edition.clone(), printed(form))),
            };
            let of = leaf.name();
            let path = leaf.path();
            for (text, alone, day) in telling(&leaf) {
                let is_common = text.is_empty()
                    || lexicon().nothing.has(&text)
                    || is_number(&text)
                    || labels
                        .iter()
                        .any(|label| label.len() >= text.len() && label.contains(&text));
                if !is_common {
                    list.insert(Word {
                        text,
                        alone,
                        day,
                        of: of.clone(),
                        path: path.clone(),
                    });
                }
            }
        }
        Self::new(list.into_iter().collect())
    }

    fn new(list: Vec<Word>) -> Self {
        let finder = finder(list.iter().map(|word| &word.text)).map(Arc::new);
        Self {
            finder: finder.filter(|_| !list.is_empty()),
            list,
            together: Together::default(),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.together.is_empty()
    }

    /// Whether a text has any of them.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// Those that people accept to be published, and those that the public copy tells anyway, are no longer looked for.
    pub fn accept(&mut self, mention: &Mention) {
        self.keep(|word| !mention.folded.contains(&word.text));
        self.together.forget(&mention.together);
    }

    /// Takes up which words of withheld sentences a public copy has together.
    pub(super) fn learn(&mut self, fragments: &Fragments, public: &Assessment) {
        self.together.add(Together::of(fragments, public));
    }

    /// Every text of an output that has any of them, with the name of what is withheld.
    #[must_use]
    pub fn strays(&self, output: &impl serde::Serialize) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if !self.is_empty() {
            walk(&serde_json::to_value(output).unwrap_or_default(), &mut |text| {
                let hits = self.found(text).into_iter().filter(|word| !word.alone);
                found.extend(hits.map(|word| (text.to_owned(), word.of.clone())));
                found.extend(
                    self.together
                        .found(text)
                        .into_iter()
                        .map(|pair| (text.to_owned(), pair.of)),
                );
            });
        }
        found.sort();
        found.dedup();
        found
    }

    /// Leaves out what the public copy tells by itself: the name of the body, a day that it prints elsewhere, and what the
    /// version before withheld and this one publishes.
    pub(super) fn forget_what_is_public(&mut self, public: &Assessment) {
        if self.list.is_empty() {
            return;
        }
        let author = public
            .displayed(Display::Author)
            .map(|cursor| bare(cursor.text()))
            .unwrap_or_default();
        let words = lexicon();
        // Only what is called as bodies or their heads are: anything else there is no name of one.
        let names: Vec<String> = if words.head_titles.end(&author) || words.body_endings.end(&author) {
            let body = author.strip_suffix("知事").or_else(|| author.strip_suffix('長'));
            body.map(str::to_owned).into_iter().chain([author.clone()]).collect()
        } else {
            Vec::new()
        };
        let is_date = |leaf: &Cursor<'_>| leaf.date();
        let days: Vec<String> = public
            .top()
            .leaves()
            .iter()
            .filter_map(is_date)
            .flat_map(ways)
            .collect();
        self.keep(|word| {
            let named = names.contains(&word.text);
            let dated = word.day && days.contains(&word.text);
            let told = public.top().find(&word.path).is_some_and(|leaf| {
                let texts = leaf.answer().map(crate::answers::Answer::texts).unwrap_or_default();
                texts.iter().any(|(text, _)| bare(text).contains(&word.text))
            });
            !(named || dated || told)
        });
    }

    /// The places of a public copy that have any of them.
    pub(super) fn mentions(&self, public: &Assessment) -> Vec<Mention> {
        let mut mentions = Vec::new();
        if self.is_empty() {
            return mentions;
        }
        for leaf in printed_leaves(public) {
            let mut own: Vec<Mention> = Vec::new();
            for (text, span) in texts(&leaf) {
                for word in self.found(text) {
                    match own.iter_mut().find(|mention| mention.of == word.of) {
                        Some(mention) => mention.folded.push(word.text.clone()),
                        None => own.push(mention(&leaf, text, &span, word)),
                    }
                }
                for pair in self.together.found(text) {
                    if !own.iter().any(|mention| mention.of == pair.of) {
                        own.push(beside(&leaf, text, &span, &pair));
                    }
                }
            }
            mentions.extend(own);
        }
        mentions
    }

    fn keep(&mut self, wanted: impl Fn(&Word) -> bool) {
        let before = self.list.len();
        let mut list = std::mem::take(&mut self.list);
        list.retain(wanted);
        if list.len() == before {
            self.list = list;
        } else {
            let together = std::mem::take(&mut self.together);
            *self = Self {
                together,
                ..Self::new(list)
            };
        }
    }

    /// The words that a text has, each once.
    fn found(&self, text: &str) -> Vec<&Word> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let folded = bare(text);
        let mut found: Vec<&Word> = Vec::new();
        for hit in finder.find_overlapping_iter(&folded) {
            let Some(word) = self.list.get(hit.pattern().as_usize()) else {
                continue;
            };
            let stands = if word.alone {
                folded == word.text || text.lines().any(|line| bare(line) == word.text)
            } else {
                is_apart(&folded, hit.start(), hit.end())
            };
            if stands && !found.contains(&word) {
                found.push(word);
            }
        }
        found
    }
}

/// One pass for many words. `None` where there are more than it holds, which no file has.
pub(super) fn finder<P: AsRef<[u8]>>(words: impl IntoIterator<Item = P>) -> Option<AhoCorasick> {
    // A table of all steps would be quicker to search and takes the square of a long word of one letter to make.
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    AhoCorasick::builder().kind(kind).build(words).ok()
}

/// Whether no Latin letter or digit goes on before or behind: 350 is not in 1350.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let first = is_latin(text[start..].chars().next()) && is_latin(text[..start].chars().next_back());
    let last = is_latin(text[..end].chars().next_back()) && is_latin(text[end..].chars().next());
    !first && !last
}

/// The answers of a public copy that are printed.
pub(super) fn printed_leaves(public: &Assessment) -> Vec<Cursor<'_>> {
    let form = public.form();
    let mut leaves = public.top().leaves();
    leaves.retain(|leaf| {
        let part = leaf.item().and_then(|item| form.part(item));
        part.is_some_and(|part| part.printed)
    });
    leaves
}

/// All that an answer prints in words: its texts, the names of its figures, and what a picture shows in letters.
pub(super) fn texts<'a>(leaf: &Cursor<'a>) -> Vec<(&'a str, Span)> {
    let mut texts = leaf.answer().map(Answer::texts).unwrap_or_default();
    for figure in leaf.figures() {
        texts.push((figure.file.as_str(), figure.span.clone()));
        if let Some(Ok(picture)) = leaf.assessment().picture(&figure.file) {
            texts.push((picture.words.as_str(), figure.span.clone()));
        }
    }
    texts
}

fn mention(leaf: &Cursor<'_>, text: &str, span: &Span, word: &Word) -> Mention {
    Mention {
        folded: vec![word.text.clone()],
        ..at(leaf, text, span, &word.of, |line| bare(line).contains(&word.text))
    }
}

fn beside(leaf: &Cursor<'_>, text: &str, span: &Span, pair: &Pair) -> Mention {
    let has_all = |line: &str| {
        let line = fold(line);
        pair.words.iter().all(|word| line.contains(word))
    };
    Mention {
        together: pair.words.clone(),
        ..at(leaf, text, span, &pair.of, has_all)
    }
}

/// A mention in the first line of a text that is meant.
fn at(leaf: &Cursor<'_>, text: &str, span: &Span, of: &str, is_meant: impl Fn(&str) -> bool) -> Mention {
    let mut start = 0;
    let line = text.split_inclusive('\n').find_map(|line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        is_meant(line).then_some(range)
    });
    let source = leaf.assessment().source();
    let place = line.as_ref().map(|range| source.places(span, text).of(range));
    Mention {
        answer: leaf.id(),
        place: leaf.name(),
        span: place.unwrap_or_else(|| span.clone()),
        words: line.map_or(text, |range| &text[range]).trim().to_owned(),
        of: of.to_owned(),
        together: Vec::new(),
        folded: Vec::new(),
    }
}

fn walk(value: &Json, take: &mut impl FnMut(&str)) {
    match value {
        Json::String(text) => take(text),
        Json::Array(values) => values.iter().for_each(|value| walk(value, take)),
        Json::Object(values) => values.values().for_each(|value| walk(value, take)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

//! Words of a withheld sentence that stand together again, in another order or another sentence. One word alone tells little and
//! whoever has read the rest knows it; two that are said nowhere else, and of one withheld sentence, say that sentence again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::forms::said;
use super::fragments::{Fragments, Of, sentences};
use super::words::{finder, printed_leaves, texts};
use crate::answers::Assessment;
use crate::folding::fold;
use crate::form::Display;

/// A word that more answers have is one of the assessment.
const HOLDERS: usize = 2;
/// Of more words in one sentence some are said twice, and nobody asks which.
const MANY: usize = 500;

/// Rare words of withheld sentences that a public copy has. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub(super) struct Together {
    /// The withheld sentences of each, of `of`.
    words: BTreeMap<String, BTreeSet<usize>>,
    of: Arc<[Of]>,
    finder: Option<Arc<AhoCorasick>>,
}

/// Words of one withheld answer that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// At least two.
    pub words: Vec<String>,
    /// The name of the withheld answer.
    pub of: String,
}

/// A word of a withheld sentence, while it is judged.
#[derive(Debug, Default)]
struct Candidate {
    of: BTreeSet<usize>,
    /// The answers that have it, rows of 変更箇所 not counted.
    holders: BTreeSet<usize>,
    /// It is public: it stands by itself, or where all know it.
    is_known: bool,
}

impl Together {
    /// The words that stand in company in a public copy and that it does not say apart from that.
    pub fn of(fragments: &Fragments, public: &Assessment) -> Self {
        if fragments.is_empty() {
            return Self::default();
        }
        let places = Places::of(public, fragments);
        let mut candidates: BTreeMap<&String, Candidate> = BTreeMap::new();
        for sentence in &places.sentences {
            for piece in sentence.pieces.iter().filter(|_| !sentence.company.is_empty()) {
                let of = &places.with[piece];
                if !of.is_disjoint(&sentence.company) {
                    let candidate = || Candidate {
                        of: of.clone(),
                        ..Candidate::default()
                    };
                    candidates.entry(piece).or_insert_with(candidate);
                }
            }
        }
        let mut candidates: Vec<(&String, Candidate)> = candidates.into_iter().collect();
        if let Some(finder) = finder(candidates.iter().map(|(word, _)| word)) {
            judge(&finder, &mut candidates, fragments, &places);
        }
        let rare = candidates
            .into_iter()
            .filter(|(_, candidate)| !candidate.is_known && candidate.holders.len() <= HOLDERS);
        Self::new(
            rare.map(|(word, candidate)| (word.clone(), candidate.of)).collect(),
            fragments.of.clone().into(),
        )
    }

    fn new(words: BTreeMap<String, BTreeSet<usize>>, of: Arc<[Of]>) -> Self {
        let finder = finder(words.keys()).map(Arc::new);
        Self {
            finder: finder.filter(|_| !words.is_empty()),
            words,
            of,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Takes up the words of another copy with the same withheld sentences.
    pub fn add(&mut self, other: Self) {
        if self.of.is_empty() {
            *self = other;
        } else if !other.is_empty() {
            let mut words = std::mem::take(&mut self.words);
            words.extend(other.words);
            *self = Self::new(words, self.of.clone());
        }
    }

    /// Looks for some words no longer.
    pub fn forget(&mut self, forgotten: &[String]) {
        if !forgotten.is_empty() {
            let mut words = std::mem::take(&mut self.words);
            words.retain(|word, _| !forgotten.contains(word));
            *self = Self::new(words, self.of.clone());
        }
    }

    /// The words that stand together in a sentence of a text, once for each withheld answer.
    pub fn found(&self, text: &str) -> Vec<Pair> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let all: Vec<(&String, &BTreeSet<usize>)> = self.words.iter().collect();
        let mut found: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
        for sentence in sentences(text) {
            let mut hits: BTreeSet<usize> = BTreeSet::new();
            hits.extend(
                finder
                    .find_overlapping_iter(&sentence)
                    .map(|hit| hit.pattern().as_usize()),
            );
            let words: Vec<_> = hits.into_iter().filter_map(|hit| all.get(hit).copied()).collect();
            let words = apart(&words);
            for (id, words) in by_sentence(words) {
                let of = self.of.get(id).map_or("", |of| of.name.as_str());
                found.entry(of).or_default().extend(words);
            }
        }
        let pair = |(of, words): (&str, BTreeSet<&String>)| Pair {
            words: words.into_iter().cloned().collect(),
            of: of.to_owned(),
        };
        found.into_iter().map(pair).collect()
    }
}

/// Without what is a part of another: it is said once.
fn apart<'a>(words: &[(&'a String, &'a BTreeSet<usize>)]) -> Vec<(&'a String, &'a BTreeSet<usize>)> {
    if words.len() > MANY {
        return words.to_vec();
    }
    let is_part = |word: &String| {
        words
            .iter()
            .any(|(other, _)| other.len() > word.len() && other.contains(word.as_str()))
    };
    words.iter().filter(|(word, _)| !is_part(word)).copied().collect()
}

/// The sentences of a public copy that are printed, and what of withheld ones they have.
struct Places {
    sentences: Vec<Sentence>,
    /// The withheld sentences of each piece.
    with: HashMap<String, BTreeSet<usize>>,
    /// The path of each answer, and whether it is of the table of changes.
    answers: Vec<(String, bool)>,
    /// What all know: the words of the form, and the name of the body.
    said: Vec<String>,
}

struct Sentence {
    answer: usize,
    text: String,
    pieces: Vec<String>,
    /// The withheld sentences of which several pieces are there.
    company: BTreeSet<usize>,
}

impl Places {
    fn of(public: &Assessment, fragments: &Fragments) -> Self {
        let form = public.form();
        let table = form.change_table().map(|table| table.list.path.clone());
        let author = public.displayed(Display::Author);
        let mut said: Vec<String> = said(form).iter().map(|text| fold(text)).collect();
        said.extend(author.map(|cursor| fold(cursor.text())));
        let mut places = Self {
            sentences: Vec::new(),
            with: HashMap::new(),
            answers: Vec::new(),
            said,
        };
        for leaf in printed_leaves(public) {
            let path = leaf.path();
            let is_row = table.as_deref().is_some_and(|table| path.starts_with(table));
            let answer = places.answers.len();
            for text in texts(&leaf).into_iter().flat_map(|(text, _)| sentences(text)) {
                places.add(answer, text, fragments);
            }
            places.answers.push((path, is_row));
        }
        places
    }

    fn add(&mut self, answer: usize, text: String, fragments: &Fragments) {
        let mut pieces = fragments.pieces(&text);
        pieces.sort_unstable();
        pieces.dedup();
        for piece in &pieces {
            if !self.with.contains_key(piece) {
                self.with.insert(piece.clone(), fragments.with(piece));
            }
        }
        let words: Vec<_> = pieces.iter().map(|piece| (piece, &self.with[piece])).collect();
        let company = by_sentence(apart(&words));
        self.sentences.push(Sentence {
            answer,
            text,
            company: company.into_keys().collect(),
            pieces,
        });
    }
}

/// The withheld sentences that several words are of, each with them.
fn by_sentence<'a>(words: Vec<(&'a String, &'a BTreeSet<usize>)>) -> BTreeMap<usize, BTreeSet<&'a String>> {
    let mut found: BTreeMap<usize, BTreeSet<&String>> = BTreeMap::new();
    for (word, of) in words {
        for id in of {
            found.entry(*id).or_default().insert(word);
        }
    }
    found.retain(|_, words| words.len() > 1);
    found
}

/// Finds out which words are public apart from the places where they stand together.
fn judge(finder: &AhoCorasick, candidates: &mut [(&String, Candidate)], fragments: &Fragments, places: &Places) {
    let hits = |text: &str| -> BTreeSet<usize> {
        let hits = finder.find_overlapping_iter(text);
        hits.map(|hit| hit.pattern().as_usize()).collect()
    };
    for text in &places.said {
        for hit in hits(text) {
            candidates[hit].1.is_known = true;
        }
    }
    for sentence in &places.sentences {
        let (path, is_row) = &places.answers[sentence.answer];
        for hit in hits(&sentence.text) {
            let candidate = &mut candidates[hit].1;
            // What one version withheld the next may publish.
            let tells = candidate.of.iter().any(|id| fragments.of[*id].path == *path);
            candidate.is_known |= tells || !is_row && candidate.of.is_disjoint(&sentence.company);
            if !is_row {
                candidate.holders.insert(sentence.answer);
            }
        }
    }
}

//! The runs of kanji, katakana, letters and digits in withheld sentences, and which pieces of them a text has. Judges no piece.
//!
//! Every place where a run may be entered is kept in the order of what begins there, so the longest piece at a letter of a text is
//! found by halving, however long both are.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use super::words::texts;
use crate::answers::Cursor;
use crate::folding::{fold, nfkc};
use crate::lexicon::lexicon;

/// Shorter pieces, in letters, are words of everybody.
const LEAST: usize = 3;
/// Longer pieces, in letters, are found by their beginning.
const LONGEST: usize = 40;
/// A piece of more withheld sentences tells none of them.
const COMMON: usize = 200;
/// Ends a run; no folded text has it, for it leaves no ink.
const END: char = '\0';

/// The runs of withheld sentences.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    letters: Vec<char>,
    /// The sentence of each letter.
    sentences: Vec<usize>,
    /// Positions in `letters` by what begins there.
    entries: Vec<usize>,
    /// What each sentence is of.
    pub of: Vec<Of>,
}

/// A withheld answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Of {
    pub name: String,
    pub path: String,
}

impl Fragments {
    pub fn of<'a>(leaves: impl Iterator<Item = Cursor<'a>>) -> Self {
        let mut fragments = Self::default();
        for leaf in leaves {
            for sentence in texts(&leaf).into_iter().flat_map(|(text, _)| cut(text)) {
                let id = fragments.of.len();
                // Spaces end words here, and hide none in the text that is searched.
                let sentence = nfkc(sentence);
                for run in runs(&sentence) {
                    fragments.letters.extend(run.chars().chain([END]));
                }
                fragments.sentences.resize(fragments.letters.len(), id);
                fragments.of.push(Of {
                    name: leaf.name(),
                    path: leaf.path(),
                });
            }
        }
        let letters = &fragments.letters;
        fragments.entries = (0..letters.len()).filter(|at| letters[*at] != END).collect();
        fragments
            .entries
            .sort_by(|a, b| begin(letters, *a).cmp(begin(letters, *b)));
        fragments
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest pieces that a sentence without spaces has of them, from its beginning.
    pub fn pieces(&self, sentence: &str) -> Vec<String> {
        let mut found = Vec::new();
        for run in runs(sentence) {
            let letters: Vec<char> = run.chars().collect();
            let mut at = 0;
            while at < letters.len() {
                let length = self.longest(&letters[at..]);
                let piece = &letters[at..at + length];
                if length >= LEAST && is_word(piece) && is_whole(&letters, at..at + length) {
                    found.push(piece.iter().collect());
                    at += length;
                } else {
                    at += 1;
                }
            }
        }
        found
    }

    /// The withheld sentences that have a piece; none where it is a word of many.
    pub fn with(&self, piece: &str) -> BTreeSet<usize> {
        let piece: Vec<char> = piece.chars().collect();
        let entries = self.beginning_with(&piece).iter();
        let sentences: BTreeSet<usize> = entries.map(|entry| self.sentences[*entry]).collect();
        Some(sentences).filter(|of| of.len() <= COMMON).unwrap_or_default()
    }

    /// How many letters at the beginning of `letters` stand in a run in this order.
    fn longest(&self, letters: &[char]) -> usize {
        let letters = &letters[..letters.len().min(LONGEST)];
        let at = self
            .entries
            .partition_point(|entry| begin(&self.letters, *entry) < letters);
        let neighbours = self.entries[at.saturating_sub(1)..].iter().take(2);
        let shared = |entry: &usize| {
            let entry = begin(&self.letters, *entry);
            entry.iter().zip(letters).take_while(|(a, b)| a == b).count()
        };
        neighbours.map(shared).max().unwrap_or_default()
    }

    /// The entries of runs that go on with these letters.
    fn beginning_with(&self, letters: &[char]) -> &[usize] {
        let order = |entry: &usize| {
            let entry = begin(&self.letters, *entry);
            entry[..entry.len().min(letters.len())].cmp(letters)
        };
        let start = self.entries.partition_point(|entry| order(entry) == Ordering::Less);
        let count = self.entries[start..].partition_point(|entry| order(entry) == Ordering::Equal);
        &self.entries[start..start + count]
    }
}

/// What a run goes on with at a position, no more of it than pieces are long.
fn begin(letters: &[char], at: usize) -> &[char] {
    let rest = &letters[at..letters.len().min(at + LONGEST)];
    let end = rest.iter().position(|c| *c == END).unwrap_or(rest.len());
    &rest[..end]
}

/// The sentences of a text, folded.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = String> {
    cut(text).map(fold).filter(|sentence| !sentence.is_empty())
}

/// The sentences of a text. A line that begins as one of a list ends the one before; any other goes on with it.
fn cut(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (at, _) in text.match_indices('\n') {
        let next = text[at + 1..].trim_start_matches([' ', '\u{3000}', '\t']);
        if begins_anew(next) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts
        .into_iter()
        .flat_map(|part| part.split(['。', '．', '！', '？', '!', '?']))
}

/// Whether a line is one of a list, a heading or empty.
fn begins_anew(line: &str) -> bool {
    line.chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || c.is_ascii_digit() || matches!(c, '①'..='⑳' | '０'..='９'))
}

/// The runs of a folded sentence, cut where a word joins two.
fn runs(sentence: &str) -> Vec<&str> {
    let mut runs = vec![sentence];
    for word in lexicon().joining.iter() {
        runs = runs.into_iter().flat_map(|run| run.split(word)).collect();
    }
    let runs = runs.into_iter().flat_map(|run| run.split(|c: char| !is_content(c)));
    runs.filter(|run| !run.is_empty()).collect()
}

/// Kanji, katakana, letters and digits: what words with a meaning of their own are written in.
fn is_content(c: char) -> bool {
    let is_kanji =
        matches!(c, '々' | '〆' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    is_kanji || matches!(c, 'ァ'..='ヺ' | 'ー') || c.is_ascii_alphanumeric()
}

/// Whether a piece says more than a number with what it counts, or than where in a law something stands: 条例第, 第4条.
fn is_word(piece: &[char]) -> bool {
    let says = |c: &&char| !c.is_ascii_digit() && !matches!(c, 'ー' | '第' | '条' | '項' | '号' | '例');
    piece.iter().filter(says).count() > 1
}

/// Whether a piece cuts no number and no word of Latin letters in two.
fn is_whole(run: &[char], piece: Range<usize>) -> bool {
    let cuts = |at: usize| {
        let both = [at.checked_sub(1), Some(at)].map(|at| at.and_then(|at| run.get(at)));
        both.iter().all(|c| c.is_some_and(char::is_ascii_alphanumeric))
    };
    !cuts(piece.start) && !cuts(piece.end)
}

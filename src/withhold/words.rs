//! The words of what is withheld, and the search for them: sentence by sentence, in folded width and without spaces. What an option
//! or a box says is no word of its own, for the form prints it everywhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use serde_json::Value as Json;

use super::forms::printed;
use crate::answers::{AnswerId, Assessment, Cursor, Value};
use crate::folding::bare;
use crate::form::Display;
use crate::lexicon::lexicon;
use crate::source::Span;
use crate::{number, wareki};

/// Shorter answers, in letters, are only found where they stand alone.
const SHORT: usize = 3;
/// Shorter sentences of a text of several, in letters, tell nothing by themselves.
const TELLING: usize = 6;

/// Words that stand nowhere in what goes out. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<Word>,
    finder: Option<Arc<AhoCorasick>>,
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
        // Fails only for more patterns than a file could hold; then every text is searched word by word.
        let finder = AhoCorasick::new(list.iter().map(|word| &word.text)).ok().map(Arc::new);
        Self {
            finder: finder.filter(|_| !list.is_empty()),
            list,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a text has any of them.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// Those that people accept to be published, and those that the public copy tells anyway, are no longer looked for.
    pub fn accept(&mut self, mention: &Mention) {
        self.keep(|word| !mention.folded.contains(&word.text));
    }

    /// Every text of an output that has any of them, with the name of what is withheld.
    #[must_use]
    pub fn strays(&self, output: &impl serde::Serialize) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if !self.is_empty() {
            walk(&serde_json::to_value(output).unwrap_or_default(), &mut |text| {
                let hits = self.found(text).into_iter().filter(|word| !word.alone);
                found.extend(hits.map(|word| (text.to_owned(), word.of.clone())));
            });
        }
        found.sort();
        found.dedup();
        found
    }

    /// Leaves out what the public copy tells by itself: the name of the body, a day that it prints elsewhere, and what the
    /// version before withheld and this one publishes.
    pub(super) fn forget_what_is_public(&mut self, public: &Assessment) {
        if self.is_empty() {
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
        let form = public.form();
        let is_printed = |leaf: &Cursor<'_>| {
            let part = leaf.item().and_then(|item| form.part(item));
            part.is_some_and(|part| part.printed)
        };
        for leaf in public.top().leaves().iter().filter(|leaf| is_printed(leaf)) {
            let Some(answer) = leaf.answer() else { continue };
            let mut texts = answer.texts();
            texts.extend(
                leaf.figures()
                    .iter()
                    .map(|figure| (figure.file.as_str(), figure.span.clone())),
            );
            // What a picture shows in letters is read as well.
            let drawn = leaf.figures().iter().filter_map(|figure| {
                let picture = public.picture(&figure.file)?.as_ref().ok()?;
                Some((picture.words.as_str(), figure.span.clone()))
            });
            texts.extend(drawn);
            let mut own: Vec<Mention> = Vec::new();
            for (text, span) in texts {
                for word in self.found(text) {
                    match own.iter_mut().find(|mention| mention.of == word.of) {
                        Some(mention) => mention.folded.push(word.text.clone()),
                        None => own.push(mention(leaf, text, &span, word)),
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
            *self = Self::new(list);
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

/// Whether no Latin letter or digit goes on before or behind: 350 is not in 1350.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let first = is_latin(text[start..].chars().next()) && is_latin(text[..start].chars().next_back());
    let last = is_latin(text[..end].chars().next_back()) && is_latin(text[end..].chars().next());
    !first && !last
}

fn mention(leaf: &Cursor<'_>, text: &str, span: &Span, word: &Word) -> Mention {
    let mut start = 0;
    let line = text.split_inclusive('\n').find_map(|line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        bare(line).contains(&word.text).then_some(range)
    });
    let source = leaf.assessment().source();
    let place = line.as_ref().map(|range| source.places(span, text).of(range));
    Mention {
        answer: leaf.id(),
        place: leaf.name(),
        span: place.unwrap_or_else(|| span.clone()),
        words: line.map_or(text, |range| &text[range]).trim().to_owned(),
        of: word.of.clone(),
        folded: vec![word.text.clone()],
    }
}

/// The words of an answer: text, whether it counts only where it stands alone, whether it is a day.
fn telling(leaf: &Cursor<'_>) -> Vec<(String, bool, bool)> {
    let Some(answer) = leaf.answer() else { return Vec::new() };
    let mut words = Vec::new();
    let mut add_whole = |text: &str| {
        let text = bare(text);
        let alone = text.chars().count() < SHORT;
        words.push((text, alone, false));
    };
    match &answer.value {
        Value::Text(text) => {
            let pieces = sentences(text);
            match pieces.as_slice() {
                [] => {}
                [one] => add_whole(one),
                pieces => words.extend(pieces.iter().map(|piece| (piece.clone(), false, false))),
            }
        }
        Value::Texts(pieces) => pieces.iter().for_each(|piece| add_whole(&piece.text)),
        Value::Ticks(ticks) => ticks.iter().for_each(|tick| add_whole(&tick.blank)),
        Value::Figures(figures) => figures.iter().for_each(|figure| {
            add_whole(&figure.file);
            add_whole(&figure.alt);
        }),
        Value::Number(count) => add_whole(&number::format(*count)),
        Value::Date(day) => words.extend(ways(*day).into_iter().map(|day| (day, false, true))),
        Value::Empty | Value::Choice(_) | Value::Tick(_) | Value::Group | Value::Withheld | Value::Invalid(_) => {}
    }
    words
}

/// The ways in which a day is written, folded.
fn ways(day: jiff::civil::Date) -> Vec<String> {
    let western = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    [wareki::format(day), western, day.to_string()]
        .map(|way| bare(&way))
        .to_vec()
}

/// The sentences of a text, without what a list puts before them. A heading over others, such as ＜紙の書類＞, tells nothing.
fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !is_heading(line));
    let sentences = lines.flat_map(|line| line.split(['。', '！', '？'])).map(|sentence| {
        let sentence = sentence.trim().trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '*' | '※' | '・' | '○' | '●' | '①'..='⑳')
        });
        bare(sentence)
    });
    let mut found: Vec<String> = sentences.filter(|sentence| !sentence.is_empty()).collect();
    if found.is_empty() {
        return vec![bare(text)];
    }
    if found.len() > 1 {
        found.retain(|sentence| sentence.chars().count() >= TELLING);
        if found.is_empty() {
            // Short lines tell only together.
            found.push(bare(text));
        }
    }
    found
}

/// A line of its own that says what follows is about.
fn is_heading(line: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('＜', '＞'), ('<', '>'), ('【', '】'), ('《', '》'), ('［', '］')];
    let line = line.trim();
    PAIRS
        .iter()
        .any(|(open, close)| line.starts_with(*open) && line.ends_with(*close))
}

/// Whether a text is no more than a number with what it counts: 12, 5年, 350件.
fn is_number(text: &str) -> bool {
    let others = text.chars().filter(|c| !c.is_ascii_digit()).count();
    others < 2 && text.chars().count() < 5 && text.chars().any(|c| c.is_ascii_digit())
}

fn walk(value: &Json, take: &mut impl FnMut(&str)) {
    match value {
        Json::String(text) => take(text),
        Json::Array(values) => values.iter().for_each(|value| walk(value, take)),
        Json::Object(values) => values.values().for_each(|value| walk(value, take)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

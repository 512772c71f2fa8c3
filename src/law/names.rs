//! Names of laws and bodies, by `schemas/law/`: whether a text ends with one, or with something so near to one that it must be
//! meant. Decides by letters alone and knows no assessment.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::states;
use crate::form::Confidence;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Law,
    Body,
}

/// A name.
#[derive(Debug)]
pub struct Named {
    pub name: String,
    pub kind: Kind,
    /// The number of the law, where it is known.
    pub number: Option<Number>,
    letters: Vec<char>,
    /// How many letters may differ in what is near; 0 for a name that only keeps others from being near to it.
    edits: usize,
}

/// The number of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// 昭和42年法律第81号.
    pub text: String,
    pub confidence: Confidence,
}

/// Something that is nearly a name.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    pub name: &'static Named,
    /// How many bytes of the end of the text it is.
    pub length: usize,
}

/// All names.
#[derive(Debug)]
pub struct Names {
    all: Vec<Named>,
    /// The names by their last two letters.
    by_end: HashMap<[char; 2], Vec<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    laws: Vec<Law>,
    known: Vec<String>,
    bodies: Vec<Body>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    title: String,
    #[serde(default)]
    number: Option<String>,
    /// How sure the number is.
    #[serde(default)]
    confidence: Option<Confidence>,
    /// What the number was confirmed by, for who reads the data.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "a test asks that it is there"))]
    from: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    name: String,
    edits: usize,
}

/// The names that are built in, gathered when first asked for.
#[must_use]
pub fn names() -> &'static Names {
    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        // A test reads the built-in file, so a broken one cannot be released.
        let data: Data = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/law-names.json")))
            .expect("schemas/law is tested to load");
        Names::new(data)
    });
    &NAMES
}

impl Named {
    /// Whether something near to it is told.
    #[must_use]
    pub fn is_looked_for(&self) -> bool {
        self.edits > 0
    }

    /// Whether one more letter may differ where beginning and end are the name's: 国民年保険法 for 国民健康保険法.
    fn is_loose(&self) -> bool {
        self.kind == Kind::Law && matches!(self.letters.len(), 6..=7) && self.edits == 1
    }
}

impl Names {
    fn new(data: Data) -> Self {
        let mut names = Self {
            all: Vec::new(),
            by_end: HashMap::new(),
        };
        let known = data.laws.into_iter().map(|law| {
            let confidence = law.confidence.unwrap_or(Confidence::Low);
            let number = law.number.map(|text| Number { text, confidence });
            (law.title, number)
        });
        // What a state says it has from the Act itself.
        let of_tables = states().flat_map(|state| {
            state.titles().map(|(title, number)| {
                let number = number.map(|text| Number {
                    text: text.to_owned(),
                    confidence: Confidence::High,
                });
                (title.to_owned(), number)
            })
        });
        for (title, number) in known.chain(of_tables) {
            // Laws that amend others have names like many more.
            let edits = if title.contains("改正する") || title.contains("廃止する") {
                0
            } else {
                edits(title.chars().count())
            };
            names.add(title, Kind::Law, number, edits);
        }
        for name in data.known {
            names.add(name, Kind::Law, None, 0);
        }
        for body in data.bodies {
            names.add(body.name, Kind::Body, None, body.edits);
        }
        names
    }

    fn add(&mut self, name: String, kind: Kind, number: Option<Number>, edits: usize) {
        let letters: Vec<char> = name.chars().collect();
        let [.., first, last] = letters[..] else { return };
        let bucket = self.by_end.entry([first, last]).or_default();
        if !bucket.iter().any(|at| self.all[*at].name == name) {
            bucket.push(self.all.len());
            self.all.push(Named {
                name,
                kind,
                number,
                letters,
                edits,
            });
        }
    }

    /// The longest name that a text ends with. A short one counts only where it begins: 保険法 is none in 国民健廉保険法.
    #[must_use]
    pub fn ending(&self, text: &str) -> Option<&Named> {
        let mut back = text.chars().rev();
        let (last, first) = (back.next()?, back.next()?);
        let named = self.by_end.get(&[first, last])?.iter().map(|at| &self.all[*at]);
        let ends = named.filter(|named| {
            let before = text.strip_suffix(named.name.as_str());
            before.is_some_and(|before| named.letters.len() > 4 || !before.ends_with(is_name_letter))
        });
        ends.max_by_key(|named| named.letters.len())
    }

    /// Every name for which a slip of the pen is told, and those that only keep others from being one.
    pub fn iter(&self) -> impl Iterator<Item = &Named> {
        self.all.iter()
    }

    /// The law of a title.
    #[must_use]
    pub fn law(&self, title: &str) -> Option<&Named> {
        self.ending(title).filter(|named| named.name == title)
    }

    /// The law of a number, if a text that ends with no name ends with something like its title; a short name of it is none. The
    /// number proves which law is meant, so more letters may differ than in [`Names::near`].
    #[must_use]
    pub fn near_by_number(&'static self, text: &str, number: &str) -> Option<Near> {
        if self.ending(text).is_some() {
            return None;
        }
        let has = |named: &&Named| named.number.as_ref().is_some_and(|own| own.text == number);
        let named = self.all.iter().filter(|named| named.edits > 0).find(has)?;
        let most = named.edits + 1;
        let mut tail: Vec<char> = text
            .chars()
            .rev()
            .take_while(|c| is_name_letter(*c) || named.letters.contains(c))
            .take(named.letters.len() + most)
            .collect();
        tail.reverse();
        let (distance, taken) = distance(&named.letters, &tail)?;
        let written = &tail[tail.len() - taken..];
        let own = written.first() == named.letters.first();
        let wrong = own && distance <= most && !is_shortened(written, &named.letters);
        let length = written.iter().map(|c| c.len_utf8()).sum();
        wrong.then_some(Near { name: named, length })
    }

    /// The one name of a kind that a text nearly ends with, where it ends with none.
    #[must_use]
    pub fn near(&'static self, text: &str, kind: Kind) -> Option<Near> {
        if self.ending(text).is_some() {
            return None;
        }
        let longest = 64;
        let mut tail: Vec<char> = text
            .chars()
            .rev()
            .take_while(|c| !"\n。「」『』()・,:;".contains(*c) || *c == '・')
            .take(longest)
            .collect();
        tail.reverse();
        let mut best: Option<(usize, &'static Named, usize)> = None;
        let mut tied = false;
        for named in self.all.iter().filter(|named| named.kind == kind && named.edits > 0) {
            let most = named.edits + usize::from(named.is_loose());
            let window = &tail[tail.len().saturating_sub(named.letters.len() + most)..];
            let common = named.letters.iter().filter(|letter| window.contains(letter)).count();
            if common + most < named.letters.len() {
                continue;
            }
            let Some((distance, taken)) = distance(&named.letters, window).filter(|(distance, _)| *distance <= most)
            else {
                continue;
            };
            let start = tail.len() - taken;
            let framed = distance <= named.edits || is_framed(&tail, start, &named.letters);
            if !framed || !begins(&tail, start, &named.letters) {
                continue;
            }
            let better = best.is_none_or(|(least, known, _)| {
                distance < least || (distance == least && named.name.ends_with(&known.name))
            });
            let beside = best.is_some_and(|(least, known, _)| distance == least && !known.name.ends_with(&named.name));
            if better {
                best = Some((distance, named, taken));
                tied = false;
            } else if beside {
                tied = true;
            }
        }
        let (_, name, taken) = best.filter(|_| !tied)?;
        let length = tail[tail.len() - taken..].iter().map(|c| c.len_utf8()).sum();
        Some(Near { name, length })
    }
}

/// Whether the letters of a text stand in a name in their order: a short name, such as 年金法 of 国民年金法.
fn is_shortened(text: &[char], name: &[char]) -> bool {
    let mut letters = name.iter();
    text.iter().all(|letter| letters.any(|own| own == letter))
}

/// How many letters of a title may be wrong: in short titles one other letter soon makes another law.
fn edits(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=7 => 1,
        8..=14 => 2,
        _ => 3,
    }
}

/// Whether what begins here, behind no other letter of a name, has the first two letters of the name and the last three.
fn is_framed(tail: &[char], start: usize, name: &[char]) -> bool {
    let alone = start.checked_sub(1).is_none_or(|before| !is_name_letter(tail[before]));
    let written = &tail[start..];
    alone && written.len() >= 5 && written.starts_with(&name[..2]) && written.ends_with(&name[name.len() - 3..])
}

/// Whether a word may begin here: with the name's own first letter, or behind something that is no part of a name.
fn begins(tail: &[char], start: usize, name: &[char]) -> bool {
    let own = tail.get(start) == name.first();
    own || start.checked_sub(1).is_none_or(|before| !is_name_letter(tail[before]))
}

fn is_name_letter(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '々')
}

/// How many letters must change to make the end of `window` the name, and how many letters that end has. A change of first
/// letters is the dearer one: among equals the longest end is taken that is not longer than the name.
fn distance(name: &[char], window: &[char]) -> Option<(usize, usize)> {
    // Both from the end: row[i] is the cost of making i last letters of the window the last letters of the name seen so far.
    let mut row: Vec<usize> = (0..=window.len()).collect();
    for (count, letter) in name.iter().rev().enumerate() {
        let mut diagonal = row[0];
        row[0] = count + 1;
        for (at, other) in window.iter().rev().enumerate() {
            let cost = (diagonal + usize::from(letter != other))
                .min(row[at] + 1)
                .min(row[at + 1] + 1);
            diagonal = std::mem::replace(&mut row[at + 1], cost);
        }
    }
    let ends = row.into_iter().enumerate().map(|(taken, cost)| (cost, taken));
    let best = ends.min_by_key(|(cost, taken)| (*cost, taken.abs_diff(name.len())))?;
    (best.1 > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Option<(&'static str, &str)> {
        let near = names().near(text, Kind::Law)?;
        Some((near.name.name.as_str(), &text[text.len() - near.length..]))
    }

    #[test]
    fn a_slip_of_the_pen_is_near_to_its_name() {
        for (text, name, written) in [
            ("及び介護保健法", "介護保険法", "介護保健法"),
            ("住民基本台張法", "住民基本台帳法", "住民基本台張法"),
            ("子供・子育て支援法", "子ども・子育て支援法", "子供・子育て支援法"),
            ("支援法及び児童扶養手当て法", "児童扶養手当法", "児童扶養手当て法"),
            ("、国民健康保健法", "国民健康保険法", "国民健康保健法"),
            ("及び児童扶養手法", "児童扶養手当法", "児童扶養手法"),
            ("による児童手法", "児童手当法", "児童手法"),
            ("及び国民年保険法", "国民健康保険法", "国民年保険法"),
            (
                "高齢者医療の確保に関する法律",
                "高齢者の医療の確保に関する法律",
                "高齢者医療の確保に関する法律",
            ),
        ] {
            assert_eq!(near(text), Some((name, written)), "{text}");
        }
        let body = names().near("特記事項は地方公共団体システム機構", Kind::Body).unwrap();
        assert_eq!(body.name.name, "地方公共団体情報システム機構");
        assert_eq!(body.length, "地方公共団体システム機構".len());
    }

    #[test]
    fn names_that_are_and_words_that_are_none_are_near_to_nothing() {
        for text in [
            "児童手当法",
            "見本市の国民健康保険法",
            "精神保健福祉法",
            "老人保健法",
            "学校保健法",
            "国税徴収法",
            "この方法",
            "同法",
            "処理の手法",
            "障害者福祉法",
            "獣医師法",
            "特別児童扶養手当法",
            "見本法",
            "労働基準法",
            "個人情報保護法",
            "厚生年金法",
            "消費者保護法",
        ] {
            assert_eq!(near(text), None, "{text}");
        }
        for text in [
            "地方公共団体情報システム機構",
            "見本市情報システム機構",
            "国保連合会",
            "年金機構",
            "協会",
        ] {
            assert!(names().near(text, Kind::Body).is_none(), "{text}");
        }
    }

    #[test]
    fn a_number_proves_the_law_beside_it() {
        let near = |text: &str, number: &str| {
            let near = names().near_by_number(text, number)?;
            Some((near.name.name.as_str(), text[text.len() - near.length..].to_owned()))
        };
        assert_eq!(
            near("及び国民年保険法", "昭和34年法律第141号"),
            Some(("国民年金法", "国民年保険法".to_owned()))
        );
        assert_eq!(
            near("及び国民年保険法", "昭和33年法律第192号"),
            Some(("国民健康保険法", "国民年保険法".to_owned()))
        );
        for (text, number) in [
            ("年金法", "昭和34年法律第141号"),
            ("個人情報保護法", "平成15年法律第57号"),
            ("住基法", "昭和42年法律第81号"),
            ("高齢者医療確保法", "昭和57年法律第80号"),
            ("同法", "昭和34年法律第141号"),
            ("国民年金法", "昭和34年法律第141号"),
            ("国民年保険法", "昭和34年法律第999号"),
        ] {
            assert_eq!(near(text, number), None, "{text}");
        }
    }

    #[test]
    fn every_number_says_what_it_was_confirmed_by() {
        let data: Data = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/law-names.json"))).unwrap();
        for law in data.laws.into_iter().filter(|law| law.number.is_some()) {
            let number = law.number.unwrap();
            let read = crate::law::numeral::law_number(&number);
            assert_eq!(read, Some((number.clone(), number.len())));
            let confirmed = law
                .from
                .is_some_and(|from| from.contains("法令ID") || from.contains("公開"));
            assert_eq!(law.confidence == Some(Confidence::High), confirmed, "{}", law.title);
            assert!(law.confidence.is_some(), "{}", law.title);
        }
    }

    #[test]
    fn every_title_is_itself_and_near_to_no_other() {
        for named in &names().all {
            let found = names().ending(&named.name).map(|found| found.name.as_str());
            assert_eq!(found, Some(named.name.as_str()));
            assert!(names().near(&named.name, named.kind).is_none());
        }
    }
}

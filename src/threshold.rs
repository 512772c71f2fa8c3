//! しきい値判断: which evaluation the law asks for, from two head counts and an accident.
//! Knows the law's table alone: reads no assessment, and the words of its answer stand in [`print`].

pub mod print;

use schemars::JsonSchema;
use serde::Serialize;

pub use crate::form::Level;

/// The counts of 対象人数 from which on the table gives another answer.
pub const SUBJECT_BOUNDS: [u64; 4] = [1_000, 10_000, 100_000, 300_000];
/// The counts of 取扱者数 from which on the table gives another answer.
pub const HANDLER_BOUNDS: [u64; 1] = [500];

/// A head count as a closed range, because the forms give bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub least: u64,
    /// `None` where there is no upper bound.
    pub most: Option<u64>,
}

impl Count {
    /// Any count at all.
    pub const UNKNOWN: Self = Self { least: 0, most: None };

    #[must_use]
    pub fn exactly(count: u64) -> Self {
        Self {
            least: count,
            most: Some(count),
        }
    }

    /// Whether the count may be below a bound as well as on or above it.
    fn straddles(self, bound: u64) -> bool {
        self.least < bound && self.most.is_none_or(|most| bound <= most)
    }
}

/// What the decision rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// 対象人数: all 本人 recorded in all files of the 事務.
    pub subjects: Count,
    /// 取扱者数: those who handle the files, at the organisation and at its contractors.
    pub handlers: Count,
    /// 重大事故 with 特定個人情報 at the organisation within the past year; `None` if not known.
    pub accident: Option<bool>,
}

/// One of the three facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// 対象人数.
    Subjects,
    /// 取扱者数.
    Handlers,
    /// 重大事故.
    Accident,
}

/// The answer: every level from `least` to `most` is possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub least: Level,
    pub most: Level,
    /// The fewest facts that give this answer, whatever the others are.
    pub decided_by: Vec<Fact>,
    /// What to find out where the answer is open; empty where it is not.
    pub open: Vec<Question>,
}

/// A fact to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub fact: Fact,
    /// For a head count, the bounds to compare it with: is it that many or more?
    pub bounds: Vec<u64>,
}

/// Decides which evaluation 指針第5の2 asks for.
///
/// The answer is a range because the facts are; it names the facts that decide, and those that are missing. 500
/// itself counts as 「500人以上」. 基礎項目評価 is part of every level above [`Level::None`].
/// Law: 番号法第28条第1項, 規則第5条–第7条, 指針第5の2.
///
/// ```
/// use hyoka::threshold::{Count, Facts, Level, decide};
/// let facts = Facts { subjects: Count::exactly(120_000), handlers: Count::exactly(60), accident: Some(false) };
/// assert_eq!(decide(&facts).least, Level::Juten);
/// ```
#[must_use]
pub fn decide(facts: &Facts) -> Decision {
    let (least, most) = range(facts);
    Decision {
        least,
        most,
        decided_by: grounds(facts, |low, high| (low, high) == (least, most)),
        open: questions(facts),
    }
}

/// The fewest facts for which the range of levels `holds`, whatever the other facts are; all facts if it never does.
#[must_use]
pub fn grounds(facts: &Facts, holds: impl Fn(Level, Level) -> bool) -> Vec<Fact> {
    const ALL: [Fact; 3] = [Fact::Subjects, Fact::Handlers, Fact::Accident];
    let mut sets: Vec<Vec<Fact>> = (0..8_u8)
        .map(|bits| {
            let chosen = ALL.iter().zip(0..3).filter(|(_, bit)| bits & (1 << *bit) != 0);
            chosen.map(|(fact, _)| *fact).collect()
        })
        .collect();
    sets.sort_by_key(Vec::len);
    sets.into_iter()
        .find(|known| {
            let (least, most) = range(&only(facts, known));
            holds(least, most)
        })
        .unwrap_or_else(|| ALL.to_vec())
}

/// The facts with all but the `known` ones taken away.
fn only(facts: &Facts, known: &[Fact]) -> Facts {
    let count = |fact, count| if known.contains(&fact) { count } else { Count::UNKNOWN };
    Facts {
        subjects: count(Fact::Subjects, facts.subjects),
        handlers: count(Fact::Handlers, facts.handlers),
        accident: facts.accident.filter(|_| known.contains(&Fact::Accident)),
    }
}

/// The lightest and the heaviest level; the table only ever rises with each fact.
fn range(facts: &Facts) -> (Level, Level) {
    let most = |count: Count| count.most.unwrap_or(u64::MAX);
    (
        level(
            facts.subjects.least,
            facts.handlers.least,
            facts.accident.unwrap_or(false),
        ),
        level(
            most(facts.subjects),
            most(facts.handlers),
            facts.accident.unwrap_or(true),
        ),
    )
}

/// The law's table.
fn level(subjects: u64, handlers: u64, accident: bool) -> Level {
    let [some, many, great, greatest] = SUBJECT_BOUNDS;
    let heavier = handlers >= HANDLER_BOUNDS[0] || accident;
    if subjects < some {
        Level::None
    } else if subjects < many {
        Level::Kiso
    } else if subjects < great {
        if heavier { Level::Juten } else { Level::Kiso }
    } else if subjects < greatest && !heavier {
        Level::Juten
    } else {
        Level::Zenkomoku
    }
}

/// What decides between the levels that are possible.
fn questions(facts: &Facts) -> Vec<Question> {
    let subjects = points(facts.subjects, &SUBJECT_BOUNDS);
    let handlers = points(facts.handlers, &HANDLER_BOUNDS);
    let accidents = facts.accident.map_or(vec![false, true], |accident| vec![accident]);

    let mut people = SUBJECT_BOUNDS.to_vec();
    people.retain(|bound| {
        let splits = |handlers: u64, accident| {
            level(bound.saturating_sub(1), handlers, accident) != level(*bound, handlers, accident)
        };
        facts.subjects.straddles(*bound) && handlers.iter().any(|h| accidents.iter().any(|a| splits(*h, *a)))
    });
    let mut staff = HANDLER_BOUNDS.to_vec();
    staff.retain(|bound| {
        let splits = |subjects: u64, accident| {
            level(subjects, bound.saturating_sub(1), accident) != level(subjects, *bound, accident)
        };
        facts.handlers.straddles(*bound) && subjects.iter().any(|s| accidents.iter().any(|a| splits(*s, *a)))
    });
    let incident = facts.accident.is_none()
        && subjects
            .iter()
            .any(|s| handlers.iter().any(|h| level(*s, *h, false) != level(*s, *h, true)));

    let asked = [
        (Fact::Subjects, !people.is_empty(), people),
        (Fact::Handlers, !staff.is_empty(), staff),
        (Fact::Accident, incident, Vec::new()),
    ];
    asked
        .into_iter()
        .filter(|(_, open, _)| *open)
        .map(|(fact, _, bounds)| Question { fact, bounds })
        .collect()
}

/// One count for each row of the table that a range lies in.
fn points(count: Count, bounds: &[u64]) -> Vec<u64> {
    let inside = bounds.iter().copied().filter(|bound| count.straddles(*bound));
    std::iter::once(count.least).chain(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{Juten, Kiso, None as Free, Zenkomoku};

    fn exact(subjects: u64, handlers: u64, accident: bool) -> Level {
        let decision = decide(&Facts {
            subjects: Count::exactly(subjects),
            handlers: Count::exactly(handlers),
            accident: Some(accident),
        });
        assert_eq!(decision.least, decision.most);
        assert_eq!(decision.open, []);
        decision.least
    }

    #[test]
    fn the_whole_table_holds_on_both_sides_of_each_bound() {
        // 対象人数, then few handlers without an accident, few with one, 499 / 500 handlers without and with one.
        for (subjects, light, heavy) in [
            (0, Free, Free),
            (999, Free, Free),
            (1_000, Kiso, Kiso),
            (9_999, Kiso, Kiso),
            (10_000, Kiso, Juten),
            (99_999, Kiso, Juten),
            (100_000, Juten, Zenkomoku),
            (299_999, Juten, Zenkomoku),
            (300_000, Zenkomoku, Zenkomoku),
            (u64::MAX, Zenkomoku, Zenkomoku),
        ] {
            assert_eq!(exact(subjects, 0, false), light, "{subjects}");
            assert_eq!(exact(subjects, 499, false), light, "{subjects}");
            assert_eq!(exact(subjects, 499, true), heavy, "{subjects}");
            assert_eq!(exact(subjects, 500, false), heavy, "{subjects}");
            assert_eq!(exact(subjects, 500, true), heavy, "{subjects}");
        }
    }

    fn facts(subjects: (u64, Option<u64>), handlers: (u64, Option<u64>), accident: Option<bool>) -> Facts {
        let count = |(least, most)| Count { least, most };
        Facts {
            subjects: count(subjects),
            handlers: count(handlers),
            accident,
        }
    }

    #[test]
    fn the_fewest_deciding_facts_are_named() {
        let by = |facts: &Facts| decide(facts).decided_by;
        let few = (0, Some(100));
        assert_eq!(by(&facts((0, Some(999)), few, Some(true))), [Fact::Subjects]);
        assert_eq!(by(&facts((300_000, None), few, Some(false))), [Fact::Subjects]);
        assert_eq!(
            by(&facts((10_000, Some(99_999)), (500, None), Some(false))),
            [Fact::Subjects, Fact::Handlers]
        );
        assert_eq!(
            by(&facts((10_000, Some(99_999)), few, Some(true))),
            [Fact::Subjects, Fact::Accident]
        );
        assert_eq!(
            by(&facts((10_000, Some(99_999)), few, Some(false))),
            [Fact::Subjects, Fact::Handlers, Fact::Accident]
        );
    }

    #[test]
    fn an_open_answer_asks_only_for_what_would_narrow_it() {
        let decision = decide(&facts((100_000, Some(299_999)), (120, Some(899)), Some(false)));
        assert_eq!((decision.least, decision.most), (Juten, Zenkomoku));
        let handlers = Question {
            fact: Fact::Handlers,
            bounds: vec![500],
        };
        assert_eq!(decision.open, [handlers]);

        let decision = decide(&facts((1_000, Some(9_999)), (0, None), None));
        assert_eq!((decision.least, decision.most), (Kiso, Kiso));
        assert_eq!(decision.open, []);

        let decision = decide(&facts((100_000, Some(299_999)), (500, None), None));
        assert_eq!((decision.least, decision.most), (Zenkomoku, Zenkomoku));
        assert_eq!(decision.open, []);
    }

    #[test]
    fn nothing_known_leaves_everything_open() {
        let decision = decide(&facts((0, None), (0, None), None));
        assert_eq!((decision.least, decision.most), (Free, Zenkomoku));
        assert_eq!(decision.decided_by, []);
        let asked: Vec<Fact> = decision.open.iter().map(|question| question.fact).collect();
        assert_eq!(asked, [Fact::Subjects, Fact::Handlers, Fact::Accident]);
    }

    #[test]
    fn grounds_may_be_fewer_than_those_of_the_whole_answer() {
        let facts = facts((10_000, Some(99_999)), (0, Some(10)), Some(false));
        assert_eq!(grounds(&facts, |least, _| least > Free), [Fact::Subjects]);
    }
}

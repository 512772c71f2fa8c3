//! Number formats of spreadsheets: what a cell with a number says. A day where the format prints one, words where it prints a
//! time or a month, else the number and how it is printed.

mod builtin;
mod moment;
mod number;
mod parse;

use jiff::civil::Date;

pub(super) use builtin::builtin;
pub(super) use moment::Epoch;
pub(super) use number::general;

use super::raw::Said;
use moment::{Moment, moment_words};
use parse::{Section, Token};

/// A number format, cut into its sections.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// What a number is under a format, and what must be told of it.
#[derive(Debug, PartialEq)]
pub(super) struct Meant {
    pub(super) said: Said,
    pub(super) doubt: Option<&'static str>,
}

const NO_DAY: &str = "日付の書式ですが、日付にならない数です";
const TIME_NOT_SHOWN: &str = "時刻も入っていますが、書式が表示しないため日付だけを読みました";
const UNPRINTABLE: &str = "この数の書式どおりには書けないため、数字のまま読みました";

impl Format {
    /// Reads a format's code, such as `[$-411]ggge"年"m"月"d"日"`.
    pub(super) fn new(code: &str) -> Self {
        Self {
            sections: parse::sections(code),
        }
    }

    /// Whether words are not shown under it (`;;;`).
    pub(super) fn conceals_words(&self) -> bool {
        self.sections.get(3).is_some_and(|section| section.tokens.is_empty())
    }

    /// What a number says.
    pub(super) fn meant(&self, value: f64, epoch: Epoch) -> Meant {
        let plain = |doubt| Meant {
            said: Said::Number {
                value,
                shown: general(value),
            },
            doubt,
        };
        let Some((section, magnitude)) = self.section(value) else {
            return plain(None);
        };
        if section.is_moment() {
            return moment_meant(section, value, epoch).unwrap_or_else(|| plain(Some(NO_DAY)));
        }
        if section.tokens.is_empty() {
            return Meant {
                said: Said::Concealed(general(value)),
                doubt: None,
            };
        }
        match number::shown(section, magnitude) {
            Some(shown) => Meant {
                said: Said::Number { value, shown },
                doubt: None,
            },
            None => plain(Some(UNPRINTABLE)),
        }
    }

    /// The section for a number, and the number that it prints: without its sign where the section writes it itself.
    fn section(&self, value: f64) -> Option<(&Section, f64)> {
        let sections = &self.sections[..self.sections.len().min(3)];
        if sections.iter().any(|section| section.condition.is_some()) {
            let fits = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(value));
            return sections.iter().find(fits).map(|section| (section, value));
        }
        match sections {
            [] => None,
            [only] => Some((only, value)),
            [_, negative, ..] if value < 0.0 => Some((negative, -value)),
            [_, _, zero] if value == 0.0 => Some((zero, value)),
            [first, ..] => Some((first, value)),
        }
    }
}

/// A number under a format that prints a date or a time; `None` where it is no moment.
fn moment_meant(section: &Section, value: f64, epoch: Epoch) -> Option<Meant> {
    let has = |letter: char, most: usize| {
        let found = |token: &Token| matches!(token, Token::Moment(one, count) if *one == letter && *count <= most);
        section.tokens.iter().any(found)
    };
    let shows_time =
        has('h', 9) || has('s', 9) || section.tokens.iter().any(|token| matches!(token, Token::Elapsed(..)));
    let moment = Moment::new(value, epoch, section.has_elapsed())?;
    let shows_day = has('d', 2) && has('m', 9);
    let day: Option<Date> = moment.day.filter(|_| shows_day);
    let words = || moment_words(section, &moment);
    Some(match day {
        Some(day) if moment.is_midnight() => Meant {
            said: Said::Day(day),
            doubt: None,
        },
        Some(day) if !shows_time => Meant {
            said: Said::Day(day),
            doubt: Some(TIME_NOT_SHOWN),
        },
        Some(_) | None => Meant {
            said: Said::Words(words()?),
            doubt: None,
        },
    })
}

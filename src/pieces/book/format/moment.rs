//! Serial numbers as days and times, and their words as a format prints them.

use jiff::civil::Date;

use super::parse::{Section, Token};

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Epoch {
    /// 1 is 1900-01-01, and 60 a 29 February that never was.
    #[default]
    From1900,
    /// 0 is 1904-01-01.
    From1904,
}

/// A moment of a serial number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// `None` for a time without a day.
    pub(super) day: Option<Date>,
    /// Seconds since midnight; of time that is counted on, all seconds.
    seconds: u64,
}

const DAY: f64 = 86_400.0;

impl Moment {
    /// `None` where the number is no moment of the years 1900 to 9999.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number lies within the days of eight thousand years"
    )]
    pub(super) fn new(value: f64, epoch: Epoch, counts_on: bool) -> Option<Self> {
        if !(0.0..2_958_466.0).contains(&value) {
            return None;
        }
        let all = (value * DAY).round() as u64;
        if counts_on {
            return Some(Self {
                day: None,
                seconds: all,
            });
        }
        let (days, seconds) = ((all / 86_400).cast_signed(), all % 86_400);
        let (first, since) = match epoch {
            Epoch::From1904 => (Date::constant(1904, 1, 1), days),
            Epoch::From1900 if days == 60 => return None,
            Epoch::From1900 if days > 60 => (Date::constant(1899, 12, 30), days),
            Epoch::From1900 => (Date::constant(1899, 12, 31), days),
        };
        let day = first.checked_add(jiff::Span::new().days(since)).ok()?;
        // 0 of 1900 is a time of no day.
        let day = (epoch == Epoch::From1904 || days > 0).then_some(day);
        Some(Self { day, seconds })
    }

    pub(super) fn is_midnight(&self) -> bool {
        self.seconds == 0
    }
}

/// A moment as a section prints it; `None` where it asks for a day and there is none, or for digits that are not ours.
pub(super) fn moment_words(section: &Section, moment: &Moment) -> Option<String> {
    if section.is_other_digits {
        return None;
    }
    let halves = section.tokens.contains(&Token::HalfDay);
    let (hour, minute, second) = (moment.seconds / 3600, moment.seconds / 60 % 60, moment.seconds % 60);
    let mut words = String::new();
    let padded = |number: u64, count: usize| format!("{number:0count$}", count = count.min(2));
    for token in &section.tokens {
        match token {
            Token::Literal(text) => words.push_str(text),
            Token::Moment('h', count) => {
                let hour = if halves { (hour + 11) % 12 + 1 } else { hour };
                words.push_str(&padded(hour, *count));
            }
            Token::Moment('s', count) => words.push_str(&padded(second, *count)),
            Token::Minutes(count) => words.push_str(&padded(minute, *count)),
            Token::Elapsed('h', count) => words.push_str(&padded(hour, *count)),
            Token::Elapsed('m', count) => words.push_str(&padded(moment.seconds / 60, *count)),
            Token::Elapsed(_, count) => words.push_str(&padded(moment.seconds, *count)),
            Token::HalfDay => words.push_str(if hour < 12 { "AM" } else { "PM" }),
            Token::Moment(letter, count) => words.push_str(&of_day(*letter, *count, moment.day?, section.is_gannen)),
            Token::Point => words.push('.'),
            Token::Comma => words.push(','),
            Token::Slash => words.push('/'),
            Token::Percent => words.push('%'),
            // Parts of a second were rounded away.
            Token::Digit(_) => words.push('0'),
            Token::Exponent | Token::Text | Token::General => return None,
        }
    }
    Some(words)
}

/// What a letter of a format prints of a day.
fn of_day(letter: char, count: usize, day: Date, is_gannen: bool) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const DAYS: [(&str, &str); 7] = [
        ("Sunday", "日"),
        ("Monday", "月"),
        ("Tuesday", "火"),
        ("Wednesday", "水"),
        ("Thursday", "木"),
        ("Friday", "金"),
        ("Saturday", "土"),
    ];
    let weekday = DAYS[day.weekday().to_sunday_zero_offset().unsigned_abs() as usize % 7];
    let month = MONTHS[day.month().unsigned_abs() as usize % 13 - 1];
    let short = |word: &str| word.chars().take(3).collect::<String>();
    let (era, year) = era(day);
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", day.year() % 100),
        ('y', _) => day.year().to_string(),
        ('m', 1) => day.month().to_string(),
        ('m', 2) => format!("{:02}", day.month()),
        ('m', 3) => short(month),
        ('m', 5) => month.chars().take(1).collect(),
        ('m', _) => month.to_owned(),
        ('d', 1) => day.day().to_string(),
        ('d', 2) => format!("{:02}", day.day()),
        ('d', 3) => short(weekday.0),
        ('d', _) => weekday.0.to_owned(),
        ('a', 3) => weekday.1.to_owned(),
        ('a', _) => format!("{}曜日", weekday.1),
        ('g', 1) => era.1.to_owned(),
        ('g', 2) => era.0.chars().take(1).collect(),
        ('g', _) => era.0.to_owned(),
        ('e', _) if is_gannen && year == 1 => "元".to_owned(),
        ('e', 1) => year.to_string(),
        ('e', _) => format!("{year:02}"),
        _ => String::new(),
    }
}

/// The era of a day, its letter, and the day's year in it.
fn era(day: Date) -> ((&'static str, &'static str), i16) {
    const ERAS: [(&str, &str, Date); 5] = [
        ("令和", "R", Date::constant(2019, 5, 1)),
        ("平成", "H", Date::constant(1989, 1, 8)),
        ("昭和", "S", Date::constant(1926, 12, 25)),
        ("大正", "T", Date::constant(1912, 7, 30)),
        ("明治", "M", Date::constant(1868, 1, 25)),
    ];
    let found = ERAS.iter().find(|(.., first)| *first <= day).unwrap_or(&ERAS[4]);
    ((found.0, found.1), day.year() - found.2.year() + 1)
}

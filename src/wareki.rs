//! 和暦: civil dates as Japanese public documents print them. Knows the five eras since 1868 and no clock.

use jiff::civil::{Date, date};

/// 元号 and the day each began, newest first. Law: 元号法, 元号を改める政令.
const ERAS: [(&str, Date); 5] = [
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 1, 25)),
];

/// The names of the eras.
pub fn eras() -> impl Iterator<Item = &'static str> {
    ERAS.iter().map(|(name, _)| *name)
}

/// Prints a date in 和暦: 2019-05-01 is 令和元年5月1日. Dates before 明治 keep the Western year.
#[must_use]
pub fn format(day: Date) -> String {
    let (month, in_month) = (day.month(), day.day());
    match ERAS.iter().find(|(_, start)| day >= *start) {
        Some((era, start)) => match day.year() - start.year() + 1 {
            1 => format!("{era}元年{month}月{in_month}日"),
            year => format!("{era}{year}年{month}月{in_month}日"),
        },
        None => format!("{}年{month}月{in_month}日", day.year()),
    }
}

/// Why a text that looks like a date is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WarekiError {
    /// The text is not written as a date at all.
    #[error("日付の書き方ではありません")]
    NotADate,
    /// The calendar has no such day, such as 2月30日.
    #[error("暦にない日です")]
    NoSuchDay,
    /// The day lies outside the era, such as 平成31年5月1日; holds the right notation.
    #[error("その元号の期間にない日です（正しくは{0}）")]
    OutsideEra(String),
}

/// Reads `2025-11-10`, `2025/11/10`, `2025年11月10日` and 和暦 such as 令和7年11月10日 or 令和元年5月1日.
///
/// Full-width digits are accepted; anything before or after the date is not.
///
/// # Errors
/// [`WarekiError`] says whether it is no date, no day of the calendar, or a day outside its era.
pub fn parse(text: &str) -> Result<Date, WarekiError> {
    let text: String = crate::folding::nfkc(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let era = ERAS.iter().find(|(name, _)| text.starts_with(name));
    let rest = era.map_or(text.as_str(), |(name, _)| &text[name.len()..]);
    let rest = rest.strip_suffix('日').unwrap_or(rest);
    let parts: Vec<&str> = rest.split(['年', '月', '-', '/', '.']).collect();
    let [year, month, day] = parts[..] else {
        return Err(WarekiError::NotADate);
    };
    let number = |part: &str| -> Result<i16, WarekiError> {
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
            return Err(WarekiError::NotADate);
        }
        part.parse().map_err(|_| WarekiError::NotADate)
    };
    let year = if year == "元" && era.is_some() {
        1
    } else {
        number(year)?
    };
    let (month, day) = (number(month)?, number(day)?);
    let western = match era {
        None if year < 1000 => return Err(WarekiError::NotADate),
        None => year,
        Some(_) if year == 0 => return Err(WarekiError::NoSuchDay),
        Some((_, start)) => start.year().saturating_add(year - 1),
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(WarekiError::NoSuchDay);
    };
    let found = Date::new(western, month, day).map_err(|_| WarekiError::NoSuchDay)?;
    match era {
        Some((name, _)) if !format(found).starts_with(name) => Err(WarekiError::OutsideEra(format(found))),
        _ => Ok(found),
    }
}

/// The day that a text meant which was written on `written`, when its era went on as far as anyone knew: before
/// 2019-05-01 平成32年 was the way to write 2020. `None` for what was no such day.
#[must_use]
pub fn foreseen(text: &str, written: Date) -> Option<Date> {
    let Err(WarekiError::OutsideEra(right)) = parse(text) else {
        return None;
    };
    let day = parse(&right).ok()?;
    let (era, _) = ERAS.iter().find(|(_, start)| written >= *start)?;
    let named = crate::folding::nfkc(text).trim_start().starts_with(era);
    (named && day > written).then_some(day)
}

/// A date inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub range: std::ops::Range<usize>,
    /// Whether it is written in 和暦.
    pub era: bool,
    pub date: Result<Date, WarekiError>,
}

/// The dates that stand in a text with year, month and day, in its order: 令和7年3月31日, 2025年3月31日, 2025/3/31.
///
/// Expects digits of one width, so [`crate::folding::nfkc`] goes before. A month or a year alone is no date here.
#[must_use]
pub fn dates(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (start, first) in text.char_indices() {
        if found.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        let rest = &text[start..];
        let era = eras().find(|name| rest.starts_with(name));
        let inside_number = text[..start].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.'));
        if era.is_none() && (!first.is_ascii_digit() || inside_number) {
            continue;
        }
        if let Some(length) = date_length(rest, era) {
            found.push(Found {
                range: start..start + length,
                era: era.is_some(),
                date: parse(&rest[..length]),
            });
        }
    }
    found
}

/// The length of the date that a text begins with.
fn date_length(text: &str, era: Option<&str>) -> Option<usize> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[era.map_or(0, str::len)..];
    let year = after.trim_start();
    let year_length = match digits(year) {
        0 if era.is_some() && year.starts_with('元') => '元'.len_utf8(),
        length @ 1..=2 if era.is_some() => length,
        4 if era.is_none() && ("1868".."2200").contains(&&year[..4]) => 4,
        _ => return None,
    };
    let rest = year[year_length..].trim_start();
    let between = rest.chars().next()?;
    let (second, last) = match between {
        '年' => ('月', Some('日')),
        '/' | '-' | '.' if era.is_none() => (between, None),
        _ => return None,
    };
    let month = rest[between.len_utf8()..].trim_start();
    let month_length = digits(month);
    let rest = month[month_length..].trim_start().strip_prefix(second)?;
    let day = rest.trim_start();
    let day_length = digits(day);
    if !(1..=2).contains(&month_length) || !(1..=2).contains(&day_length) {
        return None;
    }
    let rest = &day[day_length..];
    let rest = match last {
        Some(last) => rest.trim_start().strip_prefix(last)?,
        // A fourth part makes it a number of something else.
        None if rest.starts_with(between) => return None,
        None => rest,
    };
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_inside_a_text() {
        let found: Vec<&str> = {
            let text = "令和元年5月1日から 2022/2/15 まで(平成31年 4月30日)、2025年3月31日";
            dates(text).into_iter().map(|found| &text[found.range]).collect()
        };
        assert_eq!(
            found,
            ["令和元年5月1日", "2022/2/15", "平成31年 4月30日", "2025年3月31日"]
        );
    }

    #[test]
    fn numbers_that_only_look_like_dates_are_left_alone() {
        for text in [
            "0594-24-1131",
            "令和7年3月",
            "192.168.2000.1.1",
            "2022/2/15/3",
            "514-2022-2-1",
        ] {
            assert_eq!(dates(text), [], "{text}");
        }
    }

    #[test]
    fn a_date_may_break_off_anywhere() {
        for text in ["令和7年12月31日", "2025年12月31日", "2025/12/31", "令和 元年 5月 1日"] {
            for (at, _) in text.char_indices() {
                assert_eq!(
                    dates(&text[..at]).len(),
                    usize::from(at + 1 == text.len() && text.contains('/'))
                );
            }
        }
    }

    #[test]
    fn impossible_dates_are_found_too() {
        let found = dates("令和7年2月30日に廃止");
        assert_eq!(found[0].date, Err(WarekiError::NoSuchDay));
    }

    #[test]
    fn eras_change_on_their_first_day() {
        assert_eq!(format(date(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(format(date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(format(date(1989, 1, 7)), "昭和64年1月7日");
    }

    #[test]
    fn every_day_reads_back_from_its_print() {
        let mut day = date(1868, 1, 25);
        while day < date(2040, 1, 1) {
            assert_eq!(parse(&format(day)), Ok(day));
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_day_beyond_an_era_was_right_while_the_era_went_on() {
        let written = date(2019, 3, 29);
        assert_eq!(foreseen("平成32年4月1日", written), Some(date(2020, 4, 1)));
        assert_eq!(foreseen("平成３１年５月１日", written), Some(date(2019, 5, 1)));
        assert_eq!(foreseen("平成32年4月1日", date(2019, 5, 1)), None);
        assert_eq!(foreseen("昭和65年4月1日", written), None);
        assert_eq!(foreseen("令和元年4月1日", date(2026, 6, 30)), None);
        assert_eq!(foreseen("平成31年4月30日", written), None);
        assert_eq!(foreseen("平成32年2月30日", written), None);
    }

    #[test]
    fn impossible_dates_are_told_apart() {
        assert_eq!(
            parse("平成31年5月1日"),
            Err(WarekiError::OutsideEra("令和元年5月1日".to_owned()))
        );
        assert_eq!(parse("令和0年1月1日"), Err(WarekiError::NoSuchDay));
        assert_eq!(parse("令和7年2月30日"), Err(WarekiError::NoSuchDay));
        assert_eq!(parse("令和8年3月予定"), Err(WarekiError::NotADate));
        assert_eq!(parse("２０２５／１１／１０"), Ok(date(2025, 11, 10)));
    }
}

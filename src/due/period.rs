//! Periods of days that a text tells: 令和8年4月1日から同年5月7日まで. Reads words, judges no length.

use jiff::civil::Date;

use crate::folding::nfkc;
use crate::wareki;

/// What may stand between the first day and the last one.
const LINKS: [&str; 9] = ["から", "より", "~", "〜", "～", "-", "－", "―", "乃至"];

/// A first and a last day as a text tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub last: Date,
}

impl Period {
    /// How many days it has, the first and the last among them.
    #[must_use]
    pub fn days(self) -> i32 {
        (self.last - self.first).get_days() + 1
    }
}

/// The periods of a text in its order. A day alone is none.
///
/// A last day without a year is of the same year, or of the next where its month has gone by: 令和7年12月15日～1月20日.
#[must_use]
pub fn periods(text: &str) -> Vec<Period> {
    let text: String = nfkc(text).chars().filter(|c| !c.is_whitespace()).collect();
    let found = wareki::dates(&text);
    let mut periods = Vec::new();
    for (at, start) in found.iter().enumerate() {
        let Ok(first) = start.date else { continue };
        let Some(rest) = linked(&text[start.range.end..]) else {
            continue;
        };
        let from = text.len() - rest.len();
        let last = match found.get(at + 1) {
            Some(next) if next.range.start == from => next.date.clone().ok(),
            _ => short(rest, first),
        };
        periods.extend(last.map(|last| Period { first, last }));
    }
    periods
}

/// The days that a text tells with their year, those of periods among them.
#[must_use]
pub fn days(text: &str) -> Vec<Date> {
    let found = wareki::dates(&nfkc(text));
    let periods = periods(text).into_iter().flat_map(|period| [period.first, period.last]);
    found
        .into_iter()
        .filter_map(|found| found.date.ok())
        .chain(periods)
        .collect()
}

/// What follows a word that leads to the last day, behind a day of the week in brackets.
fn linked(rest: &str) -> Option<&str> {
    let rest = without_brackets(rest);
    LINKS.iter().find_map(|link| rest.strip_prefix(link))
}

fn without_brackets(rest: &str) -> &str {
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    inside
        .filter(|(inside, _)| inside.chars().count() <= 4)
        .map_or(rest, |(_, behind)| behind)
}

/// A day that leaves out what it shares with the first day: 5月7日, 同年5月7日, 同月30日, 30日.
fn short(rest: &str, first: Date) -> Option<Date> {
    let same_year = rest.strip_prefix("同年");
    let rest = same_year.unwrap_or(rest);
    if let Some((month, after)) = number(rest).and_then(|(month, after)| Some((month, after.strip_prefix('月')?))) {
        let (day, after) = number(after)?;
        after.strip_prefix('日')?;
        let gone = month < first.month() && same_year.is_none();
        return Date::new(first.year() + i16::from(gone), month, day).ok();
    }
    let (day, after) = number(rest.strip_prefix("同月").unwrap_or(rest))?;
    after.strip_prefix('日').filter(|after| !after.starts_with('間'))?;
    Date::new(first.year(), first.month(), day).ok()
}

fn number(text: &str) -> Option<(i8, &str)> {
    let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((text[..length].parse().ok()?, &text[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_read_in_many_ways() {
        let (first, last) = (date(2026, 4, 1), date(2026, 5, 7));
        for text in [
            "令和8年4月1日から令和8年5月7日まで",
            "令和８年４月１日（水）～同年５月７日（木）（37日間）",
            "令和8年4月1日から5月7日まで意見を求めた。",
            "2026/4/1 ～ 2026/5/7",
            "期間: 2026年4月1日-5月7日",
        ] {
            assert_eq!(periods(text), [Period { first, last }], "{text}");
        }
        assert_eq!(Period { first, last }.days(), 37);
    }

    #[test]
    fn what_is_left_out_is_of_the_first_day() {
        let one = |text| periods(text).first().map(|period| period.last);
        assert_eq!(one("令和8年4月1日から同月30日まで"), Some(date(2026, 4, 30)));
        assert_eq!(one("令和8年4月1日～30日"), Some(date(2026, 4, 30)));
        assert_eq!(one("令和7年12月15日～1月20日"), Some(date(2026, 1, 20)));
        assert_eq!(one("令和8年4月1日から同年3月7日まで"), Some(date(2026, 3, 7)));
    }

    #[test]
    fn a_day_alone_is_no_period() {
        for text in [
            "令和8年4月1日",
            "令和8年4月1日から30日間",
            "4月1日から5月7日まで",
            "",
            "令和8年4月1日から2月30日まで",
        ] {
            assert_eq!(periods(text), [], "{text}");
        }
        assert_eq!(days("令和8年4月1日及び同月3日"), [date(2026, 4, 1)]);
    }
}

//! Days as people and spreadsheets write them: R8.10.1, R081001, 46296, 2026/10/01 0:00:00, 令和八年十月一日（木）.
//! Owns what is meant and how sure that is; finds nothing wrong.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::folding::{fold, nfkc};
use crate::law::numeral;
use crate::wareki::{self, WarekiError};

/// A day that some words mean which are taken for no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    /// The day, or why there is none such.
    pub day: Result<Date, WarekiError>,
    /// Whether nothing else can be meant.
    pub certain: bool,
    /// What the words are, said to their author; empty where that is plain.
    pub is: &'static str,
    /// Whether the words are a day and nothing more, even where words may stand.
    pub bare: bool,
}

/// The day that a text means, if it means one.
pub(super) fn meant(text: &str) -> Option<Meant> {
    let folded = fold(text);
    if let Some(found) = digits(&folded) {
        return Some(found);
    }
    let mut certain = true;
    let mut is = "";
    let mut bare = true;
    let spaced = nfkc(text.trim());
    let timeless;
    let mut words = folded.as_str();
    if let Some((day, weekday)) = with_weekday(words) {
        words = day;
        is = "曜日は要りません。";
        let read = spelt(words).and_then(Result::ok);
        if read.is_some_and(|day| day.weekday() != weekday) {
            certain = false;
            is = "曜日が日付と合いません。日付を確かめてください。";
        }
    } else if let Some((day, midnight)) = with_time(&spaced) {
        timeless = fold(day);
        words = &timeless;
        certain = midnight;
        is = "時刻は要りません。";
    }
    for (end, sure) in [
        ("時点", true),
        ("現在", true),
        ("付け", true),
        ("付", true),
        ("より", false),
        ("から", false),
        ("予定", false),
    ] {
        if let Some(day) = words.strip_suffix(end) {
            words = day;
            certain &= sure;
            is = "日付だけを書いてください。";
            bare = false;
            break;
        }
    }
    Some(Meant {
        day: spelt(words)?,
        certain,
        is,
        bare,
    })
}

/// Days that may be meant by a year of one or two digits, such as 8.10.1: of the eras in use, the newest first.
pub(super) fn candidates(text: &str) -> Vec<Date> {
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(['.', '/', '-']).collect();
    let [year, month, day] = parts[..] else {
        return Vec::new();
    };
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if ![year, month, day].into_iter().all(short) {
        return Vec::new();
    }
    let eras = wareki::eras().take(3);
    let read = eras.filter_map(|era| wareki::parse(&format!("{era}{year}年{month}月{day}日")).ok());
    read.collect()
}

/// Bare digits: 20260630, and a spreadsheet's count of days.
fn digits(folded: &str) -> Option<Meant> {
    if !folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let in_use = |day: &Date| (1868..2200).contains(&day.year());
    if folded.len() == 8 {
        let written = format!("{}-{}-{}", &folded[..4], &folded[4..6], &folded[6..]);
        let day = wareki::parse(&written).ok().filter(in_use)?;
        return Some(Meant {
            day: Ok(day),
            certain: true,
            is: "",
            bare: true,
        });
    }
    // The days of the last century and of this one have five digits; a number of people may have as many.
    let count: i32 = folded.parse().ok().filter(|_| folded.len() == 5)?;
    if !(20_000..80_000).contains(&count) {
        return None;
    }
    let day = date(1899, 12, 30).checked_add(count.days()).ok()?;
    Some(Meant {
        day: Ok(day),
        certain: false,
        is: "Excel の中で日付を表す数です。",
        bare: true,
    })
}

/// A day in one of the ways of spelling it; `None` where it is none.
fn spelt(words: &str) -> Option<Result<Date, WarekiError>> {
    let read = |text: &str| match wareki::parse(text) {
        Err(WarekiError::NotADate) => None,
        read => Some(read),
    };
    read(words)
        .or_else(|| read(&with_era(words)?))
        .or_else(|| read(&in_digits(words)?))
}

/// R8.10.1 and R081001 with the name of the era.
fn with_era(words: &str) -> Option<String> {
    const ERAS: [(char, &str); 5] = [
        ('R', "令和"),
        ('H', "平成"),
        ('S', "昭和"),
        ('T', "大正"),
        ('M', "明治"),
    ];
    let first = words.chars().next()?.to_ascii_uppercase();
    let known = ERAS.iter().find(|(letter, _)| *letter == first);
    let (era, rest) = if let Some((_, era)) = known {
        (*era, &words[1..])
    } else {
        let era = wareki::eras().find(|era| words.starts_with(era))?;
        (era, &words[era.len()..])
    };
    let rest = rest.trim_start_matches('.');
    if rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("{era}{}年{}月{}日", &rest[..2], &rest[2..4], &rest[4..]));
    }
    Some(format!("{era}{rest}"))
}

/// 令和九年四月一日 in digits.
fn in_digits(words: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = words;
    let mut any = false;
    while let Some(c) = rest.chars().next() {
        if let Some((number, length)) = numeral::leading(rest).filter(|_| !c.is_ascii_digit()) {
            out.push_str(&number.to_string());
            rest = &rest[length..];
            any = true;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    any.then_some(out)
}

/// A text without the day of the week behind it: (木), 木曜日.
fn with_weekday(folded: &str) -> Option<(&str, Weekday)> {
    const DAYS: [(char, Weekday); 7] = [
        ('月', Weekday::Monday),
        ('火', Weekday::Tuesday),
        ('水', Weekday::Wednesday),
        ('木', Weekday::Thursday),
        ('金', Weekday::Friday),
        ('土', Weekday::Saturday),
        ('日', Weekday::Sunday),
    ];
    let inner = folded.strip_suffix(')');
    let words = inner.unwrap_or(folded);
    let long = words.strip_suffix("曜日").or(words.strip_suffix("曜"));
    if inner.is_none() && long.is_none() {
        return None;
    }
    let words = long.unwrap_or(words);
    let (_, weekday) = DAYS.into_iter().find(|(sign, _)| words.ends_with(*sign))?;
    let day = &words[..words.len() - '月'.len_utf8()];
    let day = match inner {
        Some(_) => day.strip_suffix('(')?,
        None => day,
    };
    Some((day, weekday))
}

/// A text without the time of day behind it, and whether that is midnight of nowhere.
fn with_time(text: &str) -> Option<(&str, bool)> {
    let (day, time) = text.rsplit_once([' ', 'T'])?;
    let zone = time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let hours = &time[..time.len() - zone.len()];
    let parts: Vec<&str> = hours.split(':').collect();
    let numbers = parts.iter().all(|part| !part.is_empty() && part.len() <= 6);
    let known = zone.is_empty() || zone == "Z" || zone.starts_with('+');
    let zero = hours.chars().all(|c| matches!(c, '0' | ':' | '.'));
    (numbers && known && (2..=3).contains(&parts.len())).then_some((day.trim_end(), zero && zone.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Date, bool)> {
        let found = meant(text)?;
        found.day.ok().map(|day| (day, found.certain))
    }

    #[test]
    fn days_are_read_as_keyboards_and_spreadsheets_give_them() {
        let day = date(2026, 10, 1);
        for text in [
            "R8.10.1",
            "Ｒ８．１０．１",
            "r8/10/1",
            "R.8.10.1",
            "R081001",
            "令和081001",
            "20261001",
            "2026/10/01 0:00:00",
            "2026-10-01 00:00:00",
            "2026-10-01T00:00:00",
            "2026年10月1日 0:00",
            "令和8年10月1日（木）",
            "2026/10/1(木)",
            "令和8年10月1日木曜日",
            "令和八年十月一日",
            "令和8年10月1日　時点",
            "令和8年10月1日現在",
            "R8.10.1付",
        ] {
            assert_eq!(read(text), Some((day, true)), "{text}");
        }
        for text in [
            "46296",
            "令和8年10月1日（金）",
            "令和8年10月1日から",
            "2026-10-01T09:30:00Z",
            "2026/10/1 9:30",
        ] {
            assert_eq!(read(text), Some((day, false)), "{text}");
        }
        assert_eq!(read("令和九年四月一日"), Some((date(2027, 4, 1), true)));
        assert_eq!(read("令和元年五月一日（水）"), Some((date(2019, 5, 1), true)));
        for text in [
            "R8.10",
            "来年の春",
            "12345678",
            "10000",
            "12345",
            "令和8年10月",
            "8.10.1",
            "10:30",
            "（木）",
            "木曜日",
            "T:0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_outside_its_era_is_told_as_that() {
        let found = meant("H38.12.1").unwrap();
        assert_eq!(found.day, Err(WarekiError::OutsideEra("令和8年12月1日".to_owned())));
        assert_eq!(
            meant("S65.1.1").unwrap().day,
            Err(WarekiError::OutsideEra("平成2年1月1日".to_owned()))
        );
        assert_eq!(meant("R8.2.30").unwrap().day, Err(WarekiError::NoSuchDay));
    }

    #[test]
    fn a_year_without_an_era_is_asked() {
        assert_eq!(
            candidates("8.10.1"),
            [date(2026, 10, 1), date(1996, 10, 1), date(1933, 10, 1)]
        );
        assert_eq!(candidates("2026.10.1"), []);
        assert_eq!(candidates("来年"), []);
    }
}

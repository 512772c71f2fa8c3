//! Days, months, halves and years that a folded text names, each with its last day: 令和8年9月, R8.9, 2026年9月30日,
//! 令和8年度上期. Says nothing of what is planned for them.

use std::ops::Range;

use jiff::civil::Date;

use crate::wareki;

/// Parts of a year of budget behind 年度, with the month that each ends with.
const PARTS: [(&str, i8); 13] = [
    ("第1四半期", 6),
    ("第2四半期", 9),
    ("第3四半期", 12),
    ("第4四半期", 3),
    ("上半期", 9),
    ("下半期", 3),
    ("上期", 9),
    ("下期", 3),
    ("前半", 9),
    ("後半", 3),
    ("前期", 9),
    ("後期", 3),
    ("当初", 4),
];

/// The periods of a folded text, in its order.
pub(in crate::check) fn periods(text: &str) -> Vec<(Range<usize>, Date)> {
    let mut found: Vec<(Range<usize>, Date)> = Vec::new();
    for (at, first) in text.char_indices() {
        if found.last().is_some_and(|(last, _)| at < last.end) {
            continue;
        }
        if !(first.is_ascii_digit() || first == 'R' || wareki::eras().any(|era| era.starts_with(first))) {
            continue;
        }
        // What begins inside a number or a word is of another one.
        let inside = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '第'));
        let year = if first.is_ascii_digit() && !inside {
            western(&text[at..])
        } else if first == 'R' && !inside {
            era_year(&text[at + 1..], "令和").map(|(year, length)| (year, length + 1))
        } else {
            wareki::eras()
                .find(|era| text[at..].starts_with(era))
                .and_then(|era| Some((era, era_year(&text[at + era.len()..], era)?)))
                .map(|(era, (year, length))| (year, length + era.len()))
        };
        let Some((year, length)) = year else { continue };
        if let Some((more, day)) = within(year, &text[at + length..]) {
            found.push((at..at + length + more, day));
        }
    }
    found
}

/// A year of four digits, and its length.
fn western(text: &str) -> Option<(i16, usize)> {
    let digits = digits(text);
    let year = text[..digits].parse().ok().filter(|year| (1990..2200).contains(year))?;
    Some((year, digits))
}

/// The year behind the name of an era, and its length.
fn era_year(text: &str, era: &str) -> Option<(i16, usize)> {
    let (year, length) = match digits(text) {
        0 => (1, text.strip_prefix('元').map(|_| '元'.len_utf8())?),
        length @ 1..=2 => (text[..length].parse().ok()?, length),
        _ => return None,
    };
    // Its last day is of every era that has the year at all.
    let western =
        wareki::parse(&format!("{era}{year}年1月31日")).or_else(|_| wareki::parse(&format!("{era}{year}年12月31日")));
    Some((western.ok()?.year(), length))
}

/// What stands behind a year, as far as it names a period of it: its length and the last day.
fn within(year: i16, text: &str) -> Option<(usize, Date)> {
    if let Some(rest) = text.strip_prefix("年度") {
        let part = PARTS.iter().find_map(|(name, month)| {
            let with = rest.strip_prefix('の').unwrap_or(rest);
            Some((rest.len() - with.strip_prefix(name)?.len(), *month))
        });
        let (length, month) = part.unwrap_or((0, 3));
        let year = if month < 4 { year.checked_add(1)? } else { year };
        return Some(("年度".len() + length, last_of(year, month)?));
    }
    let between = text.chars().next().filter(|c| matches!(c, '年' | '.' | '/'))?;
    let behind = &text[between.len_utf8()..];
    let length = digits(behind);
    if length == 0 {
        let end = ["末", "内", "中"].iter().any(|word| behind.starts_with(word));
        return (between == '年' && end).then_some((between.len_utf8(), last_of(year, 12)?));
    }
    let month: i8 = behind[..length].parse().ok().filter(|month| (1..=12).contains(month))?;
    let rest = &behind[length..];
    let mark = if between == '年' { '月' } else { between };
    let upto = between.len_utf8() + length;
    let Some(days) = rest.strip_prefix(mark) else {
        return (between != '年').then_some((upto, last_of(year, month)?));
    };
    let count = digits(days);
    let day = days[..count]
        .parse()
        .ok()
        .and_then(|day| Date::new(year, month, day).ok());
    let closed = mark != '月' || days[count..].starts_with('日');
    match day.filter(|_| closed) {
        Some(day) => {
            let unit = if mark == '月' { '日'.len_utf8() } else { 0 };
            Some((upto + mark.len_utf8() + count + unit, day))
        }
        None => (mark == '月').then_some((upto + mark.len_utf8(), last_of(year, month)?)),
    }
}

fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

fn last_of(year: i16, month: i8) -> Option<Date> {
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_way_of_writing_ends_with_its_last_day() {
        for (text, written, day) in [
            ("令和8年9月に", "令和8年9月", date(2026, 9, 30)),
            ("令和8年9月15日まで", "令和8年9月15日", date(2026, 9, 15)),
            ("2026年9月に移行", "2026年9月", date(2026, 9, 30)),
            ("2026年度中", "2026年度", date(2027, 3, 31)),
            ("R8.9に移行", "R8.9", date(2026, 9, 30)),
            ("R8.9.15に", "R8.9.15", date(2026, 9, 15)),
            ("R8年9月", "R8年9月", date(2026, 9, 30)),
            ("2026/9/15に", "2026/9/15", date(2026, 9, 15)),
            ("令和8年度上期に", "令和8年度上期", date(2026, 9, 30)),
            ("令和7年度下半期", "令和7年度下半期", date(2026, 3, 31)),
            ("令和8年度の第3四半期", "令和8年度の第3四半期", date(2026, 12, 31)),
            ("令和8年度中", "令和8年度", date(2027, 3, 31)),
            ("令和7年末に", "令和7年", date(2025, 12, 31)),
            ("平成31年4月", "平成31年4月", date(2019, 4, 30)),
            ("令和元年5月", "令和元年5月", date(2019, 5, 31)),
        ] {
            let found = periods(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].0.clone()], found[0].1), (written, day), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "2026人",
            "令和8年",
            "ISO27001:2022",
            "第2026年",
            "12345年9月",
            "2026年13月",
            "R8",
            "PR8.9",
            "192.2026.9.1",
            "平成25年法律第27号",
            "令和年月",
        ] {
            assert_eq!(periods(text), [], "{text}");
        }
    }
}

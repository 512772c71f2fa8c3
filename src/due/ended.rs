//! Whether the 事務 of an assessment has ended: what its name and the day of the end say. Judges neither.

use std::ops::Range;

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::form::{Display, Registered};
use crate::wareki;

/// Brackets that authors put around the end in 評価書名; the first pair is the right one.
const BRACKETS: [(char, char); 8] = [
    ('【', '】'),
    ('（', '）'),
    ('(', ')'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
    ('＜', '＞'),
    ('《', '》'),
];

/// The end of the 事務.
#[derive(Debug, Clone)]
pub struct End<'a> {
    /// Where it is told.
    pub place: Cursor<'a>,
    /// The day, where one is told.
    pub date: Option<Date>,
}

/// What 評価書名 says of the end, such as 【令和7年3月31日終了】.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suffix {
    /// Where it stands in 評価書名, brackets included.
    pub range: Range<usize>,
    /// Written in 【】 and ending with 終了.
    pub well_formed: bool,
    pub date: Option<Date>,
}

/// The end of the 事務 by the day that is told, else by 評価書名; `None` while it goes on.
#[must_use]
pub fn end(assessment: &Assessment) -> Option<End<'_>> {
    let told = assessment.registered(Registered::Ended);
    if let Some(told) = told.filter(Cursor::is_filled) {
        let date = told.date();
        return Some(End { place: told, date });
    }
    let title = assessment.displayed(Display::Name)?;
    let suffix = suffix(title.text())?;
    Some(End {
        place: title,
        date: suffix.date,
    })
}

/// Finds the end in 評価書名. The name of a 事務 that only has the word 終了 in it tells of no end.
#[must_use]
pub fn suffix(title: &str) -> Option<Suffix> {
    let title = title.trim_end();
    bracketed(title).or_else(|| bare(title))
}

fn bracketed(title: &str) -> Option<Suffix> {
    let (start, open) = title
        .char_indices()
        .rfind(|(_, c)| BRACKETS.iter().any(|(open, _)| open == c))?;
    let (_, close) = BRACKETS.iter().find(|(bracket, _)| *bracket == open)?;
    let inside = start + open.len_utf8();
    let length = title[inside..].find(*close)?;
    let inner = title[inside..inside + length].trim();
    let date = date_in(inner);
    let ends = inner.ends_with("終了");
    (ends || (date.is_some() && inner.contains("終了"))).then(|| Suffix {
        range: start..inside + length + close.len_utf8(),
        well_formed: open == '【' && ends,
        date,
    })
}

/// Without brackets only a day right before the word tells it.
fn bare(title: &str) -> Option<Suffix> {
    let head = title.strip_suffix("終了")?;
    // A day in words is short; the longest reading is the right one.
    let starts: Vec<usize> = head.char_indices().rev().take(20).map(|(start, _)| start).collect();
    starts.into_iter().rev().find_map(|start| {
        let day = crate::folding::nfkc(head[start..].trim_end());
        let found = wareki::dates(&day).into_iter().next()?;
        (found.range == (0..day.len())).then(|| Suffix {
            range: start..title.len(),
            well_formed: false,
            date: found.date.ok(),
        })
    })
}

fn date_in(text: &str) -> Option<Date> {
    let found = wareki::dates(&crate::folding::nfkc(text));
    found.into_iter().find_map(|found| found.date.ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_end_is_read_in_any_brackets() {
        let end = Some(date(2025, 3, 31));
        for (title, expected, well_formed) in [
            (
                "給付事務 重点項目評価書【令和7年3月31日終了】",
                "【令和7年3月31日終了】",
                true,
            ),
            (
                "給付事務 重点項目評価書【令和7年3月31日 終了】",
                "【令和7年3月31日 終了】",
                true,
            ),
            (
                "給付事務 重点項目評価書(令和7年3月31日終了)",
                "(令和7年3月31日終了)",
                false,
            ),
            (
                "給付事務（令和７年３月３１日終了） 重点項目評価書",
                "（令和７年３月３１日終了）",
                false,
            ),
            (
                "給付事務 重点項目評価書 令和7年3月31日終了",
                "令和7年3月31日終了",
                false,
            ),
        ] {
            let suffix = suffix(title).unwrap();
            assert_eq!(&title[suffix.range], expected);
            assert_eq!((suffix.date, suffix.well_formed), (end, well_formed), "{title}");
        }
    }

    #[test]
    fn a_name_with_the_word_is_no_end() {
        for title in [
            "訓練終了者の支援に関する事務",
            "給付（終了者分）に関する事務",
            "支援の終了",
            "",
            "終了",
        ] {
            assert_eq!(suffix(title), None, "{title}");
        }
    }
}

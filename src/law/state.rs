//! What 番号法 has on a day, by `schemas/law/<day>.yaml`: the newest state that says it judges that day. Reads no text.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/law_states.rs"));

/// The Act as of a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The day of the text that was read.
    #[serde(deserialize_with = "super::day")]
    pub as_of: Date,
    /// The first day of publication of the versions that are held against it.
    #[serde(deserialize_with = "super::day")]
    pub judges_from: Date,
    /// In their order.
    pub articles: Vec<Article>,
    /// 別表, in its order.
    table: Vec<Row>,
    /// The laws that 別表 names with their numbers.
    laws: Vec<Numbered>,
}

/// An article of the main provisions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// 18の2.
    pub number: String,
    /// Without brackets; empty where it has none.
    pub caption: String,
    /// How many items each of its paragraphs has.
    pub items: Vec<u32>,
}

/// A row of 別表.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// 2の2.
    pub number: String,
    /// 実施者.
    pub by: String,
    /// The laws that its 事務 is of.
    pub laws: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    title: String,
    number: String,
}

/// Every state, the newest first.
pub fn states() -> impl Iterator<Item = &'static State> {
    BUILTIN.iter().map(|state| &**state)
}

/// The state that a version published on `day` is held against; none for a day before all of them.
#[must_use]
pub fn state_on(day: Date) -> Option<&'static State> {
    states().find(|state| day >= state.judges_from)
}

impl State {
    #[must_use]
    pub fn article(&self, number: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    #[must_use]
    pub fn row(&self, number: &str) -> Option<&Row> {
        self.table.iter().find(|row| row.number == number)
    }

    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.table
    }

    /// The rows with 事務 of a law.
    pub fn rows_of<'s>(&'s self, law: &'s str) -> impl Iterator<Item = &'s Row> {
        self.table
            .iter()
            .filter(move |row| row.laws.iter().any(|known| known == law))
    }

    /// The laws of 別表, with the numbers that it says.
    pub(super) fn titles(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let numbered = self
            .laws
            .iter()
            .map(|law| (law.title.as_str(), Some(law.number.as_str())));
        let named = self
            .table
            .iter()
            .flat_map(|row| &row.laws)
            .map(|law| (law.as_str(), None));
        numbered.chain(named)
    }
}

impl Article {
    /// Its name as texts of law have it: 第18条の2.
    #[must_use]
    pub fn name(&self) -> String {
        match self.number.split_once('の') {
            Some((number, branch)) => format!("第{number}条の{branch}"),
            None => format!("第{}条", self.number),
        }
    }

    /// The name with the caption, as far as there is one: 第9条（利用範囲）.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.name();
        if self.caption.is_empty() {
            name
        } else {
            format!("{name}（{}）", self.caption)
        }
    }

    /// How many items a paragraph has, counted from 1.
    #[must_use]
    pub fn items_of(&self, paragraph: u32) -> Option<u32> {
        let index = usize::try_from(paragraph.checked_sub(1)?).ok()?;
        self.items.get(index).copied()
    }

    #[must_use]
    pub fn paragraphs(&self) -> usize {
        self.items.len()
    }
}

impl Row {
    /// The first 実施者, without what stands in brackets and what provision says who it is; ほか where there are more.
    #[must_use]
    pub fn who(&self) -> String {
        let mut depth = 0;
        let plain = self.by.chars().filter(|c| {
            let (opens, closes) = (*c == '（', *c == '）');
            depth += i32::from(opens);
            let outside = depth == 0;
            depth -= i32::from(closes);
            outside
        });
        let plain: String = plain.collect();
        let ends = ["、", "又は", "若しくは"].iter().filter_map(|word| plain.find(word));
        let end = ends.min();
        let first = &plain[..end.unwrap_or(plain.len())];
        let named = ["に規定する", "である"].iter().fold(first, |name, word| {
            name.rsplit_once(word).map_or(name, |(_, name)| name)
        });
        let more = if end.is_some() { "ほか" } else { "" };
        format!("{named}{more}")
    }
}

/// A built-in state. A test reads each, so a broken one cannot be released.
fn load(json: &str) -> State {
    serde_json::from_str(json).expect("schemas/law is tested to load")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_newest_state_that_judges_a_day_is_taken() {
        assert!(state_on(date(2024, 5, 26)).is_none());
        let state = state_on(date(2024, 5, 27)).unwrap();
        assert_eq!(state.as_of, date(2025, 9, 24));
        let days: Vec<Date> = states().map(|state| state.as_of).collect();
        assert!(days.is_sorted_by(|newer, older| newer > older));
    }

    #[test]
    fn who_is_the_first_of_all_by_his_own_name() {
        let state = state_on(date(2025, 9, 24)).unwrap();
        for (number, who) in [("19", "厚生労働大臣"), ("27", "都道府県知事ほか"), ("81", "市町村長")]
        {
            assert_eq!(state.row(number).unwrap().who(), who);
        }
        for row in state.rows() {
            let who = row.who();
            let short = !who.is_empty() && who.chars().count() <= 40 && !who.contains(['（', '）']);
            assert!(short, "{} {who}", row.number);
        }
    }

    #[test]
    fn the_act_is_whole() {
        let state = state_on(date(2025, 9, 24)).unwrap();
        assert_eq!((state.articles.len(), state.rows().len()), (86, 177));
        assert_eq!(state.article("19").unwrap().items, [17]);
        assert_eq!(state.article("9").unwrap().title(), "第9条（利用範囲）");
        assert_eq!(state.article("18の2").unwrap().items_of(9), Some(5));
        assert_eq!(state.article("38の3の2").unwrap().name(), "第38条の3の2");
        let rows = |law: &str| state.rows_of(law).map(|row| row.number.clone()).collect::<Vec<_>>();
        assert_eq!(rows("児童手当法"), ["81"]);
        assert_eq!(rows("児童福祉法"), ["8", "9", "10"]);
        for row in state.rows() {
            assert!(!row.laws.is_empty(), "{}", row.number);
        }
    }
}

//! What became of names and numbers of law: `schemas/law.yaml`, read once. Holds facts only; the rules judge texts.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::finding::Severity;
use crate::form::Confidence;

/// The facts of `schemas/law.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawBook {
    pub number_act: Act,
    /// 別表 of 番号法 and the orders on them, a name before any name that it contains.
    pub tables: Vec<Renamed>,
    pub articles: Vec<Moved>,
    pub acts: Vec<Renamed>,
    /// Whole articles of 番号法 that have another number now.
    pub moved_articles: Vec<MovedArticle>,
    /// Public authorities that are no more.
    pub authorities: Vec<Renamed>,
}

/// A law in force.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    pub name: String,
    pub official: String,
    pub aliases: Vec<String>,
}

/// A name that is out of use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    pub name: String,
    /// The first day on which it is out of use.
    #[serde(deserialize_with = "day")]
    pub to: Date,
    pub replaced_by: String,
    /// For the reader, a sentence without a full stop.
    pub note: String,
    pub confidence: Confidence,
}

/// An item (号) of an article of 番号法 that has another number now.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    pub article: u32,
    pub item: u32,
    /// The first day of the new number.
    #[serde(deserialize_with = "day")]
    pub to: Date,
    pub replaced_by: u32,
    /// Words that show that the provision meant is the one that moved.
    pub context: Vec<String>,
    /// Words that show that another provision is meant.
    #[serde(default)]
    pub unless: Vec<String>,
    pub note: String,
    pub confidence: Confidence,
}

/// An article of 番号法 that has another number now.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedArticle {
    pub article: u32,
    /// The first day of the new number.
    #[serde(deserialize_with = "day")]
    pub to: Date,
    pub replaced_by: u32,
    /// Words that show that the provision meant is the one that moved.
    pub context: Vec<String>,
    /// Words that show that it is the one that has the number now.
    pub unless: Vec<String>,
    pub note: String,
    pub confidence: Confidence,
}

/// The facts that are built in.
#[must_use]
pub fn law_book() -> &'static LawBook {
    static BOOK: LazyLock<LawBook> = LazyLock::new(|| {
        // A test reads the built-in file, so a broken one cannot be released.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/law.json")))
            .expect("schemas/law.yaml is tested to load")
    });
    &BOOK
}

/// The severity of a finding that rests on a fact: what is not certain is only told.
#[must_use]
pub fn severity(confidence: Confidence, certain: Severity) -> Severity {
    match confidence {
        Confidence::High => certain,
        Confidence::Medium | Confidence::Low => Severity::Info,
    }
}

impl LawBook {
    /// Every short or full name of 番号法.
    pub fn names_of_number_act(&self) -> impl Iterator<Item = &str> {
        let act = &self.number_act;
        [&act.name, &act.official]
            .into_iter()
            .chain(&act.aliases)
            .map(String::as_str)
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_facts_load_and_say_something() {
        let book = law_book();
        let renamed = book.tables.iter().chain(&book.acts).chain(&book.authorities);
        for entry in renamed {
            assert!(
                !entry.replaced_by.is_empty() && !entry.note.is_empty(),
                "{}",
                entry.name
            );
        }
        for moved in &book.articles {
            assert_ne!(moved.item, moved.replaced_by);
            assert!(!moved.context.is_empty());
        }
        for moved in &book.moved_articles {
            assert!(moved.article != moved.replaced_by && !moved.context.is_empty());
        }
    }

    #[test]
    fn every_item_of_article_19_moves_to_the_number_it_has() {
        let now = |context: &str| -> Vec<(u32, u32)> {
            let of = book_of(19).filter(|moved| moved.context.iter().any(|word| word.contains(context)));
            of.map(|moved| (moved.item, moved.replaced_by)).collect()
        };
        assert_eq!(now("情報提供ネットワークシステム"), [(7, 8)]);
        assert_eq!(now("生命"), [(15, 16)]);
        assert_eq!(now("委員会規則"), [(16, 17), (15, 17)]);
    }

    fn book_of(article: u32) -> impl Iterator<Item = &'static Moved> {
        law_book().articles.iter().filter(move |moved| moved.article == article)
    }

    #[test]
    fn a_longer_name_stands_before_one_that_it_contains() {
        let names: Vec<&str> = law_book().tables.iter().map(|entry| entry.name.as_str()).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].iter().any(|before| name.contains(before)), "{name}");
        }
    }
}

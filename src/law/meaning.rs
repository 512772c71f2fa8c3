//! What some provisions of 番号法 say, and which rows of 別表 had another number, by `schemas/law/meanings.yaml`. Reads no text.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::form::Confidence;

/// The facts of `schemas/law/meanings.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meanings {
    pub provisions: Vec<Provision>,
    pub former_rows: Vec<FormerRow>,
}

/// A provision and the words that tell it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    pub article: u32,
    #[serde(default)]
    pub paragraph: Option<u32>,
    #[serde(default)]
    pub item: Option<u32>,
    /// The numbers it had; where there is none, any other number is wrong.
    was: Vec<u32>,
    /// Other numbers beside which the words are right, or another rule's business.
    #[serde(default)]
    fits: Vec<u32>,
    pub words: Vec<String>,
    /// Versions published from this day on are looked at.
    #[serde(deserialize_with = "super::day")]
    pub since: Date,
    pub confidence: Confidence,
}

/// A row of 別表第一 as it was numbered before 2024-05-27.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerRow {
    pub number: String,
    pub now: String,
    pub law: String,
    /// Words in the name of 事務 that tell the law.
    pub words: Vec<String>,
}

impl Provision {
    /// Its number in the article.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.paragraph.or(self.item)
    }

    /// Whether its words beside another number of the article show that the number is wrong.
    #[must_use]
    pub fn is_wrong(&self, number: u32) -> bool {
        let former = self.was.is_empty() || self.was.contains(&number);
        self.number() != Some(number) && former && !self.fits.contains(&number)
    }
}

/// The facts that are built in.
#[must_use]
pub fn meanings() -> &'static Meanings {
    static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| {
        // A test reads the built-in file, so a broken one cannot be released.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/law-meanings.json")))
            .expect("schemas/law is tested to load")
    });
    &MEANINGS
}

#[cfg(test)]
mod tests {
    use super::super::states;
    use super::*;

    #[test]
    fn every_meaning_is_of_a_provision_that_is() {
        let state = states().next().unwrap();
        for provision in &meanings().provisions {
            let article = state.article(&provision.article.to_string()).unwrap();
            let most = match provision.paragraph {
                Some(_) => u32::try_from(article.paragraphs()).unwrap(),
                None => article.items[0],
            };
            assert!(provision.number().is_some_and(|number| number <= most), "{provision:?}");
            assert!(!provision.words.is_empty());
            assert!(provision.paragraph.is_none() != provision.item.is_none());
        }
        for former in &meanings().former_rows {
            let row = state.row(&former.now).unwrap();
            assert!(row.laws.contains(&former.law), "{}", former.now);
            let today = state.row(&former.number);
            assert!(
                today.is_none_or(|row| !row.laws.contains(&former.law)),
                "{}",
                former.number
            );
        }
    }
}

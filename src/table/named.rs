//! What the 項目 of a row points at: under any name of the item, of one entry among several or of all. Knows no cells besides.

use crate::answers::{Assessment, Cursor};
use crate::folding::{fold, narrow};
use crate::form::find_name::NameMatch;
use crate::form::path::{self, Path, is_within};
use crate::form::{Form, Identity, Item};

/// The place that a row's 項目 names.
#[derive(Debug)]
pub struct Named {
    /// As written, in narrow letters.
    name: String,
    folded: String,
    /// Paths of items, of any revision of the form that was asked.
    paths: Vec<String>,
    /// Whether two versions are compared by any of them; also where it points at nothing.
    pub is_compared: bool,
}

impl Named {
    #[must_use]
    pub fn of(name: &str, forms: &[&Form]) -> Self {
        let found = forms.iter().map(|form| form.find_name(name.trim()));
        Self::found(name, found)
    }

    /// A name that was looked up already.
    #[must_use]
    pub fn found<'f>(name: &str, found: impl IntoIterator<Item = NameMatch<'f>>) -> Self {
        let mut items: Vec<&Item> = Vec::new();
        for found in found {
            match found {
                NameMatch::Items(found) => items.extend(found),
                NameMatch::Meant(item) => items.push(item),
                NameMatch::Unclear => {}
            }
        }
        Self {
            name: narrowed(name),
            folded: fold(name),
            is_compared: items.is_empty() || items.iter().any(|item| item.compared),
            paths: items.into_iter().map(whole).collect(),
        }
    }

    /// Whether it is this very name of a place.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        fold(name) == self.folded
    }

    /// Whether it points at nothing that the form has.
    #[must_use]
    pub fn is_unclear(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether it names an item, what holds it, or what it holds, in whichever entry.
    #[must_use]
    pub fn is_near(&self, item: &str) -> bool {
        self.paths
            .iter()
            .any(|own| is_within(own, item) || is_within(item, own))
    }

    /// Whether it names a place, what holds it, or what it holds. `path` and `name` are the place's, with its entries; `titles` as
    /// [`titles`] has them.
    #[must_use]
    pub fn names(&self, path: &str, name: &str, titles: &[String]) -> bool {
        self.is_near(&path::without_entries(path))
            && !self.is_of_another_entry(path)
            && !self.is_of_another_part(name, titles)
    }

    /// Whether it gives the number of another entry: システム2 for システム3.
    fn is_of_another_entry(&self, path: &str) -> bool {
        let path = Path::parse(path);
        let mut entries = path.steps().iter().filter_map(|step| Some((step.key, step.entry?)));
        entries.any(|(key, number)| {
            let mut numbers = self.name.match_indices(key).filter_map(|(at, key)| {
                let behind = self.name[at + key.len()..].trim_start();
                let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
                (digits > 0).then(|| &behind[..digits])
            });
            numbers.next().is_some_and(|other| other != number.to_string())
        })
    }

    /// Whether it names another of the parts that repeat, such as another 特定個人情報ファイル.
    fn is_of_another_part(&self, name: &str, titles: &[String]) -> bool {
        let name = fold(name);
        let longest = |text: &str| {
            let found = titles.iter().filter(|title| text.contains(title.as_str()));
            found.max_by_key(|title| title.len()).cloned()
        };
        match (longest(&self.folded), longest(&name)) {
            (Some(own), Some(other)) => own != other,
            _ => false,
        }
    }
}

/// The path of an item; of the title of an entry, that of the list, since 「移転先2」 stands for all its answers.
fn whole(item: &Item) -> String {
    let list = Path::parse(&item.path).parent();
    let same = list.filter(|list| list.key() == item.key);
    same.map_or_else(|| item.path.clone(), |list| list.to_string())
}

/// A name in narrow letters, circled numbers left as they are.
fn narrowed(name: &str) -> String {
    name.chars().map(|c| narrow(c).unwrap_or(c)).collect()
}

/// The titles by which the parts that repeat are told apart, folded.
#[must_use]
pub fn titles(versions: &[&Assessment]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for version in versions {
        let lists = version.top().children().into_iter().filter(|list| {
            let repeat = list.item().and_then(|item| item.repeat.as_ref());
            repeat.is_some_and(|repeat| repeat.identity == Identity::Title)
        });
        let entries = lists
            .flat_map(|list| list.children())
            .map(|entry| Cursor::identity(&entry));
        titles.extend(entries.filter(|title| title.chars().count() > 1));
    }
    titles.sort();
    titles.dedup();
    titles
}

//! What reviewers ask of an item and what a citizen should understand of it, by `schemas/guidance.yaml`. One path asks the same in
//! every form, so it is said once for all of them; what to write, the definition of each form says.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Item;

/// What is said of some items.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// Paths of items, or what they end with; the longest that fits an item holds.
    pub of: Vec<String>,
    /// Questions, each a sentence without its full stop.
    pub asked: Vec<String>,
    /// What a reader knows when it is well written, without a full stop.
    pub reader: String,
}

/// All of it, in the order of the forms.
#[must_use]
pub fn book() -> &'static [Guidance] {
    static BOOK: LazyLock<Vec<Guidance>> = LazyLock::new(|| {
        // A test reads the built-in file, so a broken one cannot be released.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/guidance.json")))
            .expect("schemas/guidance.yaml is tested to load")
    });
    &BOOK
}

impl Guidance {
    /// What is said of an item, else of what it was in an older revision; `None` of a group.
    #[must_use]
    pub fn of(item: &Item) -> Option<&'static Self> {
        if item.is_part || item.kind == super::Kind::Group {
            return None;
        }
        let former = item.was.iter().filter_map(|former| former.path.as_deref());
        std::iter::once(item.path.as_str()).chain(former).find_map(Self::at)
    }

    /// What is said of a path or of the longest end of it.
    fn at(path: &str) -> Option<&'static Self> {
        static BY_PATH: LazyLock<HashMap<&str, &Guidance>> = LazyLock::new(|| {
            let paths = |guidance: &'static Guidance| guidance.of.iter().map(move |path| (path.as_str(), guidance));
            book().iter().flat_map(paths).collect()
        });
        let mut rest = path;
        loop {
            if let Some(found) = BY_PATH.get(rest) {
                return Some(found);
            }
            rest = rest.split_once('/')?.1;
        }
    }

    /// The questions as one line: `誰が行うか。いつ行うか。`
    #[must_use]
    pub fn questions(&self) -> String {
        self.asked
            .iter()
            .flat_map(|question| [question.as_str(), "。"])
            .collect()
    }

    /// Its paragraphs beside those of the form.
    #[must_use]
    pub fn paragraphs(&self) -> [String; 2] {
        [
            format!("点検で問われること: {}", self.questions()),
            format!("読む人に伝えること: {}。", self.reader),
        ]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::form::{Kind, builtin};

    #[test]
    fn every_item_of_every_form_has_what_to_write_what_is_asked_and_what_a_reader_learns() {
        for form in builtin().iter() {
            let leaves = form
                .items()
                .filter(|item| item.children.is_empty() && item.kind != Kind::Group);
            for item in leaves {
                let place = format!("{} {}", form.schema_file(), item.path);
                assert!(
                    item.guidance.as_ref().is_some_and(|text| text.chars().count() > 5),
                    "{place}: the definition has no guidance"
                );
                let guidance =
                    Guidance::of(item).unwrap_or_else(|| panic!("{place}: schemas/guidance.yaml says nothing of it"));
                assert!(!guidance.asked.is_empty() && !guidance.reader.is_empty(), "{place}");
            }
        }
    }

    #[test]
    fn what_is_said_is_of_an_item_and_said_once_in_whole_sentences() {
        let paths: HashSet<String> = builtin()
            .iter()
            .flat_map(|form| form.items().map(|item| format!("/{}", item.path)).collect::<Vec<_>>())
            .collect();
        let mut seen = HashSet::new();
        for guidance in book() {
            for path in &guidance.of {
                assert!(seen.insert(path), "{path} stands twice");
                let end = format!("/{path}");
                assert!(paths.iter().any(|known| known.ends_with(&end)), "{path} is no item");
            }
            for question in &guidance.asked {
                assert!(
                    !question.ends_with(['。', '？']) && question.contains('か'),
                    "{question}"
                );
            }
            assert!(!guidance.reader.ends_with('。'), "{}", guidance.reader);
        }
    }

    #[test]
    fn the_longest_end_of_a_path_holds() {
        let form = builtin().newest("zenkomoku").unwrap();
        let of = |path: &str| Guidance::of(form.find(path).unwrap()).unwrap();
        let own = of("開示請求・問合せ/開示・訂正・利用停止請求/特記事項");
        assert!(!std::ptr::eq(own, of("特記事項")));
        assert_eq!(own.of, ["開示・訂正・利用停止請求/特記事項"]);
    }
}

//! Where something stands in an assessment: keys from the top, entries of lists by their number, such as
//! `基本情報/システム[2]/システムの名称`. Knows no form; whether there is such a place is for others to say.

use std::fmt;

/// A path of an item (`a/b/c`) or of an answer (`a/b[2]/c`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<'a>(Vec<Step<'a>>);

/// One key down, and into an entry of the list that it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    pub key: &'a str,
    pub entry: Option<u32>,
}

impl<'a> Path<'a> {
    /// Takes a path apart. What is no `[番号]` at the end of a step belongs to its key.
    #[must_use]
    pub fn parse(path: &'a str) -> Self {
        let step = |step: &'a str| {
            let entry = step.strip_suffix(']').and_then(|step| step.rsplit_once('['));
            let entry = entry.and_then(|(key, number)| Some((key, number.parse().ok()?)));
            match entry {
                Some((key, number)) => Step {
                    key,
                    entry: Some(number),
                },
                None => Step { key: step, entry: None },
            }
        };
        Self(path.split('/').filter(|key| !key.is_empty()).map(step).collect())
    }

    #[must_use]
    pub fn steps(&self) -> &[Step<'a>] {
        &self.0
    }

    /// One key further down.
    pub fn push(&mut self, key: &'a str) {
        self.0.push(Step { key, entry: None });
    }

    /// Into an entry of the list at its end.
    pub fn enter(&mut self, entry: u32) {
        if let Some(list) = self.0.last_mut() {
            list.entry = Some(entry);
        }
    }

    /// The key at its end; empty for the top.
    #[must_use]
    pub fn key(&self) -> &'a str {
        self.0.last().map_or("", |step| step.key)
    }

    /// What holds it: of an entry its list. `None` for the top.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let mut steps = self.0.clone();
        let last = steps.last_mut()?;
        if last.entry.take().is_none() {
            steps.pop();
        }
        Some(Self(steps))
    }

    /// The path of the item that an answer answers.
    #[must_use]
    pub fn without_entries(&self) -> Self {
        let steps = self.0.iter().map(|step| Step {
            key: step.key,
            entry: None,
        });
        Self(steps.collect())
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            f.write_str(step.key)?;
            if let Some(entry) = step.entry {
                write!(f, "[{entry}]")?;
            }
        }
        Ok(())
    }
}

/// The path of the item that the answer at a path answers: `a/b[2]/c` is `a/b/c`.
#[must_use]
pub fn without_entries(path: &str) -> String {
    Path::parse(path).without_entries().to_string()
}

/// Whether a path of an item is another's, or leads to something that the other holds.
#[must_use]
pub fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATHS: [&str; 5] = ["", "a", "a[1]", "a/b[12]/c", "a[2]/b[3]"];

    #[test]
    fn a_path_reads_as_it_is_written() {
        for path in PATHS.iter().chain(&["a[x]/b", "a[]"]) {
            assert_eq!(Path::parse(path).to_string(), *path);
        }
    }

    #[test]
    fn an_entry_is_held_by_its_list_and_an_item_by_its_group() {
        let parents = PATHS.map(|path| Path::parse(path).parent().map(|parent| parent.to_string()));
        let right = [None, Some(""), Some("a"), Some("a/b[12]"), Some("a[2]/b")];
        assert_eq!(parents, right.map(|path| path.map(str::to_owned)));
    }

    #[test]
    fn items_are_the_same_in_every_entry() {
        assert_eq!(PATHS.map(without_entries), ["", "a", "a", "a/b/c", "a/b"]);
    }

    #[test]
    fn what_begins_alike_is_not_within() {
        let within = |other| is_within("a/bc/d", other);
        assert_eq!(
            ["a/bc/d", "a/bc", "a", "a/b", "a/bc/d/e"].map(within),
            [true, true, true, false, false]
        );
    }
}

//! Which differences of two versions the newer one tells in its own table, and which rows of it tell of none.
//! Reads rows as officers write them: under any name of the item, cut, in summary. Where a row may be right, it is.

use super::excerpt::quote;
use super::table::{Line, Table};
use super::{Cause, Row, SegmentKind};
use crate::answers::{Assessment, Cursor};
use crate::form::find_name::NameMatch;
use crate::form::{Form, Identity, Item};
use crate::text::{bare, fold, narrow};
use crate::wareki;

/// What a version tells of its differences from the one before.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    /// The rows that the version before does not have, in the order of the file.
    pub fresh: Vec<Line<'a>>,
    /// For each difference, how it is told.
    pub told: Vec<Told>,
    /// Positions in `fresh` of rows that tell of no difference.
    pub idle: Vec<usize>,
}

/// How a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// By the row at this position in `fresh`, alone or with others.
    By(usize),
    /// The row at this position names the item and tells something else.
    Otherwise(usize),
    /// Not at all.
    Not,
}

/// Words of a cell that tells of a change in summary instead of quoting it.
const SUMMARY: [&str; 9] = ["省略", "略)", "中略", "以下", "別紙", "別添", "のとおり", "…", "計"];
/// Words of a cell that says that something is gone.
const GONE: [&str; 5] = ["削除", "廃止", "なし", "終了", "—"];

/// Holds the differences of two versions against the rows of the newer one. `None` for a form without a table.
#[must_use]
pub fn telling<'a>(old: &Assessment, new: &'a Assessment, differences: &[Row]) -> Option<Telling<'a>> {
    let fresh = Table::of(new)?.fresh(&Table::of(old)?);
    let forms = [new.form().as_ref(), old.form().as_ref()];
    let named: Vec<Named> = fresh.iter().map(|line| Named::of(line.names.text(), &forms)).collect();
    let titles = titles(&[new, old]);
    let by_form = fresh.iter().position(tells_of_form);
    let mut busy = vec![false; fresh.len()];
    let mut told = Vec::new();
    for difference in differences {
        let naming: Vec<usize> = (0..fresh.len())
            .filter(|at| named[*at].names(difference, &titles))
            .collect();
        for at in &naming {
            busy[*at] = true;
        }
        let right = naming.iter().find(|at| agrees(&[&fresh[**at]], difference));
        let together = || {
            let lines: Vec<&Line<'_>> = naming.iter().map(|at| &fresh[*at]).collect();
            agrees(&lines, difference).then(|| naming.first()).flatten()
        };
        told.push(match (right.or_else(together), naming.as_slice(), by_form) {
            (Some(at), ..) => Told::By(*at),
            (None, _, Some(at)) if difference.cause != Cause::Author => {
                busy[at] = true;
                Told::By(at)
            }
            (None, [.., last], _) => Told::Otherwise(*last),
            (None, [], _) => Told::Not,
        });
    }
    let idle = (0..fresh.len())
        .filter(|at| !busy[*at] && named[*at].is_compared && !tells_of_form(&fresh[*at]))
        .collect();
    Some(Telling { fresh, told, idle })
}

/// Whether a row tells that the form itself was changed.
fn tells_of_form(line: &Line<'_>) -> bool {
    let cells = [&line.names, &line.before, &line.after, &line.explanation];
    cells.iter().any(|cell| {
        let words = fold(cell.text());
        words.contains("様式")
            && ["変更", "改正", "改定", "改訂", "追加"]
                .iter()
                .any(|word| words.contains(word))
    })
}

/// What a row's 項目 points at.
#[derive(Debug)]
struct Named {
    /// As written, in narrow letters.
    name: String,
    folded: String,
    /// Paths of items, of the one revision of the form or the other.
    paths: Vec<String>,
    /// Whether two versions are compared by any of them; also where it points at nothing.
    is_compared: bool,
}

impl Named {
    fn of(name: &str, forms: &[&Form; 2]) -> Self {
        let mut items: Vec<&Item> = Vec::new();
        for form in forms {
            match form.find_name(name.trim()) {
                NameMatch::Items(found) => items.extend(found),
                NameMatch::Meant(item) => items.push(item),
                NameMatch::Unclear => {}
            }
        }
        Self {
            name: narrowed(name),
            folded: fold(name),
            is_compared: items.is_empty() || items.iter().any(|item| item.compared),
            paths: items.into_iter().map(|item| item.path.clone()).collect(),
        }
    }

    /// Whether it names the item of a difference, what holds it, or what it holds.
    fn names(&self, difference: &Row, titles: &[String]) -> bool {
        let exact = |name: &str| fold(name) == self.folded;
        if exact(&difference.item) || difference.was.as_deref().is_some_and(exact) {
            return true;
        }
        let path = super::editions::without_entries(&difference.path);
        let within = |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
        let near = self.paths.iter().any(|own| within(own, &path) || within(&path, own));
        near && !self.is_of_another_entry(difference) && !self.is_of_another_part(difference, titles)
    }

    /// Whether it gives the number of another entry: システム2 for システム3.
    fn is_of_another_entry(&self, difference: &Row) -> bool {
        let mut rest = difference.path.as_str();
        while let Some((before, (number, after))) = rest
            .split_once('[')
            .and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
        {
            let key = before.rsplit('/').next().unwrap_or_default();
            rest = after;
            if key.is_empty() {
                continue;
            }
            let mut numbers = self.name.match_indices(key).filter_map(|(at, key)| {
                let behind = self.name[at + key.len()..].trim_start();
                let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
                (digits > 0).then(|| &behind[..digits])
            });
            if let Some(other) = numbers.next()
                && other != number
            {
                return true;
            }
        }
        false
    }

    /// Whether it names another of the parts that repeat, such as another 特定個人情報ファイル.
    fn is_of_another_part(&self, difference: &Row, titles: &[String]) -> bool {
        let item = fold(&difference.item);
        let longest = |text: &str| {
            let found = titles.iter().filter(|title| text.contains(title.as_str()));
            found.max_by_key(|title| title.len()).cloned()
        };
        match (longest(&self.folded), longest(&item)) {
            (Some(own), Some(other)) => own != other,
            _ => false,
        }
    }
}

/// A name in narrow letters, circled numbers left as they are.
fn narrowed(name: &str) -> String {
    name.chars().map(|c| narrow(c).unwrap_or(c)).collect()
}

/// The titles by which the parts that repeat are told apart, folded.
fn titles(versions: &[&Assessment]) -> Vec<String> {
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

/// Whether some rows, read together, tell what a difference is.
fn agrees(lines: &[&Line<'_>], difference: &Row) -> bool {
    let joined = |cells: Vec<&str>| {
        cells.join(
            "
",
        )
    };
    let before = joined(lines.iter().map(|line| line.before.text()).collect());
    let after = joined(lines.iter().map(|line| line.after.text()).collect());
    let quote = quote(difference, None);
    if fold(&after) == fold(&quote.after) && fold(&before) == fold(&quote.before) {
        return true;
    }
    let whole = fold(&format!("{before}\n{after}"));
    if SUMMARY.iter().any(|word| whole.contains(word)) {
        return true;
    }
    if let (Ok(told), Ok(day)) = (wareki::parse(&after), wareki::parse(&difference.after)) {
        return told == day;
    }
    if difference.is_removed() {
        return after.trim().is_empty() || GONE.iter().any(|word| after.contains(word));
    }
    let (said, was) = (bare(&after), bare(&before));
    let mut inserted = needles(difference, SegmentKind::Inserted).peekable();
    if inserted.peek().is_none() {
        let gone = GONE.iter().any(|word| after.contains(word));
        return gone
            || needles(difference, SegmentKind::Deleted)
                .all(|needle| was.contains(&needle) && !said.contains(&needle));
    }
    inserted.all(|needle| said.contains(&needle))
}

/// The words that only one side has, piece by piece, without signs that quoting drops.
fn needles(difference: &Row, kind: SegmentKind) -> impl Iterator<Item = String> {
    let segments = difference.segments.iter().filter(move |segment| segment.kind == kind);
    let pieces = segments.flat_map(|segment| {
        segment.text.split('\n').map(|line| {
            let answer = line.split_once(": ").filter(|_| difference.path.ends_with(']'));
            let line = answer.map_or(line, |(_, answer)| answer);
            bare(line.trim_start_matches("[○]").trim_start_matches("[ ]"))
        })
    });
    // The heading of an answer of several lines says nothing that a row must quote.
    pieces.filter(|piece| !piece.is_empty() && !piece.ends_with(':'))
}

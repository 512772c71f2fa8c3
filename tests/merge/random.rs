//! Edits of the sample city's files by a fixed sequence: of different items they merge to what both edits make together,
//! of one item they are in conflict there and nowhere else.

use std::collections::BTreeSet;

use super::{merged, read, said, text};
use crate::files::{project, yaml};
use crate::tries::tries;
use hyoka::answers::{Assessment, Cursor, Value};
use hyoka::finding::{Edit, Span};
use hyoka::merge::Refusal;
use hyoka::source::edit;

/// xorshift64: the same sequence in every run.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// An edit with the part of the file that no other may touch.
#[derive(Debug, Clone)]
struct Slip {
    zone: Span,
    edit: Edit,
    what: String,
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Behind the line end.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn in_table(cursor: &Cursor<'_>) -> bool {
    let form = cursor.assessment().form();
    cursor
        .item()
        .and_then(|item| form.part(item))
        .is_some_and(|part| part.table)
}

/// A change of one answer; `None` where this kind of change does not fit it. `mark` makes it unlike any other.
fn change(leaf: &Cursor<'_>, sequence: &mut Sequence, mark: &str) -> Option<Slip> {
    let assessment = leaf.assessment();
    let text = assessment.source().text();
    let answer = leaf.answer()?;
    let (key, span) = (answer.key.clone()?, answer.span.clone()?);
    let is_title = |item: &hyoka::form::Item| {
        let entry = leaf.entry();
        let repeat = entry.item().and_then(|item| item.repeat.as_ref());
        repeat.is_some_and(|repeat| repeat.title.as_deref() == Some(item.key.as_str()))
    };
    if leaf
        .item()
        .is_none_or(|item| is_title(item) || item.path.starts_with("管理"))
    {
        return None;
    }
    let zone = if in_table(leaf) {
        leaf.entry().answer()?.span.clone()?
    } else {
        key.start..span.end.max(key.end)
    };
    let slice = &text[span.clone()];
    let slip = |edit, what: &str| {
        Some(Slip {
            zone: zone.clone(),
            edit,
            what: format!("{what} {}", leaf.name()),
        })
    };
    let whole_lines = line_start(text, key.start)..line_end(text, span.end.max(key.end));
    let begins_line = text[whole_lines.start..key.start].trim().is_empty();
    match (&answer.value, sequence.below(4)) {
        (Value::Empty, 0) if text[key.end..].starts_with(":\n") => {
            slip(Edit::new(key.end + 1..key.end + 1, format!(" {mark}")), "filled")
        }
        (Value::Empty, _) => None,
        (_, 0) if begins_line && !in_table(leaf) => slip(Edit::new(whole_lines, ""), "removed"),
        (Value::Text(_), 1)
            if !slice.contains('\n') && text[span.end..].starts_with('\n') && span.start < key.end + 3 =>
        {
            let margin = " ".repeat(key.start - line_start(text, key.start) + 2);
            slip(
                Edit::new(span, format!("|-\n{margin}{mark}\n\n{margin}# {mark}")),
                "written as a block",
            )
        }
        (Value::Text(_), _) if !slice.starts_with(['\'', '"']) => {
            let lines: Vec<&str> = slice.split('\n').collect();
            let chosen = sequence.below(lines.len());
            let before: usize = lines[..chosen].iter().map(|line| line.len() + 1).sum();
            let at = span.start + before + lines[chosen].trim_end().len();
            slip(Edit::new(at..at, mark), "changed")
        }
        (Value::Choice(chosen), _) => {
            let options = &leaf.item()?.options;
            let other = (chosen + 1 + sequence.below(options.len() - 1)) % options.len();
            slip(Edit::new(span, options[other].text.clone()), "chosen")
        }
        _ => None,
    }
}

/// Takes an entry of a list out, or puts one in behind it.
fn entry(entry: &Cursor<'_>, sequence: &mut Sequence, side: usize, mark: &str) -> Option<Slip> {
    let text = entry.assessment().source().text();
    let span = entry.answer()?.span.clone()?;
    let (start, end) = (line_start(text, span.start), line_end(text, span.end));
    let is_table = in_table(entry);
    let alone = entry.parent().children().len() < 2;
    if sequence.below(2) == 0 && !alone {
        let edit = Edit::new(start..end, "");
        return Some(Slip {
            zone: start..end,
            edit,
            what: format!("removed {}", entry.name()),
        });
    }
    let body = &text[start..end];
    let number = format!("番号: {}\n", entry.slot()?);
    let new = if is_table {
        let cell = entry.leaves().into_iter().find(|leaf| !leaf.text().is_empty())?;
        body.replacen(
            cell.text().lines().next()?,
            &format!("{mark}{}", cell.text().lines().next()?),
            1,
        )
    } else {
        let taken: BTreeSet<u32> = entry.parent().children().iter().filter_map(Cursor::slot).collect();
        let mut free = (1..=20).filter(|number| !taken.contains(number));
        let free = free.nth(side)?;
        body.contains(&number)
            .then(|| body.replacen(&number, &format!("番号: {free}\n"), 1))?
    };
    Some(Slip {
        zone: end..end,
        edit: Edit::new(end..end, new),
        what: format!("added behind {}", entry.name()),
    })
}

/// Slips of two people that touch no item of each other.
fn slips(assessment: &Assessment, sequence: &mut Sequence) -> [Vec<Slip>; 2] {
    let leaves = assessment.top().leaves();
    let mut entries: Vec<Cursor<'_>> = Vec::new();
    for leaf in &leaves {
        let around = leaf.entry();
        if around.slot().is_some() && entries.iter().all(|known| known.path() != around.path()) {
            entries.push(around);
        }
    }
    let mut made: [Vec<Slip>; 2] = [Vec::new(), Vec::new()];
    let mut listed: BTreeSet<(usize, String)> = BTreeSet::new();
    for number in 0..16 {
        let side = number % 2;
        let mark = format!("改{side}の{number}");
        let slip = if sequence.below(4) == 0 && !entries.is_empty() {
            let chosen = &entries[sequence.below(entries.len())];
            // Numbers are taken from what is free in the base, so each adds once.
            let list = (side, chosen.parent().path());
            if listed.contains(&list) {
                None
            } else {
                entry(chosen, sequence, side, &mark).inspect(|_| {
                    listed.insert(list);
                })
            }
        } else {
            change(&leaves[sequence.below(leaves.len())], sequence, &mark)
        };
        let Some(slip) = slip else { continue };
        let mut all = made.iter().flatten();
        let apart = |other: &Slip| other.zone.end <= slip.zone.start || slip.zone.end <= other.zone.start;
        if all.all(apart) {
            made[side].push(slip);
        }
    }
    made
}

/// The file with slips made; what comes in at one place comes in one behind the other.
fn with(text: &str, slips: &[&Slip]) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for slip in slips {
        match edits.iter_mut().find(|edit| edit.span == slip.edit.span) {
            Some(edit) => edit.text.push_str(&slip.edit.text),
            None => edits.push(slip.edit.clone()),
        }
    }
    String::from_utf8(edit::apply(text.as_bytes(), &edits).unwrap()).unwrap()
}

/// What only one of two assessments says.
fn unlike<'s>(a: &'s [String], b: &'s [String]) -> (Vec<&'s String>, Vec<&'s String>) {
    let only = |a: &'s [String], b: &[String]| a.iter().filter(|said| !b.contains(said)).collect();
    assert!(a.len() == b.len() || a != b);
    (only(a, b), only(b, a))
}

#[test]
fn edits_of_different_items_merge_to_what_both_make() {
    let mut sequence = Sequence(0x2026_1124_0001);
    let mut made = 0;
    for path in yaml(&project("assessments")) {
        let bytes = std::fs::read(&path).unwrap();
        let Some(base) = read("base.yaml", &bytes).assessment else {
            continue;
        };
        for round in 0..tries(1, ROUNDS) {
            let [left, right] = slips(&base, &mut sequence);
            let whole = base.source().text();
            let ours = with(whole, &left.iter().collect::<Vec<_>>());
            let theirs = with(whole, &right.iter().collect::<Vec<_>>());
            let both = with(whole, &left.iter().chain(&right).collect::<Vec<_>>());
            let told = || {
                let what = |slips: &[Slip]| {
                    slips
                        .iter()
                        .map(|slip| slip.what.clone())
                        .collect::<Vec<_>>()
                        .join("\n  ")
                };
                format!(
                    "{} round {round}\nours:\n  {}\ntheirs:\n  {}",
                    path.display(),
                    what(&left),
                    what(&right)
                )
            };
            let wanted = said(&read("both.yaml", both.as_bytes()).assessment.unwrap());
            for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
                let merged = merged(whole, ours, theirs).unwrap_or_else(|error| panic!("{error}\n{}", told()));
                assert_eq!(merged.conflicts, [], "{}", told());
                let result = read("merged.yaml", &merged.bytes).assessment.unwrap();
                assert_eq!(unlike(&said(&result), &wanted), (vec![], vec![]), "{}", told());
            }
            // What only one changed comes out as he wrote it.
            assert_eq!(text(&merged(whole, &ours, whole).unwrap()), ours, "{}", told());
            let taken = read("merged.yaml", &merged(whole, whole, &theirs).unwrap().bytes)
                .assessment
                .unwrap();
            let wanted = said(&read("theirs.yaml", theirs.as_bytes()).assessment.unwrap());
            assert_eq!(unlike(&said(&taken), &wanted), (vec![], vec![]), "{}", told());
            made += left.len() + right.len();
        }
    }
    assert!(made > 50 * tries(1, ROUNDS) - 10, "only {made} edits were made");
}

/// In a long run, of each file.
const ROUNDS: usize = 8;

#[test]
fn edits_of_one_item_are_in_conflict_there() {
    let mut sequence = Sequence(0x2026_1124_0002);
    let mut made = 0;
    for path in yaml(&project("assessments")) {
        let bytes = std::fs::read(&path).unwrap();
        let Some(base) = read("base.yaml", &bytes).assessment else {
            continue;
        };
        let whole = base.source().text();
        let leaves = base.top().leaves();
        for _ in 0..tries(3, ROUNDS) {
            let leaf = &leaves[sequence.below(leaves.len())];
            let seed = sequence.below(1 << 20);
            // The same kind of change at the same line, in other words.
            let twice = ["こちら", "あちら"].map(|mark| change(leaf, &mut Sequence(seed as u64 + 1), mark));
            let [Some(left), Some(right)] = twice else { continue };
            if left.edit == right.edit {
                continue;
            }
            let (ours, theirs) = (with(whole, &[&left]), with(whole, &[&right]));
            let merged = merged(whole, &ours, &theirs).unwrap_or_else(|error| panic!("{error}: {}", left.what));
            let items: Vec<&str> = merged.conflicts.iter().map(|conflict| conflict.item.as_str()).collect();
            assert_eq!(items, [leaf.name()], "{}", left.what);
            let result = read("merged.yaml", &merged.bytes);
            let open = result.findings.iter().filter(|finding| finding.code == "S116").count();
            assert_eq!(open, 1, "{}", left.what);
            let ours = read("ours.yaml", ours.as_bytes()).assessment.unwrap();
            let both = (said(&result.assessment.unwrap()), said(&ours));
            assert_eq!(unlike(&both.0, &both.1), (vec![], vec![]), "{}", left.what);
            assert!(text(&merged).contains("あちら"), "{}", left.what);
            made += 1;
        }
    }
    assert!(made > 2 * tries(3, ROUNDS), "only {made} conflicts were made");
}

/// A text with some lines taken out, doubled, moved, indented otherwise or written between brackets.
fn damaged(text: &str, sequence: &mut Sequence) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=sequence.below(3) {
        let at = sequence.below(lines.len());
        let line = lines[at].clone();
        match sequence.below(8) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, line),
            2 => lines.insert(at, "# 注釈".to_owned()),
            3 => lines[at] = format!("  {line}"),
            4 => line.strip_prefix("  ").unwrap_or(&line).clone_into(&mut lines[at]),
            5 => lines[at] = format!("{line}  # 覚え"),
            6 => {
                lines[at] = line
                    .split_once(": ")
                    .map_or(line.clone(), |(key, value)| format!("{key}: [{value}]"));
            }
            _ => {
                let other = sequence.below(lines.len());
                lines.swap(at, other);
            }
        }
    }
    lines.join(if sequence.below(4) == 0 { "\r\n" } else { "\n" })
}

#[test]
fn whatever_is_written_a_merge_ends_with_a_result_that_can_be_read_or_with_words() {
    let mut sequence = Sequence(0x2026_1124_0004);
    let (mut done, mut refused) = (0, 0);
    for path in [
        "assessments/007/kiso.yaml",
        "assessments/003/kiso.yaml",
        "docs/examples/juten.yaml",
    ] {
        let base = std::fs::read_to_string(project(path)).unwrap();
        for _ in 0..DAMAGES {
            let [ours, theirs] = [0, 1].map(|_| damaged(&base, &mut sequence));
            match merged(&base, &ours, &theirs) {
                Ok(merged) => {
                    let result = read("merged.yaml", &merged.bytes);
                    let open = result.findings.iter().filter(|finding| finding.code == "S116");
                    assert_eq!(open.count() > 0, !merged.conflicts.is_empty());
                    assert!(result.assessment.is_some());
                    done += 1;
                }
                Err(error) => {
                    assert!(
                        !matches!(error, Refusal::Unproved(_)),
                        "{error}\n{}",
                        differing(&base, &ours, &theirs)
                    );
                    refused += 1;
                }
            }
        }
    }
    assert!(done > 20 && refused > 20, "{done} {refused}");
}

const DAMAGES: usize = 40;

/// The lines that two texts do not share with a third.
fn differing(base: &str, ours: &str, theirs: &str) -> String {
    let only = |text: &str| -> String {
        let lines: Vec<(usize, &str)> = text.lines().enumerate().collect();
        let new = lines
            .iter()
            .filter(|(at, line)| base.lines().nth(*at) != Some(*line))
            .take(6);
        new.fold(String::new(), |out, (at, line)| {
            out + &format!("  {}: {line}\n", at + 1)
        })
    };
    format!("ours:\n{}theirs:\n{}", only(ours), only(theirs))
}

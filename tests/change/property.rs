//! What holds for any edits: the rows of a comparison lead from the old version to the new one.

use hyoka::answers::Assessment;
use hyoka::change::{Row, compare, rows};
use hyoka::form::path::without_entries;
use hyoka::form::{Form, Item, Kind};
use hyoka::wareki;
use serde_yaml::{Mapping, Value as Yaml};

use super::random::{Random, at, data, edit, read};
use crate::files;
use crate::tries::tries;

/// How many edited versions are tried; each sample has its share.
fn how_many() -> u64 {
    tries(30, 1_000) as u64
}

#[test]
fn rows_applied_to_the_old_version_give_the_new_one() {
    let samples = files::samples();
    for seed in 0..how_many() {
        let mut random = Random::new(seed + 1);
        let (name, sample) = random.pick(&samples).clone();
        let old = data(&sample);
        let mut new = old.clone();
        for _ in 0..=random.below(4) {
            edit(&mut new, &mut random);
        }
        let (before, after) = (read(&old), read(&new));
        let rows = rows(&before, &after).unwrap();
        let mut applied = old.clone();
        // A count follows its entries.
        for row in rows.iter().filter(|row| row.counted.is_empty()) {
            apply(&mut applied, row, after.form());
        }
        let left = compare(&read(&applied), &after).unwrap().rows;
        assert!(left.is_empty(), "{name}, seed {seed}: {left:#?}\nof {rows:#?}");
        assert!(compare(&after, &after).unwrap().rows.is_empty(), "{name}, seed {seed}");
    }
}

#[test]
fn rows_tell_what_stood_there_before() {
    let samples = files::samples();
    for seed in 0..how_many() / 5 {
        let mut random = Random::new(seed + 77);
        let (name, sample) = random.pick(&samples).clone();
        let old = data(&sample);
        let mut new = old.clone();
        edit(&mut new, &mut random);
        // Back again: what was after is before.
        let (before, after) = (read(&old), read(&new));
        let there = rows(&before, &after).unwrap();
        let back = rows(&after, &before).unwrap();
        let said = |rows: &[Row], swapped: bool| -> Vec<(String, String, String)> {
            let mut said: Vec<_> = rows
                .iter()
                .map(|row| {
                    let empty = |text: &str, nothing: &str| {
                        if text == nothing {
                            String::new()
                        } else {
                            text.to_owned()
                        }
                    };
                    let (before, after) = (empty(&row.before, "—"), empty(&row.after, "削除"));
                    let pair = if swapped { (after, before) } else { (before, after) };
                    (row.path.clone(), pair.0, pair.1)
                })
                .collect();
            said.sort();
            said
        };
        assert_eq!(said(&there, false), said(&back, true), "{name}, seed {seed}");
    }
}

/// Writes what a row says into plain data, as a person would copy it from the printed table.
fn apply(data: &mut Yaml, row: &Row, form: &Form) {
    let item = form.find(&without_entries(&row.path)).unwrap();
    if row.path.ends_with(']') {
        let (list, number) = row.path.rsplit_once('[').unwrap();
        let number: u64 = number.trim_end_matches(']').parse().unwrap();
        if row.is_removed() {
            let list = at(data, list).as_sequence_mut().unwrap();
            list.retain(|entry| entry.get("番号").and_then(Yaml::as_u64) != Some(number));
            return;
        }
        let mut new = Mapping::new();
        new.insert("番号".into(), number.into());
        let entry = at(data, list);
        if !entry.is_sequence() {
            *entry = Yaml::Sequence(Vec::new());
        }
        entry.as_sequence_mut().unwrap().push(new.into());
        for (item, words) in answers_of(form, item, &row.after) {
            let path = format!("{}{}", row.path, &item.path[without_entries(&row.path).len()..]);
            *at(data, &path) = value(item, &words);
        }
        return;
    }
    let place = at(data, &row.path);
    *place = if row.is_removed() {
        Yaml::Null
    } else {
        value(item, &row.after)
    };
}

/// The answers that the words of a whole entry hold: `①名称　…`, a line or more each.
fn answers_of<'f>(form: &'f Form, entry: &'f Item, words: &str) -> Vec<(&'f Item, String)> {
    fn leaves<'f>(form: &'f Form, item: &'f Item, into: &mut Vec<&'f Item>) {
        for child in item.children.iter().map(|id| form.item(*id)) {
            if child.is_group() {
                leaves(form, child, into);
            } else {
                into.push(child);
            }
        }
    }
    let mut items = Vec::new();
    leaves(form, entry, &mut items);
    let mut answers: Vec<(&Item, String)> = Vec::new();
    for line in words.lines() {
        let head = items.iter().find_map(|item| {
            // In a part that repeats, answers are told by their whole names.
            let names = [format!("{}{}", item.number, item.key), form.name_of_item(item)];
            let rest = names
                .iter()
                .find_map(|name| line.strip_prefix(name.as_str())?.strip_prefix(['　', '：']))?;
            Some((*item, rest.trim_start().to_owned()))
        });
        match (head, answers.last_mut()) {
            (Some(answer), _) => answers.push(answer),
            (None, Some((_, words))) => {
                if !words.is_empty() {
                    words.push('\n');
                }
                words.push_str(line);
            }
            (None, None) => panic!("{line} belongs to no answer"),
        }
    }
    answers
}

fn value(item: &Item, words: &str) -> Yaml {
    match item.kind {
        Kind::Date => wareki::parse(words).map_or_else(|_| words.into(), |day| day.to_string().into()),
        Kind::Tick => Yaml::Bool(words.starts_with("[○]")),
        Kind::Texts => words.lines().map(Yaml::from).collect::<Vec<_>>().into(),
        Kind::Choices => {
            let ticks = words.lines().map(|line| {
                let line = line.strip_prefix("[○]").unwrap();
                let option = item
                    .options
                    .iter()
                    .filter(|option| line.starts_with(&option.text))
                    .max_by_key(|option| option.text.len())
                    .unwrap();
                let blank = line[option.text.len()..]
                    .trim_start_matches('（')
                    .trim_end_matches('）');
                if blank.is_empty() || blank.ends_with('件') {
                    return option.text.clone().into();
                }
                let one: Mapping = [(option.text.clone().into(), blank.into())].into_iter().collect();
                one.into()
            });
            Yaml::Sequence(ticks.collect())
        }
        _ => words.into(),
    }
}

#[test]
fn a_sample_does_not_differ_from_itself() {
    for (name, sample) in files::samples() {
        let same: &Assessment = &sample;
        assert!(compare(same, same).unwrap().rows.is_empty(), "{name}");
    }
}

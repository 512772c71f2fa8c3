//! A withheld answer, whatever it says, gives the same public bytes.

use hyoka::answers::{Answer, Assessment, Cursor};
use hyoka::form::path::Path;
use hyoka::form::{ALT_KEY, FIGURE_KEY, Kind, NUMBER_KEY};
use hyoka::publish::data;
use serde_yaml::{Mapping, Value};

use super::{outputs, read};
use crate::files::samples;
use crate::tries::tries;

/// Puts an answer at a path with entries as `[番号]`.
pub fn put(top: &mut Value, path: &str, answer: Value) {
    let mut at = top;
    for step in Path::parse(path).steps() {
        if !at.is_mapping() {
            *at = Value::Mapping(Mapping::new());
        }
        at = at
            .as_mapping_mut()
            .unwrap()
            .entry(step.key.into())
            .or_insert(Value::Null);
        let Some(number) = step.entry else { continue };
        let entries = at.as_sequence_mut().expect("entries are a list");
        let numbered = entries
            .iter()
            .position(|entry| entry.get(NUMBER_KEY).and_then(Value::as_u64) == Some(u64::from(number)));
        let position = numbered.unwrap_or(number as usize - 1);
        at = &mut entries[position];
    }
    *at = answer;
}

/// Two answers that an item may have, and one that it had before.
fn answers(leaf: &Cursor<'_>) -> [Value; 3] {
    let item = leaf.item().unwrap();
    let texts = [
        "鍵庫番甲の一号室に置く",
        "倉庫番乙の二号室に納めて封じる",
        "丙の三号室にあった",
    ];
    let option = |at: usize| item.options[at.min(item.options.len() - 1)].text.clone();
    match item.kind {
        Kind::Text => texts.map(Value::from),
        Kind::Texts => texts.map(|text| Value::Sequence(vec![text.into()])),
        Kind::Date => ["2019-02-03", "2021-04-05", "2018-01-02"].map(Value::from),
        Kind::Number => [1234, 98765, 555].map(Value::from),
        Kind::Choice => [option(0).into(), option(1).into(), option(2).into()],
        Kind::Choices => {
            let last = item.options.iter().rev().find(|option| option.blank);
            let with_blank = last.map(|option| {
                let mut one = Mapping::new();
                one.insert(option.text.clone().into(), texts[1].into());
                Value::Mapping(one)
            });
            let two = with_blank.unwrap_or_else(|| option(1).into());
            [option(0).into(), two, option(1).into()].map(|one: Value| Value::Sequence(vec![one]))
        }
        Kind::Tick => [true.into(), false.into(), true.into()],
        Kind::Figure => [0, 1, 2].map(|at| {
            let mut one = Mapping::new();
            one.insert(FIGURE_KEY.into(), format!("図面{at}号.svg").into());
            one.insert(ALT_KEY.into(), texts[at].into());
            Value::Mapping(one)
        }),
        Kind::Group | Kind::Entries => unreachable!("a leaf holds no others"),
    }
}

fn withholding(sample: &Value, path: &str, answer: Value) -> Assessment {
    let mut top = sample.clone();
    put(&mut top, path, answer);
    let mut entry = Mapping::new();
    entry.insert("項目".into(), path.into());
    entry.insert("理由".into(), "試すため".into());
    put(&mut top, "管理/非公表", Value::Sequence(vec![entry.into()]));
    read(&serde_yaml::to_string(&top).unwrap())
}

#[test]
fn a_withheld_answer_of_any_item_makes_no_difference() {
    let mut cases: Vec<(String, usize, String)> = Vec::new();
    let samples: Vec<(String, Assessment)> = samples()
        .into_iter()
        .map(|(name, sample)| (name, read(&data::yaml(&sample))))
        .collect();
    for (at, (name, sample)) in samples.iter().enumerate() {
        let is_printed = |_: &Answer| true;
        for leaf in sample.top().leaves_where(is_printed) {
            let item = leaf.item().unwrap();
            if sample.form().part(item).is_some_and(|part| part.printed) {
                cases.push((name.clone(), at, leaf.path()));
            }
        }
    }
    assert!(cases.len() > 600, "{}", cases.len());
    let wanted = tries(30, cases.len());
    // Steps that share no factor with the number of items of a form reach every kind.
    let step = (cases.len() / wanted).max(1);
    for (name, at, path) in cases.iter().step_by(step) {
        let sample = &samples[*at].1;
        let yaml: Value = serde_yaml::from_str(&data::yaml(sample)).unwrap();
        let [one, two, before] = answers(&sample.place(path)).map(|answer| withholding(&yaml, path, answer));
        let [one, two] = [one, two].map(|version| {
            outputs(&version, Some(&before)).unwrap_or_else(|findings| panic!("{name} {path}: {findings:#?}"))
        });
        if one != two {
            let differs = one.lines().zip(two.lines()).find(|(a, b)| a != b);
            panic!("{name} {path}: {differs:?}");
        }
    }
}

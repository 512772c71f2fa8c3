//! A withheld text that stands a second time, in every kind of place: it is withheld there too, or refused with the place's name.

use std::collections::BTreeSet;

use hyoka::form::path::without_entries;
use hyoka::form::{ALT_KEY, FIGURE_KEY, Kind};
use hyoka::publish::data;
use serde_yaml::{Mapping, Value};

use super::{outputs, read};
use crate::files::samples;
use crate::tries::tries;

const SECRET: &str = "地下三階特別書庫乙";

/// A text with the secret in it, as an answer of a kind; none for what can say nothing of its own.
fn answer(kind: Kind, blank: Option<&str>) -> Option<Value> {
    let text = format!("鍵は{SECRET}にある。");
    let map = |key: &str, value: &str| {
        let mut one = Mapping::new();
        one.insert(key.into(), value.into());
        one
    };
    Some(match kind {
        Kind::Text => text.into(),
        Kind::Texts => Value::Sequence(vec!["別の名".into(), SECRET.into()]),
        Kind::Choices => Value::Sequence(vec![map(blank?, SECRET).into()]),
        Kind::Figure => {
            let mut one = map(FIGURE_KEY, &format!("{SECRET}.svg"));
            one.insert(ALT_KEY.into(), "見取図".into());
            one.into()
        }
        Kind::Date | Kind::Number | Kind::Choice | Kind::Tick | Kind::Group | Kind::Entries => return None,
    })
}

#[test]
fn a_second_mention_anywhere_is_withheld_or_refused_by_name() {
    let mut places: Vec<(String, String)> = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut known = BTreeSet::new();
    let all = samples();
    for (name, sample) in &all {
        for leaf in sample.top().leaves() {
            let item = leaf.item().unwrap();
            let form = sample.form();
            let is_printed = form.part(item).is_some_and(|part| part.printed);
            let blank = item.options.iter().find(|option| option.blank);
            let may = answer(item.kind, blank.map(|option| option.text.as_str())).is_some();
            let key = (form.form.clone(), without_entries(&leaf.path()));
            if is_printed && may && known.insert(key) {
                kinds.insert(format!("{:?}", item.kind));
                places.push((name.clone(), leaf.path()));
            }
        }
    }
    assert!(places.len() > 150 && kinds.len() == 4, "{} {kinds:?}", places.len());
    let wanted = tries(40, places.len());
    let step = (places.len() / wanted).max(1);
    let mut tried = 0;
    for (name, path) in places.iter().step_by(step) {
        let (_, sample) = all.iter().find(|(other, _)| other == name).unwrap();
        let leaf = sample.place(path);
        let item = leaf.item().unwrap();
        let blank = item.options.iter().find(|option| option.blank);
        let planted = answer(item.kind, blank.map(|option| option.text.as_str())).unwrap();
        let mut top: Value = serde_yaml::from_str(&data::yaml(sample)).unwrap();
        // The withheld answer itself: a text that every form has, and none of the planted ones.
        let own = if path == "特記事項" {
            "評価書名"
        } else {
            "特記事項"
        };
        super::interference::put(
            &mut top,
            own,
            format!("{SECRET}に置く。\n鍵は{SECRET}にある。\n{SECRET}").into(),
        );
        super::interference::put(&mut top, path, planted);
        let mut entry = Mapping::new();
        entry.insert("項目".into(), own.into());
        entry.insert("理由".into(), "所在を知られるため".into());
        super::interference::put(&mut top, "管理/非公表", Value::Sequence(vec![entry.into()]));
        let version = read(&serde_yaml::to_string(&top).unwrap());
        let place = version.place(path).name();
        tried += 1;
        // What the own answer said before is no secret here.
        let mut before: Value = serde_yaml::from_str(&data::yaml(sample)).unwrap();
        super::interference::put(&mut before, own, "別の記載".into());
        let before = read(&serde_yaml::to_string(&before).unwrap());
        match outputs(&version, Some(&before)) {
            Ok(out) => assert!(!out.contains(SECRET), "{name} {path}"),
            Err(findings) => assert!(
                findings
                    .iter()
                    .any(|finding| finding.code == "F123" && finding.message.contains(&place)),
                "{name} {path}: {findings:#?}"
            ),
        }
    }
    assert!(tried >= 40, "{tried}");
}

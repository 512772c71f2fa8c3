//! What holds for any edits: once recorded, a check finds nothing missing, and nothing is recorded twice.

use std::sync::Arc;

use crate::change::random::{Random, data, edit, written};
use hyoka::answers::Assessment;
use hyoka::check::look::since::check_since;
use hyoka::finding::Finding;
use hyoka::record::{Renew, Wanted};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_yaml::Value as Yaml;

use super::{read, recorded, text};
use crate::files;
use crate::tries::tries;

/// How many edited versions are tried.
fn how_many() -> u64 {
    tries(20, 1_000) as u64
}

/// A sample as plain data and an edited version of it, published a year later.
fn versions(samples: &[(String, Arc<Assessment>)], random: &mut Random) -> (String, String, String) {
    let (name, sample) = random.pick(samples).clone();
    let old = data(&sample);
    let mut new = old.clone();
    for _ in 0..=random.below(5) {
        edit(&mut new, random);
    }
    let published: Date = new["公表日"].as_str().unwrap().parse().unwrap();
    new["公表日"] = Yaml::from(published.checked_add(1.year()).unwrap().to_string());
    (name, written(&old), written(&new))
}

/// Whether a finding asks for what only an officer can say or do: decide what a change is in law, seal what he published.
fn is_for_an_officer(finding: &Finding) -> bool {
    ["H172", "H173", "H221"].contains(&finding.code)
}

#[test]
fn what_is_recorded_leaves_nothing_missing_and_nothing_to_record() {
    let samples = files::samples();
    for seed in 0..how_many() {
        let mut random = Random::new(seed + 5_000);
        let (name, old, new) = versions(&samples, &mut random);
        let wanted = Wanted {
            most: (random.below(4) == 0).then_some(40),
            ..Wanted::default()
        };
        let first = recorded(&old, &new, &wanted).unwrap_or_else(|error| panic!("{name}, seed {seed}: {error}\n{new}"));
        let file = text(&first);
        let found = check_since(&read(&old), &read(&file), jiff::civil::date(2026, 11, 23));
        let missing: Vec<_> = found.iter().filter(|finding| !is_for_an_officer(finding)).collect();
        assert!(missing.is_empty(), "{name}, seed {seed}: {missing:#?}");
        let again = recorded(&old, &file, &wanted).unwrap();
        assert_eq!(text(&again), file, "{name}, seed {seed}");
        // Every line that was there is there, in its order.
        let mut lines = file.lines();
        for line in new.lines() {
            assert!(lines.any(|other| other == line), "{name}, seed {seed}: {line}");
        }
    }
}

#[test]
fn what_changes_again_is_brought_up_to_date() {
    let samples = files::samples();
    let renewing = Wanted {
        renew: Renew::All,
        ..Wanted::default()
    };
    for seed in 0..how_many() / 5 {
        let mut random = Random::new(seed + 90_000);
        let (name, old, new) = versions(&samples, &mut random);
        let once = text(&recorded(&old, &new, &Wanted::default()).unwrap());
        // One of the items that were recorded changes once more.
        let mut data: Yaml = serde_yaml::from_str(&once).unwrap();
        edit(&mut data, &mut random);
        let more = written(&data);
        let twice = recorded(&old, &more, &renewing).unwrap_or_else(|error| panic!("{name}, seed {seed}: {error}"));
        let file = text(&twice);
        let found = check_since(&read(&old), &read(&file), jiff::civil::date(2026, 11, 23));
        // A row whose difference is gone again is its author's to take out.
        let left = |finding: &&Finding| !is_for_an_officer(finding) && finding.code != "H213";
        let missing: Vec<_> = found.iter().filter(left).collect();
        assert!(missing.is_empty(), "{name}, seed {seed}: {missing:#?}");
        assert_eq!(
            text(&recorded(&old, &file, &renewing).unwrap()),
            file,
            "{name}, seed {seed}"
        );
    }
}

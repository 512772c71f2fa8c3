//! 非公表: what is withheld stands nowhere in what goes out, and whatever might tell it is withheld or refused.

mod attacks;
mod interference;
mod planted;
mod rows;
mod together;

use std::fmt::Write as _;

use hyoka::answers::{self, Assessment};
use hyoka::change::compare;
use hyoka::change::print::{Compared, json, markdown, text, yaml};
use hyoka::check::print::Counts;
use hyoka::check::withheld;
use hyoka::finding::Finding;
use hyoka::form::builtin;
use hyoka::history::{self, State};
use hyoka::publish::{data, html, review};
use hyoka::register::{self, Head};
use hyoka::status::print::{Status, csv, ics, json as status_json, text as status_text};
use hyoka::status::{Known, Row};
use hyoka::table::procedure::procedure_of;
use hyoka::{Copy, layout};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

fn read(text: &str) -> Assessment {
    let read = answers::read(builtin(), "juten.yaml", text.as_bytes());
    read.assessment.expect("it says its form")
}

/// All that goes out of an assessment for the public, one below the other; or why nothing does.
pub fn outputs(assessment: &Assessment, before: Option<&Assessment>) -> Result<String, Vec<Finding>> {
    let published = withheld::public(assessment, before)?;
    let public = &published.assessment;
    let page = layout::page(public);
    assert_eq!(published.words.strays(&page), [], "the page");
    let attached = data::yaml(public);
    assert_eq!(published.words.strays(&attached), [], "the data");
    let mut out = format!("{}\n{attached}\n", html::print(&page).unwrap());

    let told = withheld::told(assessment, before, Copy::Public)?;
    let listed = told.as_ref().map_or(assessment, |told| &told.assessment);
    let listing = register::Known {
        assessment: listed,
        copies: Vec::new(),
    };
    let entry = register::entry(&[listing], TODAY).unwrap();
    let head = Head {
        body: entry.body.clone(),
        day: TODAY,
        copy: Copy::Public,
    };
    let list = register::page(&head, &[entry]);
    out += &html::print(&list).unwrap();

    let known = Known {
        assessment: listed,
        kiso: None,
        older: &[],
        copies: &[],
    };
    let rows = [Row::of(&known, Counts::default(), TODAY)];
    let status = Status {
        rows: &rows,
        today: TODAY,
        copy: Copy::Public,
    };
    out += &status_text::print(&status, 120);
    out += &serde_json::to_string_pretty(&status_json::report(&status)).unwrap();
    out += &csv::print(&status);
    out += &ics::print(&status);

    let Some(before) = before else { return Ok(out) };
    let sides = withheld::side_by_side(&[before, assessment])
        .map_err(|findings| findings.into_iter().map(|(_, finding)| finding).collect::<Vec<_>>())?;
    let (old, new) = (&sides.versions[0], &sides.versions[1]);
    let versions = [(old, State::Sealed), (new, State::Current)];
    let history = history::of(&versions).unwrap();
    out += &history::print::text::print(&history);
    out += &serde_json::to_string_pretty(&history::print::json::report(&history)).unwrap();
    let mut comparison = compare(old, new).unwrap();
    comparison.leaves_out = Some(Copy::Public);
    let procedure = procedure_of(old, new, &comparison.rows, false);
    let compared = Compared {
        old,
        new,
        comparison: &comparison,
        procedure: procedure.as_ref(),
    };
    let shown = hyoka::change::print::review::review(&compared);
    assert_eq!(sides.words.strays(&shown), [], "the comparison");
    out += &review::print(&shown).unwrap();
    out += &markdown::print(&compared);
    out += &text::print(&compared, 120, false);
    out += &yaml::print(&compared);
    writeln!(
        out,
        "{}",
        serde_json::to_string_pretty(&json::report(&compared)).unwrap()
    )
    .unwrap();
    Ok(out)
}

/// The messages of what keeps anything from going out.
fn refusal(assessment: &Assessment, before: Option<&Assessment>) -> Vec<String> {
    let findings = outputs(assessment, before).expect_err("it must be refused");
    let told = findings
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.message));
    told.collect()
}

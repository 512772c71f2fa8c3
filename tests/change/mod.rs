//! What differs between two versions, on small files and on the two versions of one fictional assessment in `fair/`.

mod candidates;
mod command;
mod figures;
mod looks;
mod print;
mod procedure;
mod property;
pub mod random;
mod review;
mod revision;
mod rows;

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;

/// Reads an assessment whose findings do not matter here.
fn read(name: &str, text: &str) -> Assessment {
    let read = answers::read(builtin(), name, text.as_bytes());
    read.assessment
        .unwrap_or_else(|| panic!("{name} is no assessment: {:?}", read.findings))
}

/// Reads an assessment of 様式3 from what stands below 様式.
fn juten(body: &str) -> Assessment {
    read("juten.yaml", &format!("様式: 重点項目評価書\n{body}"))
}

/// The two versions in `fair/`.
fn fair() -> (Assessment, Assessment) {
    let old = include_str!("fair/old.yaml");
    let new = include_str!("fair/new.yaml");
    (read("fair/old.yaml", old), read("fair/new.yaml", new))
}

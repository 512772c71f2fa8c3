//! Everything that is made from the program and kept in the project: schemas, pages of rules, outputs in the manual.

use crate::Result;
use crate::project::{Project, run};

/// What builds in a minute and needs no fonts.
const LEAN: &str = "--no-default-features --features cli,lsp,git,import";

pub fn schemas(project: &Project) -> Result<()> {
    run(&mut project.cargo(&format!("run --quiet {LEAN} -- schema -o schemas")))
}

/// The tests that hold pages to the program write them when they are asked to.
pub fn docs(project: &Project) -> Result<()> {
    schemas(project)?;
    let mut tests = project.cargo(&format!("test --quiet {LEAN} --test main docs::"));
    run(tests.env("HYOKA_UPDATE", "1"))
}

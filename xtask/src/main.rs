//! Chores of the project, as `cargo xtask`. Owns what is written by machine; knows nothing of assessments and links nothing of
//! hyoka, so that it is built in two seconds whatever state the program is in.

#[cfg(test)]
mod dependencies;
mod generated;
mod law;
mod project;
mod revision;
mod rule;
mod shots;
mod terminal;

use std::process::ExitCode;

use project::Project;

const USAGE: &str = "\
cargo xtask new-rule CODE NAME --room ROOM   a rule: its file, its lines in the room, fixtures that fire and stay silent
cargo xtask new-revision FORM YYYY-MM        a form's next revision: the newest definition, copied and dated
cargo xtask law FILE.xml --as-of DAY         a state of 番号法 from the national law database's XML
cargo xtask docs                             renews every page that is made from the program, and the schemas
cargo xtask schemas                          renews schemas/*.schema.json
cargo xtask shots                            renews docs/images/ from the program as it runs (HYOKA, else target/release/hyoka)";

/// What a chore could not do, in a sentence.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let project = Project::here();
    let done = match arguments.as_slice() {
        ["new-rule", rest @ ..] => rule::new(&project, rest),
        ["new-revision", form, month] => revision::new(&project, form, month),
        ["law", rest @ ..] => law::state(&project, rest),
        ["docs"] => generated::docs(&project),
        ["schemas"] => generated::schemas(&project),
        ["shots"] => shots::take(&project),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

//! `cargo xtask law`: writes a state of 番号法 under `schemas/law/`, from the law database's XML or from two tables made of it.
//! Knows no assessment and no rule; keeps facts only, never a sentence of the Act.

mod branched;
mod named;
/// The program's own reading of numbers, a file without ties.
#[path = "../../../src/law/numeral.rs"]
#[allow(dead_code)] // The program asks for more of it.
mod numeral;
mod state;
mod tables;
mod xml;

use state::Days;

use crate::Result;
use crate::project::Project;

const USAGE: &str = "cargo xtask law FILE.xml --as-of DAY [--judges-from DAY]
cargo xtask law ARTICLES.tsv TABLE.tsv --as-of DAY [--judges-from DAY]
  DAY is YYYY-MM-DD. A version published on DAY of --judges-from or later is held against this state; it is the day of
  --as-of unless said.";

/// Reads what the arguments name and writes `schemas/law/<day>.yaml`.
pub fn state(project: &Project, arguments: &[&str]) -> Result<()> {
    let (files, days) = parse(arguments)?;
    let state = match files[..] {
        [xml] => xml::read(&text(xml)?, days)?,
        [articles, table] => tables::read(&text(articles)?, &text(table)?, days)?,
        _ => return Err(USAGE.to_owned()),
    };
    project.write(&format!("schemas/law/{}.yaml", state.days.as_of), &state.to_yaml())
}

fn parse<'a>(arguments: &[&'a str]) -> Result<(Vec<&'a str>, Days)> {
    let (mut files, mut as_of, mut judges_from) = (Vec::new(), None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let target = match *argument {
            "--as-of" => &mut as_of,
            "--judges-from" => &mut judges_from,
            other if other.starts_with('-') => return Err(USAGE.to_owned()),
            file => {
                files.push(file);
                continue;
            }
        };
        *target = Some(rest.next().filter(|day| is_day(day)).ok_or(USAGE)?.to_string());
    }
    let as_of: String = as_of.ok_or(USAGE)?;
    let judges_from = judges_from.unwrap_or_else(|| as_of.clone());
    Ok((files, Days { as_of, judges_from }))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}

/// A file that lies anywhere, by the path that the person gave.
fn text(path: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_asked_for_and_held_to_its_form() {
        let (files, days) = parse(&["law.xml", "--as-of", "2025-09-24"]).unwrap();
        assert_eq!((files.len(), days.judges_from.as_str()), (1, "2025-09-24"));
        assert!(parse(&["law.xml"]).is_err());
        assert!(parse(&["law.xml", "--as-of", "令和7年"]).is_err());
        assert!(parse(&["law.xml", "--as-of"]).is_err());
    }
}

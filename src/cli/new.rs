//! `hyoka new`: an empty assessment to fill in.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::body::write;
use crate::form::{Form, builtin};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 様式の名前（例: kiso、juten、様式2、基礎）。書かなければ、様式の一覧を示す
    #[arg(value_name = "様式")]
    form: Option<String>,
    /// 様式の版（例: 平成31年1月）。書かなければ、最も新しい版
    #[arg(long, value_name = "版")]
    edition: Option<String>,
    /// 書き出すファイル。書かなければ画面に示す。既にあるファイルには書かない
    #[arg(short = 'o', long = "output", value_name = "ファイル")]
    file: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Some(name) = &arguments.form else {
        if arguments.file.is_some() || arguments.edition.is_some() {
            let names = names().join("、");
            return Err(Failure::Usage(format!(
                "様式の名前を書いてください（あるもの: {names}）"
            )));
        }
        output::print(&list());
        return Ok(ExitCode::from(exit::CLEAN));
    };
    let form = form(name, arguments)?;
    let schema = schema_path(form, arguments.file.as_deref());
    let text = form.skeleton(&schema);
    let Some(path) = &arguments.file else {
        output::print(&text);
        return Ok(ExitCode::from(exit::CLEAN));
    };
    write::new(path, text.as_bytes())?;
    let path = path.display();
    output::note(&format!(
        "{path} を作りました。書き足しながら hyoka check {path} で確かめてください"
    ));
    Ok(ExitCode::from(exit::CLEAN))
}

/// The names of the forms, each with the name of its document.
fn names() -> Vec<String> {
    let mut names: Vec<String> = builtin()
        .headings()
        .map(|form| format!("{}（{}）", form.form, form.name))
        .collect();
    names.dedup();
    names
}

/// The forms with their editions, and what to type.
fn list() -> String {
    let mut out = String::from("様式の一覧（左の名前を使います）\n");
    let mut before = "";
    for heading in builtin().headings() {
        if heading.form == before {
            continue;
        }
        before = &heading.form;
        let editions = builtin().headings().filter(|other| other.form == heading.form);
        let editions: Vec<&str> = editions.map(|other| other.edition.as_str()).collect();
        let _ = writeln!(
            out,
            "  {}  {}（版: {}）",
            heading.form,
            heading.name,
            editions.join("、")
        );
    }
    out.push_str("\n例: hyoka new juten -o assessments/040/juten.yaml\n");
    out
}

/// The form that was asked for, in the edition that was asked for.
fn form(name: &str, arguments: &Arguments) -> Result<&'static Form, Failure> {
    let newest = builtin().called(name).ok_or_else(|| {
        let names = names().join("、");
        Failure::Usage(format!("「{name}」という様式はありません（あるもの: {names}）"))
    })?;
    let Some(edition) = &arguments.edition else {
        return Ok(newest);
    };
    let found = builtin().edition(&newest.name, edition).ok_or_else(|| {
        let same = builtin().iter().filter(|form| form.name == newest.name);
        let editions: Vec<&str> = same.map(|form| form.edition.as_str()).collect();
        let (name, editions) = (&newest.name, editions.join("、"));
        Failure::Usage(format!("{name}に「{edition}」の版はありません（あるもの: {editions}）"))
    })?;
    Ok(found)
}

/// The schema as the file sees it, where `hyoka schema` leaves it: in `schemas/` of the folder we run in.
fn schema_path(form: &Form, file: Option<&Path>) -> String {
    let folder = file.and_then(Path::parent);
    let plain = folder.filter(|folder| {
        let mut components = folder.components();
        components.all(|component| matches!(component, Component::Normal(_) | Component::CurDir))
    });
    // Elsewhere, and on the screen, as for assessments/評価書番号/juten.yaml.
    let depth = plain.map_or(2, |folder| {
        let components = folder.components();
        components
            .filter(|component| matches!(component, Component::Normal(_)))
            .count()
    });
    format!("{}schemas/{}", "../".repeat(depth), form.schema_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_found_from_the_folder_of_the_file() {
        let path = |file: Option<&str>| {
            let form = builtin().newest("juten").unwrap();
            let path = schema_path(form, file.map(Path::new));
            path.strip_suffix(&form.schema_file()).unwrap().to_owned()
        };
        assert_eq!(path(Some("juten.yaml")), "schemas/");
        assert_eq!(path(Some("./assessments/040/juten.yaml")), "../../schemas/");
        assert_eq!(path(Some("a/b/c/juten.yaml")), "../../../schemas/");
        assert_eq!(path(Some("/tmp/juten.yaml")), "../../schemas/");
        assert_eq!(path(None), "../../schemas/");
    }
}

//! `hyoka new`: an empty assessment to fill in.

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::body::write;
use crate::form::{Form, builtin};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 様式の名前（例: kiso、juten）
    #[arg(value_name = "様式")]
    form: String,
    /// 様式の版（例: 平成31年1月）。書かなければ、最も新しい版
    #[arg(long, value_name = "版")]
    edition: Option<String>,
    /// 書き出すファイル。書かなければ画面に示す。既にあるファイルには書かない
    #[arg(short = 'o', long = "output", value_name = "ファイル")]
    file: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let form = form(arguments)?;
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

/// The form that was asked for, in the edition that was asked for.
fn form(arguments: &Arguments) -> Result<&'static Form, Failure> {
    let newest = builtin().newest(&arguments.form).ok_or_else(|| {
        let mut names: Vec<String> = builtin()
            .iter()
            .map(|form| format!("{}（{}）", form.form, form.name))
            .collect();
        names.dedup();
        let (given, names) = (&arguments.form, names.join("、"));
        Failure::Usage(format!("「{given}」という様式はありません（あるもの: {names}）"))
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

//! `hyoka schema`: JSON Schemas for editors and for programs that read our output.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::schemas;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 表示するもの（例: juten、check、diff）。書かなければすべてをフォルダに書き出す
    #[arg(value_name = "名前", conflicts_with = "folder")]
    name: Option<String>,
    /// 書き出すフォルダ（既定は schemas）
    #[arg(short = 'o', long = "output", default_value = "schemas", value_name = "フォルダ")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if let Some(name) = &arguments.name {
        let schema = schemas::find(name).ok_or_else(|| {
            let all = schemas::all();
            let names: Vec<&str> = all.iter().map(schemas::NamedSchema::name).collect();
            Failure::Usage(format!(
                "「{name}」という名前のスキーマはありません（あるもの: {}）",
                names.join("、")
            ))
        })?;
        output::print(&schema.text());
        return Ok(ExitCode::from(exit::CLEAN));
    }
    let folder = &arguments.folder;
    for schema in schemas::all() {
        let path = folder.join(&schema.file);
        output::write(&path, schema.text().as_bytes())?;
    }
    Ok(ExitCode::from(exit::CLEAN))
}

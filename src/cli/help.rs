//! `hyoka help`: what `--help` shows, for those who type a word rather than a sign.

use std::ffi::OsString;
use std::process::ExitCode;

use super::{Failure, exit};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 使い方を見る命令（例: check）。書かなければ、すべての命令を示す
    #[arg(value_name = "命令")]
    verb: Option<OsString>,
}

// One signature for all verbs.
#[allow(clippy::unnecessary_wraps)]
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let verb = arguments.verb.iter().cloned();
    let asked = std::iter::once("hyoka".into()).chain(verb).chain(["--help".into()]);
    match super::parse(asked) {
        // Asking for help always ends in clap's own "error" that holds it.
        Ok(_) => Ok(ExitCode::from(exit::CLEAN)),
        Err(error) => Ok(exit::usage(&error)),
    }
}

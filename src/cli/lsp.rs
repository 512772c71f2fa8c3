//! `hyoka lsp`: starts the language server and hands it the disk and the day.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use super::{exit, output, today};
use crate::answers::{Assessment, Read};
use crate::body::bodies::Bodies;
use crate::body::settings::Settings;
use crate::body::{cases, disk, versions};
use crate::figure::Fault;
use crate::form::builtin;
use crate::lsp::{self, Ended, Surroundings};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 今日とみなす日（既定は、起動した日）
    #[arg(long, value_parser = today::parse, value_name = "日付")]
    today: Option<Date>,
    /// 標準入出力で話す（いつもそうするので、付けなくてもよい）
    #[arg(long)]
    #[allow(dead_code)] // Editors add it of themselves.
    stdio: bool,
}

struct Disk;

impl Surroundings for Disk {
    fn beside(&self, path: &Path) -> Vec<PathBuf> {
        cases::beside(path)
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        disk::bytes(path).ok()
    }

    fn before(&self, path: &Path, assessment: &Assessment) -> Option<Read> {
        // What is wrong with the copies themselves, `hyoka check` tells.
        let written = !cases::is_sealed(path);
        written.then(|| versions::before(path, assessment, |_| ()).ok()?)?
    }

    fn figure(&self, path: &Path, file: &str) -> Result<Vec<u8>, Fault> {
        disk::figure(path.parent().unwrap_or(Path::new("")), file)
    }

    fn settings(&self, path: &Path) -> Settings {
        // Read anew each time: they may be edited beside the assessment. What cannot be read changes nothing.
        let body = Bodies::default().of(path).map(|(body, _)| body.settings.clone());
        body.unwrap_or_default()
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    if std::io::stdin().is_terminal() {
        output::note(
            "hyoka lsp は、エディタが起動して使います。設定のしかたは手引きにあります。終えるには Ctrl と C を押します",
        );
    }
    let ended = lsp::stdio(builtin(), today::or_now(arguments.today), &Disk);
    ExitCode::from(match ended {
        Ended::Asked => exit::CLEAN,
        // The protocol asks for 1 where an editor leaves without a word.
        Ended::Cut => exit::FINDINGS,
    })
}

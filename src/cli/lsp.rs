//! `hyoka lsp`: starts the language server and hands it the disk and the day.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{exit, output, today};
use crate::body::Disk;
use crate::lsp::{self, Ended};

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

pub fn run(arguments: &Arguments) -> ExitCode {
    if std::io::stdin().is_terminal() {
        output::note(
            "hyoka lsp は、エディタが起動して使います。設定のしかたは手引きにあります。終えるには Ctrl と C を押します",
        );
    }
    let ended = lsp::stdio(&Disk, today::or_now(arguments.today));
    ExitCode::from(match ended {
        Ended::Asked => exit::CLEAN,
        // The protocol asks for 1 where an editor leaves without a word.
        Ended::Cut => exit::FINDINGS,
    })
}

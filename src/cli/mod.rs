//! The command line: one file a verb. Reads files and the clock, and hands both to the library.

mod check;
mod diff;
mod exit;
mod explain;
mod failure;
mod fix;
mod help;
#[cfg(feature = "import")]
mod import;
mod log;
#[cfg(feature = "lsp")]
mod lsp;
mod merge;
mod new;
mod output;
mod public;
#[cfg(feature = "pdf")]
mod publish;
mod record;
mod register;
mod schema;
mod seal;
mod sheet;
#[cfg(feature = "pdf")]
mod side_by_side;
mod status;
mod threshold;
mod today;
mod upgrade;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;

/// 特定個人情報保護評価書を、確かめ、比べ、公表する
#[derive(Debug, Parser)]
#[command(
    name = "hyoka",
    version,
    disable_help_subcommand = true,
    subcommand_value_name = "命令",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// 評価書を確かめ、誤りの場所と直し方を示す
    Check(check::Arguments),
    /// 二つの版の違いを、変更箇所の形で示す
    Diff(diff::Arguments),
    /// 規則の説明を見る（例: hyoka explain C115）
    Explain(explain::Arguments),
    /// 迷いのない誤りを直す（まず直すところを示し、--write で書き込む）
    Fix(fix::Arguments),
    /// 命令の使い方を見る（例: hyoka help check）
    Help(help::Arguments),
    /// いまある評価書（Excel、文章、ウェブページなど）を取り込む
    #[cfg(feature = "import")]
    Import(import::Arguments),
    /// 評価書の版の履歴と、版ごとに変わった項目を見る
    Log(log::Arguments),
    /// エディタに、書いている評価書の指摘や候補を渡す（エディタが起動する）
    #[cfg(feature = "lsp")]
    Lsp(lsp::Arguments),
    /// 二人が直した評価書を、項目ごとに一つに併合する
    Merge(merge::Arguments),
    /// 評価書のひな形を作る（例: hyoka new juten -o assessments/040/juten.yaml）
    New(new::Arguments),
    /// 公表用の PDF と HTML を作る
    #[cfg(feature = "pdf")]
    Publish(publish::Arguments),
    /// 前の版との違いを、評価書の変更箇所に書き込む
    Record(record::Arguments),
    /// 計画管理書に当たる、評価書の一覧を作る
    Register(register::Arguments),
    /// エディタなどに使う JSON Schema を書き出す
    Schema(schema::Arguments),
    /// 公表した版の写しを取り、後から変わらないように封をする
    Seal(seal::Arguments),
    /// 評価書を Excel の様式にして、担当課に書いてもらう
    Sheet(sheet::Arguments),
    /// 評価書ごとの公表日、しきい値判断、指摘の数と、期限を示す
    Status(status::Arguments),
    /// 義務付けられる評価を、対象人数などから判断する（しきい値判断）
    Threshold(threshold::Arguments),
    /// 前の版の様式で書いた評価書を、新しい版の様式に移す
    Upgrade(upgrade::Arguments),
}

/// Runs the program. 0 clean, 1 findings of error level, 2 wrong usage, 3 cannot read or write.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let code = match parse(arguments) {
        Ok(cli) => done(cli.verb),
        Err(error) => exit::usage(&error),
    };
    // A result that a full disk swallowed is none.
    match output::lost() {
        None => code,
        Some(failure) => told(&failure),
    }
}

/// Does what a verb is for.
fn done(verb: Verb) -> ExitCode {
    let result = match verb {
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Diff(arguments) => diff::run(&arguments),
        Verb::Explain(arguments) => explain::run(&arguments),
        Verb::Fix(arguments) => fix::run(&arguments),
        Verb::Help(arguments) => help::run(&arguments),
        #[cfg(feature = "import")]
        Verb::Import(arguments) => import::run(&arguments),
        Verb::Log(arguments) => log::run(&arguments),
        #[cfg(feature = "lsp")]
        Verb::Lsp(arguments) => Ok(lsp::run(&arguments)),
        Verb::Merge(arguments) => merge::run(&arguments),
        Verb::New(arguments) => new::run(&arguments),
        #[cfg(feature = "pdf")]
        Verb::Publish(arguments) => publish::run(&arguments),
        Verb::Record(arguments) => record::run(&arguments),
        Verb::Register(arguments) => register::run(&arguments),
        Verb::Schema(arguments) => schema::run(&arguments),
        Verb::Seal(arguments) => seal::run(&arguments),
        Verb::Sheet(arguments) => sheet::run(&arguments),
        Verb::Status(arguments) => status::run(&arguments),
        Verb::Threshold(arguments) => threshold::run(&arguments),
        Verb::Upgrade(arguments) => upgrade::run(&arguments),
    };
    result.unwrap_or_else(|failure| told(&failure))
}

fn told(failure: &Failure) -> ExitCode {
    output::error(&failure.to_string());
    exit::code(failure)
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = exit::japanese(Cli::command()).try_get_matches_from(arguments);
    matches.and_then(|matches| Cli::from_arg_matches(&matches))
}

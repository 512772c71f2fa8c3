//! `hyoka explain`: the page of a rule, or all of them.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::check::selector::Selector;
use crate::check::{Rule, page, rule, rules};
use crate::folding::nfkc;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 規則の番号（例: C115）。書かなければ一覧を示す
    #[arg(value_name = "番号")]
    code: Option<String>,
    /// 出力の形: text（既定）、json
    #[arg(long, value_enum, default_value = "text", value_name = "形")]
    format: Format,
    /// 書き出すファイル（書かなければ、画面に出す）
    #[arg(short, long, value_name = "ファイル")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let found = arguments.code.as_deref().map(find).transpose()?;
    let text = match (arguments.format, found) {
        (Format::Text, Some(rule)) => page::text(rule),
        (Format::Text, None) => page::list(),
        (Format::Json, Some(rule)) => output::json(&page::report([rule])),
        (Format::Json, None) => output::json(&page::report(rules())),
    };
    output::result(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::from(exit::CLEAN))
}

fn find(code: &str) -> Result<&'static Rule, Failure> {
    rule(nfkc(code).trim()).ok_or_else(|| {
        let meant = Selector::nearest(code).map_or(String::new(), |code| format!("「{code}」ではありませんか。"));
        Failure::Usage(format!(
            "「{code}」という番号の規則はありません。{meant}hyoka explain で一覧を見られます"
        ))
    })
}

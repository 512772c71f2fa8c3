//! `hyoka explain`: the page of a rule.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::check::{Rule, rule, rules};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 規則の番号（例: C115）。書かなければ一覧を示す
    #[arg(value_name = "番号")]
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Some(code) = &arguments.code else {
        let mut list = String::new();
        for rule in rules() {
            let _ = writeln!(list, "{} [{}] {}", rule.code, rule.severity.name(), rule.checks);
        }
        output::print(&list);
        return Ok(ExitCode::from(exit::CLEAN));
    };
    let found = rule(&crate::text::nfkc(code)).ok_or_else(|| {
        Failure::Usage(format!(
            "「{code}」という番号の規則はありません。hyoka explain で一覧を見られます"
        ))
    })?;
    output::print(&page(found));
    Ok(ExitCode::from(exit::CLEAN))
}

fn page(rule: &Rule) -> String {
    let since = rule.since.map(|since| format!("施行: {since}\n")).unwrap_or_default();
    format!(
        "{} {}（{}）\n\n確かめること: {}\nなぜ: {}\n根拠: {}\n{since}",
        rule.code,
        rule.name,
        rule.severity.name(),
        rule.checks,
        rule.why,
        rule.law.text(),
    )
}

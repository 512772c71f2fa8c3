//! Exit codes and what is said on wrong usage, in Japanese.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use crate::record::RecordError;

/// Everything clean.
pub const CLEAN: u8 = 0;
/// Findings of error level.
pub const FINDINGS: u8 = 1;
/// Wrong usage.
pub const USAGE: u8 = 2;
/// Cannot read or write.
pub const IO: u8 = 3;

/// The exit code of what could not be done at all.
#[must_use]
pub fn code(failure: &Failure) -> ExitCode {
    use crate::body::Failure as Body;
    use crate::body::write::Barred;
    ExitCode::from(match failure {
        Failure::Usage(_)
        | Failure::Change(_)
        | Failure::Body(
            Body::Empty(_)
            | Body::NoBody
            | Body::Barred {
                why:
                    Barred::Sealed
                    | Barred::Assessment
                    | Barred::Settings
                    | Barred::Figure
                    | Barred::Link(_)
                    | Barred::NoFile,
                ..
            },
        ) => USAGE,
        Failure::Record(RecordError::Harm | RecordError::Edit(_)) => IO,
        Failure::Record(
            RecordError::Different(_)
            | RecordError::NoTable
            | RecordError::NoDay(_)
            | RecordError::Target(_)
            | RecordError::Layout { .. },
        ) => USAGE,
        Failure::Body(
            Body::Read { .. }
            | Body::Write { .. }
            | Body::WriteInFolder { .. }
            | Body::Barred {
                why: Barred::Protected, ..
            }
            | Body::Busy(_)
            | Body::Attached { .. }
            | Body::Revision { .. }
            | Body::Manifest { .. }
            | Body::Damaged(_)
            | Body::Unlisted { .. }
            | Body::Rewritten(_)
            | Body::Misnamed { .. },
        )
        | Failure::NoAssessment(_)
        | Failure::Unlisted
        | Failure::Unsealed(_)
        | Failure::Drawing(_) => IO,
        #[cfg(feature = "pdf")]
        Failure::DrawingOf { .. } => IO,
    })
}

/// Puts the headings of clap's help into Japanese.
pub fn japanese(command: clap::Command) -> clap::Command {
    const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help_flag())
        .arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .display_order(1001)
                .help("版を表示する")
                .help_heading("選択"),
        )
        .mut_subcommands(|verb| {
            let usage = usage_of(&verb);
            let mut order = 0..;
            verb.help_template(TEMPLATE)
                .override_usage(usage)
                .disable_help_flag(true)
                .mut_args(|arg| {
                    let positional = arg.is_positional();
                    let arg = arg
                        .help_heading(if positional { "引数" } else { "選択" })
                        .display_order(order.next().unwrap_or_default());
                    // The help texts name values and defaults in Japanese themselves.
                    if arg.get_action().takes_values() {
                        arg.hide_possible_values(true).hide_default_value(true)
                    } else {
                        arg
                    }
                })
                .arg(help_flag())
        })
}

/// How a verb is called, such as `hyoka check [選択] <ファイル>...`; clap's own line says `[OPTIONS]`.
#[allow(clippy::wildcard_enum_match_arm)] // One action alone takes many values.
fn usage_of(verb: &clap::Command) -> String {
    let mut usage = format!("hyoka {}", verb.get_name());
    let (positional, options): (Vec<_>, Vec<_>) = verb.get_arguments().partition(|arg| arg.is_positional());
    let (required, free): (Vec<_>, Vec<_>) = options.into_iter().partition(|arg| arg.is_required_set());
    if !free.is_empty() {
        usage.push_str(" [選択]");
    }
    for arg in required.into_iter().chain(positional) {
        let flag = arg.get_long().map(|long| format!("--{long} ")).unwrap_or_default();
        let name = arg.get_value_names().and_then(<[_]>::first).map_or("", AsRef::as_ref);
        let (open, close) = if arg.is_required_set() { ("<", ">") } else { ("[", "]") };
        let many = match arg.get_action() {
            clap::ArgAction::Append => "...",
            _ => "",
        };
        for piece in [" ", &flag, open, name, close, many] {
            usage.push_str(piece);
        }
    }
    usage
}

fn help_flag() -> clap::Arg {
    clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .display_order(1000)
        .help("この説明を表示する")
        .help_heading("選択")
}

/// Says in Japanese what was wrong with the arguments, or prints the help that was asked for.
pub fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        super::output::keep(error.print());
        return ExitCode::from(CLEAN);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(USAGE);
    }
    super::output::error(&sentence(error));
    super::output::note("使い方は hyoka --help、命令ごとの使い方は hyoka 命令 --help で見られます");
    ExitCode::from(USAGE)
}

#[allow(clippy::wildcard_enum_match_arm)] // The last arm says of all others what can be said.
fn sentence(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        // Of suggestions clap puts the best last; the values that can be used are in their own order.
        Some(ContextValue::Strings(texts)) if kind == ContextKind::SuggestedSubcommand => {
            texts.last().cloned().unwrap_or_default()
        }
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => StyledStr::to_string(text),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let verb = context(ContextKind::InvalidSubcommand);
            match context(ContextKind::SuggestedSubcommand) {
                meant if meant.is_empty() => format!("「{verb}」という命令はありません"),
                meant => format!("「{verb}」という命令はありません。「{meant}」ではありませんか"),
            }
        }
        ErrorKind::UnknownArgument => match context(ContextKind::SuggestedArg) {
            meant if meant.is_empty() => format!("「{argument}」という引数はありません"),
            meant => format!("「{argument}」という引数はありません。「{meant}」ではありませんか"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」の値がありません"),
        ErrorKind::InvalidValue => {
            format!(
                "「{argument}」に「{value}」は使えません（使えるもの: {}）",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("「{argument}」に「{value}」は使えません: {source}")
        }
        ErrorKind::MissingRequiredArgument => format!("「{argument}」が足りません"),
        ErrorKind::ArgumentConflict => {
            format!(
                "「{argument}」は「{}」と一緒には使えません",
                context(ContextKind::PriorArg)
            )
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("「{argument}」の値の数が合いません")
        }
        _ => "引数の書き方が正しくありません".to_owned(),
    }
}

//! `hyoka explain`: the page of a rule or of an item of the forms, or all rules.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::check::page::{self, Report};
use crate::check::selector::Selector;
use crate::check::{Rule, rule, rules};
use crate::folding::nfkc;
use crate::form::page::ItemPage;
use crate::form::{Item, builtin};

/// So many items of one form are told in full; of more, a line each.
const MOST: usize = 10;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 規則の番号（例: C115）か、様式の項目（例: Ⅱ-6、様式2 Ⅱ-1、再委託の有無）。書かなければ規則の一覧を示す
    #[arg(value_name = "番号か項目")]
    words: Vec<String>,
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

/// What was asked for.
enum Found {
    All,
    Rule(&'static Rule),
    /// The items of each form that has them.
    Items(Vec<Vec<ItemPage>>),
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let words = arguments.words.join(" ");
    let found = if words.is_empty() { Found::All } else { find(&words)? };
    let text = match (arguments.format, found) {
        (Format::Text, Found::Rule(rule)) => page::text(rule),
        (Format::Text, Found::All) => page::list(),
        (Format::Text, Found::Items(items)) => items.iter().map(|items| text(items)).collect::<Vec<_>>().join("\n"),
        (Format::Json, Found::Rule(rule)) => output::json(&page::report([rule])),
        (Format::Json, Found::All) => output::json(&page::report(rules())),
        (Format::Json, Found::Items(items)) => output::json(&Report {
            items: items.concat(),
            ..page::report([])
        }),
    };
    output::result(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::from(exit::CLEAN))
}

fn find(words: &str) -> Result<Found, Failure> {
    let code = nfkc(words);
    if let Some(rule) = rule(code.trim()) {
        return Ok(Found::Rule(rule));
    }
    let items = builtin().asked_for(words).into_iter().map(|asked| {
        let items: Vec<&Item> = asked.items.iter().map(|id| asked.form.item(*id)).collect();
        let answered = asked.form.answered_below(&items).into_iter();
        answered.map(|item| ItemPage::of(&asked.form, item)).collect()
    });
    let items: Vec<Vec<ItemPage>> = items.filter(|items: &Vec<_>| !items.is_empty()).collect();
    if items.is_empty() {
        return Err(Failure::Usage(unknown(words)));
    }
    Ok(Found::Items(items))
}

/// Why nothing was found, and what may have been meant.
fn unknown(words: &str) -> String {
    // Codes are the only names without a letter of Japanese.
    let is_code = nfkc(words).is_ascii() && !words.contains('-');
    if is_code {
        let meant = Selector::nearest(words).map_or(String::new(), |code| format!("「{code}」ではありませんか。"));
        return format!("「{words}」という番号の規則はありません。{meant}hyoka explain で一覧を見られます");
    }
    let meant = builtin().nearest_item(words);
    let meant = meant.map_or(String::new(), |key| format!("「{key}」ではありませんか。"));
    format!(
        "「{words}」という項目はどの様式にもありません。{meant}「様式3 Ⅱ-6」や「再委託の有無」のように書いてください"
    )
}

/// The items of one form: each in full, or of many a line each.
fn text(items: &[ItemPage]) -> String {
    if items.len() <= MOST {
        return items.iter().map(ItemPage::text).collect::<Vec<_>>().join("\n");
    }
    let mut list: String = items
        .first()
        .map_or(String::new(), |item| format!("{}（{}）\n\n", item.form, item.label));
    for item in items {
        let guidance = item.guidance.as_deref().unwrap_or_default();
        let _ = writeln!(list, "{}: {guidance}", item.name);
    }
    list + "\n番号や名称をくわしく書くと、点検で問われることも示します\n"
}

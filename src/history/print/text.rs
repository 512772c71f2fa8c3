//! The history of an assessment for a terminal: a line for each version, and under it the items that it changed.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};

use crate::answers::Copy;
use crate::change::Cause;
use crate::folding::signs::acts;
use crate::history::{Change, Changes, History, Item, State, Version};
use crate::wareki;

/// The history. Lines are as long as what they say.
#[must_use]
pub fn print(history: &History) -> String {
    let mut text = visible(&history.name);
    if !history.name.contains(&history.form_name) {
        let _ = write!(text, " {}", history.form_name);
    }
    if !history.number.is_empty() {
        let _ = write!(text, "（評価書番号 {}）", visible(&history.number));
    }
    text.push('\n');
    // The table aligns what is twice as wide as it has letters.
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .force_no_tty();
    for version in &history.versions {
        table.add_row(cells(version));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    for (version, line) in history.versions.iter().zip(table.lines()) {
        let _ = write!(text, "\n{}\n", line.trim_end());
        for line in version.changes.iter().flat_map(below) {
            let _ = writeln!(text, "    {line}");
        }
    }
    let changes = history.versions.iter().filter_map(|version| version.changes.as_ref());
    if changes.clone().count() > 0 {
        text.push_str("\n件数は、一つ前の版との違いです。");
        if changes.map(Changes::important).sum::<usize>() > 0 {
            text.push_str("※は重要な変更の対象の項目です。");
        }
        text.push_str("内容は hyoka diff で見られます\n");
    }
    if history.withheld {
        text.push_str(match history.copy {
            Copy::Public => "公表用: 非公表とした項目を除いています（すべてを示すなら --complete）\n",
            Copy::Complete => "提出用: 非公表とした項目も示しています。公表しないでください\n",
        });
    }
    text
}

fn cells(version: &Version) -> [String; 4] {
    let state = match version.state {
        State::Sealed => "",
        State::Unsealed => "（封のない写し）",
        State::Current => "（書いている版）",
    };
    [
        version
            .published
            .map_or_else(|| "公表日なし".to_owned(), wareki::format),
        version.occasion.clone().unwrap_or_else(|| "種別なし".to_owned()),
        visible(&version.file) + state,
        // Last, since terminals do not agree on how wide ※ is.
        version.changes.as_ref().map_or_else(|| "最初の版".to_owned(), count),
    ]
}

fn count(changes: &Changes) -> String {
    match (changes.items.len(), changes.important()) {
        (0, _) => "違いなし".to_owned(),
        (all, 0) => format!("{all}件"),
        (all, important) => format!("{all}件（※{important}件）"),
    }
}

/// What stands below the line of a version.
fn below(changes: &Changes) -> Vec<String> {
    let editions = changes.editions.as_ref();
    let editions = editions.map(|editions| format!("様式の版: {} → {}", editions.old, editions.new));
    editions.into_iter().chain(changes.items.iter().map(item)).collect()
}

fn item(item: &Item) -> String {
    let mark = if item.important { " ※" } else { "" };
    let what = match (item.cause, item.change) {
        (Cause::Added, _) => "（様式の改訂で追加）",
        (Cause::Dropped, _) => "（様式の改訂で廃止）",
        (Cause::Reworded, _) => "（様式の改訂で選択肢の文言を変更）",
        (Cause::Author, Change::Added) => "（追加）",
        (Cause::Author, Change::Removed) => "（削除）",
        (Cause::Author, Change::Changed) => "",
    };
    format!("{}{mark}{what}", visible(&item.item))
}

/// Signs that would move the cursor stand as spaces.
fn visible(text: &str) -> String {
    let is_end = |c: char| c == '\n' || c == '\t' || acts(c);
    text.chars().map(|c| if is_end(c) { ' ' } else { c }).collect()
}

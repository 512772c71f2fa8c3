//! Says what became of an assessment that was carried to a newer revision, for a terminal. Writes nowhere.

use std::fmt::Write as _;

use super::{Step, Upgraded, What};

/// What was moved, what has other words, what the form dropped, and what must be answered anew. `file` is the name of the file;
/// `dry` says that nothing was written.
#[must_use]
pub fn text(upgraded: &Upgraded, file: &str, dry: bool) -> String {
    let Upgraded { from, to, .. } = upgraded;
    let verb = if dry {
        "移します（--dry-run のため、まだ書いていません）"
    } else {
        "移しました"
    };
    let mut out = format!("{file} を、{from}の版から{to}の版の様式に{verb}\n");
    let of = |wanted: fn(&What) -> bool| upgraded.steps.iter().filter(move |step| wanted(&step.what));
    section(
        &mut out,
        "様式での場所や名称が変わった項目（記載はそのまま移りました）",
        of(|what| matches!(what, What::Moved(_) | What::SaidAlready)),
    );
    section(
        &mut out,
        "様式が言葉を改めた選択肢・非公表の項目名（新しい言葉に改めました）",
        of(|what| matches!(what, What::Reworded { .. } | What::Withheld(_))),
    );
    section(
        &mut out,
        "様式からなくなった記載（注釈「#」にして、もとの場所に残しました。要らなければ消してください）",
        of(|what| matches!(what, What::Dropped | What::Left | What::ForEach | What::WithheldDropped)),
    );
    section(
        &mut out,
        "選び直す項目（選んでいた選択肢は様式からなくなり、注釈「#」にしました）",
        of(|what| matches!(what, What::OptionGone(_))),
    );
    if !upgraded.added.is_empty() {
        out.push_str("\n新しく答える項目\n");
        for added in &upgraded.added {
            let _ = writeln!(out, "  {}{}", added.item, if added.required { "（必須）" } else { "" });
        }
    }
    let _ = writeln!(out, "\n次に: hyoka check {file} で、書き足すところを確かめてください");
    out
}

fn section<'s>(out: &mut String, heading: &str, steps: impl Iterator<Item = &'s Step>) {
    let lines: Vec<String> = steps.map(line).collect();
    if !lines.is_empty() {
        let _ = write!(out, "\n{heading}\n{}", lines.concat());
    }
}

fn line(step: &Step) -> String {
    let item = &step.item;
    let words = match &step.what {
        What::Moved(name) => format!("{item} → {name}"),
        What::Reworded { old, new } => format!("{item}: 「{old}」→「{new}」"),
        What::OptionGone(option) => format!("{item}: 「{option}」"),
        What::Dropped => item.clone(),
        What::SaidAlready => format!("{item}（先に移した記載と同じなので、一つにしました）"),
        What::Left => {
            format!("{item}（一度だけ書く項目になりました。移した記載と違うので、どちらを書くか決めてください）")
        }
        What::ForEach => format!("{item}（欄ごとに書く項目になりました。どの欄に書くか決めてください）"),
        What::Withheld(name) => format!("非公表の「{item}」→「{name}」"),
        What::WithheldDropped => format!("非公表の「{item}」（「非公表」からも消してください）"),
    };
    format!("  {words}\n")
}

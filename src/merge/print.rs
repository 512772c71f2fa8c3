//! A merge told to the one who made it: what was taken, what to read again, and each conflict with both texts. Prints no
//! file.

use std::fmt::Write as _;

use super::{Conflict, Merged, Names, Which};

/// Nobody reads more names in a terminal.
const MOST: usize = 20;

/// What became of a merge; a line or more, each with its end.
#[must_use]
pub fn text(merged: &Merged, names: &Names) -> String {
    let theirs = names.version(Which::Theirs);
    let mut out = String::new();
    if merged.taken.is_empty() && merged.by_line.is_empty() && merged.conflicts.is_empty() {
        let _ = writeln!(out, "{theirs}から取り込む変更はありませんでした");
    }
    list(&mut out, &format!("{theirs}の変更を取り込みました"), &merged.taken);
    list(
        &mut out,
        "文章を行ごとに併合しました。通して読み、意味がつながるか確かめてください",
        &merged.by_line,
    );
    if merged.comments_left > 0 {
        let count = merged.comments_left;
        let _ = writeln!(
            out,
            "{theirs}で変わった注釈（# の行）のうち{count}件は、取り込んだ項目の外にあるため取り込んでいません"
        );
    }
    for conflict in &merged.conflicts {
        out.push_str(&one(conflict, names));
    }
    if !merged.conflicts.is_empty() {
        let count = merged.conflicts.len();
        let _ = writeln!(
            out,
            "食い違いが{count}件あります。ファイルの「【併合の食い違い】」を探し、どう書くかを決めて、「【ここまで】」の行までを消してください"
        );
    }
    out
}

fn list(out: &mut String, what: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let _ = writeln!(out, "{what}: {}件", names.len());
    for name in names.iter().take(MOST) {
        let _ = writeln!(out, "  {name}");
    }
    if let Some(left @ 1..) = names.len().checked_sub(MOST) {
        let _ = writeln!(out, "  ほか{left}件");
    }
}

fn one(conflict: &Conflict, names: &Names) -> String {
    let mut out = format!("食い違い: {}\n", conflict.item);
    let texts = [
        (names.words(Which::Ours), &conflict.ours),
        (names.words(Which::Theirs), &conflict.theirs),
        (names.words(Which::Base), &conflict.base),
    ];
    for (whose, text) in texts {
        let words = text.as_deref().unwrap_or_default().trim_end();
        match words {
            "" => {
                let _ = writeln!(out, "  {whose}: （ありません）");
            }
            words if words.contains('\n') => {
                let _ = writeln!(out, "  {whose}:");
                for line in words.lines() {
                    let _ = writeln!(out, "    {}", shown(line));
                }
            }
            words => {
                let _ = writeln!(out, "  {whose}: {}", shown(words));
            }
        }
    }
    out
}

/// A sign of the terminal in an author's text is shown, not obeyed.
fn shown(line: &str) -> String {
    let visible = |c: char| if c.is_control() && c != '\t' { '\u{fffd}' } else { c };
    line.chars().map(visible).collect()
}

//! Differences as Markdown for a pull request. Every character of a text is shown as it is: none acts as Markdown or HTML.

use std::fmt::Write as _;

use super::Compared;
use super::review::{Band, Counts, PartRows, Review, ReviewRow, Run, Version, review};
use crate::change::Cause;

/// A row with more characters than these is folded away until it is asked for.
const LONG: usize = 600;

/// A short head, a table of counts, and each difference in a table of its own.
///
/// Deleted and inserted words are `<del>` and `<ins>`: the signs `~~` and `**` are no marks beside Japanese punctuation.
#[must_use]
pub fn print(compared: &Compared<'_>) -> String {
    let review = review(compared);
    let mut out = String::new();
    let _ = writeln!(out, "# {} 新旧の違い\n", plain(&review.title));
    head(&review, &mut out);
    for note in &review.notes {
        let _ = writeln!(out, "{}\n", plain(note));
    }
    if review.counts.all == 0 {
        out.push_str("違いはありません。\n");
    } else {
        summary(&review, &mut out);
    }
    moved(&review, &mut out);
    reworded(&review, &mut out);
    procedure(&review, &mut out);
    for part in &review.parts {
        let _ = writeln!(out, "\n## {}", plain(&part.heading));
        for row in &part.rows {
            row_of(row, &review, &mut out);
        }
    }
    out
}

fn head(review: &Review, out: &mut String) {
    out.push_str("| | 変更前 | 変更後 |\n| --- | --- | --- |\n");
    let (old, new) = (&review.old, &review.new);
    let mut line = |name: &str, old: &str, new: &str| {
        let _ = writeln!(out, "| {name} | {} | {} |", plain(old), plain(new));
    };
    if old.name != new.name {
        line("評価書名", &old.name, &new.name);
    }
    let day = |version: &Version| version.published.clone().unwrap_or_else(|| "（記載なし）".to_owned());
    line("公表日", &day(old), &day(new));
    line("様式", &old.label, &new.label);
    line("ファイル", &old.file, &new.file);
    out.push('\n');
}

fn summary(review: &Review, out: &mut String) {
    out.push_str("| 部 | 違い | うち ※ | うち 重要な変更の候補 |\n| --- | ---: | ---: | ---: |\n");
    let mut line = |name: &str, counts: &Counts| {
        let Counts {
            all,
            important,
            candidates,
            ..
        } = counts;
        let _ = writeln!(out, "| {name} | {all} | {important} | {candidates} |");
    };
    for PartRows { heading, counts, .. } in &review.parts {
        line(&plain(heading), counts);
    }
    line("計", &review.counts);
    let mut notes = vec!["<del>取り消し線</del>は変更前だけに、<ins>下線</ins>は変更後だけにある記載です。".to_owned()];
    if !review.legend.is_empty() && review.counts.important > 0 {
        notes.push(plain(&review.legend));
    }
    if review.counts.form > 0 {
        notes.push(format!("{}件は様式の改定による違いです。", review.counts.form));
    }
    for note in notes {
        let _ = writeln!(out, "\n{note}");
    }
}

fn procedure(review: &Review, out: &mut String) {
    let Some(procedure) = &review.procedure else { return };
    let undecided = procedure.undecided.len();
    if procedure.threshold.is_none() && procedure.steps.is_empty() && undecided == 0 {
        return;
    }
    out.push_str("\n## これから行うこと\n\n");
    if let Some(change) = &procedure.threshold {
        let _ = writeln!(
            out,
            "しきい値判断の結果が変わりました: {} → {}\n",
            plain(&change.before),
            plain(&change.after)
        );
    }
    if undecided > 0 {
        let _ = writeln!(
            out,
            "重要な変更に当たるかどうかの判断が、{undecided}件についてまだ書かれていません。\n"
        );
    }
    for (number, step) in (1..).zip(&procedure.steps) {
        let _ = writeln!(
            out,
            "{number}. {}: {}（根拠: {}）",
            step.name,
            plain(&step.what),
            plain(step.law)
        );
    }
}

fn moved(review: &Review, out: &mut String) {
    let Some(editions) = review.editions.as_ref().filter(|editions| !editions.moved.is_empty()) else {
        return;
    };
    out.push_str("\n## 様式の改定で移った項目\n\n");
    let _ = writeln!(
        out,
        "| {} | {} |\n| --- | --- |",
        plain(&editions.old),
        plain(&editions.new)
    );
    for item in &editions.moved {
        let _ = writeln!(out, "| {} | {} |", plain(&item.old), plain(&item.new));
    }
}

fn reworded(review: &Review, out: &mut String) {
    let Some(editions) = review
        .editions
        .as_ref()
        .filter(|editions| !editions.reworded.is_empty())
    else {
        return;
    };
    out.push_str("\n## 様式の改定で文言が変わった選択肢\n\n");
    let _ = writeln!(
        out,
        "| 項目 | {} | {} |\n| --- | --- | --- |",
        plain(&editions.old),
        plain(&editions.new)
    );
    for option in &editions.reworded {
        let _ = writeln!(
            out,
            "| {} | {} | {} |",
            plain(&option.item),
            plain(&option.old),
            plain(&option.new)
        );
    }
}

fn row_of(row: &ReviewRow, review: &Review, out: &mut String) {
    let mark = if row.important { " ※" } else { "" };
    let _ = writeln!(out, "\n### {}. {}{mark}\n", row.number, plain(&row.item));
    if let Some(cause) = cause(row.cause) {
        let _ = writeln!(out, "{cause}\n");
    }
    if let Some(was) = &row.was {
        let _ = writeln!(out, "変更前の様式での項目: {}\n", plain(was));
    }
    if let Some(candidate) = &row.candidate {
        let _ = writeln!(out, "**重要な変更の候補** {}\n", plain(&candidate.law));
        for exception in &candidate.exceptions {
            let _ = writeln!(out, "- 例外の見込み: {} {}", exception.name, plain(&exception.evidence));
        }
        if !candidate.exceptions.is_empty() {
            out.push_str("\n例外に当たるかどうかは、担当者が決めます。\n\n");
        }
    }
    if let Some(decided) = &row.decided {
        let _ = writeln!(out, "**{}** {}\n", decided.name, plain(&decided.words()));
    }
    let (mut before, mut after, mut length) = (Vec::new(), Vec::new(), 0);
    for band in &row.bands {
        let (old, new) = match band {
            Band::Same { text, .. } => {
                let run = vec![Run {
                    differs: false,
                    text: text.clone(),
                }];
                (run.clone(), run)
            }
            Band::Changed { old, new } => (old.clone(), new.clone()),
        };
        let chars = |runs: &[Run]| runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
        length += chars(&old).max(chars(&new));
        before.extend(old);
        after.extend(new);
    }
    let day = |version: &Version| {
        version
            .published
            .as_ref()
            .map(|day| format!("（{day}）"))
            .unwrap_or_default()
    };
    let table = format!(
        "| 変更前{} | 変更後{} |\n| --- | --- |\n| {} | {} |\n",
        day(&review.old),
        day(&review.new),
        row.before.map_or_else(|| cell(&before, "del"), ToOwned::to_owned),
        row.after.map_or_else(|| cell(&after, "ins"), ToOwned::to_owned),
    );
    if length > LONG {
        let _ = writeln!(
            out,
            "<details><summary>記載を見る（{length}字）</summary>\n\n{table}\n</details>"
        );
    } else {
        out.push_str(&table);
    }
}

/// What a reader is told where the form made the difference.
fn cause(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::Author => None,
        Cause::Added => Some("様式の改定で加わった項目です。"),
        Cause::Dropped => Some("様式の改定でなくなった項目です。"),
        Cause::Reworded => Some("様式の改定で、選択肢の文言が変わりました。選んだものは同じです。"),
    }
}

/// A text in a cell of a table, which holds one line: the author's lines are told by `<br>`. What differs is marked line by
/// line, since a mark may not hold a `<br>` everywhere.
fn cell(runs: &[Run], mark: &str) -> String {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    // A line end at the end of the text is no line of its own.
    let end = whole.trim_end_matches('\n').len();
    let (mut out, mut at) = (String::new(), 0);
    for run in runs {
        let text = &run.text[..run.text.len().min(end.saturating_sub(at))];
        at += run.text.len();
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                out.push_str("<br>");
            }
            match piece {
                "" => {}
                piece if run.differs => {
                    let _ = write!(out, "<{mark}>{}</{mark}>", plain(piece));
                }
                piece => out.push_str(&plain(piece)),
            }
        }
    }
    out
}

/// A text in which nothing acts, on one line.
///
/// What a comment is put into would act after Markdown is read: GitHub links mentions, issues and addresses, and draws
/// `:names:` and formulas, wherever it finds them in a text.
fn plain(text: &str) -> String {
    const NOTHING: &str = "<!-- -->";
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("<span>$</span>"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '^' => {
                out.push('\\');
                out.push(c);
            }
            '#' => {
                out.push_str("\\#");
                out.push_str(NOTHING);
            }
            '@' => {
                out.push('@');
                out.push_str(NOTHING);
            }
            ':' if next == '/' || next.is_ascii_alphanumeric() || next == '+' || next == '-' => {
                out.push(':');
                out.push_str(NOTHING);
            }
            // `www.` is an address too.
            '.' if out.ends_with("www") || out.ends_with("WWW") => {
                out.push('.');
                out.push_str(NOTHING);
            }
            c => out.push(c),
        }
    }
    out
}

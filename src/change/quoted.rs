//! What an answer says, in the words that a row of 変更箇所 quotes, and in a form in which two answers can be compared.

use crate::answers::{Cursor, Tick, Value, WITHHELD};
use crate::folding::fold;
use crate::folding::looks::by_looks;
use crate::form::{Choice, Item, Kind};
use crate::number;
use crate::wareki;

/// The words of an answer; empty where nothing is written.
pub(crate) fn words(answer: &Cursor<'_>) -> String {
    let Some(item) = answer.item() else {
        return String::new();
    };
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Withheld) => WITHHELD.to_owned(),
        _ if item.kind == Kind::Tick && !answer.is_ticked() => format!("[ ]{}", item.key),
        Some(Value::Tick(_)) => format!("[○]{}", item.key),
        Some(Value::Text(text) | Value::Invalid(text)) => tidy(text),
        Some(Value::Date(date)) => wareki::format(*date),
        Some(Value::Number(count)) => number::format(*count),
        Some(Value::Choice(_)) => answer.option().map(|option| option.text.clone()).unwrap_or_default(),
        Some(Value::Ticks(_)) => {
            let lines = answer
                .ticks()
                .into_iter()
                .map(|(option, tick)| chosen(answer, option, tick));
            lines.collect::<Vec<_>>().join("\n")
        }
        Some(Value::Texts(pieces)) => {
            let lines = pieces.iter().map(|piece| tidy(&piece.text));
            lines.collect::<Vec<_>>().join("\n")
        }
        Some(Value::Figures(figures)) => {
            let lines = figures
                .iter()
                .map(|figure| format!("{}（{}）", figure.file, tidy(&figure.alt)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Some(Value::Empty | Value::Group) | None => item.fixed.clone().unwrap_or_default(),
    }
}

/// Two answers with one meaning are the same answer, in whatever order and width it is written, and with whichever of the signs
/// that print alike.
pub(crate) fn meaning(answer: &Cursor<'_>) -> String {
    meaning_as(answer, None)
}

/// [`meaning`] in the words of another revision's item: its options stand for those that they were.
pub(crate) fn meaning_as(answer: &Cursor<'_>, item: Option<&Item>) -> String {
    let option = |text: &str| {
        let reworded = item.and_then(|item| item.reworded(text));
        fold(reworded.map_or(text, |option| &option.text))
    };
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Choice(_)) => option(&words(answer)),
        Some(Value::Ticks(_)) => {
            let ticks = answer.ticks();
            let mut lines: Vec<String> = ticks
                .into_iter()
                .map(|(chosen, tick)| format!("{}\n{}", option(&chosen.text), shown(&tick.blank)))
                .collect();
            lines.sort();
            lines.join("\n\n")
        }
        Some(Value::Texts(pieces)) => {
            let mut lines: Vec<String> = pieces.iter().map(|piece| shown(&piece.text)).collect();
            lines.sort();
            lines.join("\n")
        }
        Some(
            Value::Empty
            | Value::Text(_)
            | Value::Date(_)
            | Value::Number(_)
            | Value::Tick(_)
            | Value::Figures(_)
            | Value::Group
            | Value::Withheld
            | Value::Invalid(_),
        )
        | None => shown(&words(answer)),
    }
}

/// A text as it looks on the page.
fn shown(text: &str) -> String {
    by_looks(&tidy(text)).into_owned()
}

/// Whether two answers show figures of the same names with other contents, as far as both could be seen.
pub(super) fn redrawn(old: &Cursor<'_>, new: &Cursor<'_>) -> bool {
    let seen = |side: &Cursor<'_>, file: &str| {
        let seen = side.assessment().picture(file)?.as_ref().ok()?;
        Some(seen.bytes.clone())
    };
    new.figures().iter().any(|figure| {
        let contents = seen(old, &figure.file).zip(seen(new, &figure.file));
        contents.is_some_and(|(old, new)| old != new)
    })
}

/// What stands between the name of an item and what it says where a whole entry is told.
pub(crate) const GAP: char = '　';

/// All that an entry says, a line an answer: `①システムの名称　…`.
pub(crate) fn entry_words(entry: &Cursor<'_>) -> String {
    let whole = entry.name();
    // In a part that repeats, the name of the entry stands behind the name of every item; once is enough.
    let suffix = whole.find('（').filter(|at| *at > 0).map(|at| whole[at..].to_owned());
    let is_part = entry.item().is_some_and(|item| item.is_part);
    let mut lines = Vec::new();
    for leaf in entry.leaves().iter().filter(|leaf| leaf.is_filled()) {
        let Some(item) = leaf.item() else { continue };
        let name = if is_part {
            let name = leaf.name();
            match &suffix {
                Some(suffix) => name.strip_suffix(suffix.as_str()).unwrap_or(&name).to_owned(),
                None => name,
            }
        } else {
            format!("{}{}", item.number, item.key)
        };
        let words = words(leaf);
        if item.kind == Kind::Tick {
            lines.push(words);
        } else if words.contains('\n') {
            lines.push(format!("{name}：\n{words}"));
        } else {
            lines.push(format!("{name}{GAP}{words}"));
        }
    }
    lines.join("\n")
}

/// One chosen option: `[○]その他（健康管理システム）`, `[○]提供を行っている（2）件`.
fn chosen(answer: &Cursor<'_>, option: &Choice, tick: &Tick) -> String {
    let blank = tidy(&tick.blank);
    let text = &option.text;
    if !blank.is_empty() {
        return format!("[○]{text}（{blank}）");
    }
    match option.count.as_deref() {
        Some(list) => format!("[○]{text}（{}）件", count(answer, list)),
        None => format!("[○]{text}"),
    }
}

/// The keys of the lists beside an answer whose entries the form counts where it prints what is chosen.
pub(crate) fn counted<'a>(answer: &Cursor<'a>) -> Vec<&'a str> {
    let ticks = answer.ticks().into_iter();
    let of_options = ticks.filter_map(|(option, _)| option.count.as_deref());
    let of_item = answer.item().and_then(|item| item.count.as_deref());
    of_item.into_iter().chain(of_options).collect()
}

/// How many entries the list beside an answer has.
pub(crate) fn count(answer: &Cursor<'_>, list: &str) -> usize {
    let entries = answer.parent().at(list).children();
    entries.iter().filter(|entry| entry.is_filled()).count()
}

/// The words of an answer with every number that the form prints behind it.
pub(crate) fn with_counts(answer: &Cursor<'_>) -> String {
    let words = words(answer);
    match answer.item().and_then(|item| item.count.as_deref()) {
        Some(list) => format!("{words}（{}）件", count(answer, list)),
        None => words,
    }
}

/// A text without what nobody sees: white space at line ends, empty lines at the end, the kind of line end.
pub(crate) fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

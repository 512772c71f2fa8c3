//! 変更箇所の変更後の記載が、今の記載に残っているか。

use std::cell::LazyCell;

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor, Value};
use crate::check::words::blank::says_nothing;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::{bare, fold, narrow};
use crate::form::find_name::NameMatch;
use crate::form::{Form, Item};
use crate::lexicon::lexicon;
use crate::number;
use crate::table::named::{Named, titles};
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "H171",
    name: "after-unlike-answer",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "変更箇所の変更後の記載が、その後に変えた行のない限り、今の記載にあること",
    why: "変更箇所だけを直して本文を直し忘れた、又はその逆のときに食い違う",
    law: Law::Internal("変更箇所の変更後の記載と、その項目の記載"),
    check: Check::Alone(check),
};

/// A row with what it names.
struct Line<'a> {
    row: Cursor<'a>,
    named: Named,
    /// The only item it names.
    item: Option<&'a Item>,
    day: Option<Date>,
}

impl<'a> Line<'a> {
    fn of(row: Cursor<'a>, form: &'a Form) -> Self {
        let name = row.at("項目").text().trim();
        let found = form.find_name(name);
        let item = match &found {
            NameMatch::Items(items) if items.len() == 1 => items.first().copied(),
            NameMatch::Items(_) | NameMatch::Meant(_) | NameMatch::Unclear => None,
        };
        Self {
            named: Named::found(name, [found]),
            item,
            day: row.at("変更日").date(),
            row,
        }
    }
}

fn check(assessment: &Assessment, findings: &mut Findings) {
    let form = assessment.form();
    let titles = titles(&[assessment]);
    let lines: Vec<Line<'_>> = assessment
        .each("変更箇所")
        .into_iter()
        .map(|row| Line::of(row, form))
        .collect();
    for (at, line) in lines.iter().enumerate() {
        let (Some(item), Some(day)) = (line.item, line.day) else {
            continue;
        };
        let after = line.row.at("変更後の記載");
        // The title of an entry stands for the entry: 「移転先2」, with all its answers in the cell.
        let entry = item.parent.is_some_and(|list| form.item(list).key == item.key);
        if entry || !after.is_filled() {
            continue;
        }
        let places = assessment.each(&item.path).into_iter().filter(Cursor::is_filled);
        let (lacking, having): (Vec<Cursor<'_>>, Vec<Cursor<'_>>) =
            places.partition(|place| lacks(place, after.text()));
        let is_named = |place: &Cursor<'_>| line.named.names(&place.path(), &place.name(), &titles);
        if lacking.is_empty() || having.iter().any(is_named) {
            continue;
        }
        let answers: Vec<Cursor<'_>> = lacking.into_iter().filter(is_named).collect();
        let Some(first) = answers.first() else { continue };
        // Another row of the same day or later may have changed it again.
        let later = lines.iter().enumerate().filter(|(other, line)| {
            *other != at && line.day.is_none_or(|other| other >= day) && may_touch(&line.named, item)
        });
        let again = later.map(|(_, later)| later).any(|later| {
            let touches = |answer: &Cursor<'_>| later.named.names(&answer.path(), &answer.name(), &titles);
            later.named.is_unclear() || removes(later) || answers.iter().any(touches)
        });
        if again {
            continue;
        }
        let report = findings
            .report(&RULE, &after)
            .message(format!("変更後の記載が、今の「{}」にありません", first.name()))
            .label("本文の直し忘れか、その後の変更の行の書き漏れがないか確かめてください")
            .because(first, "今の記載はここです");
        if let Some(other) = having.iter().find(|other| says(other, after.text())) {
            report.because(other, "この記載はこちらにあります。行の項目の番号も確かめてください");
        }
    }
}

/// Whether a row may have changed an item of whichever entry: it names it, what holds it, or what cannot be told.
fn may_touch(named: &Named, item: &Item) -> bool {
    named.is_unclear() || named.is_near(&item.path)
}

/// Whether a row takes an entry out of its list, after which the others may have got its number.
fn removes(line: &Line<'_>) -> bool {
    let after = line.row.at("変更後の記載");
    let titled = line.item.and_then(|item| {
        let form = line.row.assessment().form();
        item.parent.filter(|list| form.item(*list).key == item.key)
    });
    titled.is_some() && (says_nothing(after.text()) || after.text().contains("削除") || after.text().contains("廃止"))
}

/// Whether an answer certainly says all that a cell quotes.
fn says(answer: &Cursor<'_>, cell: &str) -> bool {
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Date(day)) => wareki::parse(cell).is_ok_and(|told| told == *day),
        Some(Value::Number(count)) => number::parse(cell).is_ok_and(|told| told == *count),
        Some(Value::Choice(_)) => answer.option().is_some_and(|option| option.folded == fold(cell)),
        Some(Value::Text(text)) => fold(text) == fold(cell),
        Some(
            Value::Empty
            | Value::Ticks(_)
            | Value::Tick(_)
            | Value::Texts(_)
            | Value::Figures(_)
            | Value::Group
            | Value::Withheld
            | Value::Invalid(_),
        )
        | None => false,
    }
}

/// Whether an answer certainly does not say what a cell quotes.
fn lacks(answer: &Cursor<'_>, cell: &str) -> bool {
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Date(day)) => wareki::parse(cell).is_ok_and(|told| told != *day),
        Some(Value::Number(count)) => number::parse(cell).is_ok_and(|told| told != *count),
        Some(Value::Choice(_)) => {
            let options = answer.item().map_or(&[][..], |item| &item.options);
            let cell = fold(cell);
            let quoted = options.iter().find(|option| option.folded == cell);
            quoted.is_some_and(|quoted| answer.option() != Some(quoted))
        }
        Some(Value::Text(text)) if is_verbatim(text, cell) => false,
        Some(Value::Text(text)) => {
            let (whole, text) = (fold(cell), fold(text));
            if text.contains(&whole) || lexicon().told_not_quoted.are_in(&whole) {
                return false;
            }
            let literal = bare(&text);
            let readings = LazyCell::new(|| readings(&text));
            let has = |line: &String| literal.contains(line) || readings.iter().any(|text| text.contains(line));
            // A row may put lines together that stand apart. What says so little may be a note of any kind.
            let said = |line: &String| line.chars().count() < 4 || has(line);
            let missing =
                |line: &str| !(said(&bare(line)) || said(&bare(&unbracketed(line)))) || counts_otherwise(line, &text);
            cell.lines().any(missing)
        }
        Some(
            Value::Empty
            | Value::Ticks(_)
            | Value::Tick(_)
            | Value::Texts(_)
            | Value::Figures(_)
            | Value::Group
            | Value::Withheld
            | Value::Invalid(_),
        )
        | None => false,
    }
}

/// Whether every line of a cell stands in a text letter by letter, as most do: folded it stands there too, unless a letter at
/// its edge joins one beside it.
fn is_verbatim(text: &str, cell: &str) -> bool {
    let stays = |c: Option<char>| c.is_none_or(|c| narrow(c).is_some() || c.is_whitespace());
    cell.lines().map(str::trim).filter(|line| !line.is_empty()).all(|line| {
        let behind = text.find(line).map(|at| text[at + line.len()..].chars().next());
        behind.is_some_and(|behind| stays(behind) && stays(line.chars().next()))
    })
}

/// A folded text with 「（以下「番号法」という。）」 read as the short name, and without anything in brackets: a row may quote it
/// in either way.
fn readings(folded: &str) -> [String; 2] {
    let mut short = String::new();
    let mut rest = folded;
    while let Some((before, (name, after))) = rest
        .split_once("(以下「")
        .and_then(|(before, after)| Some((before, after.split_once("」という。)")?)))
    {
        short.push_str(before);
        short.push_str(name);
        rest = after;
    }
    short.push_str(rest);
    [short, unbracketed(folded)].map(|text| bare(&text))
}

/// Whether the days of the week or the length of a period in brackets are not those of a folded text: 「(37日間)」 for 「(30日間)」.
fn counts_otherwise(line: &str, text: &str) -> bool {
    let is_weekday = |note: &str| note.chars().count() == 1 && "月火水木金土日".contains(note);
    let is_length = |note: &str| {
        note.strip_suffix("日間")
            .is_some_and(|count| count.parse::<u32>().is_ok())
    };
    let folded = fold(line);
    let told = notes(&folded);
    if told.is_empty() {
        return false;
    }
    let written = notes(text);
    let otherwise = |is: &dyn Fn(&str) -> bool| {
        let written: Vec<&&str> = written.iter().filter(|note| is(note)).collect();
        !written.is_empty() && told.iter().filter(|note| is(note)).any(|note| !written.contains(&note))
    };
    otherwise(&is_weekday) || otherwise(&is_length)
}

/// What stands in the brackets of a folded text, each by itself.
fn notes(folded: &str) -> Vec<&str> {
    let inside = folded.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    inside.map(|(note, _)| note).collect()
}

fn unbracketed(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_may_stand_for_the_law_that_it_was_given_to() {
        let [short, plain] = readings(&fold(
            "・個人番号の利用等に関する法律（以下「番号法」という。）第9条、同令（以下「令」という。）第2条",
        ));
        for quoted in ["番号法第9条", "令第2条"] {
            assert!(short.contains(quoted), "{quoted}");
        }
        assert!(plain.contains("に関する法律第9条"), "{plain}");
        let plain = &readings(&fold("番号法（（略）法律をいう。）第9条"))[1];
        assert_eq!(plain, "番号法第9条");
    }
}

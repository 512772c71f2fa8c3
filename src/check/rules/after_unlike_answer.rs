//! 変更箇所の変更後の記載が、今の記載に残っているか。

use crate::answers::{Assessment, Cursor, Value};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Warning;
use crate::form::Item;
use crate::form::find_name::NameMatch;
use crate::text::{bare, fold};
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "H171",
    name: "after-unlike-answer",
    severity: Warning,
    since: None,
    checks: "変更箇所の変更後の記載が、その後に変えた行のない限り、今の記載にあること",
    why: "変更箇所だけを直して本文を直し忘れた、又はその逆のときに食い違う",
    law: Law::Internal("変更箇所の変更後の記載と、その項目の記載"),
    check: Check::Alone(check),
};

/// Words of a cell that tells of a change instead of quoting the text.
const NOT_QUOTED: [&str; 14] = [
    "省略",
    "略)",
    "中略",
    "追記",
    "追加",
    "削除",
    "変更",
    "以下",
    "別紙",
    "別添",
    "のとおり",
    "…",
    "~",
    "[",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let form = assessment.form();
    let rows: Vec<(Cursor<'_>, NameMatch<'_>)> = assessment
        .each("変更箇所")
        .into_iter()
        .map(|row| {
            let named = form.find_name(row.at("項目").text().trim());
            (row, named)
        })
        .collect();
    for (at, (row, named)) in rows.iter().enumerate() {
        let NameMatch::Items(items) = named else { continue };
        let ([item], Some(day)) = (items.as_slice(), row.at("変更日").date()) else {
            continue;
        };
        // Another row of the same day or later may have changed it again.
        let again = rows.iter().enumerate().any(|(other, (row, named))| {
            let later = row.at("変更日").date().is_none_or(|other| other >= day);
            other != at && later && touches(named, item)
        });
        let after = row.at("変更後の記載");
        // The title of an entry stands for the entry: 「移転先2」, with all its answers in the cell.
        let entry = item.parent.is_some_and(|list| form.item(list).key == item.key);
        if again || entry || !after.is_filled() {
            continue;
        }
        let answers: Vec<Cursor<'_>> = assessment
            .each(&item.path)
            .into_iter()
            .filter(Cursor::is_filled)
            .collect();
        if let Some(first) = answers.first()
            && answers.iter().all(|answer| lacks(answer, after.text()))
        {
            findings
                .report(&RULE, &after)
                .message(format!("変更後の記載が、今の「{}」にありません", first.name()))
                .label("本文の直し忘れか、その後の変更の行の書き漏れがないか確かめてください")
                .because(first, "今の記載はここです");
        }
    }
}

/// Whether a row may have changed an item: it names the item, what holds it, or what cannot be told.
fn touches(named: &NameMatch<'_>, item: &Item) -> bool {
    let near = |other: &Item| {
        let within = |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
        within(&item.path, &other.path) || within(&other.path, &item.path)
    };
    match named {
        NameMatch::Items(items) => items.iter().any(|other| near(other)),
        NameMatch::Meant(other) => near(other),
        NameMatch::Unclear => true,
    }
}

/// Whether an answer certainly does not say what a cell quotes.
fn lacks(answer: &Cursor<'_>, cell: &str) -> bool {
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Date(day)) => wareki::parse(cell).is_ok_and(|told| told != *day),
        Some(Value::Choice(_)) => {
            let options = answer.item().map_or(&[][..], |item| &item.options);
            let quoted = options.iter().find(|option| fold(&option.text) == fold(cell));
            quoted.is_some_and(|quoted| answer.option() != Some(quoted))
        }
        Some(Value::Text(text)) => {
            let whole = fold(cell);
            let texts = readings(text);
            // A row may put lines together that stand apart. What says so little may be a note of any kind.
            let missing = |line: &str| {
                let quoted = [bare(line), bare(&unbracketed(line))];
                let said = |line: &String| line.chars().count() < 4 || texts.iter().any(|text| text.contains(line));
                !quoted.iter().any(said)
            };
            !NOT_QUOTED.iter().any(|word| whole.contains(word)) && cell.lines().any(missing)
        }
        _ => false,
    }
}

/// A text as it stands, with 「（以下「番号法」という。）」 read as the short name, and without anything in brackets: a row may
/// quote it in any of these ways.
fn readings(text: &str) -> [String; 3] {
    let folded = fold(text);
    let mut short = String::new();
    let mut rest = folded.as_str();
    while let Some((before, (name, after))) = rest
        .split_once("(以下「")
        .and_then(|(before, after)| Some((before, after.split_once("」という。)")?)))
    {
        short.push_str(before);
        short.push_str(name);
        rest = after;
    }
    short.push_str(rest);
    let plain = unbracketed(&folded);
    [folded, short, plain].map(|text| bare(&text))
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
        let texts =
            readings("・個人番号の利用等に関する法律（以下「番号法」という。）第9条、同令（以下「令」という。）第2条");
        for quoted in ["番号法第9条", "に関する法律第9条", "令第2条"] {
            assert!(texts.iter().any(|text| text.contains(quoted)), "{quoted}");
        }
        let plain = &readings("番号法（（略）法律をいう。）第9条")[2];
        assert_eq!(plain, "番号法第9条");
    }
}

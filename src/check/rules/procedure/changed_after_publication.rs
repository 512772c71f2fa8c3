//! 変更箇所の変更日が公表日より後でなく、古い順に並んでいるか。

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D146",
    name: "changed-after-publication",
    severity: Error,
    confidence: High,
    since: None,
    checks: "変更箇所の変更日が公表日より後でなく、行が変更日の順に並んでいること",
    why: "公表した後の変更はまだ評価書に載っているはずがなく、順が乱れると変更の流れを追えない",
    law: Law::Internal("変更箇所の変更日と表紙の公表日"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let published = assessment.at("公表日");
    let rows = assessment.each("変更箇所");
    let dates: Vec<_> = rows
        .iter()
        .map(|row| row.at("変更日"))
        .filter_map(|place| Some((place.date()?, place)))
        .collect();
    if let Some(last) = published.date() {
        let mut later: BTreeMap<Date, Vec<&Cursor<'_>>> = BTreeMap::new();
        for (date, place) in dates.iter().filter(|(date, _)| *date > last) {
            later.entry(*date).or_default().push(place);
        }
        // One a day: where one date is wrong, it is wrong for all rows of the day.
        for (date, places) in later {
            let Some((first, others)) = places.split_first() else {
                continue;
            };
            let more = match others.len() {
                0 => String::new(),
                count => format!("。同じ日の行がほかに{count}行あります"),
            };
            findings
                .report(&RULE, first)
                .message(format!("変更日（{}）が公表日より後です", wareki::format(date)))
                .label(format!("どちらの日付が正しいか確かめてください{more}"))
                .because(&published, format!("公表日は{}です", wareki::format(last)));
        }
    }
    // One is enough: a table in another order as a whole would give one a row.
    let descent = dates.windows(2).find(|pair| pair[1].0 < pair[0].0);
    if let Some([(_, before), (_, place)]) = descent {
        findings
            .report(&RULE, place)
            .severity(Warning)
            .message("変更日が前の行より前の日です")
            .label("変更箇所の行は変更日の古い順に並べてください")
            .because(before, "前の行の変更日です");
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::check::check;
    use crate::form::builtin;

    #[test]
    fn a_wrong_day_is_told_once() {
        let row = |day| format!("  - {{変更日: 2026-{day}, 項目: 表紙 特記事項}}\n");
        let days = ["06-30", "07-01", "07-01", "07-01", "07-02"];
        let rows: String = days.into_iter().map(row).collect();
        let text = format!("様式: 重点項目評価書\n公表日: 2026-06-30\n変更箇所:\n{rows}");
        let read = crate::answers::read(builtin(), "a.yaml", text.as_bytes());
        let found = check(&read.assessment.unwrap(), date(2026, 11, 23));
        let found = found.iter().filter(|finding| finding.code == "D146");
        let told: Vec<(&str, bool)> = found
            .map(|finding| (&text[finding.span.clone()], finding.label.contains("ほかに2行")))
            .collect();
        assert_eq!(told, [("2026-07-01", true), ("2026-07-02", false)]);
    }
}

//! 予定とされた日が、もう過ぎていないか。

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::words::folded;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Info;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D218",
    name: "plan-gone-by",
    severity: Info,
    since: None,
    checks: "「令和8年9月に契約する予定」のような予定の日が、過ぎたままになっていないこと",
    why: "予定どおりに行ったのか、変わったのかが、読み手に分からない",
    law: Law::Internal("文章の中の予定の日と、確かめる日"),
    check: Check::Alone(check),
};

const PLANNED: &str = "予定";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let today = findings.today();
    for text in folded::texts(assessment) {
        for word in text.find(PLANNED) {
            let after = &text.text()[word.end..];
            let sentence = text.sentence(word.start);
            let before = &text.text()[sentence.start..word.start];
            if !is_plan(after) {
                continue;
            }
            let Some((range, day)) = last_day(before).filter(|(_, day)| *day < today) else {
                continue;
            };
            let range = sentence.start + range.start..sentence.start + range.end;
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message(format!(
                    "予定とされた「{}」が過ぎています（{}まで）",
                    text.written(&range),
                    wareki::format(day)
                ))
                .label("実際にどうなったかを確かめ、次に公表する版で改めてください");
        }
    }
}

/// Whether 予定 closes its clause, so that what stands before it is planned.
fn is_plan(after: &str) -> bool {
    let closes = ["である", "です", "とし", "。", ")", "」", "、", "\n"];
    after.is_empty() || closes.iter().any(|word| after.starts_with(word))
}

/// The last day that a folded text names, or the end of the last month: 令和8年9月.
fn last_day(text: &str) -> Option<(std::ops::Range<usize>, Date)> {
    let (at, era) = wareki::eras()
        .filter_map(|era| Some((text.rfind(era)?, era)))
        .max_by_key(|(at, _)| *at)?;
    if let Some(found) = wareki::dates(&text[at..])
        .into_iter()
        .next()
        .filter(|found| found.range.start == 0)
    {
        return Some((at..at + found.range.end, found.date.ok()?));
    }
    let rest = &text[at + era.len()..];
    let (year, rest) = rest.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let first = wareki::parse(&format!("{era}{year}年{month}月1日")).ok()?;
    Some((at..text.len() - rest.len(), first.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_before_the_plan_counts() {
        let day = |text: &str| last_day(text).map(|(_, day)| day);
        assert_eq!(day("未定(令和8年9月に契約する"), Some(date(2026, 9, 30)));
        assert_eq!(
            day("令和6年4月から始め、令和7年9月30日までに終える"),
            Some(date(2025, 9, 30))
        );
        assert_eq!(day("令和7年度に終える"), None);
        assert_eq!(day("転出の"), None);
    }
}

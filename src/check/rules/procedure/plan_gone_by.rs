//! 予定とされた日が、もう過ぎていないか。

use std::ops::Range;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "D218",
    name: "plan-gone-by",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "「令和8年9月に契約する予定」「令和7年度中に移行することとしている」のような予定の日が、過ぎたままになっていないこと",
    why: "予定どおりに行ったのか、変わったのかが、読み手に分からない",
    law: Law::Internal("文章の中の予定の日と、確かめる日"),
    check: Check::Alone(check),
};

const PLANNED: &str = "予定";
/// Letters behind a day that are looked at.
const LONGEST: usize = 100;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let today = findings.today();
    for text in folded::texts(assessment) {
        if wareki::eras().any(|era| text.has(era)) {
            in_other_words(&text, today, findings);
        }
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

/// Plans without the word 予定: 「令和8年3月までに移行する。」「令和7年度中に改修することとしている。」「令和8年1月のシステム更新後は…する。」
fn in_other_words(text: &Prose<'_>, today: Date, findings: &mut Findings) {
    for (range, day) in days(text.text()) {
        if day >= today {
            continue;
        }
        let behind = rest_of_sentence(&text.text()[range.end..]);
        if behind.contains(PLANNED) || !(is_to_be_done(behind) || is_after_event(behind)) {
            continue;
        }
        findings
            .report_at(&RULE, text.place(), text.span(&range))
            .message(format!(
                "これからのこととして書かれた「{}」が過ぎています（{}まで）",
                text.written(&range),
                wareki::format(day)
            ))
            .label("実際にどうなったかを確かめ、次に公表する版で改めてください");
    }
}

/// What stands behind a day up to the end of its sentence; of a long one the beginning, which closes no plan.
fn rest_of_sentence(behind: &str) -> &str {
    let near = behind
        .char_indices()
        .nth(LONGEST)
        .map_or(behind, |(at, _)| &behind[..at]);
    near.find(['\n', '。']).map_or(near, |at| &near[..at])
}

/// Whether what stands behind a day says what is done by then, and nothing of it is done: 「までに申請した者に支給する」 is no plan.
fn is_to_be_done(behind: &str) -> bool {
    let clause = clause(behind);
    let Some(begun) = lexicon()
        .planned_by
        .iter()
        .filter(|word| clause.starts_with(word))
        .map(str::len)
        .max()
    else {
        return false;
    };
    let deed = &clause[begun..];
    !deed.contains(['た', '者']) && lexicon().planned_deeds.end(deed)
}

/// Whether a day is that of an event after which something will be done.
fn is_after_event(behind: &str) -> bool {
    let clause = clause(behind);
    let Some(rest) = clause.strip_prefix('の') else {
        return false;
    };
    let event = lexicon()
        .planned_events
        .iter()
        .find_map(|word| Some((rest.find(word)?, word.len())));
    let Some((at, length)) = event.filter(|(at, _)| rest[..*at].chars().count() <= 20) else {
        return false;
    };
    let then = &rest[at + length..];
    let goes_on = then.starts_with(['に', 'は', '、', 'も']);
    goes_on && !then.contains("ている") && !then.contains("ていた") && lexicon().planned_deeds.end(then)
}

/// Up to the end of the sentence, or of the bracket that the sentence stands in.
fn clause(behind: &str) -> &str {
    let clause = rest_of_sentence(behind);
    let mut depth = 0;
    let closed = clause.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth < 0
    });
    closed.map_or(clause, |(at, _)| &clause[..at])
}

/// The days, months and years of budget that a folded text names in 和暦, each with its last day.
fn days(text: &str) -> Vec<(Range<usize>, Date)> {
    let mut found = Vec::new();
    for era in wareki::eras() {
        for (at, _) in text.match_indices(era) {
            if let Some((length, day)) = day(&text[at..], era) {
                found.push((at..at + length, day));
            }
        }
    }
    found
}

fn day(text: &str, era: &str) -> Option<(usize, Date)> {
    let text = text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]);
    let (year, rest) = text[era.len()..].split_once('年')?;
    let whole = |first: &str| wareki::parse(first).ok();
    // A year of budget ends with March.
    if let Some(rest) = rest.strip_prefix('度') {
        let first = whole(&format!("{era}{year}年12月1日"))?;
        let end = Date::new(first.year().checked_add(1)?, 3, 31).ok()?;
        return Some((text.len() - rest.len(), end));
    }
    let (month, behind) = rest.split_once('月')?;
    let first = whole(&format!("{era}{year}年{month}月1日"))?;
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some(rest) = behind[digits..].strip_prefix('日').filter(|_| digits > 0) {
        let day = whole(&format!("{era}{year}年{month}月{}日", &behind[..digits]))?;
        return Some((text.len() - rest.len(), day));
    }
    Some((text.len() - behind.len(), first.last_of_month()))
}

/// Whether 予定 closes its clause, so that what stands before it is planned.
fn is_plan(after: &str) -> bool {
    let closes = ["である", "です", "とし", "。", ")", "」", "、", "\n"];
    after.is_empty() || closes.iter().any(|word| after.starts_with(word))
}

/// The last day that a folded text names, or the end of the last month: 令和8年9月.
fn last_day(text: &str) -> Option<(Range<usize>, Date)> {
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
    fn a_plan_in_other_words_is_told_from_what_was_done() {
        let planned = |text: &str| {
            let (range, _) = days(text).into_iter().next().unwrap();
            is_to_be_done(&text[range.end..]) || is_after_event(&text[range.end..])
        };
        for text in [
            "令和7年12月までに標準準拠システムへ移行する。",
            "令和7年度中に改修することとしている。",
            "令和7年度末までに移行を終える見込みである。",
            "令和7年9月30日までに消去する",
            "令和8年1月のシステム更新後は、専用線により接続する。",
            "(令和7年3月までに廃止する)",
        ] {
            assert!(planned(text), "{text}");
        }
        for text in [
            "令和7年3月31日までに申請した者に支給する。",
            "令和7年3月31日までに生まれた者を対象とする。",
            "令和7年12月までに移行した。",
            "令和8年1月のシステム更新後は、専用線により接続している。",
            "令和7年4月から標準準拠システムで管理する。",
            "令和7年3月までの記録を保管する。",
            "令和7年度中に導入したシステムで管理することとしている。",
        ] {
            assert!(!planned(text), "{text}");
        }
    }

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

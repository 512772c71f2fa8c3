//! 予定とされた日が、もう過ぎていないか。

use std::ops::Range;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::words::periods::periods;
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
/// Letters between the day and what is planned for it, where the day stands before a noun.
const NEAR: usize = 20;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let today = findings.today();
    for text in folded::texts(assessment) {
        // What names no year names no day either.
        if !(text.has("年") || text.has("R") || text.has("/")) {
            continue;
        }
        let all = periods(text.text());
        if all.iter().all(|(_, day)| *day >= today) {
            continue;
        }
        in_other_words(&text, &all, today, findings);
        for word in text.find(PLANNED) {
            let sentence = text.sentence(word.start);
            let in_sentence = |range: &Range<usize>| range.start >= sentence.start && range.end <= sentence.end;
            let before = all
                .iter()
                .rfind(|(range, _)| in_sentence(range) && range.end <= word.start);
            let behind = all
                .iter()
                .find(|(range, _)| in_sentence(range) && range.start >= word.end);
            let said = text.text();
            let planned = before
                .filter(|(range, _)| is_planned_for(&said[range.end..word.start], &said[word.end..]))
                .or_else(|| behind.filter(|(range, _)| is_named_day(&said[word.end..range.start], &said[range.end..])));
            let Some((range, day)) = planned.filter(|(_, day)| *day < today) else {
                continue;
            };
            findings
                .report_at(&RULE, text.place(), text.span(range))
                .message(format!(
                    "予定とされた「{}」が過ぎています（{}まで）",
                    text.written(range),
                    wareki::format(*day)
                ))
                .label("実際にどうなったかを確かめ、次に公表する版で改めてください");
        }
    }
}

/// Plans without the word 予定: 「令和8年3月までに移行する。」「令和7年度中に改修することとしている。」「令和8年1月のシステム更新後は…する。」
fn in_other_words(text: &Prose<'_>, all: &[(Range<usize>, Date)], today: Date, findings: &mut Findings) {
    for (range, day) in all.iter().filter(|(_, day)| *day < today) {
        let behind = rest_of_sentence(&text.text()[range.end..]);
        if behind.contains(PLANNED) || !(is_to_be_done(behind) || is_after_event(behind) || is_aimed_at(behind)) {
            continue;
        }
        findings
            .report_at(&RULE, text.place(), text.span(range))
            .message(format!(
                "これからのこととして書かれた「{}」が過ぎています（{}まで）",
                text.written(range),
                wareki::format(*day)
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

/// Whether 予定 is of the day before it, by what stands between and behind: 「令和8年9月に契約する予定である」,
/// 「令和8年9月稼働予定のシステム」, 「令和8年9月の移行を予定している」; not 「令和7年4月1日の改正に伴い…する予定」.
fn is_planned_for(between: &str, behind: &str) -> bool {
    let near = between.chars().count() <= NEAR && !between.contains('、');
    let noun = between.chars().all(|c| !matches!(c, 'ぁ'..='ゖ'));
    let closes = if noun && near {
        is_plan(behind) || behind.starts_with('の')
    } else {
        is_plan(behind)
    };
    let of_noun = between.starts_with('の') && (!near || lexicon().because_of.are_in(between));
    closes && !of_noun && !lexicon().counted_from.begin(between) && !narrows(between)
}

/// Whether a day behind 予定 is the day planned: 「移行予定（令和8年9月）」, 「稼働予定日は令和8年9月1日」.
fn is_named_day(between: &str, behind: &str) -> bool {
    let rest = ["時期", "年月日", "年月", "日"]
        .iter()
        .find_map(|word| between.strip_prefix(word));
    let named = ["は", "は、", "(", ":", "を"].contains(&rest.unwrap_or(between));
    let ends = [
        "。",
        ")",
        "、",
        "\n",
        "頃",
        "である",
        "です",
        "とする",
        "としている",
        "に延期",
    ];
    named && (behind.is_empty() || ends.iter().any(|end| behind.starts_with(end)))
}

/// Whether words say whom or what a day narrows down: 「までに申請した者に」. What was done by then is no plan.
fn narrows(words: &str) -> bool {
    let plain = words.replace("または", "").replace("新たに", "");
    plain.contains('た') || plain.contains('者') || plain.contains("生まれ")
}

/// Whether a day is that of something that is still worked for: 「令和8年9月の稼働に向けて準備を進めている」.
fn is_aimed_at(behind: &str) -> bool {
    let clause = clause(behind);
    let noun = clause.strip_prefix('の').unwrap_or(clause);
    let aimed = lexicon().aimed_at.iter().filter_map(|word| noun.find(word));
    let Some(at) = aimed.min() else { return false };
    let noun = &noun[..at];
    let near = noun.chars().count() <= NEAR && !noun.contains('、') && !lexicon().because_of.are_in(noun);
    near && !lexicon().counted_from.begin(clause) && !narrows(clause)
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

/// Whether 予定 closes its clause, so that what stands before it is planned.
fn is_plan(after: &str) -> bool {
    let closes = ["である", "です", "とし", "し", "。", ")", "」", "、", "\n"];
    let past = ["としていた", "していた"].iter().any(|word| after.starts_with(word));
    after.is_empty() || (!past && closes.iter().any(|word| after.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_in_other_words_is_told_from_what_was_done() {
        let planned = |text: &str| {
            let (range, _) = periods(text).into_iter().next().unwrap();
            let behind = &text[range.end..];
            is_to_be_done(behind) || is_after_event(behind) || is_aimed_at(behind)
        };
        for text in [
            "令和7年12月までに標準準拠システムへ移行する。",
            "令和7年度中に改修することとしている。",
            "令和7年度末までに移行を終える見込みである。",
            "令和7年9月30日までに消去する",
            "令和8年1月のシステム更新後は、専用線により接続する。",
            "(令和7年3月までに廃止する)",
            "2025年9月に移行することになっている。",
            "R8.9に移行する見込みである。",
            "令和8年度上期までに移行する。",
            "令和8年9月の稼働に向けて準備を進めている。",
            "令和8年9月本稼働を目指して開発する。",
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
            "令和7年4月の制度の開始に向けて改修した。",
            "令和7年4月の改正に伴い、円滑な運用に向けて研修を行う。",
            "2025年4月から標準準拠システムで管理する。",
        ] {
            assert!(!planned(text), "{text}");
        }
    }

    #[test]
    fn a_plan_is_of_the_day_beside_it() {
        let planned = |text: &str| {
            let (range, _) = periods(text).pop().unwrap();
            let word = text.find(PLANNED).unwrap();
            let behind = word + PLANNED.len();
            if range.end <= word {
                is_planned_for(&text[range.end..word], &text[behind..])
            } else {
                is_named_day(&text[behind..range.start], &text[range.end..])
            }
        };
        for text in [
            "2026年9月に移行する予定である。",
            "令和8年9月稼働予定のシステム",
            "R8.9に移行予定",
            "令和8年度上期に移行予定",
            "令和8年9月の移行を予定している。",
            "令和6年4月から始め、令和7年9月30日までに終える予定",
            "移行予定(令和8年9月)",
            "稼働予定日は2026年9月1日である。",
        ] {
            assert!(planned(text), "{text}");
        }
        for text in [
            "令和7年4月1日の改正に伴い、移行する予定である。",
            "令和7年3月までに申請した者に支給する予定である。",
            "令和7年度分の還付を、順次行う予定である。",
            "令和6年4月に始めた移行は予定どおり終えた。",
            "転出の予定年月日は令和7年4月1日から記録する。",
            "令和7年4月現在の制度のまま移行する予定である。",
        ] {
            assert!(!planned(text), "{text}");
        }
    }
}

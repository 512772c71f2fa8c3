//! 宛名番号などであることを理由に、特定個人情報に当たらないとしていないか。

use crate::answers::Assessment;
use crate::check::words::folded;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C250",
    name: "own-number-denied",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "宛名番号や整理番号であることを理由に、「特定個人情報に該当しない」と言い切っていないこと",
    why: "個人番号に対応し、個人番号に代わって用いる番号は、個人番号に含まれる。個人番号と結び付けて管理する情報も、特定個人情報ファイルの一部になる",
    law: Law::Article("番号法第2条（個人番号、特定個人情報、特定個人情報ファイルの定義）"),
    check: Check::Alone(check),
};

const DENIED: &str = "特定個人情報";
/// So many places of one text are looked at.
const MANY: usize = 20;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let lexicon = lexicon();
    for text in folded::texts(assessment) {
        if !text.has("特定個人情報") || !lexicon.own_numbers.iter().any(|number| text.has(number)) {
            continue;
        }
        let denials = text.find(DENIED).into_iter();
        let denials = denials.filter(|range| lexicon.not_personal.begin(&text.text()[range.end..]));
        for range in denials.take(MANY) {
            let sentence = text.sentence(range.start);
            let before = &text.text()[sentence.start..range.start];
            let named = lexicon
                .own_numbers
                .iter()
                .find_map(|number| Some((number, before.rfind(number)?)));
            // 「特定個人情報に該当しない宛名番号」 says the same.
            let behind = &text.text()[range.end..sentence.end.max(range.end)];
            let denials = lexicon.not_personal.iter();
            let denial = denials.filter(|word| behind.starts_with(word)).map(str::len).max();
            let follows = denial.and_then(|length| {
                let rest = &behind[length..];
                lexicon.own_numbers.iter().find(|number| rest.starts_with(number))
            });
            let closes = denial.is_some_and(|length| closes_clause(&behind[length..]));
            let (number, range) = match (named, follows) {
                (Some((number, at)), _) if closes && is_reason(&before[at + number.len()..]) => {
                    (number, sentence.start + at..range.end)
                }
                (None, Some(number)) => (number, range),
                (Some(_) | None, Some(_) | None) => continue,
            };
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message(format!(
                    "「{number}」であることを理由に、特定個人情報に当たらないとしています"
                ))
                .label("個人番号に代わって用いる番号や、個人番号と結び付けて管理する情報でないか確かめてください");
        }
    }
}

/// Whether a denial ends its clause: 「特定個人情報ではない業務」 says of the 業務 what it is.
fn closes_clause(behind: &str) -> bool {
    behind.is_empty() || lexicon().after_denial.begin(behind)
}

/// Whether what stands between the number and what is denied makes the number the reason: it is what is spoken of (は), all
/// that there is (のみ), or the clause with it says why (ため). What a word sets against it (が、) is no reason.
fn is_reason(between: &str) -> bool {
    let lexicon = lexicon();
    if lexicon.without_own_number.begin(between) {
        return false;
    }
    if lexicon.nothing_else.begin(between) {
        return true;
    }
    let subject = between.strip_prefix('は').map(|rest| rest.trim_start_matches('、'));
    if subject == Some("") {
        return true;
    }
    let mut reason = lexicon.reasons.iter().filter_map(|word| {
        let clause = between
            .strip_suffix(word.trim_end_matches('、'))
            .or_else(|| between.split_once(word).map(|(clause, _)| clause));
        clause.filter(|clause| !clause.contains("が、"))
    });
    reason.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_reason_or_only_in_the_sentence() {
        for between in [
            "は、",
            "は",
            "のみなので、",
            "だけを用いるデータは、",
            "であるため、",
            "に置き換えているので、",
            "であり、",
            "は内部の番号であることから、",
        ] {
            assert!(is_reason(between), "{between}");
        }
        for between in [
            "を付番しているが、個人番号と切り離した統計表は",
            "で検索した統計は、",
            "を除いているため、",
            "も含まないので、",
            "を検索のために用いる。",
        ] {
            assert!(!is_reason(between), "{between}");
        }
    }
}

//! 重大事故の答えが、機関のほかの評価書の答えと両立するか。

use jiff::ToSpan;

use crate::answers::{Assessment, Cursor};
use crate::check::facts::threshold::{ASKED, HAPPENED};
use crate::check::look::across::{Across, Fact, Noted, Notes, Told};
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "T113",
    name: "accident-denied-elsewhere",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "重大事故の有無の答えが、ほかの事務の評価書の答えと両立すること（公表日と、問われる期間を考えて、両立しないと分かるときだけ）",
    why: "重大事故は評価実施機関の全体で数えるので、一つの評価書にだけ「発生あり」とあれば、ほかの評価書のしきい値判断も違ってくる",
    law: Law::Article("番号法第28条第1項第3号、指針第5の2"),
    check: Check::Across(Across { note, judge, tell }),
};

/// The two questions, each with the years that it asks about. 様式2 asks for 特定個人情報, the others for all 個人情報, which
/// every accident with 特定個人情報 is one of.
const QUESTIONS: [(&str, &str, i32); 2] = [
    ("重大事故/過去1年以内の重大事故", "過去1年以内", 1),
    (
        "リスク対策/保管・消去/漏えい・滅失・毀損リスク/過去3年以内の重大事故",
        "過去3年以内",
        3,
    ),
];

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let [(narrow, ..), (wide, ..)] = QUESTIONS;
    let asked = [vec![assessment.at(ASKED).at(narrow)], assessment.each(wide)];
    for (places, (_, _, years)) in asked.into_iter().zip(QUESTIONS) {
        for place in places {
            if let Some(option) = place.option() {
                notes.add("重大事故", said(years, option.text == HAPPENED), place);
            }
        }
    }
}

fn said(years: i32, happened: bool) -> &'static str {
    match (years, happened) {
        (1, true) => "1年ある",
        (1, false) => "1年ない",
        (_, true) => "3年ある",
        (_, false) => "3年ない",
    }
}

fn judge(facts: &[Fact]) -> Vec<(usize, usize)> {
    let with = |happened: bool| {
        let all = facts.iter().enumerate();
        let asked = all.filter_map(move |(at, fact)| {
            let years = [1, 3].into_iter().find(|years| fact.says(said(*years, happened)))?;
            Some((at, years))
        });
        asked.collect::<Vec<(usize, i32)>>()
    };
    let (happened, none) = (with(true), with(false));
    let pairs: Vec<(usize, usize)> = happened
        .iter()
        .flat_map(|had| none.iter().map(move |not| (*had, *not)))
        .filter(|((had, a), (not, b))| cannot_both_be(&facts[*had], *a, &facts[*not], *b))
        .map(|((had, _), (not, _))| (had, not))
        .collect();
    let files = |pick: fn(&(usize, usize)) -> usize| {
        let mut files: Vec<u32> = pairs.iter().map(|pair| facts[pick(pair)].file).collect();
        files.sort_unstable();
        files.dedup();
        files
    };
    // Those that most contradict are told, one answer of each.
    let (had, not) = (files(|pair| pair.0), files(|pair| pair.1));
    let (few, pairs) = if had.len() <= not.len() {
        (had, pairs)
    } else {
        (not, pairs.into_iter().map(|(had, not)| (not, had)).collect())
    };
    let first = |file: &u32| pairs.iter().copied().find(|(at, _)| facts[*at].file == *file);
    few.iter().filter_map(first).collect()
}

/// Whether the time in which one assessment tells of an accident lies within that in which another tells of none.
fn cannot_both_be(had: &Fact, years: i32, not: &Fact, denied: i32) -> bool {
    let (Some(told), Some(later)) = (had.published, not.published) else {
        return false;
    };
    let begins = |day: jiff::civil::Date, years: i32| day.checked_sub(years.years()).ok();
    // What one 事務 says of itself is T110's; and an accident with 個人情報 alone is none with 特定個人情報.
    had.number != not.number
        && years <= denied
        && told <= later
        && begins(later, denied)
            .zip(begins(told, years))
            .is_some_and(|(a, b)| a <= b)
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let asked = |place: &Cursor<'_>| {
        let key = place.item().map_or("", |item| item.key.as_str());
        let question = QUESTIONS.into_iter().find(|(path, ..)| path.ends_with(key));
        question.map_or("", |(_, words, _)| words)
    };
    let option = |place: &Cursor<'_>| place.option().map_or_else(String::new, |option| option.text.clone());
    Told {
        severity: None,
        message: format!(
            "{}の重大事故が「{}」ですが、ほかの事務の評価書では{}に「{}」です",
            asked(at),
            option(at),
            asked(because),
            option(because)
        ),
        label: "重大事故は評価実施機関の全体で数えます。実際を確かめて、すべての評価書の答えとしきい値判断をそろえてください"
            .to_owned(),
        because: "こちらの答えと両立しません".to_owned(),
    }
}

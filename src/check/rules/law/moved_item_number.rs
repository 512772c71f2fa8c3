//! 番号法第19条の号を、移る前の番号で引いていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::citation::{is_of_number_act, is_of_the_past};
use crate::check::words::folded::{self, Prose};
use crate::check::words::law::{Moved, law_book, severity};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::form::Confidence;

/// The item whose heading itself speaks of 情報提供ネットワークシステム.
const LINKED: &str = "基本情報/情報連携/法令上の根拠";

pub const RULE: Rule = Rule {
    code: "L153",
    name: "moved-item-number",
    severity: Warning,
    confidence: Medium,
    since: Some("2021-09-01"),
    checks: "情報提供ネットワークシステムによる提供などの根拠を、今の号の番号で引いていること",
    why: "号がずれた後に古い番号のままだと、別の規定を根拠としたことになる",
    law: Law::Article("番号法第19条第8号、第16号、第17号"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    let moved = law_book().articles.iter().filter(|moved| published >= moved.to);
    let spelt: Vec<(&Moved, Vec<String>)> = moved
        .map(|moved| (moved, spellings(moved.article, moved.item)))
        .collect();
    for text in folded::texts(assessment) {
        for (moved, spellings) in &spelt {
            for words in spellings {
                for range in text.find(words) {
                    if cites_moved(&text, range.start, moved) {
                        findings
                            .report_at(&RULE, text.place(), text.span(&range))
                            .severity(severity(moved.confidence, Warning))
                            .sure_at_most(moved.confidence)
                            .message(format!(
                                "番号法第{}条第{}号は、号が移る前の番号です",
                                moved.article, moved.item
                            ))
                            .label(format!(
                                "「第{}条第{}号」ではありませんか",
                                moved.article, moved.replaced_by
                            ))
                            .help(moved.note.clone())
                            .fix(correction(&text, &range, moved));
                    }
                }
            }
        }
    }
}

/// The new number in the author's own digits. Certain only where the text itself, or the heading it stands under, names
/// the system: 別表第二 beside the number may be cited for another reason.
fn correction(text: &Prose<'_>, range: &Range<usize>, moved: &Moved) -> Option<Fix> {
    let words = &text.text()[range.clone()];
    let start = range.start + words.rfind(['第', '条']).map(|at| at + '第'.len_utf8())?;
    let number = start..range.end - '号'.len_utf8();
    if !text.is_verbatim(&number) {
        return None;
    }
    let written = text.written(&number);
    let new = if written.bytes().all(|byte| byte.is_ascii_digit()) {
        moved.replaced_by.to_string()
    } else if crate::folding::nfkc(written).bytes().all(|byte| byte.is_ascii_digit()) {
        full_width(moved.replaced_by)
    } else {
        kanji(moved.replaced_by)
    };
    let title = format!("第{}条第{}号に改める", moved.article, moved.replaced_by);
    let edits = vec![Edit::new(text.span(&number), new)];
    let item = text.place().item().map(|item| item.path.as_str());
    let named = text.text()[text.sentence(range.start)].contains("情報提供ネットワークシステム");
    Some(match moved.confidence {
        Confidence::High if named || item == Some(LINKED) => Fix::certain(title, edits),
        Confidence::Low | Confidence::Medium | Confidence::High => Fix::likely(title, edits),
    })
}

fn full_width(number: u32) -> String {
    const DIGITS: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
    let digits = number.to_string().into_bytes();
    digits.iter().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// The number alone is no fault, it belongs to another provision now: the words around must mean the one that moved.
fn cites_moved(text: &Prose<'_>, at: usize, moved: &Moved) -> bool {
    let sentence = &text.text()[text.sentence(at)];
    let before = text.before(at);
    let item = text.place().item().map(|item| item.path.as_str());
    let system = moved.context.iter().any(|word| sentence.contains(word.as_str()))
        || (item == Some(LINKED) && moved.replaced_by == 8);
    let today = spellings(moved.article, moved.replaced_by)
        .iter()
        .chain(&[format!("第{}号", moved.replaced_by)])
        .any(|words| sentence.contains(words.as_str()));
    let other = moved.unless.iter().any(|word| sentence.contains(word.as_str()));
    system
        && !other
        && !today
        && !is_of_longer_number(&text.text()[..at])
        && is_of_number_act(before, law_book())
        && !is_of_the_past(before)
}

/// An item of an article as folded texts may write it.
fn spellings(article: u32, item: u32) -> Vec<String> {
    let written = [(article.to_string(), item.to_string()), (kanji(article), kanji(item))];
    let spelt = written
        .iter()
        .flat_map(|(article, item)| ["第", ""].map(|mark| format!("{article}条{mark}{item}号")));
    spelt.collect()
}

/// Whether the number of an article goes on before what was found: 第119条第7号.
fn is_of_longer_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c))
}

/// An article as folded texts may write it, with the 第 that no longer number has before its last digits.
pub(in crate::check) fn article(number: u32) -> [String; 2] {
    [format!("第{number}条"), format!("第{}条", kanji(number))]
}

/// A number below 100 in kanji.
fn kanji(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| DIGITS[(number % 10) as usize];
    match number / 10 {
        0 => digit(number).to_owned(),
        1 => format!("十{}", digit(number)),
        tens => format!("{}十{}", digit(tens), digit(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::check;
    use crate::form::builtin;
    use jiff::civil::date;

    #[test]
    fn the_number_that_is_advised_is_that_of_the_provision_in_the_words() {
        let advised = |words: &str| -> Vec<String> {
            let yaml = format!(
                "様式: 重点項目評価書\n公表日: 2026-10-01\n基本情報:\n  個人番号の利用:\n    法令上の根拠: {words}\n"
            );
            let read = answers::read(builtin(), "a.yaml", yaml.as_bytes());
            let found = check::check(&read.assessment.unwrap(), date(2026, 10, 1));
            let ours = found.into_iter().filter(|finding| finding.code == RULE.code);
            ours.filter_map(|finding| Some(finding.fix?.edits.first()?.text.clone()))
                .collect()
        };
        for (words, number) in [
            ("番号法第19条第15号（個人情報保護委員会規則で定める提供）", "17"),
            ("番号法第19条第16号（個人情報保護委員会規則で定めるとき）", "17"),
            ("番号法第19条第15号（人の生命、身体又は財産の保護）", "16"),
            ("番号法第十九条第十五号（人の生命、身体又は財産の保護）", "十六"),
            ("番号法第19条第7号（情報提供ネットワークシステムによる提供）", "8"),
            ("番号法第19条7号により情報提供ネットワークシステムで照会する。", "8"),
            ("番号法第19条第7号に基づく主務省令", "8"),
        ] {
            assert_eq!(advised(words), [number], "{words}");
        }
    }
}

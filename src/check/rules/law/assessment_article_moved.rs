//! 特定個人情報保護評価の根拠を、移る前の番号法の条で引いていないか。

use super::moved_item_number::article;
use crate::answers::Assessment;
use crate::check::words::citation::{is_of_number_act, is_of_the_past};
use crate::check::words::folded::{self, Prose};
use crate::check::words::law::{MovedArticle, law_book, severity};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "L154",
    name: "assessment-article-moved",
    severity: Warning,
    confidence: High,
    since: Some("2017-05-30"),
    checks: "特定個人情報保護評価やその指針の根拠を、番号法の今の条（第28条、指針は第27条）で引いていること",
    why: "条がずれた後に古い番号のままだと、別の規定を根拠としたことになる",
    law: Law::Article("番号法第27条、第28条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    let moved = law_book().moved_articles.iter().filter(|moved| published >= moved.to);
    let spelt: Vec<(&MovedArticle, [String; 2])> = moved.map(|moved| (moved, article(moved.article))).collect();
    for text in folded::texts(assessment) {
        for (moved, spellings) in &spelt {
            for words in spellings {
                for range in text.find(words) {
                    if cites_moved(&text, range.start, range.end, moved) {
                        findings
                            .report_at(&RULE, text.place(), text.span(&range))
                            .severity(severity(moved.confidence, Warning))
                            .sure_at_most(moved.confidence)
                            .message(format!("番号法第{}条は、条が移る前の番号です", moved.article))
                            .label(format!("「第{}条」ではありませんか", moved.replaced_by))
                            .help(moved.note.clone());
                    }
                }
            }
        }
    }
}

/// The number belongs to another provision now: the words around must mean the one that moved, and none other.
fn cites_moved(text: &Prose<'_>, start: usize, end: usize, moved: &MovedArticle) -> bool {
    let sentence = &text.text()[text.sentence(start)];
    let before = text.before(start);
    // 第27条の2 is another article.
    let whole = !text.text()[end..]
        .strip_prefix('の')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
    let has = |words: &[String]| words.iter().any(|word| sentence.contains(word.as_str()));
    let today = article(moved.replaced_by).iter().any(|words| sentence.contains(words));
    whole
        && has(&moved.context)
        && !has(&moved.unless)
        && !today
        && is_of_number_act(before, law_book())
        && !is_of_the_past(before)
}

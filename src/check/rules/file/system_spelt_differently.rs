//! 同じシステムの名称の書き方が、機関の評価書でそろっているか。

use crate::answers::{Answer, Assessment, Cursor};
use crate::check::look::across::{Across, Noted, Notes, Told, all_alike};
use crate::check::words::as_written::span_of;
use crate::check::words::list_marks::unmarked;
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::lexicon;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C253",
    name: "system-spelt-differently",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "同じシステムが、「中間サーバ」と「中間サーバー」、「団体内統合宛名システム」と「ID連携サーバ」のような違う名称で書かれていないこと",
    why: "同じシステムかどうかを、読み手が評価書を並べて確かめられない",
    law: Law::Internal("様式2 Ⅰ-1③、様式3・4 Ⅰ-2①"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

const NAMES: [&str; 2] = ["基本情報/事務/システムの名称", "基本情報/システム/システムの名称"];

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for place in NAMES.iter().flat_map(|path| assessment.each(path)) {
        for (name, span) in names(&place) {
            notes.add_words(&known_as(&name), &name, place, span);
        }
    }
}

/// The systems that an answer names, folded, and where it does.
fn names(place: &Cursor<'_>) -> Vec<(String, Span)> {
    let texts = place.answer().map(Answer::texts).unwrap_or_default();
    let names = texts.into_iter().map(|(text, _)| unmarked(text));
    let names = names.map(|name| (fold(name), name));
    let named = names.filter(|(folded, _)| !folded.is_empty());
    named.map(|(folded, name)| (folded, span_of(place, name))).collect()
}

/// What every spelling of a system has in common.
fn known_as(name: &str) -> String {
    let groups = &lexicon().system_spellings.groups;
    let group = groups.iter().find(|group| group.words.iter().any(|word| word == name));
    let name = group.map_or(name, |group| group.of.as_str());
    name.chars().filter(|c| !"ー・-".contains(*c)).collect()
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let name = |noted: &Noted<'_>| {
        let here = names(noted).into_iter().find(|(_, span)| *span == noted.words());
        here.map(|(name, _)| name).unwrap_or_default()
    };
    let (own, other) = (name(at), name(because));
    Told {
        severity: None,
        message: format!("システム「{own}」が、ほかの評価書では「{other}」と書かれています"),
        label: "同じシステムであれば、名称をそろえてください。違うシステムであれば、このままで構いません".to_owned(),
        because: "こちらの書き方と違います".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_system_are_known_as_one() {
        for (one, other) in [
            ("中間サーバ", "中間サーバー・ソフトウェア"),
            ("ID連携サーバ", "団体内統合宛名システム"),
            ("住民情報データベース", "住民情報データベ-ス"),
            ("税務コンピュータシステム", "税務コンピューターシステム"),
        ] {
            assert_eq!(known_as(one), known_as(other), "{one}");
        }
        assert_ne!(known_as("介護保険システム"), known_as("介護保険システム2"));
        assert_ne!(known_as("中間サーバー"), known_as("コミュニケーションサーバー"));
    }
}

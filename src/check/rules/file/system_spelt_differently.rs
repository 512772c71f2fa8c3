//! 同じシステムの名称の書き方が、機関の評価書でそろっているか。

use crate::answers::{Assessment, Cursor};
use crate::check::look::across::{Across, Notes, Told, all_alike};
use crate::check::words::list_marks::unmarked;
use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::lexicon;

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
        for name in names(&place) {
            notes.add(&known_as(&name), &name, place);
        }
    }
}

/// The systems that an answer names, folded.
fn names(place: &Cursor<'_>) -> Vec<String> {
    let pieces = place.texts().iter().map(|piece| piece.text.as_str());
    let all = pieces.chain([place.text()]).map(|name| fold(unmarked(name)));
    all.filter(|name| !name.is_empty()).collect()
}

/// What every spelling of a system has in common.
fn known_as(name: &str) -> String {
    let groups = &lexicon().system_spellings.groups;
    let group = groups.iter().find(|group| group.words.iter().any(|word| word == name));
    let name = group.map_or(name, |group| group.of.as_str());
    name.chars().filter(|c| !"ー・-".contains(*c)).collect()
}

fn tell(at: &Cursor<'_>, because: &Cursor<'_>) -> Told {
    let (here, there) = (names(at), names(because));
    let pair = here.iter().find_map(|own| {
        let other = there
            .iter()
            .find(|other| *other != own && known_as(other) == known_as(own));
        Some((own.as_str(), other?.as_str()))
    });
    let (own, other) = pair.unwrap_or_default();
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

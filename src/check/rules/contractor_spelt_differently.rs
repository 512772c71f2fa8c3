//! 同じ委託先の名称が、機関の評価書でそろっているか。

use crate::answers::{Assessment, Cursor};
use crate::check::across::{Across, Notes, Told, all_alike};
use crate::check::{Check, Law, Rule};
use crate::finding::Severity::Info;
use crate::text::fold;

pub const RULE: Rule = Rule {
    code: "C203",
    name: "contractor-spelt-differently",
    severity: Info,
    since: None,
    checks: "同じ委託先が、㈱・（株）・株式会社のような違う書き方で書かれていないこと",
    why: "同じ事業者への委託かどうかを、読み手が評価書を並べて確かめられない",
    law: Law::Internal("様式3・4 Ⅱ-4③委託先名"),
    check: Check::Across(Across {
        note,
        judge: all_alike,
        tell,
    }),
};

/// Kinds of companies with the signs for them, which stand before the name or behind it.
const KINDS: [(&str, &[&str]); 4] = [
    ("株式会社", &["(株)", "株式会社"]),
    ("有限会社", &["(有)", "有限会社"]),
    ("合同会社", &["(同)", "合同会社"]),
    ("一般財団法人", &["(一財)", "一般財団法人"]),
];

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for contractor in assessment.each("特定個人情報ファイル/委託/委託事項/委託先名") {
        // A list of several is worded freely.
        let several = contractor.text().trim().contains(['、', '，', '\n']);
        if let (false, Some(name)) = (several, known_as(contractor.text())) {
            notes.add(&name, &fold(contractor.text()), contractor);
        }
    }
}

/// A company's name with its kind written out, the same for every spelling; `None` for what names no company.
pub(super) fn known_as(text: &str) -> Option<String> {
    let name = fold(text);
    KINDS.iter().find_map(|(kind, signs)| {
        signs.iter().find_map(|sign| {
            let (rest, place) = match (name.strip_prefix(sign), name.strip_suffix(sign)) {
                (Some(rest), _) => (rest, "前"),
                (None, Some(rest)) => (rest, "後"),
                (None, None) => return None,
            };
            (rest.chars().count() >= 2).then(|| format!("{place}{kind}{rest}"))
        })
    })
}

fn tell(at: &Cursor<'_>, because: &Cursor<'_>) -> Told {
    Told {
        message: format!("委託先「{}」が、違う書き方でも書かれています", at.text().trim()),
        label: format!(
            "「{}」と同じ事業者であれば、登記の名称にそろえてください",
            because.text().trim()
        ),
        because: "こちらの書き方と違います".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_are_known_as_one() {
        let name = known_as("株式会社見本システム");
        assert!(name.is_some());
        for spelling in [
            "㈱見本システム",
            "（株）見本システム",
            "(株) 見本システム",
            "株式会社　見本システム",
        ] {
            assert_eq!(known_as(spelling), name, "{spelling}");
        }
        // The kind stands on the other side: another company.
        assert_ne!(known_as("見本システム株式会社"), name);
        assert_eq!(known_as("未定"), None);
        assert_eq!(known_as("見本市"), None);
    }
}
